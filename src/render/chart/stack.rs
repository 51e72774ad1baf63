//! What something is made of, over several periods: a bar for each period, its parts in the same order in every bar.
//!
//! The picture is drawn in per cent of its width, so that it fits a telephone as it is; its words keep their size.

use std::fmt::Write as _;

use crate::render::chart::amount::{of_sum, percent};
use crate::render::chart::markup::escape;
use crate::render::chart::part::Tone;

/// At most this many kinds stay apart; more could not be told from one another.
const MOST: usize = 5;
/// The label of the kinds that were put together.
const OTHERS: &str = "其他";
/// Pixels of a period: its words, its bar, and the free space below.
const WORDS: usize = 30;
const BAR: usize = 26;
const PERIOD: usize = 74;

/// A quantity over several periods.
#[derive(Clone, Debug)]
pub(crate) struct Stack {
    /// Begins all ids of the picture.
    pub(crate) id: String,
    /// What it is, as `收入`.
    pub(crate) what: String,
    /// What the bars stand for.
    pub(crate) tone: Tone,
    /// The periods, oldest first.
    pub(crate) periods: Vec<Composed>,
}

/// One period: amounts in fen by kind, in any order.
#[derive(Clone, Debug)]
pub(crate) struct Composed {
    /// Name of the period.
    pub(crate) label: String,
    /// Kinds with their amounts.
    pub(crate) parts: Vec<(String, i64)>,
}

/// The bars as HTML: picture, then a table of all its numbers. Nothing where there is nothing to draw.
pub(crate) fn stack(chart: &Stack) -> String {
    let kinds = kinds(&chart.periods);
    let rows: Vec<Vec<i128>> = chart
        .periods
        .iter()
        .map(|period| by_kind(period, &kinds))
        .collect();
    let longest = rows.iter().map(|row| length(row)).max().unwrap_or(0);
    if longest == 0 {
        return format!(
            "<p class=\"empty\">{}没有可画的金额，见下方表格。</p>\n",
            escape(&chart.what)
        );
    }
    format!(
        "{}{}",
        picture(chart, &rows, longest),
        table(chart, &kinds, &rows)
    )
}

/// The largest kinds over all periods; the small ones are put together, and what the village calls 其他 joins them.
fn kinds(periods: &[Composed]) -> Vec<String> {
    let mut sums: Vec<(&str, i128)> = Vec::new();
    for (label, fen) in periods.iter().flat_map(|period| &period.parts) {
        match sums.iter_mut().find(|(own, _)| own == label) {
            Some((_, sum)) => *sum += i128::from(*fen),
            None => sums.push((label, i128::from(*fen))),
        }
    }
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
    if sums.len() <= MOST {
        return sums
            .into_iter()
            .map(|(label, _)| label.to_owned())
            .collect();
    }
    let named = sums.iter().filter(|(label, _)| !label.starts_with(OTHERS));
    let named = named.take(MOST - 1).map(|(label, _)| (*label).to_owned());
    named.chain([OTHERS.to_owned()]).collect()
}

fn by_kind(period: &Composed, kinds: &[String]) -> Vec<i128> {
    let mut row = vec![0; kinds.len()];
    let last = kinds.len().saturating_sub(1);
    for (label, fen) in &period.parts {
        let at = kinds.iter().position(|kind| kind == label).unwrap_or(last);
        if let Some(sum) = row.get_mut(at) {
            *sum += i128::from(*fen);
        }
    }
    row
}

/// The length a bar may claim: refunds have none.
fn length(row: &[i128]) -> i128 {
    row.iter().map(|fen| (*fen).max(0)).sum()
}

fn picture(chart: &Stack, rows: &[Vec<i128>], longest: i128) -> String {
    let mut shapes = String::new();
    for (number, (period, row)) in chart.periods.iter().zip(rows).enumerate() {
        let top = number * PERIOD;
        write!(
            shapes,
            "<text x=\"0\" y=\"{0}\">{1}</text><text class=\"am\" x=\"100%\" y=\"{0}\" text-anchor=\"end\">{2}</text>",
            top + WORDS - 9,
            escape(&period.label),
            escape(&of_sum(row.iter().sum()))
        )
        .expect("a string takes everything");
        let mut before = 0;
        for (kind, fen) in row.iter().enumerate() {
            let from = before * 1000 / longest;
            before += (*fen).max(0);
            let width = before * 1000 / longest - from;
            if width > 0 {
                write!(
                    shapes,
                    r#"<rect class="seg {} s{}" x="{}" y="{}" width="{}" height="{BAR}"/>"#,
                    chart.tone.class(),
                    kind + 1,
                    percent(from),
                    top + WORDS,
                    percent(width)
                )
                .expect("a string takes everything");
            }
        }
    }
    let id = escape(&chart.id);
    let height = rows.len() * PERIOD - (PERIOD - WORDS - BAR);
    format!(
        "<svg class=\"stack\" width=\"100%\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" focusable=\"false\">\
         <title id=\"{id}-t\">{}的构成</title><desc id=\"{id}-d\">{}</desc>{shapes}</svg>\n",
        escape(&chart.what),
        escape(&sentence(chart, rows))
    )
}

/// What a reader by ear is told.
fn sentence(chart: &Stack, rows: &[Vec<i128>]) -> String {
    let sums = chart.periods.iter().zip(rows);
    let told = sums.map(|(period, row)| format!("{}{}", period.label, of_sum(row.iter().sum())));
    format!(
        "每期一条，各条里的项目次序相同：{}。全部数字见下方表格。",
        told.collect::<Vec<_>>().join("，")
    )
}

/// Every kind in every period, with the mark of its part of the bars.
fn table(chart: &Stack, kinds: &[String], rows: &[Vec<i128>]) -> String {
    let mut head = String::new();
    for period in &chart.periods {
        write!(
            head,
            "<th scope=\"col\" class=\"n\">{}</th>",
            escape(&period.label)
        )
        .expect("a string takes everything");
    }
    let mut body = String::new();
    for (number, kind) in kinds.iter().enumerate() {
        let cells = rows.iter().map(|row| row.get(number).copied().unwrap_or(0));
        let cells: String = cells.map(cell).collect();
        writeln!(
            body,
            "<tr><th scope=\"row\"><svg class=\"keybox\" width=\"16\" height=\"16\" aria-hidden=\"true\" focusable=\"false\">\
             <rect class=\"{} s{1}\" width=\"16\" height=\"16\"/></svg>{1} {2}</th>{cells}</tr>",
            chart.tone.class(),
            number + 1,
            escape(kind)
        )
        .expect("a string takes everything");
    }
    format!(
        "<section class=\"scroll\" tabindex=\"0\" aria-label=\"{0}的构成，各期数字\"><table class=\"d\"><caption class=\"vh\">{0}的构成，各期数字</caption>\
         <thead><tr><td></td>{head}</tr></thead><tbody>\n{body}</tbody></table></section>\n",
        escape(&chart.what)
    )
}

fn cell(fen: i128) -> String {
    let text = if fen == 0 {
        "—".to_owned()
    } else {
        of_sum(fen)
    };
    format!("<td class=\"n\">{}</td>", escape(&text))
}
