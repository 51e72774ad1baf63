//! What rows and fields say about contracts, works, entries and holdings.

use chrono::NaiveDate;

use crate::model::links::{contract_number, lists_contracts};
use crate::model::record::{Fields, Record};
use crate::model::table::{Row, Table};
use crate::model::trail::{Contract, Entry, Holding, Work};
use crate::model::value::Value;
use crate::source::Spanned;
use crate::value::money::Money;

/// A row of a table, with its cells by column id.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells<'a> {
    pub(super) table: &'a Table,
    pub(super) row: &'a Row,
}

impl Cells<'_> {
    pub(super) fn value(&self, id: &str) -> Option<Spanned<&Value>> {
        let columns = &self.table.def.columns;
        let cell = self
            .row
            .cell(columns.iter().position(|column| column.id == id)?);
        cell.value
            .is_given()
            .then(|| Spanned::new(&cell.value, cell.span))
    }

    pub(super) fn text(&self, id: &str) -> Option<Spanned<String>> {
        let value = self.value(id)?;
        Some(Spanned::new(value.value.to_string(), value.span))
    }

    pub(super) fn money(&self, id: &str) -> Option<Spanned<Money>> {
        let value = self.value(id)?;
        Some(Spanned::new(value.value.money()?, value.span))
    }

    fn date(&self, id: &str) -> Option<NaiveDate> {
        self.value(id)?.value.date()
    }
}

/// The row as a contract of a register.
pub(super) fn contract(cells: Cells<'_>, record: usize) -> Option<Contract> {
    if !lists_contracts(cells.table) {
        return None;
    }
    let any = |ids: &[&str]| ids.iter().find_map(|id| cells.text(id));
    Some(Contract {
        record,
        span: cells.row.span,
        number: contract_number(cells.table, cells.row),
        subject: any(&["subject", "parcel"])
            .map(|text| text.value)
            .unwrap_or_default(),
        party: any(&["party_b", "contractor"]),
        price: cells.money("total_price").or_else(|| cells.money("total")),
        changes: cells.money("changes"),
        signed_on: cells.date("signed_on"),
        is_paid_out: cells.table.def.id == "payment_contracts",
    })
}

/// The row as works: a project with a price or a settlement.
pub(super) fn work_of_row(cells: Cells<'_>, record: usize, day: Option<NaiveDate>) -> Option<Work> {
    if cells.table.def.id != "project" {
        return None;
    }
    let work = Work {
        record,
        winner: cells.text("winner"),
        price: cells.money("contract_price"),
        changes: cells.money("changes"),
        settlement: cells.money("settlement"),
        is_accepted: false,
        is_explained: cells.value("remark").is_some(),
        day,
    };
    says_something(work)
}

/// The fields of a record or a step as works.
pub(super) fn work_of_fields(
    fields: &Fields,
    record: usize,
    day: Option<NaiveDate>,
) -> Option<Work> {
    let work = Work {
        record,
        winner: fields.text("winner"),
        price: fields.money("contract_price"),
        changes: None,
        settlement: fields.money("settlement"),
        is_accepted: fields.get("acceptance").is_some(),
        is_explained: false,
        day,
    };
    says_something(work)
}

fn says_something(work: Work) -> Option<Work> {
    let says = work.winner.is_some()
        || work.price.is_some()
        || work.settlement.is_some()
        || work.is_accepted;
    says.then_some(work)
}

/// The row as an entry of the accounts.
pub(super) fn entry(cells: Cells<'_>, record: usize, contract: Option<String>) -> Option<Entry> {
    if cells.table.def.id != "cash_detail" {
        return None;
    }
    let amount = |id: &str| cells.money(id).filter(|money| money.value.fen() != 0);
    let (amount, is_income) = match (amount("expense"), amount("income")) {
        (Some(expense), _) => (expense, false),
        (None, income) => (income?, true),
    };
    Some(Entry {
        record,
        day: cells.date("date"),
        amount,
        is_income,
        summary: cells
            .text("summary")
            .map(|text| text.value)
            .unwrap_or_default(),
        payee: cells.text("payee"),
        contract,
    })
}

/// The row as something the village holds.
pub(super) fn holding(cells: Cells<'_>, record: usize) -> Option<Holding> {
    let (number, value) = match cells.table.def.id.as_str() {
        "assets" => ("asset_no", "original_value"),
        "resources" => ("parcel_no", "annual_fee"),
        _ => return None,
    };
    Some(Holding {
        record,
        name: cells.text("name")?.value,
        number: cells
            .text(number)
            .map(|text| text.value)
            .unwrap_or_default(),
        value: cells.money(value).map(|money| money.value),
    })
}

/// The day a record is about, where it is about one.
pub(super) fn day(record: &Record) -> Option<NaiveDate> {
    let period = record.period()?;
    period
        .first_day()
        .filter(|day| period.last_day() == Some(*day))
}
