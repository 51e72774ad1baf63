//! From what is due to entries: one for each item, account book and period, with the record that answers it.

use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};

use crate::calendar::day::{self, Deadline, Law};
use crate::calendar::duty::Duty;
use crate::calendar::proof::Shelf;
use crate::calendar::{Entry, State, words};
use crate::catalog::Catalog;
use crate::catalog::item::{Frequency, Item};
use crate::model::village::{Kind, Village};
use crate::value::period::Period;

/// From when a row is owed.
#[derive(Debug, Clone, Copy)]
enum Begun {
    /// From that day, from the first where none is known.
    On(Option<NaiveDate>),
    /// Nobody said from when, and there is no record of it.
    Never,
}

/// What all entries of one village share.
pub(super) struct Place<'a> {
    pub(super) village: &'a Village,
    pub(super) catalog: &'a Catalog,
    pub(super) today: NaiveDate,
    pub(super) shelf: Shelf<'a>,
}

impl Place<'_> {
    /// Whether the rules for communities hold here; a community whose conversion is unfinished follows the village's.
    pub(super) fn is_community(&self) -> bool {
        is_community(self.village)
    }

    /// The law that counts here today.
    pub(super) fn law(&self) -> Law<'_> {
        Law {
            catalog: self.catalog,
            rules: &self.village.profile.rules,
            is_community: self.is_community(),
            on: self.today,
        }
    }

    /// The entries of an item that is due, one for each period and account book.
    pub(super) fn owed(&self, item: &Arc<Item>, duty: Duty) -> Vec<Entry> {
        let deadline = Deadline::of(item, self.law());
        let mut entries = Vec::new();
        for book in self.shelf.books(&item.id) {
            let begun = self.begun(item, duty, book.as_deref());
            for period in deadline.periods(self.today.year()) {
                entries.push(self.entry((&deadline, duty), book.clone(), period, begun));
            }
        }
        entries
    }

    /// From when the item is owed. The county's list and 启用日期 say it for every row; where nobody said it, a row is
    /// owed from its own first record on, and the account of the money of which there never was one from no day that
    /// anybody could name: the register shows that nothing is recorded, and nobody is told that it is missing.
    fn begun(&self, item: &Item, duty: Duty, book: Option<&str>) -> Begun {
        let is_said = duty == Duty::Listed || self.village.profile.started.is_some();
        let is_kept = book.is_none_or(|book| {
            let mut books = self.village.profile.books.iter();
            books.any(|(kept, _)| kept == book)
        });
        match duty {
            Duty::Listed | Duty::Minimum if is_said && is_kept => Begun::On(self.shelf.begun()),
            Duty::Minimum if !is_said && !self.shelf.has(&item.id) => Begun::Never,
            Duty::Listed | Duty::Minimum | Duty::Habit => {
                Begun::On(self.shelf.first_of(&item.id, book))
            }
        }
    }

    fn entry(
        &self,
        (deadline, duty): (&Deadline<'_>, Duty),
        book: Option<String>,
        period: Period,
        begun: Begun,
    ) -> Entry {
        let (begun, never) = match begun {
            Begun::On(day) => (day, false),
            Begun::Never => (self.shelf.begun(), true),
        };
        let nominal = deadline.due(&period, begun, self.today.year());
        let answer = self
            .shelf
            .answer(deadline, book.as_deref(), &period, nominal);
        let due = answer.as_ref().map_or(nominal, |answer| answer.due);
        let state = match &answer {
            Some(answer) => state_of(answer.proof.published, due),
            None if !day::is_owed(&period, begun) => State::Before,
            None if never && nominal < self.today => State::Before,
            None if nominal < self.today => State::Missing(days(nominal, self.today)),
            None => State::Waiting,
        };
        let proof = answer.map(|answer| answer.proof);
        Entry {
            item: Arc::clone(&deadline.item),
            frequency: deadline.frequency,
            day: deadline.column(&period, nominal, proof.as_ref(), self.today.year()),
            due,
            duty: Some(duty),
            state,
            proof,
            rule: words::rule(deadline),
            unread: self.shelf.unread(&deadline.item.id),
            book,
            period,
        }
    }

    /// What was published this year of an item that is owed for other periods: an account of one month where quarters are
    /// owed, an inventory between two years. It is shown, and answers nothing.
    pub(super) fn beside(&self, item: &Arc<Item>, owed: &[Entry]) -> Vec<Entry> {
        let is_apart = owed.iter().any(|entry| entry.book.is_some());
        if is_apart || item.frequency == Frequency::Standing {
            return Vec::new();
        }
        let mut shown = self.published(item);
        shown.retain(|entry| {
            let tells = |one: &Entry| {
                let is_proof = one.proof.as_ref().map(|proof| &proof.address)
                    == entry.proof.as_ref().map(|proof| &proof.address);
                let is_answered = matches!(one.state, State::Done | State::Late(_));
                is_proof || is_answered && one.period.covers(&entry.period)
            };
            // What is about a year before is the answer of that year's register.
            let is_of_year = entry
                .period
                .year()
                .is_none_or(|year| year == self.today.year());
            is_of_year && !owed.iter().any(tells)
        });
        shown
    }

    /// What was published this year of an item that nobody owes.
    pub(super) fn published(&self, item: &Arc<Item>) -> Vec<Entry> {
        let deadline = Deadline::of(item, self.law());
        let year = self.today.year();
        let shown = self.shelf.published_in(item, year);
        shown
            .into_iter()
            .map(|(period, proof)| Entry {
                item: Arc::clone(item),
                book: None,
                frequency: deadline.frequency,
                period,
                due: proof.published,
                day: proof.published.max(day::first_of_year(year)),
                duty: None,
                state: State::Done,
                proof: Some(proof),
                rule: words::rule(&deadline),
                unread: Vec::new(),
            })
            .collect()
    }
}

/// Whether the rules for communities hold in a village.
pub(super) fn is_community(village: &Village) -> bool {
    let profile = &village.profile;
    profile.kind == Kind::Community && !profile.conversion_unfinished
}

fn state_of(published: NaiveDate, due: NaiveDate) -> State {
    if published > due {
        State::Late(days(due, published))
    } else {
        State::Done
    }
}

fn days(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}
