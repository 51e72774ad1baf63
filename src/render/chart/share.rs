//! Shares of one whole: a stacked bar with a numbered list, and rows of bars on a narrow screen.

use std::fmt::Write as _;

use crate::render::chart::amount::{of_sum, percent};
use crate::render::chart::bar::stacked_rows;
use crate::render::chart::markup::escape;
use crate::render::chart::part::{Part, Tone, largest, shares, total};

/// At most this many parts stay apart; more could not be told from one another.
const MOST: usize = 8;

/// A whole and its parts.
#[derive(Clone, Debug)]
pub(crate) struct Share {
    /// Begins all ids of the picture.
    pub(crate) id: String,
    /// What the whole is, as `2026年第三季度支出`.
    pub(crate) whole: String,
    /// What the parts stand for.
    pub(crate) tone: Tone,
    /// The parts, in any order.
    pub(crate) parts: Vec<Part>,
}

/// The shares as HTML.
pub(crate) fn share(chart: &Share) -> String {
    let parts = largest(&chart.parts, MOST);
    let weights: Vec<i128> = parts.iter().map(Part::weight).collect();
    let longest = weights.iter().copied().max().unwrap_or(0);
    if longest == 0 {
        return format!(
            "<p class=\"empty\">{}没有可画的金额，见下方表格。</p>\n",
            escape(&chart.whole)
        );
    }
    let tenths = shares(&weights);
    let heading = format!("{}：{}", chart.whole, of_sum(total(&chart.parts)));
    format!(
        "<div class=\"wide\">{}<table class=\"parts\"><caption class=\"vh\">{}</caption><tbody>\n{}</tbody></table></div>\n\
         <div class=\"narrow\"><table class=\"hb\"><caption class=\"grp\">{}</caption><tbody>\n{}</tbody></table></div>\n",
        picture(chart, &parts, &tenths),
        escape(&heading),
        legend(&parts, &tenths, chart.tone),
        escape(&heading),
        stacked_rows(&with_shares(&parts, &tenths), chart.tone, longest)
    )
}

/// The parts with their share behind the amount, for the narrow form, which has no column for it.
pub(super) fn with_shares(parts: &[Part], tenths: &[i128]) -> Vec<Part> {
    let share = |(part, share): (&Part, &i128)| Part {
        text: format!("{}　{}", part.text, percent(*share)),
        ..part.clone()
    };
    parts.iter().zip(tenths).map(share).collect()
}

fn picture(chart: &Share, parts: &[Part], tenths: &[i128]) -> String {
    let id = escape(&chart.id);
    let mut at = 0;
    let mut shapes = String::new();
    for (number, share) in tenths.iter().enumerate() {
        write!(
            shapes,
            r#"<rect class="seg {} s{}" x="{}" y="0" width="{}" height="100%"/>"#,
            chart.tone.class(),
            number + 1,
            percent(at),
            percent(*share)
        )
        .expect("a string takes everything");
        at += share;
    }
    format!(
        "<svg class=\"whole\" width=\"100%\" height=\"40\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" focusable=\"false\">\
         <title id=\"{id}-t\">{}的构成</title><desc id=\"{id}-d\">{}</desc>{shapes}</svg>",
        escape(&chart.whole),
        escape(&sentence(chart, parts, tenths))
    )
}

/// What a reader by ear is told.
fn sentence(chart: &Share, parts: &[Part], tenths: &[i128]) -> String {
    let most = parts
        .first()
        .map(|part| (part, tenths.first().copied().unwrap_or(0)));
    let Some((part, share)) = most else {
        return String::new();
    };
    format!(
        "合计{}，自左至右由多到少共{}项，最多的是{}{}，占{}。全部数字见下方表格。",
        of_sum(total(&chart.parts)),
        parts.len(),
        part.label,
        part.text,
        percent(share)
    )
}

fn legend(parts: &[Part], tenths: &[i128], tone: Tone) -> String {
    let rows = parts.iter().zip(tenths).enumerate().map(|(number, (part, share))| {
        format!(
            "<tr><th scope=\"row\"><svg class=\"keybox\" width=\"16\" height=\"16\" aria-hidden=\"true\" focusable=\"false\">\
             <rect class=\"{} s{}\" width=\"16\" height=\"16\"/></svg><span class=\"ord\">{} </span>{}</th><td class=\"n\">{}</td><td class=\"n pc\">{}</td></tr>\n",
            tone.class(),
            number + 1,
            number + 1,
            escape(&part.label),
            escape(&part.text),
            percent(*share)
        )
    });
    rows.collect()
}
