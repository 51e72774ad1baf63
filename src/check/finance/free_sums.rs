//! Sums over the rows of a free table, within the rounding that the printed digits imply.

use rust_decimal::Decimal;

use crate::catalog::formula::Formula;
use crate::check::finance::declared::by_row;
use crate::check::finance::free_names::is_row;
use crate::check::report::Report;
use crate::model::free_table::{FreeCell, FreeColumn, FreeRow, FreeRowKind, FreeTable, Role, Side};
use crate::source::Spanned;
use crate::value::number::Direction;
use crate::value::unit::Unit;

/// A number of a free table in the unit of its column, with the digits it was printed to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printed {
    /// The value, with its sign by direction.
    pub(super) value: Decimal,
    /// Decimals as printed.
    pub(super) scale: u32,
}

/// The unit in which a column is printed.
pub(super) fn unit_of<'a>(table: &'a FreeTable, side: &'a Side, column: usize) -> Option<&'a Unit> {
    let head = side.columns.get(column)?;
    let inherited = || {
        table
            .unit
            .as_ref()
            .filter(|unit| !(unit.is_money() && counts(head)))
    };
    head.unit.as_ref().or_else(inherited)
}

/// Whether a head counts or measures something: `年数` in a table in 万元 is no amount.
fn counts(head: &FreeColumn) -> bool {
    let words = [
        "数", "数量", "面积", "里程", "长度", "人次", "户", "人", "亩", "年限", "份额",
    ];
    let last = head.path.last().map_or("", String::as_str);
    words.iter().any(|word| last.ends_with(word)) && !last.ends_with("金额数")
}

/// The number of a cell; amounts of mixed units are brought to the unit of the column.
pub(super) fn printed(cell: &FreeCell, unit: Option<&Unit>) -> Option<Printed> {
    let number = cell.number.as_ref()?;
    let ten_thousand = Decimal::from(10_000);
    let (value, scale) = match (&number.unit, unit) {
        (Some(Unit::WanYuan), Some(Unit::WanYuan)) => (number.value, number.scale),
        (Some(Unit::WanYuan), _) => (
            number.value.checked_mul(ten_thousand)?,
            number.scale.saturating_sub(4),
        ),
        (Some(Unit::Yuan), Some(Unit::WanYuan)) => {
            (number.value.checked_div(ten_thousand)?, number.scale + 4)
        }
        _ => (number.value, number.scale),
    };
    let value = match number.direction {
        Some(Direction::Credit) => -value,
        Some(Direction::Flat) => Decimal::ZERO,
        Some(Direction::Debit) | None => value,
    };
    Some(Printed { value, scale })
}

/// How far a sum may be off because its parts were rounded before printing.
fn slack(unit: Option<&Unit>, scale: u32, parts: usize) -> Decimal {
    if !is_rounded(unit, scale > 0) {
        return Decimal::ZERO;
    }
    let half = Decimal::new(5, scale + 1);
    half.checked_mul(Decimal::from(parts + 1)).unwrap_or(half)
}

/// Yuan and whole things are exact; 万元 and measures printed with decimals are not.
pub(super) fn is_rounded(unit: Option<&Unit>, has_decimals: bool) -> bool {
    match unit {
        Some(Unit::WanYuan) => true,
        None | Some(Unit::Other(_) | Unit::Person | Unit::Household | Unit::Day) => false,
        Some(unit) => !unit.is_money() && has_decimals,
    }
}

/// The rows of a stretch, balances included.
const BALANCES_TOO: &[FreeRowKind] = &[
    FreeRowKind::Plain,
    FreeRowKind::Opening,
    FreeRowKind::Closing,
];

/// 合计 and 小计 against the rows they add up; a total may stand before its rows.
pub(super) fn totals(table: &FreeTable, side: &Side, report: &mut Report<'_>) {
    for (column, head) in side.columns.iter().enumerate() {
        if !matches!(head.role, Role::Amount | Role::Income | Role::Expense) {
            continue;
        }
        for (index, row) in side.rows.iter().enumerate() {
            if !matches!(row.kind, FreeRowKind::Total | FreeRowKind::Subtotal) {
                continue;
            }
            // A head and a row may bear one name: what is declared of columns says nothing about the row.
            let is_declared = |formula: &&Spanned<Formula>| {
                let of_columns = by_row(&formula.left, table) && by_row(&formula.right, table);
                !of_columns
                    && (is_row(table, &formula.left, row) || is_row(table, &formula.right, row))
            };
            if table.formulas.iter().any(|formula| is_declared(&formula)) {
                // The clerk says how this total is made; that is checked by itself.
                continue;
            }
            let parts = parts_of(&side.rows, index, &[FreeRowKind::Plain]);
            // 上月结存 and 本月结存 count toward the total of a side where the two sides shall meet.
            let met = parts_of(&side.rows, index, BALANCES_TOO);
            if met.len() > parts.len() && is_sum(table, side, (column, row), &met) {
                continue;
            }
            total(table, side, (column, row), &parts, report);
        }
    }
}

fn total(
    table: &FreeTable,
    side: &Side,
    (column, row): (usize, &FreeRow),
    parts: &[&FreeRow],
    report: &mut Report<'_>,
) {
    let unit = unit_of(table, side, column);
    let Some(cell) = row.cells.get(column) else {
        return;
    };
    let Some(written) = printed(cell, unit) else {
        return;
    };
    let Some((expected, slack)) = sum(parts, column, unit, written.scale) else {
        return;
    };
    if (expected - written.value).abs() <= slack {
        return;
    }
    let name = side.columns[column].path.join("·");
    let label = row.label();
    let label = match label.trim_end_matches(['：', ':']) {
        "" => "合计",
        label => label,
    };
    let help = left_out(expected - written.value, column, parts).map_or_else(
        || "核对各行有无漏写、抄错；合计确实只含一部分的，用`校验`写明怎么算".to_owned(),
        |name| format!("看看是不是漏加了`{name}`；合计确实不含它的，用`校验`写明怎么算"),
    );
    report
        .at(
            cell.span,
            format!(
                "`{name}`的{label}与各行对不上，各行相加是 {}，写的是 {}",
                show(expected),
                show(written.value)
            ),
        )
        .help(help);
}

/// What rows add up to in a column, and by how much rounding may put that off.
fn sum(
    rows: &[&FreeRow],
    column: usize,
    unit: Option<&Unit>,
    scale: u32,
) -> Option<(Decimal, Decimal)> {
    let numbers: Vec<Printed> = rows
        .iter()
        .filter_map(|row| printed(row.cells.get(column)?, unit))
        .collect();
    if numbers.is_empty() {
        return None;
    }
    let sum = numbers
        .iter()
        .try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one.value))?;
    let scale = numbers.iter().map(|one| one.scale).fold(scale, u32::max);
    Some((sum, slack(unit, scale, numbers.len())))
}

/// Whether these rows add up to a total as written.
fn is_sum(
    table: &FreeTable,
    side: &Side,
    (column, row): (usize, &FreeRow),
    parts: &[&FreeRow],
) -> bool {
    let unit = unit_of(table, side, column);
    let written = row.cells.get(column).and_then(|cell| printed(cell, unit));
    written.is_some_and(|written| {
        sum(parts, column, unit, written.scale)
            .is_some_and(|(sum, slack)| (sum - written.value).abs() <= slack)
    })
}

/// The one row that is exactly what a total lacks.
fn left_out(lacking: Decimal, column: usize, parts: &[&FreeRow]) -> Option<String> {
    let is_it = |row: &&&FreeRow| {
        let number = row.cells.get(column).and_then(|cell| cell.number.as_ref());
        number.is_some_and(|number| number.value == lacking && !lacking.is_zero())
    };
    let mut rows = parts.iter().filter(is_it);
    let row = rows.next().filter(|_| rows.next().is_none())?;
    Some(row.label()).filter(|label| !label.is_empty())
}

/// The entries a total adds up: those since the total before it, or, when it leads, those until the next.
fn parts_of<'a>(rows: &'a [FreeRow], index: usize, counted: &[FreeRowKind]) -> Vec<&'a FreeRow> {
    let row = &rows[index];
    let is_grand = row.label().starts_with("总计");
    let ends = |kind: FreeRowKind| match row.kind {
        FreeRowKind::Subtotal => !matches!(kind, FreeRowKind::Plain | FreeRowKind::PartOf),
        _ => matches!(kind, FreeRowKind::Total | FreeRowKind::Section) && !is_grand,
    };
    let plain = |row: &&FreeRow| counted.contains(&row.kind);
    let before: Vec<&FreeRow> = rows[..index]
        .iter()
        .rev()
        .take_while(|row| !ends(row.kind))
        .filter(plain)
        .collect();
    if !before.is_empty() {
        return before;
    }
    rows[index + 1..]
        .iter()
        .take_while(|row| !ends(row.kind))
        .filter(plain)
        .collect()
}

/// 其中 rows together never exceed the row they are part of.
pub(super) fn parts(table: &FreeTable, side: &Side, report: &mut Report<'_>) {
    for (column, head) in side.columns.iter().enumerate() {
        if !matches!(head.role, Role::Amount | Role::Income | Role::Expense) {
            continue;
        }
        let unit = unit_of(table, side, column);
        let mut whole: Option<Decimal> = None;
        let mut sum = Decimal::ZERO;
        for row in &side.rows {
            let value = row
                .cells
                .get(column)
                .and_then(|cell| printed(cell, unit))
                .map(|one| one.value);
            if row.kind != FreeRowKind::PartOf {
                (whole, sum) = (value, Decimal::ZERO);
                continue;
            }
            sum += value.unwrap_or_default();
            if let (Some(whole), Some(cell)) = (whole, row.cells.get(column))
                && sum > whole
                && value.is_some()
            {
                report
                    .at(
                        cell.span,
                        format!("`其中`共 {}，超过整体 {}", show(sum), show(whole)),
                    )
                    .help("核对`其中`各行和上面那一行");
                break;
            }
        }
    }
}

/// A number as short as it is, thousands apart.
pub(super) fn show(number: Decimal) -> String {
    let number = number.normalize();
    crate::value::decimal::grouped(number, number.scale())
}
