//! How one thing runs through the records (来龙去脉): decision, contract, payments, settlement, asset. Made once, when the
//! village is complete, from references in whichever direction they were written.

mod build;
mod read;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::links::Links;
use crate::model::record::Record;
use crate::source::{Span, Spanned};
use crate::value::money::Money;

/// All trails of a village, and which of them a record belongs to.
#[derive(Debug, Default)]
pub(crate) struct Trails {
    /// In the order in which the records name them.
    pub(crate) all: Vec<Trail>,
    /// Positions in `all` by the position of a record.
    of_record: BTreeMap<usize, Vec<usize>>,
}

/// One thing from its decision to what came of it. Records are positions in the village's list.
#[derive(Debug, Default)]
pub(crate) struct Trail {
    /// The matter or meeting that decided.
    pub(crate) decision: Option<usize>,
    /// Contracts as registers list them, each as the last register has it.
    pub(crate) contracts: Vec<Contract>,
    /// What tenders, progress and settlements of works say.
    pub(crate) works: Vec<Work>,
    /// Entries of the accounts. Money that one book hands to another on the same day is not among them.
    pub(crate) entries: Vec<Entry>,
    /// Changes to works (变更签证), each once.
    pub(crate) changes: Vec<Spanned<Money>>,
    /// What the village holds of it: rows of the registers of assets and resources.
    pub(crate) holdings: Vec<Holding>,
}

/// A contract of a register.
#[derive(Debug)]
pub(crate) struct Contract {
    pub(crate) record: usize,
    pub(crate) span: Span,
    pub(crate) number: Option<String>,
    pub(crate) subject: String,
    pub(crate) party: Option<Spanned<String>>,
    pub(crate) price: Option<Spanned<Money>>,
    pub(crate) changes: Option<Spanned<Money>>,
    pub(crate) signed_on: Option<NaiveDate>,
    /// The village pays, where it does not receive.
    pub(crate) is_paid_out: bool,
}

/// Works as one record, one row or one step tells them.
#[derive(Debug)]
pub(crate) struct Work {
    pub(crate) record: usize,
    pub(crate) winner: Option<Spanned<String>>,
    pub(crate) price: Option<Spanned<Money>>,
    pub(crate) changes: Option<Spanned<Money>>,
    pub(crate) settlement: Option<Spanned<Money>>,
    pub(crate) is_accepted: bool,
    /// 说明 of the row is filled in.
    pub(crate) is_explained: bool,
    pub(crate) day: Option<NaiveDate>,
}

/// An entry of the accounts.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) record: usize,
    pub(crate) day: Option<NaiveDate>,
    pub(crate) amount: Spanned<Money>,
    pub(crate) is_income: bool,
    pub(crate) summary: String,
    pub(crate) payee: Option<Spanned<String>>,
    /// The contract number it names.
    pub(crate) contract: Option<String>,
}

/// A row of a register of assets or resources.
#[derive(Debug)]
pub(crate) struct Holding {
    pub(crate) record: usize,
    pub(crate) name: String,
    pub(crate) number: String,
    pub(crate) value: Option<Money>,
}

impl Trails {
    /// The trails among records that still stand.
    pub(crate) fn of(records: &[Record], links: &Links) -> Self {
        build::trails(records, links)
    }

    /// The trails that the record at a position belongs to.
    pub(crate) fn of_record(&self, record: usize) -> impl Iterator<Item = &Trail> {
        let own = self.of_record.get(&record).into_iter().flatten();
        own.map(|index| &self.all[*index])
    }
}

impl Trail {
    /// What was paid.
    pub(crate) fn payments(&self) -> impl DoubleEndedIterator<Item = &Entry> + Clone {
        self.entries.iter().filter(|entry| !entry.is_income)
    }

    /// The sum of some entries; none where there is no entry.
    pub(crate) fn sum<'a>(entries: impl Iterator<Item = &'a Entry> + Clone) -> Option<Money> {
        entries.clone().next()?;
        Money::checked_sum(entries.map(|entry| entry.amount.value))
    }

    /// The settlement, as the last that tells it has it.
    pub(crate) fn settlement(&self) -> Option<&Spanned<Money>> {
        let mut works = self.works.iter().rev();
        works.find_map(|work| work.settlement.as_ref())
    }

    /// The price of the contract for works, from the register if it is there.
    pub(crate) fn price(&self) -> Option<&Spanned<Money>> {
        let mut registered = self.contracts.iter().filter(|one| one.is_paid_out);
        let mut works = self.works.iter();
        registered
            .find_map(|contract| contract.price.as_ref())
            .or_else(|| works.find_map(|work| work.price.as_ref()))
    }

    /// What the contract was changed by.
    pub(crate) fn changed_by(&self) -> Money {
        let orders = Money::checked_sum(self.changes.iter().map(|change| change.value));
        let registered = self.contracts.iter().find_map(|one| one.changes.as_ref());
        let works = self.works.iter().find_map(|work| work.changes.as_ref());
        let written = registered.or(works).map(|change| change.value);
        // A row may already hold the sum of the orders.
        [orders, written]
            .into_iter()
            .flatten()
            .max_by_key(|money| money.fen().abs())
            .unwrap_or(Money::ZERO)
    }

    /// Whether it is about works or purchases, which end in an acceptance.
    pub(crate) fn is_works(&self) -> bool {
        if self.contracts.is_empty() {
            return !self.works.is_empty();
        }
        self.contracts.iter().any(|one| one.is_paid_out)
    }
}
