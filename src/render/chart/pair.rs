//! The same thing in two periods, one bar under the other.

use std::fmt::Write as _;

use crate::render::chart::bar::{bar, of_longest};
use crate::render::chart::markup::escape;
use crate::render::chart::part::{Part, Tone};

/// Something measured in two periods, as income last year and this year.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    /// What it is and how it changed, as `收入　比去年多 3.08 万元（+10.7%）`.
    pub(crate) heading: String,
    /// What it stands for; the earlier period is grey.
    pub(crate) tone: Tone,
    /// The earlier period; its label is the period, as `去年`.
    pub(crate) before: Part,
    /// The later period.
    pub(crate) after: Part,
}

/// The pairs as an HTML table; all bars share one scale that begins at nothing.
pub(crate) fn pair(caption: &str, pairs: &[Pair]) -> String {
    let longest = pairs
        .iter()
        .flat_map(|pair| [pair.before.weight(), pair.after.weight()])
        .max()
        .unwrap_or(0);
    let mut rows = String::new();
    for pair in pairs {
        write!(
            rows,
            "<tr class=\"grp\"><th colspan=\"3\" scope=\"rowgroup\">{}</th></tr>\n{}{}",
            escape(&pair.heading),
            row(&pair.before, Tone::Past, longest),
            row(&pair.after, pair.tone, longest)
        )
        .expect("a string takes everything");
    }
    format!(
        "<table class=\"hb\"><caption class=\"vh\">{}</caption><tbody>\n{rows}</tbody></table>\n",
        escape(caption)
    )
}

fn row(part: &Part, tone: Tone, longest: i128) -> String {
    format!(
        "<tr><th class=\"lb\" scope=\"row\">{}</th><td>{}</td><td class=\"n\">{}</td></tr>\n",
        escape(&part.label),
        bar(tone, of_longest(part.weight(), longest)),
        escape(&part.text)
    )
}
