//! What the records of a village say about one another, turned round: who names whom, which record came before which,
//! where a contract number is listed. Made once, when the village is complete.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::address::normal;
use crate::model::record::Record;
use crate::model::table::{Row, Table};
use crate::model::value::Value;

/// Which accounts a record belongs to: 账簿, 账户, 资金. What is not written is a kind of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Book {
    /// 账簿.
    pub(crate) name: String,
    /// 账户.
    pub(crate) account: String,
    /// 资金.
    pub(crate) fund: String,
}

/// Positions in the village's list of records.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// Records that name a record, by its address.
    citing: BTreeMap<String, Vec<usize>>,
    /// Records of an item and its accounts that still stand, by their last day.
    series: BTreeMap<(String, Book), Vec<(NaiveDate, usize)>>,
    /// Records that list a contract number, oldest first.
    contracts: BTreeMap<String, Vec<usize>>,
}

impl Links {
    /// The links among records that are no drafts.
    pub(crate) fn of(records: &[Record]) -> Self {
        let mut links = Self::default();
        for (index, record) in records.iter().enumerate().filter(|(_, one)| !one.is_draft) {
            for reference in named(record) {
                let citing = links.citing.entry(reference).or_default();
                if citing.last() != Some(&index) {
                    citing.push(index);
                }
            }
            if record.withdrawal.is_some() {
                continue;
            }
            if let (Some(item), Some(last)) = (&record.item, last_day(record)) {
                let key = (item.id.clone(), record.book());
                links.series.entry(key).or_default().push((last, index));
            }
            for number in contract_numbers(record) {
                let listed = links.contracts.entry(number).or_default();
                if listed.last() != Some(&index) {
                    listed.push(index);
                }
            }
        }
        for series in links.series.values_mut() {
            series.sort_by_key(|(last, _)| *last);
        }
        for listed in links.contracts.values_mut() {
            listed.sort_by_key(|index| (records[*index].date(), *index));
        }
        links
    }

    /// Positions of the records that name the record at an address, in the order of the village.
    pub(crate) fn citing(&self, address: &str) -> &[usize] {
        self.citing.get(address).map_or(&[], Vec::as_slice)
    }

    /// Positions of the records of an item and its accounts that end within these days, oldest first.
    pub(crate) fn series(
        &self,
        item: &str,
        book: Book,
        (from, to): (NaiveDate, NaiveDate),
    ) -> impl DoubleEndedIterator<Item = usize> {
        let series = self.series.get(&(item.to_owned(), book));
        let series = series.map_or(&[][..], Vec::as_slice);
        let start = series.partition_point(|(last, _)| *last < from);
        let end = series.partition_point(|(last, _)| *last <= to);
        let within = series.get(start..end).unwrap_or_default();
        within.iter().map(|(_, index)| *index)
    }

    /// Positions of the records that list a contract number, oldest first.
    pub(crate) fn listing(&self, number: &str) -> &[usize] {
        self.contracts.get(number).map_or(&[], Vec::as_slice)
    }
}

fn last_day(record: &Record) -> Option<NaiveDate> {
    record.period().and_then(|period| period.last_day())
}

/// Addresses that a record names: in its fields and rows, in the steps of a matter, and in columns that hold an address
/// as a number of papers.
fn named(record: &Record) -> Vec<String> {
    let references = record.references.iter();
    let mut named: Vec<String> = references.map(|one| one.target.value.clone()).collect();
    let steps = record.matter.iter().flat_map(|matter| &matter.steps);
    for field in steps.flat_map(|step| step.fields.0.values()) {
        if let Value::Reference(target) = &field.value.value {
            named.push(normal(target));
        }
    }
    for (_, table) in record.fields.tables() {
        if let Some(column) = table.column("matter_id") {
            let cells = table.entries().map(|row| &row.cell(column).value);
            named.extend(cells.filter_map(|value| match value {
                Value::Text(text) => Some(normal(text)),
                _ => None,
            }));
        }
    }
    named
}

/// The contract numbers a record lists.
fn contract_numbers(record: &Record) -> Vec<String> {
    let tables = record
        .fields
        .tables()
        .filter(|(_, table)| lists_contracts(table));
    let rows = tables.flat_map(|(_, table)| table.entries().map(move |row| (table, row)));
    rows.filter_map(|(table, row)| contract_number(table, row))
        .collect()
}

/// Whether the rows of a table are contracts, and not what contracts are about.
pub(crate) fn lists_contracts(table: &Table) -> bool {
    let has = |id: &str| table.def.columns.iter().any(|column| column.id == id);
    has("contract_no") && !has("parcel_no") && !has("asset_no")
}

/// The contract number of a row.
pub(crate) fn contract_number(table: &Table, row: &Row) -> Option<String> {
    let column = table
        .def
        .columns
        .iter()
        .position(|column| column.id == "contract_no")?;
    let text = row.cell(column).value.to_string();
    (!text.is_empty() && text != "无").then_some(text)
}
