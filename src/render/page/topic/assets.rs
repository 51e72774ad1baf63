//! 资产和合同: what the village owns, who rents it at what price until when, what it pays for.

use std::collections::BTreeSet;

use tera::Value;

use crate::catalog::item::Category;
use crate::catalog::topic::Topic;
use crate::model::record::Record;
use crate::model::table::Table;
use crate::model::village::Kind;
use crate::render::page::lease::{Lease, Reading, columns, contract, soon, terms};
use crate::render::page::record::amount;
use crate::render::page::topic::{Source, TopicPage, holdings, latest};
use crate::render::view::assets::AssetsView;
use crate::render::view::contracts::ContractView;
use crate::render::view::text::Run;
use crate::value::money::Money;

pub(super) fn topic(source: Source<'_>) -> Option<TopicPage> {
    let records = standing(source);
    let mut leases = leases(&records);
    leases.sort_by_key(|lease| {
        let to = lease.term().1;
        (!lease.is_running(), to.is_none(), to)
    });
    let (payables, leases): (Vec<Lease<'_>>, Vec<Lease<'_>>) = leases
        .into_iter()
        .partition(|lease| lease.table.def.id == "payment_contracts");
    let reading = Reading {
        village: source.village,
        today: source.context.today,
        soon: soon(source.village, source.context),
        root: "../",
    };
    let view = |lease: &Lease<'_>, number: usize| contract(number, lease, &reading);
    let count = leases.len();
    let shown: Vec<ContractView> = leases
        .iter()
        .enumerate()
        .map(|(n, one)| view(one, n))
        .collect();
    let owed = payables.iter().enumerate();
    let owed: Vec<ContractView> = owed.map(|(n, one)| view(one, count + n)).collect();
    let holdings = holdings::tables(&records, &leases);
    if shown.is_empty() && owed.is_empty() && holdings.is_empty() {
        return None;
    }
    let what = match source.village.profile.kind {
        Kind::Village => "村里",
        Kind::Community => "社区",
    };
    let summary = summary(&records, &leases, &shown);
    let mut lead = vec![Run::plain(format!(
        "{what}有什么，租给了谁、租金多少、到哪天为止。"
    ))];
    lead.extend(summary.clone());
    let view = AssetsView {
        lead,
        figures: terms(&leases, source.context.today).into_iter().collect(),
        leases: shown,
        payables: owed,
        holdings,
    };
    Some(TopicPage {
        address: Topic::Assets.id().to_owned(),
        key: Topic::Assets.id(),
        template: "assets.html",
        above: None,
        title: "资产和合同".to_owned(),
        column: Category::Finance,
        summary: Some(summary),
        latest: latest(records.into_iter()),
        view: Value::from_serializable(&view),
    })
}

/// Registers as their last period has them, and whatever is published once for all.
fn standing(source: Source<'_>) -> Vec<&Record> {
    let mut records: Vec<&Record> = source.of(Topic::Assets).collect();
    let last = |record: &Record| record.period().and_then(|period| period.last_day());
    records.sort_by(|a, b| {
        last(b)
            .cmp(&last(a))
            .then_with(|| a.address.cmp(&b.address))
    });
    let mut seen = BTreeSet::new();
    records.retain(|record| {
        let item = record.item.as_ref();
        let is_register = item.is_some_and(|item| item.frequency.months().is_some());
        !is_register || seen.insert((record.item_id().to_owned(), record.book()))
    });
    records
}

/// Every contract once: by its number, as the latest of the records has it; a parcel whose contract stands in the
/// register is not told again.
fn leases<'a>(records: &[&'a Record]) -> Vec<Lease<'a>> {
    let mut seen = BTreeSet::new();
    let mut leases: Vec<Lease<'a>> = Vec::new();
    // Registers of contracts first: what was let and what is owned names contracts that stand there.
    let is_register = |table: &Table| table.column("status").is_some();
    for registers in [true, false] {
        for record in records {
            for (_, table) in record.fields.tables() {
                let Some(columns) = columns(table).filter(|_| is_register(table) == registers)
                else {
                    continue;
                };
                for row in table.entries() {
                    let lease = Lease {
                        record,
                        table,
                        row,
                        columns,
                    };
                    let party = columns
                        .party
                        .is_some_and(|at| row.cell(at).value.is_given());
                    let is_new = lease.number().is_none_or(|number| seen.insert(number));
                    if party && is_new {
                        leases.push(lease);
                    }
                }
            }
        }
    }
    leases
}

/// How much there is, how many contracts run, which end soon.
fn summary(records: &[&Record], leases: &[Lease<'_>], shown: &[ContractView]) -> Vec<Run> {
    let mut runs = Vec::new();
    let assets = tables(records, "assets");
    let count: usize = assets.iter().map(|table| table.entries().count()).sum();
    let values = assets
        .iter()
        .filter_map(|table| Money::from_decimal_yuan(table.sum(table.column("original_value")?)?));
    if let Some(value) = Money::checked_sum(values).filter(|_| count > 0) {
        runs.push(Run::plain("资产 "));
        runs.push(Run::strong(format!("{count} 项")));
        runs.push(Run::plain("，买来或建成时共 "));
        runs.push(Run::strong(amount(value)));
        runs.push(Run::plain("。"));
    }
    let running: Vec<(&Lease<'_>, &ContractView)> = leases
        .iter()
        .zip(shown)
        .filter(|(lease, _)| lease.is_running())
        .collect();
    if !running.is_empty() {
        runs.push(Run::plain("租出、包出 "));
        runs.push(Run::strong(format!("{} 份合同", running.len())));
        let near: Vec<&(&Lease<'_>, &ContractView)> = running
            .iter()
            .filter(|(_, view)| view.state.strong)
            .collect();
        if let Some((lease, view)) = near.first() {
            runs.push(Run::plain(format!(
                "，{} 份到期或快到期，先到的是{}，",
                near.len(),
                view.what
            )));
            let to = lease.term().1.map(|to| to.to_string());
            runs.push(Run::unbroken(to.unwrap_or_default()));
        }
        runs.push(Run::plain("。"));
    }
    if runs.is_empty() {
        let facilities: usize = tables(records, "facility_list")
            .iter()
            .map(|table| table.entries().count())
            .sum();
        if facilities > 0 {
            runs.push(Run::plain(format!(
                "公共设施 {facilities} 处，各作什么用、谁来管。"
            )));
        }
    }
    runs
}

/// Tables of one kind among the records.
pub(super) fn tables<'a>(records: &[&'a Record], id: &str) -> Vec<&'a Table> {
    let tables = records.iter().flat_map(|record| record.fields.tables());
    let tables = tables.map(|(_, table)| table);
    tables.filter(|table| table.def.id == id).collect()
}
