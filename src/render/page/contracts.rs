//! Contracts with their prices, terms and what is still to be paid.

use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::Context;
use crate::render::page::lease::{Lease, Reading, columns, contract, soon, terms};
use crate::render::page::record::{amount, tables};
use crate::render::paths;
use crate::render::view::contracts::{ContractView, ContractsView};
use crate::render::view::text::Run;
use crate::value::money::Money;

/// The view of a record whose table lists contracts or leases.
pub(crate) fn view(
    record: &Record,
    village: &Village,
    context: &Context<'_>,
) -> Option<(Vec<Run>, ContractsView)> {
    let (_, table) = record
        .fields
        .tables()
        .find(|(_, table)| columns(table).is_some())?;
    let columns = columns(table)?;
    let root = paths::root(&record.address);
    let reading = Reading {
        village,
        today: context.today,
        soon: soon(village, context),
        root: &root,
    };
    let lease = |row| Lease {
        record,
        table,
        row,
        columns,
    };
    let leases: Vec<Lease<'_>> = table.entries().map(lease).collect();
    let contracts: Vec<ContractView> = leases
        .iter()
        .enumerate()
        .map(|(number, lease)| contract(number, lease, &reading))
        .collect();
    if contracts.is_empty() {
        return None;
    }
    let rest = tables(record, &root, village);
    let soon = contracts
        .iter()
        .filter(|contract| contract.state.strong || contract.marks.iter().any(|mark| mark.strong))
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
        format!("；{soon} 份已到期、快到期，或有钱没收到。")
    } else {
        "。".to_owned()
    }));
    let view = ContractsView {
        lead: lead.clone(),
        figures: terms(&leases, context.today).into_iter().collect(),
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
