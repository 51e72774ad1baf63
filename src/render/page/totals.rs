//! Opening, income, expense and closing of a record, whichever table tells them.

use std::collections::BTreeMap;

use crate::model::record::Record;
use crate::model::table::{Row, Table};
use crate::render::page::record::amount;
use crate::value::money::Money;

/// Opening, income, expense and closing of a record that is a statement of accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Totals {
    /// 期初余额.
    pub(crate) opening: Option<Money>,
    /// 收入合计.
    pub(crate) income: Money,
    /// 支出合计.
    pub(crate) expense: Money,
    /// 期末余额.
    pub(crate) closing: Option<Money>,
    /// Income by account or summary, in the order of the record.
    pub(crate) sources: Vec<(String, Money)>,
    /// Expense likewise.
    pub(crate) uses: Vec<(String, Money)>,
}

impl Totals {
    /// The totals of a record with income and expense; `None` for any other.
    pub(crate) fn of(record: &Record) -> Option<Self> {
        if record.withdrawal.is_some() {
            return None;
        }
        let (_, table) = record
            .fields
            .tables()
            .find(|(_, table)| sides(table).is_some() || is_summary(table))?;
        let (sources, uses) = match sides(table) {
            Some((income, expense)) => (grouped(table, income), grouped(table, expense)),
            None => by_section(table)?,
        };
        let sum =
            |list: &[(String, Money)]| Money::checked_sum(list.iter().map(|(_, money)| *money));
        let field = |id: &str| record.fields.money(id).map(|money| money.value);
        Some(Self {
            opening: field("opening_balance"),
            income: field("total_income").or_else(|| sum(&sources))?,
            expense: field("total_expense").or_else(|| sum(&uses))?,
            closing: field("closing_balance"),
            sources,
            uses,
        })
    }

    /// `收 9.10万 支 7.40万`, for lists.
    pub(crate) fn in_short(&self) -> String {
        format!("收 {}，支 {}", amount(self.income), amount(self.expense))
    }
}

/// The columns of income and expense.
pub(crate) fn sides(table: &Table) -> Option<(usize, usize)> {
    Some((table.column("income")?, table.column("expense")?))
}

/// A summary by class: an item column, an amount, and a section that says which side.
fn is_summary(table: &Table) -> bool {
    table.def.id == "summary"
}

/// Amounts of one side by account when the rows name one, else by what they say.
fn grouped(table: &Table, column: usize) -> Vec<(String, Money)> {
    let mut order: Vec<String> = Vec::new();
    let mut sums: BTreeMap<String, Money> = BTreeMap::new();
    for row in table.entries() {
        let Some(money) = row
            .cell(column)
            .value
            .money()
            .filter(|money| money.fen() != 0)
        else {
            continue;
        };
        let label = label(table, row);
        if !sums.contains_key(&label) {
            order.push(label.clone());
        }
        let sum = sums.entry(label).or_insert(Money::ZERO);
        *sum = sum.checked_add(money).unwrap_or(*sum);
    }
    order
        .into_iter()
        .map(|label| {
            let sum = sums[&label];
            (label, sum)
        })
        .collect()
}

fn label(table: &Table, row: &Row) -> String {
    ["account", "summary", "item"]
        .iter()
        .filter_map(|id| table.column(id))
        .map(|column| row.cell(column).value.to_string())
        .find(|text| !text.is_empty())
        .unwrap_or_else(|| "其他".to_owned())
}

type Sides = (Vec<(String, Money)>, Vec<(String, Money)>);

fn by_section(table: &Table) -> Option<Sides> {
    let class = table.column("kind")?;
    let item = table.column("item")?;
    let current = table.column("current_period")?;
    let mut sides: Sides = (Vec::new(), Vec::new());
    for row in table.entries() {
        let Some(money) = row.cell(current).value.money() else {
            continue;
        };
        let entry = (row.cell(item).value.to_string(), money);
        let kind = row.cell(class).value.to_string();
        match kind.chars().next() {
            Some('收') => sides.0.push(entry),
            Some('支') => sides.1.push(entry),
            _ => {}
        }
    }
    (!sides.0.is_empty() || !sides.1.is_empty()).then_some(sides)
}
