//! The lines of a summary of income and expense, and which of them leave the year's plan (计划外): one computation for the
//! check that asks for a reason and for the page that marks the line.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::catalog::Catalog;
use crate::model::matter::Step;
use crate::model::record::{Fields, Record};
use crate::model::row::RowKind;
use crate::model::table::{Row, Table};
use crate::model::value::Value;
use crate::model::village::Village;
use crate::source::Span;
use crate::value::period::Period;

/// One line.
#[derive(Debug)]
pub(crate) struct Line {
    /// Its position among the rows of the table.
    pub(crate) row: usize,
    /// 支出, else 收入.
    pub(crate) is_expense: bool,
    /// The item without its numbering.
    pub(crate) item: String,
    /// 预算.
    pub(crate) budget: Option<Decimal>,
    /// 本期.
    pub(crate) current: Option<Decimal>,
    /// 累计.
    pub(crate) to_date: Option<Decimal>,
    /// Where the amounts stand: to date, else of the period.
    pub(crate) span: Span,
    /// Where the amount of the period stands.
    pub(crate) current_span: Span,
    /// 备注 is filled in.
    pub(crate) has_remark: bool,
}

/// The lines of a record's summary that say which side they are on.
pub(crate) fn lines(record: &Record) -> Vec<Line> {
    let mut tables = record.fields.tables();
    let table = tables.find(|(_, table)| table.def.id == "summary");
    table.map_or_else(Vec::new, |(_, table)| of_table(table))
}

fn of_table(table: &Table) -> Vec<Line> {
    let rows = table.rows.iter().enumerate();
    let entries = rows.filter(|(_, row)| row.kind() == RowKind::Plain);
    entries
        .filter_map(|(at, row)| of_row(table, at, row))
        .collect()
}

fn of_row(table: &Table, at: usize, row: &Row) -> Option<Line> {
    let cell = |id: &str| table.column(id).map(|column| row.cell(column));
    let text = |id: &str| {
        cell(id)
            .map(|cell| cell.value.to_string())
            .unwrap_or_default()
    };
    let number = |id: &str| cell(id).and_then(|cell| cell.value.number());
    let span = |id: &str| {
        let given = cell(id).filter(|cell| !matches!(cell.value, Value::Blank));
        given.map(|cell| cell.span)
    };
    let side = text("kind");
    if side.is_empty() {
        return None;
    }
    Some(Line {
        row: at,
        is_expense: side == "支出",
        item: bare(&text("item")),
        budget: number("budget"),
        current: number("current_period"),
        to_date: number("year_to_date"),
        span: span("year_to_date")
            .or_else(|| span("current_period"))
            .unwrap_or(row.span),
        current_span: span("current_period").unwrap_or(row.span),
        has_remark: !text("remark").is_empty(),
    })
}

/// `一、货币资金：` is 货币资金.
pub(crate) fn bare(label: &str) -> String {
    let text: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_end_matches(['：', ':']);
    let rest =
        text.trim_start_matches(|c: char| "一二三四五六七八九十（）()0123456789".contains(c));
    match rest.strip_prefix(['、', '.', '．']) {
        Some(rest) => rest.to_owned(),
        None => text.to_owned(),
    }
}

/// Whether the record gives a reason for a line: a remark in its row, or a sentence that names it.
pub(crate) fn is_explained(record: &Record, line: &Line) -> bool {
    line.has_remark || words_of(record).any(|text| text.contains(&line.item))
}

/// What a record says in words: its texts, the words of its steps, its body.
pub(crate) fn words_of(record: &Record) -> impl Iterator<Item = &str> {
    let steps = record.matter.iter().flat_map(|matter| &matter.steps);
    let of_steps = steps.map(|step: &Step| &step.fields);
    let fields = std::iter::once(&record.fields).chain(of_steps);
    let texts = fields.flat_map(|fields: &Fields| fields.0.values());
    let texts = texts.filter_map(|field| match &field.value.value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let body = record.body.iter().map(|body| body.value.as_str());
    texts.chain(body)
}

/// How a line leaves the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    /// It is not in it (计划外).
    Unplanned(Decimal),
    /// It goes beyond its amount (超计划).
    Beyond {
        /// What was spent.
        spent: Decimal,
        /// What was planned.
        budget: Decimal,
    },
}

/// The year's plan of one set of accounts (年度财务计划).
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    village: &'a Village,
    catalog: &'a Catalog,
    today: NaiveDate,
    lines: Vec<Line>,
}

impl<'a> Plan<'a> {
    /// The plan that a summary is held to: that of its year and accounts, or the amounts in its own column.
    pub(crate) fn of(
        record: &Record,
        village: &'a Village,
        catalog: &'a Catalog,
        today: NaiveDate,
    ) -> Option<Self> {
        let is_summary = record.item_id() == "finance.summary" && record.withdrawal.is_none();
        let year = record.period().and_then(|period| period.year());
        let year = year.filter(|_| is_summary)?;
        let days = Period::Year { year };
        let days = days.first_day().zip(days.last_day())?;
        let planned = village
            .series("finance.plan", record.book(), days)
            .next_back();
        let lines = planned.map_or_else(Vec::new, lines);
        let has_own = || {
            let own = self::lines(record);
            own.iter()
                .any(|line| line.is_expense && line.budget.is_some())
        };
        (!lines.is_empty() || has_own()).then_some(Self {
            village,
            catalog,
            today,
            lines,
        })
    }

    /// Whether and how a line of a summary leaves it.
    pub(crate) fn over(&self, record: &Record, line: &Line) -> Option<Over> {
        if !line.is_expense {
            return None;
        }
        let is_year = matches!(record.period(), Some(Period::Year { .. }));
        let spent = line.to_date.or(line.current.filter(|_| is_year));
        let spent = spent.filter(|spent| *spent > Decimal::ZERO)?;
        let mut planned = self.lines.iter();
        let planned = planned.find(|one| one.is_expense && one.item == line.item);
        let budget = line.budget.or_else(|| planned.and_then(|one| one.budget));
        let on = record.date().unwrap_or(self.today);
        let rules = &self.village.profile.rules;
        let Some(budget) = budget else {
            let is_usual = !is_off_budget(self.catalog, rules, on, line);
            return is_usual.then_some(Over::Unplanned(spent));
        };
        let percent = self.catalog.param("budget_over_percent", rules, on);
        let percent = Decimal::from(percent?.number?);
        let most = budget.checked_mul(Decimal::ONE_HUNDRED.checked_add(percent)?)?;
        (spent.checked_mul(Decimal::ONE_HUNDRED)? > most).then_some(Over::Beyond { spent, budget })
    }
}

/// Whether a line is one that plans of income and expense usually leave out: money owed and lent, fixed assets.
pub(crate) fn is_off_budget(catalog: &Catalog, rules: &str, on: NaiveDate, line: &Line) -> bool {
    let param = catalog.param("off_budget_lines", rules, on);
    let text = param.and_then(|param| param.text.as_deref());
    let mut words = text.into_iter().flat_map(|text| text.split('、'));
    words.any(|word| word == line.item)
}
