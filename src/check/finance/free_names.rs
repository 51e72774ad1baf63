//! What the names and numbers of a declared formula mean in a free table, in yuan where they are amounts.

use rust_decimal::Decimal;

use crate::catalog::formula::{Expr, Side as Half};
use crate::check::finance::free_cells::{Amount, cell};
use crate::model::free_table::{FreeRow, FreeTable, Role, Side};
use crate::model::record::Record;
use crate::model::row::RowKind;
use crate::model::summary::bare;

/// A table and the record it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) record: &'a Record,
    pub(super) table: &'a FreeTable,
}

/// The column of a name: `金额` finds `金额（元）`, `借方` and `发生额.借方` find what stands under 发生额.
pub(super) fn column(side: &Side, name: &str) -> Option<usize> {
    let wanted = bare_head(name).replace('.', "·");
    let whole = |path: &[String]| {
        let heads: Vec<String> = path.iter().map(|head| bare_head(head)).collect();
        heads.join("·")
    };
    let last = |path: &[String]| path.last().map(|head| bare_head(head)).unwrap_or_default();
    let mut columns = side.columns.iter();
    columns
        .position(|column| whole(&column.path) == wanted)
        .or_else(|| {
            let mut columns = side.columns.iter();
            columns.position(|column| last(&column.path) == wanted)
        })
}

/// A head without its unit and without spaces.
fn bare_head(name: &str) -> String {
    let mut depth = 0_u32;
    let mut text = String::new();
    for c in name.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => text.push(c),
            _ => {}
        }
    }
    text
}

/// Whether a column holds numbers that can be added or multiplied.
pub(super) fn is_amount(side: &Side, index: usize) -> bool {
    side.columns
        .get(index)
        .is_some_and(|column| !matches!(column.role, Role::Text | Role::Label | Role::Direction))
}

/// A name as the label of a row in this column, in this table first, then in the others and among the fields.
pub(super) fn lookup(about: About<'_>, expr: &Expr, index: usize) -> Option<Amount> {
    let table = about.table;
    match expr {
        Expr::Name(name) => labelled(table, name, Some(index))
            .or_else(|| {
                let mut others = others(about);
                others.find_map(|table| {
                    labelled(table, name, Some(index)).or_else(|| labelled(table, name, None))
                })
            })
            .or_else(|| field(about.record, name)),
        Expr::Row { side, number } => {
            let side = pick(table, *side)?;
            let row = numbered(side, *number)?;
            amount(table, side, row, index)
        }
        Expr::Rows { side, from, to } => {
            let side = pick(table, *side)?;
            let rows = (*from..=*to).filter_map(|number| numbered(side, number));
            sum(rows.filter_map(|row| amount(table, side, row, index)))
        }
        Expr::Sum(name) => {
            let (side, index) = sides_column(table, name)?;
            let entries = side.rows.iter().filter(|row| row.kind() == RowKind::Plain);
            sum(entries.filter_map(|row| cell(table, side, row, index)))
        }
        Expr::Cell { row, column } => {
            let (side, index) = sides_column(table, column)?;
            cell(table, side, row_of(side, row)?, index)
        }
        Expr::Number(_)
        | Expr::SumWhere { .. }
        | Expr::Plus(..)
        | Expr::Minus(..)
        | Expr::Times(..)
        | Expr::Over(..) => None,
    }
}

/// The first name of an expression that stands nowhere; a blank cell stands somewhere.
pub(super) fn unknown(about: About<'_>, expr: &Expr) -> Option<String> {
    let table = about.table;
    let missing = |known: bool, name: &dyn Fn() -> String| (!known).then(name);
    match expr {
        Expr::Number(_) => None,
        Expr::Name(name) => {
            let in_table = |table: &FreeTable| {
                let mut sides = table.sides.iter();
                sides.any(|side| row_of(side, name).is_some() || column(side, name).is_some())
            };
            let known = in_table(table)
                || others(about).any(in_table)
                || about.record.fields.named(name).is_some();
            missing(known, &|| name.clone())
        }
        Expr::Sum(name) => missing(sides_column(table, name).is_some(), &|| name.clone()),
        Expr::SumWhere { column, .. } => Some(format!("合计({column}, …)")),
        Expr::Cell { row, column } => {
            let known =
                sides_column(table, column).is_some_and(|(side, _)| row_of(side, row).is_some());
            missing(known, &|| format!("行({row}, {column})"))
        }
        Expr::Row { side, number } => {
            let known = pick(table, *side).is_some_and(|side| numbered(side, *number).is_some());
            missing(known, &|| format!("第{number}行"))
        }
        Expr::Rows { side, from, to } => {
            let side = pick(table, *side);
            let absent = (*from..=*to)
                .find(|number| side.is_none_or(|side| numbered(side, *number).is_none()));
            absent.map(|number| format!("第{number}行"))
        }
        Expr::Plus(a, b) | Expr::Minus(a, b) | Expr::Times(a, b) | Expr::Over(a, b) => {
            unknown(about, a).or_else(|| unknown(about, b))
        }
    }
}

/// Whether an expression is this row and nothing else.
pub(super) fn is_row(table: &FreeTable, expr: &Expr, row: &FreeRow) -> bool {
    let same = |found: Option<&FreeRow>| found.is_some_and(|found| found.span == row.span);
    match expr {
        Expr::Name(name) => bare(&row.label()) == bare(name),
        Expr::Row { side, number } => {
            same(pick(table, *side).and_then(|side| numbered(side, *number)))
        }
        _ => false,
    }
}

fn others(about: About<'_>) -> impl Iterator<Item = &FreeTable> {
    let tables = about.record.free_tables.iter();
    tables.filter(move |table| !std::ptr::eq(*table, about.table))
}

fn amount(table: &FreeTable, side: &Side, row: &FreeRow, index: usize) -> Option<Amount> {
    is_amount(side, index)
        .then(|| cell(table, side, row, index))
        .flatten()
}

fn sum(amounts: impl Iterator<Item = Amount>) -> Option<Amount> {
    let mut amounts = amounts;
    let first = amounts.next()?;
    amounts.try_fold(
        Amount {
            span: None,
            ..first
        },
        |sum, one| Some(sum.join(one, sum.value.checked_add(one.value)?)),
    )
}

fn sides_column<'a>(table: &'a FreeTable, name: &str) -> Option<(&'a Side, usize)> {
    let mut sides = table.sides.iter();
    sides.find_map(|side| Some((side, column(side, name)?)))
}

fn row_of<'a>(side: &'a Side, label: &str) -> Option<&'a FreeRow> {
    let mut rows = side.rows.iter();
    rows.find(|row| bare(&row.label()) == bare(label))
}

fn labelled(table: &FreeTable, name: &str, index: Option<usize>) -> Option<Amount> {
    table.sides.iter().find_map(|side| {
        let row = row_of(side, name)?;
        let index =
            index.or_else(|| (0..side.columns.len()).find(|index| is_amount(side, *index)))?;
        amount(table, side, row, index)
    })
}

fn field(record: &Record, name: &str) -> Option<Amount> {
    let field = record.fields.named(name)?;
    Some(Amount {
        step: Some(Decimal::new(1, 2)),
        terms: 1,
        span: Some(field.value.span),
        ..Amount::exact(field.value.number()?)
    })
}

fn pick(table: &FreeTable, half: Option<Half>) -> Option<&Side> {
    match half {
        None | Some(Half::Left) => table.sides.first(),
        Some(Half::Right) => table.sides.get(1),
    }
}

/// The row of a printed 行次 or 序号; without such a column, the n-th row that is no heading.
fn numbered(side: &Side, number: u32) -> Option<&FreeRow> {
    let printed = side.columns.iter().position(|column| {
        let name = column.path.last();
        name.is_some_and(|name| matches!(name.as_str(), "行次" | "序号"))
    });
    if let Some(column) = printed {
        return side.rows.iter().find(|row| {
            let cell = row.cells.get(column).and_then(|cell| cell.number.as_ref());
            cell.is_some_and(|found| found.value == Decimal::from(number))
        });
    }
    let mut rows = side
        .rows
        .iter()
        .filter(|row| row.kind() != RowKind::Section);
    rows.nth(usize::try_from(number).ok()?.checked_sub(1)?)
}
