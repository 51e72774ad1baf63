//! Sums across the rows of a free table: a last column headed 合计 adds up the columns before it.

use rust_decimal::Decimal;

use crate::check::finance::free_cells::{Amount, Measure, unit_of};
use crate::check::finance::free_names::column;
use crate::check::report::Report;
use crate::model::free_table::{FreeRow, FreeTable, Role, Side};
use crate::model::row::RowKind;

/// Warns of rows whose 合计 differs, where other rows show that it is the sum of the columns before it.
pub(super) fn across(table: &FreeTable, side: &Side, report: &mut Report<'_>) {
    let Some((total, parts)) = summed(table, side) else {
        return;
    };
    let name = side.columns[total].path.join("·");
    let is_declared = table.formulas.iter().any(|formula| {
        let mut names = formula.names().into_iter();
        names.any(|name| column(side, name) == Some(total))
    });
    if is_declared {
        return;
    }
    let sums: Vec<(Amount, Amount)> = side
        .rows
        .iter()
        .filter(|row| !matches!(row.kind(), RowKind::Section | RowKind::Aside))
        .filter_map(|row| {
            Some((
                number(table, side, row, total)?,
                sum(table, side, row, &parts)?,
            ))
        })
        .collect();
    let differs = |(written, sum): &&(Amount, Amount)| written.value != sum.value;
    let off = sums.iter().filter(differs).count();
    if off * 2 > sums.len() {
        // Most rows do not add up this way: the column means something else.
        return;
    }
    for (written, sum) in sums.iter().filter(differs) {
        let Some(span) = written.span else { continue };
        report
            .at(
                span,
                format!(
                    "这一行的`{name}`是 {}，前面各列相加是 {}",
                    written.shown_as(written.factor),
                    sum.shown_as(written.factor)
                ),
            )
            .help("核对这一行；`合计`不是前面各列之和的，用`校验`写明怎么算")
            .warn_if(true);
    }
}

/// The last column of numbers, when its head is 合计, and those before it that it can add up: all of one unit.
fn summed(table: &FreeTable, side: &Side) -> Option<(usize, Vec<usize>)> {
    let columns = side.columns.iter().enumerate();
    let numeric = columns
        .filter(|(_, column)| !matches!(column.role, Role::Text | Role::Label | Role::Direction));
    let numeric: Vec<usize> = numeric.map(|(index, _)| index).collect();
    let (total, parts) = numeric.split_last()?;
    let head = side.columns[*total].path.last()?;
    let bare: String = head
        .chars()
        .take_while(|c| !matches!(c, '(' | '（'))
        .collect();
    let is_total = matches!(bare.trim(), "合计" | "总计" | "小计" | "共计");
    let is_alike = |index: &usize| {
        side.columns[*index].role == Role::Amount
            && unit_of(table, side, *index) == unit_of(table, side, *total)
    };
    (is_total && parts.len() >= 2 && parts.iter().all(is_alike)).then(|| (*total, parts.to_vec()))
}

fn number(table: &FreeTable, side: &Side, row: &FreeRow, column: usize) -> Option<Amount> {
    Measure::of(table, side, column).number(row.cells.get(column)?, column)
}

/// The sum over the parts of a row; none when a cell among them cannot be read, or all are blank.
fn sum(table: &FreeTable, side: &Side, row: &FreeRow, parts: &[usize]) -> Option<Amount> {
    let mut sum: Option<Amount> = None;
    for column in parts {
        let cell = row.cells.get(*column)?;
        if cell.is_blank() {
            continue;
        }
        let one = number(table, side, row, *column)?;
        let value = |sum: Amount| sum.value.checked_add(one.value);
        sum = Some(match sum {
            Some(sum) => sum.join(one, value(sum)?),
            None => one,
        });
    }
    sum.filter(|sum| sum.value != Decimal::ZERO)
}
