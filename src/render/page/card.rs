//! A record as lists, the home page and the feed show it: made once, shared by all.

use chrono::NaiveDate;

use crate::markdown;
use crate::model::record::Record;
use crate::render::page::totals::Totals;
use crate::render::page::translation;
use crate::render::paths;
use crate::render::say::{mark, mark_until, short_day, strong_mark};
use crate::render::view::list::Card;
use crate::render::view::text::Mark;

/// A longer sentence does not fit behind a title.
const SENTENCE: usize = 36;

/// The card of a record on a day.
pub(crate) fn card(record: &Record, today: NaiveDate) -> Card {
    let published = published(record);
    Card {
        path: paths::page(&record.address),
        title: record.title.value.clone(),
        day: short_day(published.unwrap_or(today)),
        marks: listed(record, today),
        summary: Totals::of(record)
            .map_or_else(|| first_sentence(record), |totals| totals.in_short()),
        gap: None,
    }
}

/// The marks of its page, and the languages it is in.
fn listed(record: &Record, today: NaiveDate) -> Vec<Mark> {
    let mut marks = marks(record, today);
    let is_shown = record.withdrawal.is_none() && record.list_over(today, 0).is_none();
    let tag = translation::tag(record).filter(|_| is_shown);
    marks.extend(tag.map(mark));
    marks
}

/// The first sentence of a notice, when it is short enough to stand behind a title.
fn first_sentence(record: &Record) -> String {
    let Some(body) = record
        .body
        .as_ref()
        .filter(|_| record.item.is_none() && record.withdrawal.is_none())
    else {
        return String::new();
    };
    let text = markdown::plain(body);
    let first = text.trim().split_inclusive(['。', '！', '？', '\n']).next();
    first
        .map(str::trim)
        .filter(|sentence| sentence.chars().count() <= SENTENCE)
        .map_or_else(String::new, str::to_owned)
}

/// When it was published; the latest correction counts.
pub(crate) fn published(record: &Record) -> Option<NaiveDate> {
    let corrected = record
        .corrections
        .iter()
        .filter_map(|correction| correction.date);
    let first = record.fields.date("published_on").map(|date| date.value);
    corrected.chain(first).max().or_else(|| record.date())
}

/// Version, withdrawal, and the days left of a posting.
pub(crate) fn marks(record: &Record, today: NaiveDate) -> Vec<Mark> {
    let mut marks = Vec::new();
    if record.withdrawal.is_some() {
        marks.push(strong_mark("已撤回"));
        return marks;
    }
    if !record.corrections.is_empty() {
        marks.push(mark(format!("第{}版，有更正", record.version())));
    }
    let dates = (
        record.fields.date("post_from"),
        record.fields.date("post_until"),
    );
    if let (Some(from), Some(until)) = dates
        && from.value <= today
        && today <= until.value
    {
        let days = (until.value - today).num_days();
        let text = if days == 0 {
            "公示中，今天截止".to_owned()
        } else {
            format!("公示中，剩 {days} 天")
        };
        marks.push(mark_until(text, until.value));
    }
    marks
}
