//! One contract as lists show it: its price, its term and how near the end is, what decided it, where its money stands.

use chrono::NaiveDate;

use crate::model::record::Record;
use crate::model::table::{Row, Table};
use crate::model::village::Village;
use crate::render::Context;
use crate::render::chart::terms::{Term, Terms, terms as chart};
use crate::render::page::nearness::{none, of_term};
use crate::render::page::record::{amount, named};
use crate::render::paths;
use crate::render::say::{fact, link, mark, strong_mark};
use crate::render::view::contracts::ContractView;
use crate::render::view::statement::FigureView;
use crate::render::view::text::{Fact, Link, Mark};

/// Links behind a contract.
const MOST_LINKS: usize = 4;

/// The columns of a table of contracts, under whichever of the catalogue's names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub(super) what: usize,
    pub(super) party: Option<usize>,
    pub(super) price: Option<usize>,
    pub(super) from: Option<usize>,
    pub(super) to: Option<usize>,
}

/// A row that is a contract, and what surrounds it.
#[derive(Clone, Copy)]
pub(super) struct Lease<'a> {
    pub(super) record: &'a Record,
    pub(super) table: &'a Table,
    pub(super) row: &'a Row,
    pub(super) columns: Columns,
}

/// For whom contracts are told: the village, the day, and the way from the page to the root.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) village: &'a Village,
    pub(super) today: NaiveDate,
    /// A contract that ends within so many days says so.
    pub(super) soon: i64,
    pub(super) root: &'a str,
}

/// How many days before its end a contract says so.
pub(super) fn soon(village: &Village, context: &Context<'_>) -> i64 {
    let rules = &village.profile.rules;
    let days = context
        .catalog
        .param("contract_soon_days", rules, context.today);
    days.and_then(|days| days.number).map_or(0, i64::from)
}

/// The columns, where the table is one of contracts.
pub(super) fn columns(table: &Table) -> Option<Columns> {
    let any = |ids: &[&str]| ids.iter().find_map(|id| table.column(id));
    Some(Columns {
        what: any(&["subject", "parcel", "name"])?,
        party: Some(any(&["party_b", "contractor"])?),
        price: any(&["total_price", "annual_fee", "total"]),
        from: any(&["term_from"]),
        to: any(&["term_to"]),
    })
}

/// One contract, as lists show it.
pub(super) fn contract(number: usize, lease: &Lease<'_>, reading: &Reading<'_>) -> ContractView {
    let Lease {
        record,
        table,
        row,
        columns,
    } = *lease;
    let text = |column: Option<usize>| {
        column
            .map(|column| row.cell(column).value.to_string())
            .unwrap_or_default()
    };
    let yearly =
        table.column("annual_fee").is_some() && columns.price == table.column("annual_fee");
    let (from, to) = lease.term();
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
            .map(|column| record.shown(&row.cell(column).value, true))
            .unwrap_or_default(),
        price: text(columns.price),
        unit: if yearly { "元/年" } else { "元" }.to_owned(),
        term,
        state: match to.filter(|_| lease.is_running()) {
            Some(to) => of_term(to, reading.today, reading.soon),
            None => none(),
        },
        marks: marks(lease, reading.today),
        facts: facts(lease),
        links: links(lease, reading),
    }
}

impl Lease<'_> {
    /// First and last day.
    pub(super) fn term(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let date =
            |column: Option<usize>| column.and_then(|column| self.row.cell(column).value.date());
        (date(self.columns.from), date(self.columns.to))
    }

    /// The register does not say that it is over.
    pub(super) fn is_running(&self) -> bool {
        matches!(self.status().as_str(), "" | "履行")
    }

    fn status(&self) -> String {
        let column = self.table.column("status");
        column.map_or_else(String::new, |column| {
            self.row.cell(column).value.to_string()
        })
    }

    /// Its number, where the table has one.
    pub(super) fn number(&self) -> Option<String> {
        let text = self
            .row
            .cell(self.table.column("contract_no")?)
            .value
            .to_string();
        (!text.is_empty() && text != "无").then_some(text)
    }
}

/// The terms of running contracts on one line of time, where at least two of them tell both ends.
pub(super) fn terms(leases: &[Lease<'_>], today: NaiveDate) -> Option<FigureView> {
    let running = leases.iter().filter(|lease| lease.is_running());
    let mut all: Vec<Term> = running
        .filter_map(|lease| {
            let (from, to) = lease.term();
            Some(Term {
                label: lease.row.cell(lease.columns.what).value.to_string(),
                from: from?,
                to: to?,
            })
        })
        .filter(|term| term.from <= term.to)
        .collect();
    all.sort_by_key(|term| term.to);
    let next = all.iter().find(|term| term.to >= today);
    let title = match next {
        Some(next) => format!("最先到期的是{}，{} 到期", next.label, next.to),
        None => "合同都已到期".to_owned(),
    };
    (all.len() > 1).then(|| FigureView {
        title,
        subtitle: "每份合同从哪天到哪天，先到期的在上面".to_owned(),
        html: chart(&Terms {
            id: "terms".to_owned(),
            what: "合同期限".to_owned(),
            today,
            all,
        }),
        source: String::new(),
    })
}

/// Another status than running; what is late: rent that fell due, or what was still open when the contract ended.
fn marks(lease: &Lease<'_>, today: NaiveDate) -> Vec<Mark> {
    let mut marks = Vec::new();
    if !lease.is_running() {
        marks.push(mark(match lease.status().as_str() {
            "终止" => "已终止".to_owned(),
            "到期" => "已到期".to_owned(),
            other => other.to_owned(),
        }));
    }
    let open = |id: &str| {
        let column = lease.table.column(id)?;
        let money = lease.row.cell(column).value.money()?;
        (money.fen() > 0).then_some(money)
    };
    let is_over = lease.term().1.is_some_and(|to| to < today);
    let after = open("outstanding").filter(|_| is_over);
    if let Some(arrears) = open("arrears").or(after) {
        marks.push(strong_mark(format!("还有 {}没收到", amount(arrears))));
    }
    marks
}

fn facts(lease: &Lease<'_>) -> Vec<Fact> {
    let Lease {
        table,
        row,
        columns,
        ..
    } = *lease;
    let told = [
        Some(columns.what),
        columns.party,
        columns.price,
        columns.from,
        columns.to,
        table.column("status"),
        table.column("matter_id"),
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

/// What decided it, and the accounts in which its money stands.
fn links(lease: &Lease<'_>, reading: &Reading<'_>) -> Vec<Link> {
    let village = reading.village;
    let decided = lease.table.column("matter_id");
    let decided = decided.map(|column| lease.row.cell(column).value.to_string());
    let decided = decided.or_else(|| lease.record.fields.text("matter_id").map(|text| text.value));
    let decided = decided.and_then(|target| named(&target, village));
    let href = |address: &str| format!("{}{}", reading.root, paths::page(address));
    let mut links: Vec<Link> = decided
        .map(|decided| link(format!("决策：{}", decided.text), href(&decided.address)))
        .into_iter()
        .collect();
    let number = lease.number();
    let mut trails = village.trails.all.iter();
    let own = trails.find(|trail| trail.contracts.iter().any(|one| one.number == number));
    let entries = own.filter(|_| number.is_some()).map(|own| {
        let is_income = own.contracts.iter().all(|one| !one.is_paid_out);
        let entries = own.entries.iter();
        entries.filter(move |entry| entry.is_income == is_income)
    });
    let accounts = entries.into_iter().flatten();
    let accounts = accounts.filter_map(|entry| village.records.get(entry.record));
    for account in accounts.filter(|account| account.is_public()) {
        let link = link(
            format!("账：{}", account.title.value),
            href(&account.address),
        );
        if !links.iter().any(|one| one.href == link.href) {
            links.push(link);
        }
    }
    // The latest accounts tell what was paid last; the first link is the decision.
    let extra = links.len().saturating_sub(MOST_LINKS);
    links.drain(1.min(links.len())..(1 + extra).min(links.len()));
    links
}
