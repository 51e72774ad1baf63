//! The lines of a summary of income and expense, and what silences a check on one of them.

use rust_decimal::Decimal;

use crate::check::Scope;
use crate::check::across::words_of;
use crate::check::identity::bare;
use crate::model::record::Record;
use crate::model::table::Table;
use crate::model::value::Value;
use crate::source::Span;

/// One line.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) is_expense: bool,
    /// The item without its numbering.
    pub(super) item: String,
    pub(super) budget: Option<Decimal>,
    pub(super) current: Option<Decimal>,
    pub(super) to_date: Option<Decimal>,
    /// Where the amounts stand: to date, else of the period.
    pub(super) span: Span,
    pub(super) current_span: Span,
    pub(super) has_remark: bool,
}

/// The lines of a record's summary that say which side they are on.
pub(super) fn lines(record: &Record) -> Vec<Line> {
    let mut tables = record.fields.tables();
    let table = tables.find(|(_, table)| table.def.id == "summary");
    table.map_or_else(Vec::new, |(_, table)| of_table(table))
}

fn of_table(table: &Table) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in table.entries() {
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
            continue;
        }
        lines.push(Line {
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
        });
    }
    lines
}

/// Whether the record gives a reason for a line: a remark in its row, or a sentence that names it.
pub(super) fn is_explained(record: &Record, line: &Line) -> bool {
    line.has_remark || words_of(record).any(|text| text.contains(&line.item))
}

/// Whether a line is one that plans of income and expense usually leave out: money owed and lent, fixed assets.
pub(super) fn is_off_budget(scope: &Scope<'_>, record: &Record, line: &Line) -> bool {
    let on = record.date().unwrap_or(scope.today);
    scope
        .words("off_budget_lines", on)
        .any(|word| word == line.item)
}
