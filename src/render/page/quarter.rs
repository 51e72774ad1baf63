//! A quarter of a village: its accounts, what was decided and published in it, what is missing, what was corrected.

use chrono::{Datelike as _, NaiveDate};
use sha2::{Digest as _, Sha256};

use crate::calendar::{Calendar, Entry};
use crate::catalog::item::Category;
use crate::model::record::{Correction, Record};
use crate::model::village::Village;
use crate::render::page::series::book_name;
use crate::render::page::totals::Totals;
use crate::render::say::link;
use crate::render::view::text::Link;
use crate::value::check_code;
use crate::value::money::Money;
use crate::value::period::Period;

/// Quarters back from the newest of which there are sheets.
const QUARTERS: usize = 8;

/// A quarter.
pub(crate) struct Quarter<'a> {
    /// The year, and the quarter from 1.
    pub(crate) at: (i32, u32),
    /// Published in it, newest first.
    pub(crate) published: Vec<&'a Record>,
    /// The accounts of it, one for each book.
    pub(crate) accounts: Vec<Account<'a>>,
    /// Decided in it, with the day, oldest first.
    pub(crate) decided: Vec<(NaiveDate, &'a Record)>,
    /// Due in it and not published; none where no register is drawn for its year.
    pub(crate) gaps: Option<Vec<&'a Entry>>,
    /// Corrected in it, newest first.
    pub(crate) corrected: Vec<(&'a Record, &'a Correction)>,
}

/// The accounts of one book.
pub(crate) struct Account<'a> {
    /// 账簿, with the account and the fund where one is kept apart; empty where the village has one.
    pub(crate) book: String,
    /// The months it is told for, where the quarter is not published as a whole.
    pub(crate) months: Vec<u32>,
    /// Opening, income, expense, closing, and what they were for.
    pub(crate) totals: Totals,
    /// Where that stands.
    pub(crate) records: Vec<&'a Record>,
}

impl<'a> Quarter<'a> {
    /// The quarters in which something was published, newest first.
    pub(crate) fn all(records: &[&'a Record], calendar: &'a Calendar) -> Vec<Self> {
        let days = records.iter().filter_map(|record| first_published(record));
        let days = days.filter(|day| *day <= calendar.today);
        let mut quarters: Vec<(i32, u32)> = days.map(quarter_of).collect();
        quarters.sort_unstable();
        quarters.dedup();
        let newest = quarters.into_iter().rev().take(QUARTERS);
        newest.map(|at| Self::of(at, records, calendar)).collect()
    }

    fn of(at: (i32, u32), records: &[&'a Record], calendar: &'a Calendar) -> Self {
        let within = |day: NaiveDate| quarter_of(day) == at;
        let published = records.iter().copied().filter(|record| {
            first_published(record).is_some_and(within) && record.withdrawal.is_none()
        });
        let mut decided: Vec<(NaiveDate, &Record)> = records
            .iter()
            .filter_map(|record| Some((decided_on(record)?, *record)))
            .filter(|(day, _)| within(*day))
            .collect();
        decided.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.address.cmp(&b.1.address)));
        let mut corrected: Vec<(&Record, &Correction)> = records
            .iter()
            .flat_map(|record| {
                record
                    .corrections
                    .iter()
                    .map(move |change| (*record, change))
            })
            .filter(|(_, change)| change.date.is_some_and(within))
            .collect();
        corrected.sort_by_key(|(_, change)| std::cmp::Reverse(change.date));
        let gaps = calendar
            .gaps()
            .into_iter()
            .filter(|entry| within(entry.due));
        Self {
            at,
            published: published.collect(),
            accounts: accounts(at, records),
            decided,
            gaps: (at.0 == calendar.today.year()).then(|| gaps.collect()),
            corrected,
        }
    }

    /// `2026年第三季度`.
    pub(crate) fn name(&self) -> String {
        self.period().to_string()
    }

    /// `2026-q3`.
    pub(crate) fn address(&self) -> String {
        format!("{}-q{}", self.at.0, self.at.1)
    }

    /// `7月至9月`.
    pub(crate) fn months(&self) -> String {
        format!("{}月至{}月", self.at.1 * 3 - 2, self.at.1 * 3)
    }

    fn period(&self) -> Period {
        Period::Quarter {
            year: self.at.0,
            quarter: self.at.1,
        }
    }

    /// Whether the quarter is over on a day.
    pub(crate) fn is_over(&self, today: NaiveDate) -> bool {
        quarter_of(today) > self.at
    }

    /// The code of everything that is told of the quarter: of the digests of its records, in the order of addresses.
    pub(crate) fn digest(&self) -> [u8; 32] {
        let corrected = self.corrected.iter().map(|(record, _)| *record);
        let decided = self.decided.iter().map(|(_, record)| *record);
        let told = self
            .accounts
            .iter()
            .flat_map(|account| account.records.iter().copied());
        let mut all: Vec<&Record> = self.published.clone();
        all.extend(corrected.chain(decided).chain(told));
        all.sort_by(|a, b| a.address.cmp(&b.address));
        all.dedup_by(|a, b| a.address == b.address);
        let digest = all.iter().fold(Sha256::new(), |digest, record| {
            digest.chain_update(record.digest)
        });
        digest.finalize().into()
    }

    /// What the QR of a sheet of the quarter holds.
    pub(crate) fn seal_text(&self, kind: &str, village: &Village) -> String {
        format!(
            "SANWU1 {} {kind}/{} {}",
            village.profile.name,
            self.address(),
            check_code::in_base64url(&self.digest())
        )
    }
}

/// Ways to the sheets of quarters, from a page whose way to the root is given.
pub(crate) fn links(quarters: &[Quarter<'_>], root: &str) -> Vec<Link> {
    let both = quarters.iter().flat_map(|quarter| {
        let path = |kind: &str| format!("{root}{kind}/{}/index.html", quarter.address());
        let name = quarter.name();
        [
            link(format!("{name}海报"), path("posters")),
            link(format!("{name}明白纸"), path("plain")),
        ]
    });
    both.collect()
}

fn quarter_of(day: NaiveDate) -> (i32, u32) {
    (day.year(), day.month0() / 3 + 1)
}

fn first_published(record: &Record) -> Option<NaiveDate> {
    record
        .fields
        .date("published_on")
        .map(|date| date.value)
        .or_else(|| record.date())
}

/// The day on which a record says that something was decided by a vote.
fn decided_on(record: &Record) -> Option<NaiveDate> {
    if record.withdrawal.is_some() || record.category != Category::Decision {
        return None;
    }
    if let Some(matter) = &record.matter {
        return matter.resolved_on();
    }
    let held = record.fields.date("held_on").map(|date| date.value);
    record.fields.get("votes_for").and(held)
}

/// For each book the statement of the quarter, else its months added up.
fn accounts<'a>((year, quarter): (i32, u32), records: &[&'a Record]) -> Vec<Account<'a>> {
    let whole = Period::Quarter { year, quarter };
    let mut told: Vec<(String, Period, &Record, Totals)> = records
        .iter()
        .filter_map(|record| {
            let period = record.period().filter(|period| whole.covers(period))?;
            let is_month = matches!(period, Period::Month { .. });
            let totals = Totals::of(record).filter(|_| is_month || period == whole)?;
            totals.closing?;
            let book = book_name(&record.book()).unwrap_or_default();
            Some((book, period, *record, totals))
        })
        .collect();
    told.sort_by(|a, b| (&a.0, &a.1, &a.2.address).cmp(&(&b.0, &b.1, &b.2.address)));
    let mut books: Vec<String> = told.iter().map(|(book, ..)| book.clone()).collect();
    books.dedup();
    let accounts = books.into_iter().filter_map(|book| {
        let own: Vec<_> = told.iter().filter(|one| one.0 == book).collect();
        if let Some((_, _, record, totals)) = own.iter().find(|one| one.1 == whole) {
            return Some(Account {
                book,
                months: Vec::new(),
                totals: totals.clone(),
                records: vec![*record],
            });
        }
        added(book, &own)
    });
    accounts.collect()
}

type Told<'a> = (String, Period, &'a Record, Totals);

/// Months added up: the first opening, the last closing.
fn added<'a>(book: String, months: &[&Told<'a>]) -> Option<Account<'a>> {
    let (first, rest) = months.split_first()?;
    let mut totals = first.3.clone();
    let mut records = vec![first.2];
    let mut numbers: Vec<u32> = months
        .iter()
        .filter_map(|(_, period, ..)| match period {
            Period::Month { month, .. } => Some(*month),
            _ => None,
        })
        .collect();
    numbers.dedup();
    // Two statements of one month cannot be told as one.
    if numbers.len() != months.len() {
        return None;
    }
    for (_, _, record, more) in rest {
        totals.income = totals.income.checked_add(more.income)?;
        totals.expense = totals.expense.checked_add(more.expense)?;
        totals.closing = more.closing;
        merge(&mut totals.sources, &more.sources)?;
        merge(&mut totals.uses, &more.uses)?;
        records.push(*record);
    }
    Some(Account {
        book,
        months: numbers,
        totals,
        records,
    })
}

fn merge(into: &mut Vec<(String, Money)>, more: &[(String, Money)]) -> Option<()> {
    for (label, money) in more {
        match into.iter_mut().find(|(own, _)| own == label) {
            Some((_, sum)) => *sum = sum.checked_add(*money)?,
            None => into.push((label.clone(), *money)),
        }
    }
    Some(())
}
