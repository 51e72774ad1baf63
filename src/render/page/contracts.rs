//! Contracts with their prices, terms and what is still to be paid.

use chrono::NaiveDate;

use crate::model::record::Record;
use crate::model::table::{Row, Table};
use crate::model::village::Village;
use crate::render::names::shown;
use crate::render::page::record::{amount, tables};
use crate::render::paths;
use crate::render::say::{fact, mark, strong_mark};
use crate::render::view::contracts::{ContractView, ContractsView};
use crate::render::view::text::{Fact, Mark, Run};
use crate::value::money::Money;

/// A contract that ends within so many days says so.
const SOON_DAYS: i64 = 90;

/// The columns of a table of contracts, under whichever of the catalogue's names.
#[derive(Debug, Clone, Copy)]
struct Columns {
    what: usize,
    party: Option<usize>,
    price: Option<usize>,
    from: Option<usize>,
    to: Option<usize>,
}

/// The view of a record whose table lists contracts or leases.
pub(crate) fn view(
    record: &Record,
    village: &Village,
    today: NaiveDate,
) -> Option<(Vec<Run>, ContractsView)> {
    let (_, table) = record
        .fields
        .tables()
        .find(|(_, table)| columns(table).is_some())?;
    let columns = columns(table)?;
    let contracts: Vec<ContractView> = table
        .entries()
        .enumerate()
        .map(|numbered| contract(numbered, table, columns, record, today))
        .collect();
    if contracts.is_empty() {
        return None;
    }
    let root = paths::root(&record.address);
    let rest = tables(record, &root, village);
    let soon = contracts
        .iter()
        .filter(|contract| contract.marks.iter().any(|mark| mark.strong))
        .count();
    let mut lead = vec![
        Run::plain("共 "),
        Run::strong(format!("{} 份", contracts.len())),
        Run::plain("合同"),
    ];
    let sum = columns.price.and_then(|column| table.sum(column));
    let sum = sum.and_then(Money::from_decimal_yuan);
    if let Some(sum) = sum {
        lead.push(Run::plain("，合计 "));
        lead.push(Run::strong(amount(sum)));
    }
    lead.push(Run::plain(if soon > 0 {
        format!("；{soon} 份已到期、快到期或有欠款。")
    } else {
        "。".to_owned()
    }));
    let view = ContractsView {
        lead: lead.clone(),
        total: sum.map_or_else(Vec::new, |sum| total(sum, contracts.len())),
        contracts,
        tables: rest,
    };
    Some((lead, view))
}

/// The line under the list.
fn total(sum: Money, count: usize) -> Vec<Run> {
    if count < 2 {
        return Vec::new();
    }
    vec![
        Run::plain(format!("{count} 份合计 ")),
        Run::strong(amount(sum)),
    ]
}

fn columns(table: &Table) -> Option<Columns> {
    let any = |ids: &[&str]| ids.iter().find_map(|id| table.column(id));
    Some(Columns {
        what: any(&["subject", "parcel", "name"])?,
        party: Some(any(&["party_b", "contractor"])?),
        price: any(&["total_price", "annual_fee", "total"]),
        from: any(&["term_from"]),
        to: any(&["term_to"]),
    })
}

fn contract(
    (number, row): (usize, &Row),
    table: &Table,
    columns: Columns,
    record: &Record,
    today: NaiveDate,
) -> ContractView {
    let text = |column: Option<usize>| {
        column
            .map(|column| row.cell(column).value.to_string())
            .unwrap_or_default()
    };
    let date = |column: Option<usize>| column.and_then(|column| row.cell(column).value.date());
    let yearly =
        table.column("annual_fee").is_some() && columns.price == table.column("annual_fee");
    let (from, to) = (date(columns.from), date(columns.to));
    let term = match (from, to) {
        (Some(from), Some(to)) => format!("{from} 至 {to}"),
        (Some(from), None) => format!("{from} 起"),
        (None, Some(to)) => format!("至 {to}"),
        (None, None) => String::new(),
    };
    ContractView {
        id: format!("c{}", number + 1),
        what: text(Some(columns.what)),
        party: columns
            .party
            .map(|column| shown(&row.cell(column).value, record, true))
            .unwrap_or_default(),
        price: text(columns.price),
        unit: if yearly { "元/年" } else { "元" }.to_owned(),
        term,
        marks: marks(row, table, to, today),
        facts: facts(row, table, columns),
    }
}

fn marks(row: &Row, table: &Table, to: Option<NaiveDate>, today: NaiveDate) -> Vec<Mark> {
    let mut marks = Vec::new();
    if let Some(status) = table.column("status") {
        let text = row.cell(status).value.to_string();
        if !text.is_empty() && text != "履行" {
            marks.push(mark(text));
        }
    }
    if let Some(to) = to {
        let days = (to - today).num_days();
        if days < 0 {
            marks.push(strong_mark("已到期"));
        } else if days <= SOON_DAYS {
            marks.push(strong_mark(format!("剩 {days} 天到期")));
        }
    }
    let owed = ["outstanding", "arrears"]
        .iter()
        .find_map(|id| table.column(id))
        .and_then(|column| row.cell(column).value.money());
    if let Some(owed) = owed.filter(|money| money.fen() > 0) {
        marks.push(strong_mark(format!("欠 {}", amount(owed))));
    }
    marks
}

fn facts(row: &Row, table: &Table, columns: Columns) -> Vec<Fact> {
    let told = [
        Some(columns.what),
        columns.party,
        columns.price,
        columns.from,
        columns.to,
    ];
    table
        .used_columns()
        .filter(|(index, _)| !told.contains(&Some(*index)) && row.cell(*index).value.is_given())
        .map(|(index, column)| {
            let unit = column.unit.as_deref().unwrap_or_default();
            let value = &row.cell(index).value;
            let text = match value.money() {
                Some(money) => format!("{money} {}", if unit.is_empty() { "元" } else { unit }),
                None => value.to_string(),
            };
            fact(column.name.clone(), text)
        })
        .collect()
}
