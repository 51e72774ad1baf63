//! Statements of the same accounts one after the other: which accounts there are, and how their balances went.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::catalog::topic::Topic;
use crate::model::links::Book;
use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::chart::spark::{Spark, spark};
use crate::render::page::totals::Totals;
use crate::render::view::statement::FigureView;
use crate::value::period::Period;

/// Periods on a line of balances.
const POINTS: usize = 12;

/// One set of accounts (账簿) with its statements, oldest first, all equally long.
pub(crate) struct Account<'a> {
    /// `村民委员会`; the item's name where the village keeps one book.
    pub(crate) name: String,
    /// Its statements.
    pub(crate) told: Vec<Told<'a>>,
}

/// One statement.
pub(crate) struct Told<'a> {
    pub(crate) record: &'a Record,
    pub(crate) period: Period,
    pub(crate) totals: Totals,
}

/// The accounts of a village: entries line by line where they are published, else summaries; months before quarters.
pub(crate) fn accounts<'a>(village: &Village, records: &[&'a Record]) -> Vec<Account<'a>> {
    // By book, item and length in months; within it by last day, of which the later record counts.
    type Statements<'a> = BTreeMap<Option<NaiveDate>, Told<'a>>;
    let mut all: BTreeMap<(Book, &str, i32), Statements<'a>> = BTreeMap::new();
    for record in records {
        let item = record.item.as_ref();
        let Some(item) = item.filter(|item| item.topics.contains(&Topic::Money)) else {
            continue;
        };
        let period = record.period();
        let months = period.as_ref().and_then(Period::months);
        let (Some(period), Some(months), Some(totals)) = (period, months, Totals::of(record))
        else {
            continue;
        };
        let told = Told {
            record,
            period,
            totals,
        };
        let key = (record.book(), item.id.as_str(), months);
        let last = told.period.last_day();
        all.entry(key).or_default().entry(last).or_insert(told);
    }
    let keys: Vec<(Book, &str, i32)> = all.keys().cloned().collect();
    let is_summary = |statements: &Statements<'_>| {
        let one = statements.values().next();
        let table = one.and_then(|one| one.record.item.as_ref()?.table.as_deref());
        table == Some("summary")
    };
    let is_told_closer = |(book, item, months): &(Book, &str, i32)| {
        let summary = all
            .get(&(book.clone(), *item, *months))
            .is_some_and(is_summary);
        keys.iter().any(|(other, own, length)| {
            let shorter = own == item && length < months;
            let line_by_line = summary
                && all
                    .get(&(other.clone(), *own, *length))
                    .is_some_and(|one| !is_summary(one));
            other == book && (shorter || line_by_line)
        })
    };
    let kept: Vec<(Book, &str, i32)> = keys
        .iter()
        .filter(|key| !is_told_closer(key))
        .cloned()
        .collect();
    let accounts = kept.into_iter().filter_map(|key| {
        let told: Vec<Told<'a>> = all.remove(&key)?.into_values().collect();
        let item = told.first()?.record.item.as_ref()?.name.clone();
        let name = book_name(&key.0).unwrap_or(item);
        Some(Account { name, told })
    });
    let mut accounts: Vec<Account<'a>> = accounts.collect();
    accounts.sort_by_key(|account| place(village, &account.name));
    accounts
}

/// The book in words; none where the record names none.
pub(crate) fn book_name(book: &Book) -> Option<String> {
    let words: Vec<&str> = [&book.name, &book.account, &book.fund]
        .into_iter()
        .map(String::as_str)
        .filter(|word| !word.is_empty())
        .collect();
    (!words.is_empty()).then(|| words.join("，"))
}

/// The books in the order in which the village names them; others after them.
fn place(village: &Village, name: &str) -> usize {
    let books = &village.profile.books;
    let at = books.iter().position(|(own, _)| own == name);
    at.unwrap_or(books.len())
}

impl Account<'_> {
    /// The balances of its last statements as a line, as far as they tell one.
    pub(crate) fn balances(&self, id: &str) -> Option<FigureView> {
        let points = self.told.iter().map(|one| (&one.period, &one.totals));
        line(id, &points.collect::<Vec<_>>())
    }

    /// Its last statements without a gap between them.
    pub(crate) fn unbroken(&self) -> &[Told<'_>] {
        let first = begin(self.told.iter().map(|one| &one.period));
        self.told.get(first..).unwrap_or_default()
    }
}

/// The balances up to a record, of the same item and accounts.
pub(super) fn balances(record: &Record, village: &Village) -> Option<FigureView> {
    let months = record.period()?.months()?;
    let last = record.period()?.last_day()?;
    let series = village.series(record.item_id(), record.book(), (NaiveDate::MIN, last));
    let told: Vec<(Period, Totals)> = series
        .filter(|one| one.is_public())
        .filter_map(|one| Some((one.period()?, Totals::of(one)?)))
        .filter(|(period, _)| period.months() == Some(months))
        .collect();
    {
        let told = told.iter().map(|(period, totals)| (period, totals));
        line("spark", &told.collect::<Vec<_>>())
    }
}

/// Where the last periods begin that follow one another without a gap.
fn begin<'p>(periods: impl Iterator<Item = &'p Period>) -> usize {
    let mut before: Option<Period> = None;
    let mut first = 0;
    for (at, period) in periods.enumerate() {
        if before.is_some_and(|next| next != *period) {
            first = at;
        }
        before = period.next();
    }
    first
}

fn line(id: &str, told: &[(&Period, &Totals)]) -> Option<FigureView> {
    let first = begin(told.iter().map(|(period, _)| *period));
    let first = first.max(told.len().saturating_sub(POINTS));
    let told = told.get(first..).unwrap_or_default();
    let points: Vec<(String, i64)> = told
        .iter()
        .filter_map(|(period, totals)| Some((period.to_string(), totals.closing?.fen())))
        .collect();
    let (from, to) = (points.first()?.0.clone(), points.last()?.0.clone());
    let count = points.len();
    let html = spark(&Spark {
        id: id.to_owned(),
        what: "期末余额".to_owned(),
        points,
    });
    (!html.is_empty()).then(|| FigureView {
        title: format!("最近 {count} 期，账上还有多少钱"),
        subtitle: format!("{from}至{to}，各期末余额"),
        html,
        source: String::new(),
    })
}
