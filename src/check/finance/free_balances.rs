//! Balances of a free table: row by row, or from its opening row to its closing row.

use rust_decimal::Decimal;

use crate::check::finance::free_sums::{printed, show, unit_of};
use crate::check::report::Report;
use crate::model::free_table::{FreeRow, FreeRowKind, FreeTable, Role, Side};
use crate::source::Span;
use crate::value::number::Direction;

/// Row by row: balance before, plus income, minus expense.
pub(super) fn balances(table: &FreeTable, side: &Side, report: &mut Report<'_>) {
    let find = |role| side.columns.iter().position(|column| column.role == role);
    let (Some(balance), Some(income), Some(expense)) =
        (find(Role::Balance), find(Role::Income), find(Role::Expense))
    else {
        return without_column(table, side, report);
    };
    let direction = find(Role::Direction);
    let number = |row: &FreeRow, column: usize| {
        printed(row.cells.get(column)?, unit_of(table, side, column)).map(|one| one.value)
    };
    let step = |row: &FreeRow, sum: Decimal| {
        let sum = sum.checked_add(number(row, income).unwrap_or_default())?;
        sum.checked_sub(number(row, expense).unwrap_or_default())
    };
    let balance_of = |row: &FreeRow| {
        let value = number(row, balance)?;
        let cell = direction.and_then(|column| row.cells.get(column));
        Some(match cell.and_then(|cell| Direction::read(&cell.text)) {
            Some(Direction::Credit) => -value,
            Some(Direction::Flat) => Decimal::ZERO,
            Some(Direction::Debit) | None => value,
        })
    };
    let mut before: Option<Decimal> = None;
    // What the row before should have been, where it was reported: a slip there is not reported again here.
    let mut mended: Option<Decimal> = None;
    for row in &side.rows {
        let written = balance_of(row);
        let expected = match row.kind {
            FreeRowKind::Opening => {
                before = written.or(before);
                continue;
            }
            FreeRowKind::Section | FreeRowKind::PartOf | FreeRowKind::Subtotal => continue,
            FreeRowKind::Total | FreeRowKind::Closing => before,
            FreeRowKind::Plain => before.and_then(|sum| step(row, sum)),
        };
        let by_mended = mended.take().and_then(|sum| match row.kind {
            FreeRowKind::Plain => step(row, sum),
            _ => Some(sum),
        });
        if let (Some(expected), Some(written)) = (expected, written)
            && expected != written
            && by_mended != Some(written)
        {
            mended = Some(expected);
            let span = row.cells.get(balance).map_or(row.span, |cell| cell.span);
            off_balance(span, expected, written, report);
        }
        before = written.or(expected);
    }
}

fn off_balance(span: Span, expected: Decimal, written: Decimal, report: &mut Report<'_>) {
    report
        .at(
            span,
            format!(
                "这一行的余额对不上，应为 {}，写的是 {}",
                show(expected),
                show(written)
            ),
        )
        .help("上一行余额加收入、减支出；有借贷方向的，贷方余额按负数算");
}

/// Boards without a column of balances print 上季转来 and 本季余额 among the amounts.
fn without_column(table: &FreeTable, side: &Side, report: &mut Report<'_>) {
    let find = |role| side.columns.iter().position(|column| column.role == role);
    let (Some(income), Some(expense)) = (find(Role::Income), find(Role::Expense)) else {
        return;
    };
    let cell = |row: &FreeRow, column: usize| {
        let cell = row.cells.get(column)?;
        Some((
            printed(cell, unit_of(table, side, column))?.value,
            cell.span,
        ))
    };
    let of_kind = |kind| {
        let mut rows = side.rows.iter();
        let row = rows.find(|row| row.kind == kind)?;
        cell(row, income).or_else(|| cell(row, expense))
    };
    let (Some((opening, _)), Some((written, span))) =
        (of_kind(FreeRowKind::Opening), of_kind(FreeRowKind::Closing))
    else {
        return;
    };
    let entries = side.rows.iter();
    let sum = entries
        .filter(|row| row.kind == FreeRowKind::Plain)
        .try_fold(opening, |sum, row| {
            let value = |column| cell(row, column).map_or(Decimal::ZERO, |(value, _)| value);
            sum.checked_add(value(income))?.checked_sub(value(expense))
        });
    if let Some(expected) = sum.filter(|expected| *expected != written) {
        off_balance(span, expected, written, report);
    }
}
