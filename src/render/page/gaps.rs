//! The register (公开台账) on other pages: the strip and the answer of the home page, the masthead, lines in lists.

use chrono::{Datelike as _, NaiveDate};

use crate::calendar::{Calendar, Entry, State};
use crate::catalog::item::Category;
use crate::render::page::due::{ADDRESS, MONTHS, counted};
use crate::render::paths;
use crate::render::say::{link, short_day};
use crate::render::view::home::{Answer, DueMonth, DueSummary};
use crate::render::view::list::Card;
use crate::render::view::text::{Run, Sentence};

/// Gaps named in the answer of the home page beside the oldest.
const MORE_GAPS: usize = 2;

/// The strip of the home page.
pub(crate) fn summary(calendar: &Calendar) -> DueSummary {
    let mut sentence = vec![Run::plain("今年")];
    sentence.extend(counted(calendar));
    sentence.push(Run::plain("。下表为每月已公开数和应公开数。"));
    DueSummary {
        sentence,
        caption: format!("{}年各月已公开数和应公开数", calendar.today.year()),
        months: MONTHS.map(|month| month_cell(calendar, month)).collect(),
        link: Some(link("看完整台账", paths::page(ADDRESS))),
    }
}

fn month_cell(calendar: &Calendar, month: u32) -> DueMonth {
    let counts = calendar.month(month);
    let waits = counts.waiting > 0;
    let is_over = counts.missing > 0 || (counts.due() > 0 && month <= calendar.today.month());
    let text = match (is_over, waits || counts.due() > 0) {
        (true, _) => format!("{}/{}", counts.done(), counts.due()),
        (false, true) => "待".to_owned(),
        (false, false) => "—".to_owned(),
    };
    DueMonth {
        label: format!("{month}月"),
        text,
        missing: counts.missing > 0,
        waiting: !is_over,
        done: counts.done().to_string(),
        owed: counts.due().to_string(),
        due_on: waiting(calendar, month),
    }
}

/// The last days of what is waiting in a month, in order.
fn waiting(calendar: &Calendar, month: u32) -> Vec<String> {
    let mut days: Vec<NaiveDate> = calendar
        .owed()
        .filter(|entry| entry.state == State::Waiting && entry.day.month() == month)
        .map(|entry| entry.due)
        .collect();
    days.sort_unstable();
    days.iter().map(ToString::to_string).collect()
}

/// The third answer of the home page when something is overdue.
pub(crate) fn answer(calendar: &Calendar) -> Option<Answer> {
    let gaps = calendar.gaps();
    let oldest = gaps.first()?;
    let mut lines = vec![
        vec![
            Run::plain("应于 "),
            Run::unbroken(oldest.due.to_string()),
            Run::plain(" 前公开，"),
            Run::unbroken("已逾期 "),
            Run::days(oldest.days(), oldest.due),
            Run::plain("。"),
        ],
        vec![Run::plain(format!(
            "责任单位：{}。",
            oldest.responsible(calendar.kind)
        ))],
    ];
    let more = gaps.iter().skip(1).take(MORE_GAPS);
    lines.extend(more.map(|entry| {
        vec![
            Run::plain(format!("{}，逾期 ", entry.title())),
            Run::days(entry.days(), entry.due),
            Run::plain("。"),
        ]
    }));
    Some(Answer {
        title: format!("应公开未公开：{} 项", gaps.len()),
        amounts: Vec::new(),
        table: None,
        headline: oldest.title(),
        due: String::new(),
        missing: true,
        lines,
        link: Some(link("看公开台账", paths::page(ADDRESS))),
    })
}

/// What is due next, for the masthead.
pub(crate) fn next(calendar: &Calendar) -> Sentence {
    let next = calendar.next();
    let Some(first) = next.first() else {
        return Vec::new();
    };
    let mut runs = vec![
        Run::strong(short(first.due, calendar.today)),
        Run::plain(format!(" 前，{}", first.name())),
    ];
    if next.len() > 1 {
        runs.push(Run::plain(format!("等 {} 项", next.len())));
    }
    runs
}

/// The day of what is due next, for machines.
pub(crate) fn next_on(calendar: &Calendar) -> String {
    let next = calendar.next();
    next.first()
        .map_or_else(String::new, |entry| entry.due.to_string())
}

fn short(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        format!("{}月{}日", day.month(), day.day())
    } else {
        crate::value::date::date_cn(day)
    }
}

/// What is missing of a category, as lines of its list.
pub(crate) fn lines(calendar: &Calendar, category: Category) -> Vec<Card> {
    let gaps = calendar.gaps().into_iter();
    gaps.filter(|entry| entry.item.category == category)
        .map(|entry| Card {
            path: String::new(),
            title: entry.title(),
            day: short_day(entry.due),
            marks: Vec::new(),
            summary: String::new(),
            gap: Some(sentence(entry, calendar)),
        })
        .collect()
}

/// What is said of a gap: `应于9月15日前公开，逾期 66 天`.
pub(crate) fn sentence(entry: &Entry, calendar: &Calendar) -> String {
    format!(
        "应于{}前公开，逾期 {} 天",
        short(entry.due, calendar.today),
        entry.days()
    )
}
