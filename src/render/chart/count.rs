//! Numbers of people or votes as rows of bars under one another.

use crate::render::chart::bar::stacked_rows;
use crate::render::chart::markup::escape;
use crate::render::chart::part::{Part, Tone};

/// A row: its name, its number, and the words beside it.
#[derive(Clone, Debug)]
pub(crate) struct Count {
    /// `于振海，当选`.
    pub(crate) label: String,
    /// How many.
    pub(crate) number: i64,
    /// `302 票`.
    pub(crate) text: String,
}

/// The rows as HTML; lengths are measured against `whole`.
pub(crate) fn counts(caption: &str, rows: &[Count], whole: i64, tone: Tone) -> String {
    let parts: Vec<Part> = rows
        .iter()
        .map(|row| Part {
            label: row.label.clone(),
            fen: row.number,
            text: row.text.clone(),
        })
        .collect();
    format!(
        "<table class=\"hb\"><caption class=\"vh\">{}</caption><tbody>\n{}</tbody></table>\n",
        escape(caption),
        stacked_rows(&parts, tone, i128::from(whole))
    )
}
