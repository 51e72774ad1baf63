//! Income and expense of a period: one sentence, where it came from and went, the rows, the balance.

use std::collections::BTreeMap;

use crate::model::record::Record;
use crate::model::table::{Row, Table};
use crate::model::village::Village;
use crate::render::chart::flow::{Flow, flow};
use crate::render::chart::pair::{Pair, pair};
use crate::render::chart::part::{Part, Tone};
use crate::render::chart::share::{Share, share};
use crate::render::page::accounts::{accounts, balance};
use crate::render::page::record::{amount, amount_sentence, tables};
use crate::render::paths;
use crate::render::view::statement::{FigureView, StatementView};
use crate::render::view::text::Run;
use crate::value::money::Money;
use crate::value::period::Period;

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

/// The view, with the sentence that opens the page.
pub(crate) fn view(record: &Record, village: &Village) -> Option<(Vec<Run>, StatementView)> {
    let totals = Totals::of(record)?;
    let root = paths::root(&record.address);
    let period = record
        .period()
        .map_or_else(String::new, |period| period.to_string());
    let mut lead = vec![("收入", totals.income), ("支出", totals.expense)];
    lead.extend(totals.closing.map(|closing| ("期末余额", closing)));
    // A quarter is told by its months; a single month by its name.
    let months = record
        .period()
        .filter(|period| matches!(period, Period::Quarter { .. }));
    let when = months.map_or_else(|| period.clone(), |months| months.months_cn());
    let mut sentence = vec![Run::plain(format!("{when}，"))];
    sentence.extend(amount_sentence(&lead));
    sentence.extend(largest(&totals));
    let statement = StatementView {
        figures: figures(record, village, &totals, &period),
        accounts: accounts(&totals, record),
        vouchers: tables(record, &root, village),
        balance: balance(&totals),
        balance_note: totals
            .closing
            .filter(|closing| !closing.is_negative())
            .map(|closing| {
                vec![
                    Run::plain("期末余额大写　"),
                    Run::capitals(closing.in_capitals()),
                ]
            })
            .unwrap_or_default(),
    };
    Some((sentence, statement))
}

fn largest(totals: &Totals) -> Vec<Run> {
    let largest = totals.uses.iter().max_by_key(|(_, money)| *money);
    match largest {
        Some((label, money)) if totals.uses.len() > 1 => {
            vec![Run::plain(format!(
                "支出最多的是{label}，{}。",
                amount(*money)
            ))]
        }
        _ => Vec::new(),
    }
}

fn figures(record: &Record, village: &Village, totals: &Totals, period: &str) -> Vec<FigureView> {
    let parts = |list: &[(String, Money)]| -> Vec<Part> {
        list.iter()
            .map(|(label, money)| Part::new(label, money.fen()))
            .collect()
    };
    let (income, expense) = (parts(&totals.sources), parts(&totals.uses));
    let mut figures = Vec::new();
    let source = "数据来源：本页的明细表。图中数字保留两位小数，精确到分的数字以表格为准。";
    let figure = |title: String, subtitle: String, html: String| FigureView {
        title,
        subtitle,
        html,
        source: source.to_owned(),
    };
    if !income.is_empty() && !expense.is_empty() {
        let html = flow(&Flow {
            id: "flow".to_owned(),
            period: period.to_owned(),
            account: format!("{}账户", village.profile.name),
            income,
            expense: expense.clone(),
        });
        figures.push(figure(
            "钱从哪里来，用到哪里去".to_owned(),
            format!("{period}收支流向，单位：万元"),
            html,
        ));
    }
    if expense.len() > 1 {
        let html = share(&Share {
            id: "share".to_owned(),
            whole: format!("{period}支出"),
            tone: Tone::Expense,
            parts: expense,
        });
        figures.push(figure(
            "支出都花在哪些方面".to_owned(),
            format!("{period}支出构成"),
            html,
        ));
    }
    figures.extend(
        comparison(record, village, totals)
            .map(|(title, subtitle, html)| figure(title, subtitle, html)),
    );
    figures
}

/// Against the same period a year before, else against the period before.
fn comparison(
    record: &Record,
    village: &Village,
    totals: &Totals,
) -> Option<(String, String, String)> {
    let period = record.period()?;
    let find = |wanted: crate::value::period::Period| {
        let other = village.published().find(|other| {
            other.item_id() == record.item_id()
                && other.fields.text("account_book").map(|text| text.value)
                    == record.fields.text("account_book").map(|text| text.value)
                && other.period().as_ref() == Some(&wanted)
        })?;
        Some((Totals::of(other)?, wanted))
    };
    let (before, then) = period
        .year_before()
        .and_then(find)
        .or_else(|| period.previous().and_then(find))?;
    let row = |heading: &str, tone: Tone, old: Money, new: Money| Pair {
        heading: heading.to_owned(),
        tone,
        before: Part {
            label: then.to_string(),
            ..Part::new("", old.fen())
        },
        after: Part {
            label: period.to_string(),
            ..Part::new("", new.fen())
        },
    };
    let html = pair(
        "与以前比较",
        &[
            row(
                &difference("收入", before.income, totals.income),
                Tone::Income,
                before.income,
                totals.income,
            ),
            row(
                &difference("支出", before.expense, totals.expense),
                Tone::Expense,
                before.expense,
                totals.expense,
            ),
        ],
    );
    Some((
        format!("和{then}比"),
        format!("{then}与{period}，单位：万元"),
        html,
    ))
}

/// `收入　多 3.08 万元`.
fn difference(label: &str, before: Money, after: Money) -> String {
    match after.checked_sub(before) {
        Some(change) if change.fen() > 0 => format!("{label}　多 {}", amount(change)),
        Some(change) if change.fen() < 0 => {
            format!(
                "{label}　少 {}",
                amount(change.checked_neg().unwrap_or(change))
            )
        }
        _ => format!("{label}　一样多"),
    }
}
