//! Balances of a free table: row by row, or from its opening row to its closing row.

use rust_decimal::Decimal;

use crate::check::finance::free_cells::{Amount, Measure, by_direction};
use crate::check::report::Report;
use crate::model::free_table::{FreeRow, FreeTable, Role, Side};
use crate::model::row::RowKind;
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
    let measure = |column: usize| Measure::of(table, side, column);
    let measures = [balance, income, expense].map(|column| (column, measure(column)));
    let amount = |row: &FreeRow, column: usize| {
        let (_, measure) = measures.iter().find(|(index, _)| *index == column)?;
        measure.number(row.cells.get(column)?, column)
    };
    let number = |row: &FreeRow, column: usize| amount(row, column).map(|one| one.value);
    let step = |row: &FreeRow, sum: Decimal| {
        let sum = sum.checked_add(number(row, income).unwrap_or_default())?;
        sum.checked_sub(number(row, expense).unwrap_or_default())
    };
    let balance_of = |row: &FreeRow| {
        let value = number(row, balance)?;
        let cell = direction.and_then(|column| row.cells.get(column));
        let direction = cell.and_then(|cell| Direction::read(&cell.text));
        Some(by_direction(value, direction))
    };
    let mut before: Option<Decimal> = None;
    // What the row before should have been, where it was reported: a slip there is not reported again here.
    let mut mended: Option<Decimal> = None;
    for row in &side.rows {
        let written = balance_of(row);
        let expected = match row.kind() {
            RowKind::Opening => {
                before = written.or(before);
                continue;
            }
            RowKind::Section | RowKind::PartOf | RowKind::Subtotal | RowKind::Aside => continue,
            RowKind::Total | RowKind::Closing => before,
            RowKind::Plain => before.and_then(|sum| step(row, sum)),
        };
        let by_mended = mended.take().and_then(|sum| match row.kind() {
            RowKind::Plain => step(row, sum),
            _ => Some(sum),
        });
        if let (Some(expected), Some(written)) = (expected, written)
            && expected != written
            && by_mended != Some(written)
        {
            mended = Some(expected);
            let span = row.cells.get(balance).map_or(row.span, |cell| cell.span);
            let factor = amount(row, balance).map_or(Decimal::ONE, |one| one.factor);
            off_balance(span, (expected, written), factor, report);
        }
        before = written.or(expected);
    }
}

fn off_balance(
    span: Span,
    (expected, written): (Decimal, Decimal),
    factor: Decimal,
    report: &mut Report<'_>,
) {
    let show = |value| Amount::exact(value).shown_as(factor);
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
        Measure::of(table, side, column).number(row.cells.get(column)?, column)
    };
    let of_kind = |kind| {
        let mut rows = side.rows.iter();
        let row = rows.find(|row| row.kind() == kind)?;
        cell(row, income).or_else(|| cell(row, expense))
    };
    let (Some(opening), Some(written)) = (of_kind(RowKind::Opening), of_kind(RowKind::Closing))
    else {
        return;
    };
    let entries = side.rows.iter();
    let sum =
        entries
            .filter(|row| row.kind() == RowKind::Plain)
            .try_fold(opening.value, |sum, row| {
                let value = |column| cell(row, column).map_or(Decimal::ZERO, |one| one.value);
                sum.checked_add(value(income))?.checked_sub(value(expense))
            });
    if let Some(expected) = sum.filter(|expected| *expected != written.value) {
        let span = written.span.unwrap_or(side.rows[0].span);
        off_balance(span, (expected, written.value), written.factor, report);
    }
}
