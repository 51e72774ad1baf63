//! The same thing in two or more periods, one bar under the other.

use std::fmt::Write as _;

use crate::render::chart::bar::bar_row;
use crate::render::chart::markup::escape;
use crate::render::chart::part::{Part, Tone};

/// Something measured in several periods, as income last year, last quarter and now.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    /// What it is and how it changed, as `收入　比去年多 3.08 万元（+10.7%）`.
    pub(crate) heading: String,
    /// What it stands for; earlier periods are grey.
    pub(crate) tone: Tone,
    /// The earlier periods; a label is the period, as `去年同期`.
    pub(crate) before: Vec<Part>,
    /// The later period.
    pub(crate) after: Part,
}

/// The pairs as an HTML table; all bars share one scale that begins at nothing.
pub(crate) fn pair(caption: &str, pairs: &[Pair]) -> String {
    let longest = pairs
        .iter()
        .flat_map(|pair| pair.before.iter().chain([&pair.after]))
        .map(Part::weight)
        .max()
        .unwrap_or(0);
    let mut rows = String::new();
    for pair in pairs {
        let before = pair.before.iter();
        let before: String = before
            .map(|part| bar_row(part, Tone::Past, longest))
            .collect();
        write!(
            rows,
            "<tr class=\"grp\"><th colspan=\"3\" scope=\"rowgroup\">{}</th></tr>\n{before}{}",
            escape(&pair.heading),
            bar_row(&pair.after, pair.tone, longest)
        )
        .expect("a string takes everything");
    }
    format!(
        "<table class=\"hb\"><caption class=\"vh\">{}</caption><tbody>\n{rows}</tbody></table>\n",
        escape(caption)
    )
}
