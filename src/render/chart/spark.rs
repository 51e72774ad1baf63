//! How one amount went from period to period: a small line that begins at nothing, with its first, last, highest and lowest.
//!
//! The picture is drawn in per cent of its width, so that it fits a telephone as it is.

use std::fmt::Write as _;

use crate::render::chart::amount::{percent, short};
use crate::render::chart::markup::escape;

/// Pixels: the line's lowest and highest place, and the whole picture.
const LOW: i128 = 78;
const HIGH: i128 = 10;
const HEIGHT: i128 = 90;
/// Free space left and right, in tenths of a per cent.
const SIDE: i128 = 15;

/// An amount over several periods.
#[derive(Clone, Debug)]
pub(crate) struct Spark {
    /// Begins all ids of the picture.
    pub(crate) id: String,
    /// What it is, as `各月末余额`.
    pub(crate) what: String,
    /// Periods with their amounts in fen, oldest first.
    pub(crate) points: Vec<(String, i64)>,
}

/// The line as HTML, with its numbers in a table that opens; nothing for fewer than three points.
pub(crate) fn spark(chart: &Spark) -> String {
    if chart.points.len() < 3 {
        return String::new();
    }
    format!("{}{}", picture(chart), table(chart))
}

/// Places of all points: tenths of a per cent from the left, pixels from the top.
fn places(chart: &Spark) -> Vec<(i128, i128)> {
    let amounts = || chart.points.iter().map(|(_, fen)| i128::from(*fen));
    let top = amounts().max().unwrap_or(0).max(0);
    let floor = amounts().min().unwrap_or(0).min(0);
    let range = (top - floor).max(1);
    let last = i128::try_from(chart.points.len() - 1).unwrap_or(1).max(1);
    let place = |(number, fen): (usize, i128)| {
        let number = i128::try_from(number).unwrap_or(0);
        let x = SIDE + number * (1000 - 2 * SIDE) / last;
        (x, LOW - (fen - floor) * (LOW - HIGH) / range)
    };
    amounts().enumerate().map(place).collect()
}

fn picture(chart: &Spark) -> String {
    let places = places(chart);
    let mut shapes = format!(
        r#"<line class="grid" x1="0" x2="100%" y1="{}" y2="{}"/>"#,
        LOW + 4,
        LOW + 4
    );
    for pair in places.windows(2) {
        write!(
            shapes,
            r#"<line class="run" x1="{}" y1="{}" x2="{}" y2="{}"/>"#,
            percent(pair[0].0),
            pair[0].1,
            percent(pair[1].0),
            pair[1].1
        )
        .expect("a string takes everything");
    }
    for (number, (x, y)) in places.iter().enumerate() {
        let radius = if number + 1 == places.len() { 6 } else { 3 };
        write!(
            shapes,
            r#"<circle class="c-bal" cx="{}" cy="{y}" r="{radius}"/>"#,
            percent(*x)
        )
        .expect("a string takes everything");
    }
    let id = escape(&chart.id);
    format!(
        "<svg class=\"spark\" width=\"100%\" height=\"{HEIGHT}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" focusable=\"false\">\
         <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>{shapes}</svg>\n{}",
        escape(&chart.what),
        escape(&sentence(chart)),
        ends(chart)
    )
}

/// First and last in words, under the ends of the line; on a narrow screen one under the other.
fn ends(chart: &Spark) -> String {
    let ends = chart.points.first().zip(chart.points.last());
    ends.map_or_else(String::new, |((from, was), (to, is))| {
        format!(
            "<p class=\"ends\"><span class=\"pairing\">{} {}</span><b class=\"pairing\">{} {}</b></p>\n",
            escape(from),
            escape(&short(*was)),
            escape(to),
            escape(&short(*is))
        )
    })
}

/// What a reader by ear is told.
fn sentence(chart: &Spark) -> String {
    let highest = chart.points.iter().max_by_key(|(_, fen)| *fen);
    let lowest = chart.points.iter().min_by_key(|(_, fen)| *fen);
    let ends = chart.points.first().zip(chart.points.last());
    let (Some((high, most)), Some((low, least)), Some(((from, was), (to, is)))) =
        (highest, lowest, ends)
    else {
        return String::new();
    };
    format!(
        "从{from}的{}到{to}的{}；最多是{high}{}，最少是{low}{}。",
        short(*was),
        short(*is),
        short(*most),
        short(*least)
    )
}

fn table(chart: &Spark) -> String {
    let mut rows = String::new();
    for (label, fen) in &chart.points {
        writeln!(
            rows,
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td></tr>",
            escape(label),
            escape(&short(*fen))
        )
        .expect("a string takes everything");
    }
    format!(
        "<details class=\"data\"><summary>{0}，逐期数字</summary><table class=\"parts\"><caption class=\"vh\">{0}，逐期数字</caption><tbody>\n{rows}</tbody></table></details>\n",
        escape(&chart.what)
    )
}
