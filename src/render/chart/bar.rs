//! A row with a name, a bar and an amount: the form that works on a telephone, on a touch screen and on paper.

use crate::render::chart::amount::percent;
use crate::render::chart::markup::escape;
use crate::render::chart::part::{Part, Tone};

/// The shortest bar of an amount that is not nothing, so that it can be seen.
const LEAST: i128 = 3;

/// A single bar as picture. It says nothing by itself: the amount stands beside it.
pub(crate) fn bar(tone: Tone, share: i128) -> String {
    format!(
        r#"<svg width="100%" height="20" aria-hidden="true" focusable="false"><rect class="{}" width="{}" height="100%"/></svg>"#,
        tone.class(),
        percent(share)
    )
}

/// A table row of one part: its name, its bar, its amount.
pub(crate) fn bar_row(part: &Part, tone: Tone, longest: i128) -> String {
    format!(
        "<tr><th class=\"lb\" scope=\"row\">{}</th><td>{}</td><td class=\"n\">{}</td></tr>\n",
        escape(&part.label),
        bar(tone, of_longest(part.weight(), longest)),
        escape(&part.text)
    )
}

/// Parts one under the other, all measured against the longest, as an HTML table. Amounts may be counts: the part's text
/// is what is shown.
pub(crate) fn bars(caption: &str, parts: &[Part], tone: Tone) -> String {
    let longest = parts.iter().map(Part::weight).max().unwrap_or(0);
    let rows: String = parts
        .iter()
        .map(|part| bar_row(part, tone, longest))
        .collect();
    format!(
        "<table class=\"hb\"><caption class=\"vh\">{}</caption><tbody>\n{rows}</tbody></table>\n",
        escape(caption)
    )
}

/// Two table rows for each part: name and amount, then the bar. Lengths are measured against `longest`.
pub(crate) fn stacked_rows(parts: &[Part], tone: Tone, longest: i128) -> String {
    parts
        .iter()
        .map(|part| stacked_row(part, tone, longest))
        .collect()
}

/// The two rows of one part.
pub(crate) fn stacked_row(part: &Part, tone: Tone, longest: i128) -> String {
    format!(
        "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td></tr>\n<tr><td colspan=\"2\">{}</td></tr>\n",
        escape(&part.label),
        escape(&part.text),
        bar(tone, of_longest(part.weight(), longest))
    )
}

/// Length in tenths of a per cent of the longest bar, which has 1000.
pub(crate) fn of_longest(weight: i128, longest: i128) -> i128 {
    if longest <= 0 || weight <= 0 {
        return 0;
    }
    (weight * 1000 / longest).clamp(LEAST, 1000)
}
