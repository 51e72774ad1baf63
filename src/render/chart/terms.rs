//! Terms on one line of time: when each began and when it ends, what of it has passed, and where today is.
//!
//! Wide, the names stand left of the bars; narrow, above them.

use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate};

use crate::render::chart::amount::percent;
use crate::render::chart::markup::{cut, escape};

/// Where bars begin beside names, in tenths of a per cent, and how many characters of a name fit there.
const BARS: i128 = 340;
const NAME: usize = 15;
/// Years between two marks of the scale, at most this many marks.
const MARKS: i32 = 8;
/// Pixels of the scale and of a term.
const SCALE: usize = 30;
const TERM: usize = 34;

/// Several terms.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    /// Begins all ids of the picture.
    pub(crate) id: String,
    /// What they are, as `合同期限`.
    pub(crate) what: String,
    /// The day of the build.
    pub(crate) today: NaiveDate,
    /// The terms, in order.
    pub(crate) terms: Vec<Term>,
}

/// One term.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    /// What it is called.
    pub(crate) label: String,
    /// The first day.
    pub(crate) from: NaiveDate,
    /// The last day.
    pub(crate) to: NaiveDate,
}

/// The terms as HTML; nothing where there are none.
pub(crate) fn terms(chart: &Terms) -> String {
    let first = chart.terms.iter().map(|term| term.from).min();
    let last = chart.terms.iter().map(|term| term.to).max();
    let Some((first, last)) = first.zip(last).filter(|(first, last)| first <= last) else {
        return String::new();
    };
    let scale = Scale::of(first.min(chart.today), last.max(chart.today));
    format!(
        "<div class=\"wide\">{}</div>\n<div class=\"narrow\">{}</div>\n",
        picture(chart, &scale),
        narrow(chart, &scale)
    )
}

/// Days to places in tenths of a per cent; whole years at both ends.
struct Scale {
    first: NaiveDate,
    days: i128,
    years: (i32, i32),
}

impl Scale {
    fn of(first: NaiveDate, last: NaiveDate) -> Self {
        let years = (first.year(), last.year().saturating_add(1));
        let begin = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1);
        let start = begin(years.0).unwrap_or(first);
        let end = begin(years.1).unwrap_or(last);
        Self {
            first: start,
            days: i128::from((end - start).num_days()).max(1),
            years,
        }
    }

    /// Where a day begins.
    fn at(&self, day: NaiveDate) -> i128 {
        let days = i128::from((day - self.first).num_days());
        (days * 1000 / self.days).clamp(0, 1000)
    }

    /// Where the last day of a term ends.
    fn end(&self, day: NaiveDate) -> i128 {
        self.at(day.succ_opt().unwrap_or(day))
    }

    /// The years that are marked, with their places.
    fn marks(&self) -> Vec<(i32, i128)> {
        let (first, last) = self.years;
        let step = ((last - first) / MARKS + 1).max(1);
        let years = (first..=last).step_by(usize::try_from(step).unwrap_or(1));
        let begin = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1);
        years
            .filter_map(|year| Some((year, self.at(begin(year)?))))
            .collect()
    }
}

/// A place among the bars that stand beside names.
fn beside(place: i128) -> i128 {
    BARS + place * (1000 - BARS) / 1000
}

fn picture(chart: &Terms, scale: &Scale) -> String {
    let height = SCALE + chart.terms.len() * TERM;
    let mut shapes = String::new();
    for (year, place) in scale.marks() {
        let (anchor, x) = match place {
            0 => ("start", beside(place)),
            970.. => ("end", beside(place)),
            _ => ("middle", beside(place)),
        };
        write!(
            shapes,
            "<line class=\"grid\" x1=\"{0}\" x2=\"{0}\" y1=\"24\" y2=\"{height}\"/><text class=\"yr\" x=\"{1}\" y=\"16\" text-anchor=\"{anchor}\">{year}</text>",
            percent(beside(place)),
            percent(x)
        )
        .expect("a string takes everything");
    }
    for (number, term) in chart.terms.iter().enumerate() {
        let top = SCALE + number * TERM;
        write!(
            shapes,
            "<text x=\"0\" y=\"{}\">{}</text>",
            top + 19,
            escape(&cut(&term.label, NAME))
        )
        .expect("a string takes everything");
        bars(chart, scale, term, (top + 5, 18), true, &mut shapes);
    }
    let today = percent(beside(scale.at(chart.today)));
    let id = escape(&chart.id);
    format!(
        "<svg class=\"terms\" width=\"100%\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" focusable=\"false\">\
         <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>{shapes}\
         <line class=\"line\" x1=\"{today}\" x2=\"{today}\" y1=\"22\" y2=\"{height}\"/></svg>\n<p class=\"tkey\">{KEY}</p>",
        escape(&chart.what),
        escape(&sentence(chart))
    )
}

/// What bars and line mean, in words and shapes.
const KEY: &str = "<span><span class=\"key k-a\"></span>已过去的</span><span><span class=\"key k-l\"></span>还没到的</span><span>虚线是今天</span>";

/// What has passed and what is to come of one term.
fn bars(
    chart: &Terms,
    scale: &Scale,
    term: &Term,
    (top, height): (usize, usize),
    is_beside: bool,
    shapes: &mut String,
) {
    let place = |place| if is_beside { beside(place) } else { place };
    let (from, to) = (place(scale.at(term.from)), place(scale.end(term.to)));
    let now = place(scale.at(chart.today)).clamp(from, to);
    for (class, left, right) in [("c-grey", from, now), ("c-hub", now, to)] {
        if right > left {
            write!(
                shapes,
                r#"<rect class="{class}" x="{}" y="{top}" width="{}" height="{height}"/>"#,
                percent(left),
                percent(right - left)
            )
            .expect("a string takes everything");
        }
    }
}

fn narrow(chart: &Terms, scale: &Scale) -> String {
    let mut rows = String::new();
    for term in &chart.terms {
        let mut shapes = String::new();
        bars(chart, scale, term, (0, 16), false, &mut shapes);
        let today = percent(scale.at(chart.today));
        writeln!(
            rows,
            "<tr><th scope=\"row\">{}</th><td class=\"n\">到 {}</td></tr>\n<tr><td colspan=\"2\"><svg width=\"100%\" height=\"16\" aria-hidden=\"true\" focusable=\"false\">\
             <rect class=\"rail\" width=\"100%\" height=\"16\"/>{shapes}<line class=\"line\" x1=\"{today}\" x2=\"{today}\" y1=\"0\" y2=\"16\"/></svg></td></tr>",
            escape(&term.label),
            term.to
        )
        .expect("a string takes everything");
    }
    let (first, last) = scale.years;
    format!(
        "<table class=\"hb\"><caption class=\"vh\">{}</caption><tbody>\n{rows}</tbody></table>\n<p class=\"tkey\">左边是 {first} 年初，右边是 {} 年末。{KEY}</p>",
        escape(&chart.what),
        last - 1
    )
}

/// What a reader by ear is told.
fn sentence(chart: &Terms) -> String {
    let ended = chart
        .terms
        .iter()
        .filter(|term| term.to < chart.today)
        .count();
    let mut text = format!("共{}项", chart.terms.len());
    if ended > 0 {
        write!(text, "，{ended}项已到期").expect("a string takes everything");
    }
    let coming = chart.terms.iter().filter(|term| term.to >= chart.today);
    if let Some(next) = coming.min_by_key(|term| term.to) {
        write!(text, "，最先到期的是{}，{}", next.label, next.to)
            .expect("a string takes everything");
    }
    text.push_str("。全部日期见下方。");
    text
}
