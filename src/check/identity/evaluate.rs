//! The value of an expression over a record, a row, or a table; exact, and silent where something is unknown.

use rust_decimal::Decimal;

use crate::catalog::field::Blank;
use crate::catalog::formula::Expr;
use crate::model::record::Record;
use crate::model::row::RowKind;
use crate::model::summary::bare;
use crate::model::table::{Row, Table};
use crate::model::value::Value;
use crate::source::Span;

/// What names stand for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names<'a> {
    /// Fields of this record.
    pub(crate) record: &'a Record,
    /// Columns of this table.
    pub(crate) table: Option<&'a Table>,
    /// The row whose cells the columns mean.
    pub(crate) row: Option<&'a Row>,
}

/// A number and where it was written, when it was written at all.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term {
    /// The number, in yuan where it is an amount.
    pub(crate) value: Decimal,
    /// Its place.
    pub(crate) span: Option<Span>,
}

/// The value of an expression; `None` when a part is unknown or could not be read.
pub(crate) fn value(expr: &Expr, names: Names<'_>) -> Option<Term> {
    let computed = |value| Some(Term { value, span: None });
    match expr {
        Expr::Number(number) => computed(*number),
        Expr::Name(name) => named(name, names),
        Expr::Sum(name) => {
            let (table, column) = column(name, names)?;
            computed(table.sum(column)?)
        }
        Expr::SumWhere {
            column: name,
            by,
            is,
        } => computed(sum_where(name, by, is, names)?),
        Expr::Cell { row, column } => cell(row, column, names),
        // Numbered rows belong to free tables, which evaluate their own formulas.
        Expr::Row { .. } | Expr::Rows { .. } => None,
        Expr::Plus(a, b) => computed(value(a, names)?.value.checked_add(value(b, names)?.value)?),
        Expr::Minus(a, b) => computed(value(a, names)?.value.checked_sub(value(b, names)?.value)?),
        Expr::Times(a, b) => computed(value(a, names)?.value.checked_mul(value(b, names)?.value)?),
        Expr::Over(a, b) => computed(value(a, names)?.value.checked_div(value(b, names)?.value)?),
    }
}

fn named(name: &str, names: Names<'_>) -> Option<Term> {
    if let (Some(table), Some(row)) = (names.table, names.row)
        && let Some(column) = table.column(name)
    {
        let cell = row.cell(column);
        return match &cell.value {
            Value::Blank => blank(table.def.columns[column].blank),
            value => value.number().map(|value| Term {
                value,
                span: Some(cell.span),
            }),
        };
    }
    match names.record.fields.named(name) {
        Some(field) if field.value.is_given() => field.value.number().map(|value| Term {
            value,
            span: Some(field.value.span),
        }),
        Some(field) if matches!(field.value.value, Value::Unread) => None,
        Some(field) => blank(field.def.blank),
        None => None,
    }
}

fn blank(meaning: Blank) -> Option<Term> {
    match meaning {
        Blank::Zero => Some(Term {
            value: Decimal::ZERO,
            span: None,
        }),
        Blank::Unknown | Blank::Derived => None,
    }
}

/// A column of the identity's own table, or `表.列` of another table of the record.
fn column<'a>(name: &str, names: Names<'a>) -> Option<(&'a Table, usize)> {
    if let Some((table, column)) = name.split_once('.') {
        let mut tables = names.record.fields.tables();
        let (_, table) = tables.find(|(field, other)| {
            other.def.id == table || field.def.is_called(table) || other.def.key == table
        })?;
        return Some((table, table.column(column)?));
    }
    if let Some(table) = names.table
        && let Some(column) = table.column(name)
    {
        return Some((table, column));
    }
    let mut tables = names.record.fields.tables();
    tables.find_map(|(_, table)| Some((table, table.column(name)?)))
}

fn sum_where(name: &str, by: &str, is: &str, names: Names<'_>) -> Option<Decimal> {
    let (table, amount) = column(name, names)?;
    let by = by.rsplit('.').next().unwrap_or(by);
    let label = table.column(by)?;
    // An amount without a label may belong to either side.
    let is_open = |row: &Row| {
        !row.cell(label).value.is_given()
            && row.number(amount).is_some_and(|number| !number.is_zero())
    };
    if table.has_unread(amount) || table.entries().any(is_open) {
        return None;
    }
    table
        .entries()
        .filter(|row| row.cell(label).value.to_string() == is)
        .filter_map(|row| row.number(amount))
        .try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// `行(货币资金, 期末)`: the row of a label, in the first column that holds labels.
fn cell(label: &str, name: &str, names: Names<'_>) -> Option<Term> {
    let (table, column) = column(name, names)?;
    let row = table.rows.iter().find(|row| row_is(row, label))?;
    let cell = row.cell(column);
    cell.value.number().map(|value| Term {
        value,
        span: Some(cell.span),
    })
}

/// Whether a row carries a label, numbering and spaces apart.
pub(crate) fn row_is(row: &Row, label: &str) -> bool {
    row.kind() != RowKind::Opening
        && row.cells.iter().any(|cell| match &cell.value {
            Value::Text(text) => bare(text) == bare(label),
            _ => false,
        })
}
