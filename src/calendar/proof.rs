//! Which records answer what is due: the public ones that stand, in the order of their publication.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, Days, NaiveDate};

use crate::calendar::Proof;
use crate::calendar::day::Deadline;
use crate::catalog::Catalog;
use crate::catalog::item::{DeadlineRule, Frequency, Item};
use crate::model::record::Record;
use crate::model::village::{Profile, Village};
use crate::value::period::Period;

/// The records of a village by item, each with the day of its first publication.
#[derive(Debug)]
pub(super) struct Shelf<'a> {
    by_item: BTreeMap<&'a str, Vec<Paper<'a>>>,
    /// Meetings held as steps of decisions, by the item under which they would be published by themselves.
    meetings: BTreeMap<&'a str, Vec<Paper<'a>>>,
    profile: &'a Profile,
    unread: Vec<(&'a str, &'a str)>,
}

#[derive(Debug, Clone, Copy)]
struct Paper<'a> {
    record: &'a Record,
    published: NaiveDate,
    /// The day of the meeting, where the record is a decision and the meeting one of its steps.
    met: Option<NaiveDate>,
}

/// A record that answers, and the last day on which it would have been in time.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) proof: Proof,
    pub(super) due: NaiveDate,
}

impl<'a> Shelf<'a> {
    /// Drafts, what was withdrawn and what is dated after today answer nothing.
    pub(super) fn of(village: &'a Village, catalog: &'a Catalog, today: NaiveDate) -> Self {
        let mut by_item: BTreeMap<&str, Vec<Paper<'_>>> = BTreeMap::new();
        for record in village
            .published()
            .filter(|record| record.withdrawal.is_none())
        {
            let Some(published) = first_published(record).filter(|day| *day <= today) else {
                continue;
            };
            by_item.entry(record.item_id()).or_default().push(Paper {
                record,
                published,
                met: None,
            });
        }
        let mut meetings = meetings(&by_item, catalog, today);
        for papers in by_item.values_mut().chain(meetings.values_mut()) {
            papers.sort_by_key(|paper| (paper.published, &paper.record.address));
        }
        let unread = village.unread.iter();
        Self {
            by_item,
            meetings,
            profile: &village.profile,
            unread: unread
                .filter_map(|unread| Some((unread.item.as_deref()?, unread.path.as_str())))
                .collect(),
        }
    }

    /// The record that answers a period best: the least late, then the first.
    pub(super) fn answer(
        &self,
        deadline: &Deadline<'_>,
        book: Option<&str>,
        period: &Period,
        nominal: NaiveDate,
    ) -> Option<Answer> {
        let papers = || {
            let item = deadline.item.id.as_str();
            let own = self.of_item(item).iter();
            let met = self.meetings.get(item).into_iter().flatten();
            own.chain(met).filter(|paper| paper.is_of(book))
        };
        if deadline.frequency == Frequency::Standing {
            // It is renewed when something changes, which nobody outside can date: what hangs is in time.
            let proof = papers().next_back()?.proof();
            return Some(Answer {
                due: proof.published,
                proof,
            });
        }
        let alone = papers()
            .filter(|paper| paper.answers(deadline, period))
            .map(|paper| {
                let event = paper.event(deadline);
                let due = event.and_then(|event| deadline.due_after(event));
                let due = due.unwrap_or(nominal);
                (paper.published, due, paper)
            });
        let best = alone.min_by_key(|(published, due, _)| {
            (
                published.signed_duration_since(*due).num_days().max(0),
                *published,
            )
        });
        if let Some((_, due, paper)) = best {
            let proof = paper.proof();
            return Some(Answer { proof, due });
        }
        let together = (!deadline.is_by_event()).then(|| together(papers(), period))??;
        Some(Answer {
            proof: together.proof(),
            due: nominal,
        })
    }

    /// What was published of an item this year, or hangs for good.
    pub(super) fn published_in(&self, item: &Item, year: i32) -> Vec<(Period, Proof)> {
        let papers = self.of_item(&item.id).iter();
        papers
            .filter(|paper| item.frequency == Frequency::Standing || paper.published.year() == year)
            .map(|paper| {
                (
                    paper
                        .record
                        .period()
                        .unwrap_or(Period::Day(paper.published)),
                    paper.proof(),
                )
            })
            .collect()
    }

    /// The account books for which an item is published: those that the village names, and those it published; one
    /// unnamed where they are not told apart.
    pub(super) fn books(&self, item: &str) -> Vec<Option<String>> {
        let papers = self.of_item(item).iter();
        let kept = self.profile.books.iter();
        let kept = kept.filter(|(_, items)| items.iter().any(|one| one == item));
        let books: BTreeSet<String> = papers
            .filter_map(Paper::book)
            .chain(kept.map(|(book, _)| book.clone()))
            .collect();
        if books.len() < 2 {
            return vec![None];
        }
        books.into_iter().map(Some).collect()
    }

    /// The first day of the month from which the village owes anything: that of 启用日期, which no record moves; else
    /// that of its first publication, or of an earlier month, quarter or half-year published later.
    pub(super) fn begun(&self) -> Option<NaiveDate> {
        if let Some(started) = self.profile.started {
            return started.with_day(1);
        }
        let papers = self.by_item.values().flatten();
        papers.map(|paper| paper.beginning(6)).min()
    }

    /// The same for one item and book. A book or an item of which nothing could be read began with the village.
    pub(super) fn first_of(&self, item: &str, book: Option<&str>) -> Option<NaiveDate> {
        let papers = self.of_item(item).iter().filter(|paper| paper.is_of(book));
        papers
            .map(|paper| paper.beginning(12))
            .min()
            .max(self.profile.started.and_then(|day| day.with_day(1)))
            .or_else(|| self.begun())
    }

    /// Whether there is anything of an item, be it a file that cannot be read.
    pub(super) fn has(&self, item: &str) -> bool {
        !self.of_item(item).is_empty() || self.unread.iter().any(|(of, _)| *of == item)
    }

    /// When an item was last published.
    pub(super) fn last_of(&self, item: &str) -> Option<NaiveDate> {
        self.of_item(item).last().map(|paper| paper.published)
    }

    /// Paths of the files that name the item and could not be read.
    pub(super) fn unread(&self, item: &str) -> Vec<String> {
        let unread = self.unread.iter().filter(|(of, _)| *of == item);
        unread.map(|(_, path)| (*path).to_owned()).collect()
    }

    fn of_item(&self, item: &str) -> &[Paper<'a>] {
        self.by_item.get(item).map_or(&[], Vec::as_slice)
    }
}

/// Each meeting of a body that stands as a step in a published decision.
fn meetings<'a>(
    by_item: &BTreeMap<&'a str, Vec<Paper<'a>>>,
    catalog: &'a Catalog,
    today: NaiveDate,
) -> BTreeMap<&'a str, Vec<Paper<'a>>> {
    let mut meetings: BTreeMap<&str, Vec<Paper<'_>>> = BTreeMap::new();
    for paper in by_item.values().flatten() {
        for step in paper.record.matter.iter().flat_map(|matter| &matter.steps) {
            let body = step.body.as_ref();
            let body = body.and_then(|body| catalog.procedure.bodies.get(&body.value));
            let item = body.and_then(|body| body.item.as_deref());
            let (Some(item), Some(met)) = (item, step.date()) else {
                continue;
            };
            if met <= today {
                // A decision grows step by step: the day of each publication is not known, so none is late.
                meetings.entry(item).or_default().push(Paper {
                    record: paper.record,
                    published: met,
                    met: Some(met),
                });
            }
        }
    }
    meetings
}

/// The publication with which shorter records cover a period, when they do: three months a quarter.
fn together<'p, 'a: 'p>(
    papers: impl Iterator<Item = &'p Paper<'a>>,
    period: &Period,
) -> Option<&'p Paper<'a>> {
    let mut stretches: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for paper in papers {
        let Some(stretch) = paper.record.period().filter(|own| period.covers(own)) else {
            continue;
        };
        stretches.extend(stretch.first_day().zip(stretch.last_day()));
        stretches.sort_unstable();
        let covered = stretches
            .iter()
            .fold(period.first_day()?, |next, (first, last)| {
                if *first <= next {
                    next.max(*last + Days::new(1))
                } else {
                    next
                }
            });
        if covered > period.last_day()? {
            return Some(paper);
        }
    }
    None
}

/// The first publication; corrections come later.
fn first_published(record: &Record) -> Option<NaiveDate> {
    let day = record
        .fields
        .date("published_on")
        .or_else(|| record.fields.date("post_from"));
    day.map(|day| day.value).or_else(|| record.date())
}

impl Paper<'_> {
    /// Whether the record alone is the disclosure of a period.
    fn answers(&self, deadline: &Deadline<'_>, period: &Period) -> bool {
        let own = self.record.period().filter(|_| self.met.is_none());
        if deadline.is_by_event() {
            let is_yearly = deadline.frequency == Frequency::Yearly;
            let hangs = deadline.rule == DeadlineRule::Standing && own == Some(Period::Standing);
            let day = self
                .event(deadline)
                .or_else(|| is_yearly.then_some(self.published));
            // A quarter's register holds its months, as far as they had begun when it was published.
            let is_wider = |own: &Period| {
                let begun = period.first_day();
                own.covers(period) && begun.is_some_and(|first| first <= self.published)
            };
            return hangs
                || day.is_some_and(|day| period.contains(day))
                || own.is_some_and(|own| {
                    own != Period::Standing && (period.covers(&own) || is_wider(&own))
                });
        }
        match own {
            // A statement of no period, and one that was published before the period began, is none of this period.
            None | Some(Period::Standing) => false,
            Some(Period::Day(day)) => period.contains(day),
            Some(own) => {
                own == *period
                    || (own.covers(period)
                        && period
                            .first_day()
                            .is_some_and(|first| first <= self.published))
            }
        }
    }

    /// The day of the event that the deadline is counted from.
    fn event(&self, deadline: &Deadline<'_>) -> Option<NaiveDate> {
        let event = deadline.event(self.record);
        self.met.or_else(|| event.map(|event| event.value))
    }

    fn proof(&self) -> Proof {
        Proof {
            address: self.record.address.clone(),
            published: self.published,
            is_nil: is_nil(self.record),
        }
    }

    fn book(&self) -> Option<String> {
        self.record
            .fields
            .text("account_book")
            .map(|book| book.value)
    }

    fn is_of(&self, book: Option<&str>) -> bool {
        book.is_none() || self.book().as_deref() == book
    }

    /// The first day of the month in which this was published or, for a period of at most `months`, which it is about.
    fn beginning(&self, months: i32) -> NaiveDate {
        let period = self
            .record
            .period()
            .filter(|period| period.months().is_some_and(|length| length <= months));
        let first = period.and_then(|period| period.first_day());
        let day = first.map_or(self.published, |first| first.min(self.published));
        day.with_day(1).unwrap_or(day)
    }
}

/// A statement that there was nothing: no row anywhere, and a text that says so.
fn is_nil(record: &Record) -> bool {
    let is_empty = record.free_tables.is_empty()
        && record
            .fields
            .tables()
            .all(|(_, table)| table.rows.is_empty());
    let text = record.fields.text("text").map(|text| text.value);
    let body = record.body.as_ref().map(|body| body.value.as_str());
    let says = |text: &str| {
        let text = text.trim_start();
        text.starts_with('无')
            || text.contains("本期无")
            || text.contains("无此项")
            || text.contains("没有发生")
    };
    is_empty
        && (says(&record.title.value)
            || text.as_deref().is_some_and(says)
            || body.is_some_and(says))
}
