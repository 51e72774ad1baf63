//! F023 in free tables: a column 大写 against the amount of its row, a row 合计（大写） against the total above it.

use rust_decimal::Decimal;

use crate::check::finance::free_cells::{Amount, Measure};
use crate::check::finance::free_rows::is_added;
use crate::check::report::Report;
use crate::model::free_table::{FreeCell, FreeTable, Side};
use crate::model::row::RowKind;
use crate::value::money::Money;

/// Compares the amounts in words of a table with the figures they stand for.
pub(super) fn in_table(table: &FreeTable, report: &mut Report<'_>) {
    for side in table.sides.iter().filter(|side| side.is_aligned) {
        for (at, row) in side.rows.iter().enumerate() {
            for (index, cell) in row.cells.iter().enumerate() {
                let Some(spelt) = spelt(cell) else { continue };
                let figures = if row.kind() == RowKind::Aside {
                    above(table, side, (at, index))
                } else if in_words(side, index) {
                    amount(table, side, (at, index))
                } else {
                    None
                };
                if let Some(figures) = figures.filter(|figures| figures.value != spelt) {
                    report_difference(cell, spelt, figures, report);
                }
            }
        }
    }
}

fn report_difference(cell: &FreeCell, spelt: Decimal, figures: Amount, report: &mut Report<'_>) {
    let shown = |value: Decimal| Amount::exact(value).shown_as(Decimal::ONE);
    let (words, number) = (shown(spelt), shown(figures.value));
    let place = figures.span.unwrap_or(cell.span);
    report
        .at(cell.span, format!("大写是 {words}，小写是 {number}"))
        .label(place, "小写")
        .help("核对哪一个写错了");
}

/// An amount in words, however 零 and 整 stand in it.
fn spelt(cell: &FreeCell) -> Option<Decimal> {
    Money::capitals_value(&cell.text).map(Money::to_decimal)
}

fn in_words(side: &Side, index: usize) -> bool {
    let column = side.columns.get(index);
    column.is_some_and(|column| column.path.join("").contains("大写"))
}

/// The amount of a row in words: in the nearest column of amounts to the left, else to the right.
fn amount(table: &FreeTable, side: &Side, (at, index): (usize, usize)) -> Option<Amount> {
    let columns = (0..index).rev().chain(index + 1..side.columns.len());
    let mut amounts = columns.filter(|column| is_added(side.columns[*column].role));
    let column = amounts.next()?;
    number(table, side, (at, column))
}

/// The total nearest above a row in words: in its own column, else in the first of amounts.
fn above(table: &FreeTable, side: &Side, (at, index): (usize, usize)) -> Option<Amount> {
    let mut rows = (0..at).rev();
    let total = rows.find(|row| side.rows[*row].kind() == RowKind::Total)?;
    let columns = std::iter::once(index).chain(0..side.columns.len());
    let mut amounts = columns.filter(|column| is_added(side.columns[*column].role));
    amounts.find_map(|column| number(table, side, (total, column)))
}

fn number(table: &FreeTable, side: &Side, (row, column): (usize, usize)) -> Option<Amount> {
    let cell = side.rows.get(row)?.cells.get(column)?;
    Measure::of(table, side, column).number(cell, column)
}
