//! When bodies met, by the minutes of their own and by the steps of decisions.

use chrono::{Datelike as _, NaiveDate};

use crate::calendar::duty::Duty;
use crate::check::Scope;
use crate::model::record::Record;
use crate::source::Span;

/// The end of a year is near from this month on, and its minutes may be late until the second.
const NEAR_MONTH: u32 = 12;
const OVER_MONTH: u32 = 3;

/// Days after the end of a year before its minutes are missed.
const GRACE_DAYS: u32 = 15;

/// What a village shows of the meetings of some bodies.
pub(super) struct Meetings<'a> {
    /// Each meeting, with the record that tells of it.
    held: Vec<(NaiveDate, &'a Record)>,
    /// Whether the county's list demands their minutes.
    is_listed: bool,
    /// Whether minutes are published by themselves, and not as steps of decisions alone.
    has_minutes: bool,
}

impl<'a> Meetings<'a> {
    /// The meetings whose minutes would be published under one of these items; none to judge where a file of theirs
    /// could not be read.
    pub(super) fn of(scope: &Scope<'a>, items: &[&str]) -> Option<Self> {
        let is_theirs = |item: Option<&str>| item.is_none_or(|item| item.starts_with("decision."));
        let mut unread = scope.village.unread.iter();
        if unread.any(|file| is_theirs(file.item.as_deref())) {
            return None;
        }
        let bodies = &scope.catalog.procedure.bodies;
        let is_of = |item: Option<&str>| item.is_some_and(|item| items.contains(&item));
        let mut held = Vec::new();
        let mut has_minutes = false;
        for record in scope.village.published() {
            if is_of(Some(record.item_id())) {
                has_minutes = true;
                held.extend(day(record).map(|day| (day, record)));
            }
            for step in record.matter.iter().flat_map(|matter| &matter.steps) {
                let body = step.body.as_ref().and_then(|body| bodies.get(&body.value));
                if is_of(body.and_then(|body| body.item.as_deref())) {
                    held.extend(step.date().map(|day| (day, record)));
                }
            }
        }
        let mut owed = scope.calendar.owed();
        Some(Self {
            held,
            has_minutes,
            is_listed: owed.any(|entry| {
                entry.duty == Some(Duty::Listed) && is_of(Some(entry.item.id.as_str()))
            }),
        })
    }

    /// Whether the village shows such meetings at all, or must.
    pub(super) fn are_shown(&self) -> bool {
        self.is_listed || !self.held.is_empty()
    }

    /// Whether the village publishes the minutes of each, or must.
    pub(super) fn have_minutes(&self) -> bool {
        self.is_listed || self.has_minutes
    }

    /// How many were held from one day to another.
    pub(super) fn between(&self, (first, last): (NaiveDate, NaiveDate)) -> usize {
        let days = self.held.iter();
        days.filter(|(day, _)| first <= *day && *day <= last)
            .count()
    }

    /// Where to tell of a meeting that is missing: the latest there is, which can carry a waiver.
    pub(super) fn place(&self, scope: &Scope<'_>) -> Span {
        let last = self
            .held
            .iter()
            .max_by_key(|(day, record)| (*day, &record.address));
        last.map_or(scope.village.span, |(_, record)| record.item_span)
    }
}

fn day(record: &Record) -> Option<NaiveDate> {
    let held = record.fields.date("held_on").map(|day| day.value);
    held.or_else(|| record.period()?.last_day())
        .or_else(|| record.date())
}

/// The year whose meetings can be counted today, for it is nearly over or has just ended; not one in which the village
/// began after January.
pub(super) fn countable_year(scope: &Scope<'_>) -> Option<i32> {
    let today = scope.today;
    let year = if today.month() >= NEAR_MONTH {
        today.year()
    } else if today.month() <= OVER_MONTH && today.ordinal() > GRACE_DAYS {
        today.year() - 1
    } else {
        return None;
    };
    let january = NaiveDate::from_ymd_opt(year, 1, 31)?;
    scope.calendar.since.filter(|since| *since <= january)?;
    Some(year)
}

/// `今年`, or the year by its number.
pub(super) fn year_in_words(scope: &Scope<'_>, year: i32) -> String {
    if year == scope.today.year() {
        format!("今年（{year}年）")
    } else {
        format!("{year}年")
    }
}

/// First and last day of a year.
pub(super) fn bounds(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
    Some((first, NaiveDate::from_ymd_opt(year, 12, 31)?))
}
