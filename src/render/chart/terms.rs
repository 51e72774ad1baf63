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
/// The scale has about so many marks.
const MARKS: i64 = 8;
/// Days up to which the scale counts in months.
const MONTHS_TO: i64 = 540;
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
    pub(crate) all: Vec<Term>,
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
    let first = chart.all.iter().map(|term| term.from).min();
    let last = chart.all.iter().map(|term| term.to).max();
    let Some((first, last)) = first.zip(last).filter(|(first, last)| first <= last) else {
        return String::new();
    };
    let days = (first.min(chart.today), last.max(chart.today));
    let scale = Scale::of(days, chart.today);
    format!(
        "<div class=\"wide\">{}</div>\n<div class=\"narrow\">{}</div>\n",
        picture(chart, &scale),
        narrow(chart, &scale)
    )
}

/// Days to places in tenths of a per cent: whole years at both ends, or whole months where all lies within a year and a
/// half.
struct Scale {
    first: NaiveDate,
    /// The day after the last.
    end: NaiveDate,
    days: i128,
    is_in_months: bool,
    today: NaiveDate,
}

impl Scale {
    fn of((first, last): (NaiveDate, NaiveDate), today: NaiveDate) -> Self {
        let is_in_months = (last - first).num_days() <= MONTHS_TO;
        let step = |day: NaiveDate| if is_in_months { day.month0() } else { 0 };
        let begin = month_of(first.year(), step(first)).unwrap_or(first);
        let end = if is_in_months {
            month_of(last.year(), step(last) + 1)
        } else {
            month_of(last.year(), 12)
        };
        let end = end.unwrap_or(last);
        Self {
            first: begin,
            end,
            days: i128::from((end - begin).num_days()).max(1),
            is_in_months,
            today,
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

    /// The years or months that are marked, with their places.
    fn marks(&self) -> Vec<(String, i128)> {
        let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
        let (first, last) = (months(self.first), months(self.end));
        let unit = if self.is_in_months { 1 } else { 12 };
        let step = unit * ((last - first) / unit / MARKS + 1);
        let marked = (first..=last).step_by(usize::try_from(step).unwrap_or(1));
        marked
            .filter_map(|month| {
                let year = i32::try_from(month.div_euclid(12)).ok()?;
                let month = u32::try_from(month.rem_euclid(12)).ok()?;
                let label = if self.is_in_months {
                    format!("{}月", month + 1)
                } else {
                    year.to_string()
                };
                Some((label, self.at(month_of(year, month)?)))
            })
            .collect()
    }
}

/// The first day of a month counted from nothing; the twelfth is January of the next year.
fn month_of(year: i32, month: u32) -> Option<NaiveDate> {
    let (year, month) = (year.checked_add(i32::from(month > 11))?, month % 12);
    NaiveDate::from_ymd_opt(year, month + 1, 1)
}

/// A place among the bars that stand beside names.
fn beside(place: i128) -> i128 {
    BARS + place * (1000 - BARS) / 1000
}

fn picture(chart: &Terms, scale: &Scale) -> String {
    let height = SCALE + chart.all.len() * TERM;
    let mut shapes = String::new();
    for (label, place) in scale.marks() {
        let (anchor, x) = match place {
            0 => ("start", beside(place)),
            970.. => ("end", beside(place)),
            _ => ("middle", beside(place)),
        };
        write!(
            shapes,
            "<line class=\"grid\" x1=\"{0}\" x2=\"{0}\" y1=\"24\" y2=\"{height}\"/><text class=\"yr\" x=\"{1}\" y=\"16\" text-anchor=\"{anchor}\">{label}</text>",
            percent(beside(place)),
            percent(x)
        )
        .expect("a string takes everything");
    }
    for (number, term) in chart.all.iter().enumerate() {
        let top = SCALE + number * TERM;
        write!(
            shapes,
            "<text x=\"0\" y=\"{}\">{}</text>",
            top + 19,
            escape(&cut(&term.label, NAME))
        )
        .expect("a string takes everything");
        bars(scale, term, (top + 5, 18), true, &mut shapes);
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
    scale: &Scale,
    term: &Term,
    (top, height): (usize, usize),
    is_beside: bool,
    shapes: &mut String,
) {
    let place = |place| if is_beside { beside(place) } else { place };
    let (from, to) = (place(scale.at(term.from)), place(scale.end(term.to)));
    let now = place(scale.at(scale.today)).clamp(from, to);
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
    for term in &chart.all {
        let mut shapes = String::new();
        bars(scale, term, (0, 16), false, &mut shapes);
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
    let last = scale.end.pred_opt().unwrap_or(scale.end);
    format!(
        "<table class=\"hb\"><caption class=\"vh\">{}</caption><tbody>\n{rows}</tbody></table>\n<p class=\"tkey\"><span>左边是 {}，右边是 {last}。</span>{KEY}</p>",
        escape(&chart.what),
        scale.first
    )
}

/// What a reader by ear is told.
fn sentence(chart: &Terms) -> String {
    let ended = chart
        .all
        .iter()
        .filter(|term| term.to < chart.today)
        .count();
    let mut text = format!("共{}项", chart.all.len());
    if ended > 0 {
        write!(text, "，{ended}项已到期").expect("a string takes everything");
    }
    let coming = chart.all.iter().filter(|term| term.to >= chart.today);
    if let Some(next) = coming.min_by_key(|term| term.to) {
        write!(text, "，最先到期的是{}，{}", next.label, next.to)
            .expect("a string takes everything");
    }
    text.push_str("。全部日期见下方。");
    text
}
