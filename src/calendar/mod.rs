//! The due calendar (公开台账): what was due when, from catalogue, place and day, and what the records answer to it.
//!
//! A record can only make a cell better: of several the best one counts, so that leaving a file away never turns a
//! cell greener. A file that could not be read answers nothing.

mod day;
mod draw;
pub(crate) mod duty;
pub(crate) mod ics;
pub(crate) mod json;
pub(crate) mod opinions;
mod proof;
#[cfg(test)]
mod tests;
pub(crate) mod text;
mod words;

use std::sync::Arc;

use chrono::{Datelike as _, Months, NaiveDate};

use crate::calendar::day::{Deadline, LastDay, Law};
use crate::calendar::draw::Place;
use crate::calendar::duty::{Duty, Found};
use crate::calendar::proof::Shelf;
use crate::catalog::Catalog;
use crate::catalog::item::{Frequency, Item};
use crate::model::record::Record;
use crate::model::village::{Kind, Village};
use crate::value::period::Period;

/// The register of a village for the year of a day.
#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    /// Address of the village.
    pub(crate) id: String,
    /// 区划代码; may be empty.
    pub(crate) code: String,
    /// Its name.
    pub(crate) name: String,
    /// 村 or 社区.
    pub(crate) kind: Kind,
    /// The day for which it is drawn.
    pub(crate) today: NaiveDate,
    /// Everything due this year and everything published as it happened, in the order of the catalogue.
    pub(crate) entries: Vec<Entry>,
    /// Items of the catalogue that are not due, each with its reason.
    pub(crate) outside: Vec<Outside>,
    /// The rules of the place in words, with their sources.
    pub(crate) basis: Vec<String>,
    /// The first day of the first month of which anything is owed.
    pub(crate) since: Option<NaiveDate>,
    /// The first month of which anything is owed, where the village began this year or has not begun.
    pub(crate) begun: Option<NaiveDate>,
    /// 启用日期, where the village or the town states it.
    pub(crate) started: Option<NaiveDate>,
}

/// One item for one period.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The item.
    pub(crate) item: Arc<Item>,
    /// 账簿, where the village publishes the item for several.
    pub(crate) book: Option<String>,
    /// How often it is due here.
    pub(crate) frequency: Frequency,
    /// The period it is about.
    pub(crate) period: Period,
    /// The last day in time; of no meaning where nothing is owed.
    pub(crate) due: NaiveDate,
    /// The day that puts it into a month of the year.
    pub(crate) day: NaiveDate,
    /// Why somebody owes it: it can be missing and is counted. None where it was published as it happened.
    pub(crate) duty: Option<Duty>,
    /// What came of it.
    pub(crate) state: State,
    /// The record that answers it.
    pub(crate) proof: Option<Proof>,
    /// When it is due, in words: `每月，次月15日前`.
    pub(crate) rule: String,
    /// Files of the item that could not be read.
    pub(crate) unread: Vec<String>,
}

/// What came of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Published in time (按期).
    Done,
    /// Published so many days late (迟).
    Late(i64),
    /// Not published for so many days (应公开未公开).
    Missing(i64),
    /// Not yet due (待).
    Waiting,
    /// Before the first disclosure of the village or, where habit makes the duty, of the item (没有记录).
    Before,
}

/// The record that answers an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Proof {
    /// Its address.
    pub(crate) address: String,
    /// The day on which the period stood published.
    pub(crate) published: NaiveDate,
    /// It says that there was nothing (本期无此项).
    pub(crate) is_nil: bool,
}

/// An item that is not due here.
#[derive(Debug, Clone)]
pub(crate) struct Outside {
    /// The item.
    pub(crate) item: Arc<Item>,
    /// Why.
    pub(crate) reason: Reason,
    /// What the village itself says (不适用): the reason and who approved it.
    pub(crate) remark: String,
}

/// Why an item is not due; shown to everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    /// The village says, with a reason, that it does not apply (不适用).
    Exempt,
    /// The county gave no list, and nothing of it was published within [`duty::HABIT_DAYS`].
    NeverPublished,
    /// Not on the county's list.
    NotListed,
    /// It is published when it happens, and nothing was published this year.
    AsItHappens,
    /// A local custom.
    Voluntary,
    /// For villages only, or for communities only.
    OtherKind,
    /// Not for everybody to see.
    NotPublic,
}

/// How much was due so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Published in time.
    pub(crate) on_time: usize,
    /// Published late.
    pub(crate) late: usize,
    /// Not published.
    pub(crate) missing: usize,
    /// Not yet due.
    pub(crate) waiting: usize,
}

/// Draws the register of a village.
pub(crate) fn calendar(village: &Village, catalog: &Catalog, today: NaiveDate) -> Calendar {
    let place = Place {
        village,
        catalog,
        today,
        shelf: Shelf::of(village, catalog, today),
    };
    let mut entries = Vec::new();
    let mut outside = Vec::new();
    for item in catalog.items.values() {
        match place.duty(item) {
            Found::Owed(duty) => {
                let owed = place.owed(item, duty);
                let beside = place.beside(item, &owed);
                entries.extend(owed);
                entries.extend(beside);
            }
            Found::Not(reason) => {
                let seen = if reason == Reason::NotPublic {
                    Vec::new()
                } else {
                    place.published(item)
                };
                if seen.is_empty() {
                    outside.push(Outside {
                        item: Arc::clone(item),
                        reason,
                        remark: place.remark(item, reason),
                    });
                }
                entries.extend(seen);
            }
        }
    }
    let since = place.shelf.begun();
    let begun = since.filter(|begun| *begun > day::first_of_year(today.year()));
    Calendar {
        id: village.id.clone(),
        code: village.profile.code.clone(),
        name: village.profile.name.clone(),
        kind: village.profile.kind,
        today,
        entries,
        outside,
        basis: words::basis(&place),
        since,
        begun,
        started: village.profile.started,
    }
}

/// The last day in time of one record by itself, by the law of the day it was published; none for an item without a
/// deadline, and where the record does not say what it is counted from.
pub(crate) fn last_day(record: &Record, village: &Village, catalog: &Catalog) -> Option<LastDay> {
    let law = Law {
        catalog,
        rules: &village.profile.rules,
        is_community: draw::is_community(village),
        on: record.date()?,
    };
    Deadline::of(record.item.as_ref()?, law).last_day(record)
}

/// The last day of a deadline whose number of days is a parameter; none where the place has no number.
pub(crate) fn due_by(
    catalog: &Catalog,
    rules: &str,
    param: &str,
    from: NaiveDate,
) -> Option<NaiveDate> {
    let param = catalog.param(param, rules, from)?;
    let holidays = &catalog.holidays;
    Some(day::days_after(from, param.number?, param.unit, holidays))
}

/// The next day on which what is due after a month's end is due.
pub(crate) fn next_after_month(
    catalog: &Catalog,
    rules: &str,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    let ends = [
        first.pred_opt()?,
        first.checked_add_months(Months::new(1))?.pred_opt()?,
    ];
    let mut due = ends
        .into_iter()
        .filter_map(|end| due_by(catalog, rules, "periodic_due_days", end));
    due.find(|due| *due >= today)
}

impl Calendar {
    /// Entries that somebody owes.
    pub(crate) fn owed(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.is_owed())
    }

    /// What is missing, the longest overdue first.
    pub(crate) fn gaps(&self) -> Vec<&Entry> {
        let mut gaps: Vec<&Entry> = self.owed().filter(|entry| entry.is_missing()).collect();
        gaps.sort_by_key(|entry| entry.due);
        gaps
    }

    /// What is due next: all entries of the earliest day that is not over.
    pub(crate) fn next(&self) -> Vec<&Entry> {
        let waiting = || self.owed().filter(|entry| entry.state == State::Waiting);
        let Some(day) = waiting().map(|entry| entry.due).min() else {
            return Vec::new();
        };
        waiting().filter(|entry| entry.due == day).collect()
    }

    /// The whole year.
    pub(crate) fn counts(&self) -> Counts {
        Counts::of(self.owed())
    }

    /// One month, from 1.
    pub(crate) fn month(&self, month: u32) -> Counts {
        Counts::of(self.owed().filter(|entry| entry.day.month() == month))
    }
}

impl Counts {
    fn of<'a>(entries: impl Iterator<Item = &'a Entry>) -> Self {
        let mut counts = Self::default();
        for entry in entries {
            match entry.state {
                State::Done => counts.on_time += 1,
                State::Late(_) => counts.late += 1,
                State::Missing(_) => counts.missing += 1,
                State::Waiting => counts.waiting += 1,
                State::Before => {}
            }
        }
        counts
    }

    /// In time or late.
    pub(crate) fn done(self) -> usize {
        self.on_time + self.late
    }

    /// Everything due so far.
    pub(crate) fn due(self) -> usize {
        self.done() + self.missing
    }
}

impl Entry {
    /// Whether somebody owes it.
    pub(crate) fn is_owed(&self) -> bool {
        self.duty.is_some()
    }

    /// 应公开未公开.
    pub(crate) fn is_missing(&self) -> bool {
        matches!(self.state, State::Missing(_))
    }
}
