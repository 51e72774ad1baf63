//! F005: sums beside the tables, as the catalogue says, and sums written into them.

use rust_decimal::Decimal;

use crate::catalog::field::{Blank, FieldType};
use crate::check::identity::{self, shown};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::row::{By, RowKind};
use crate::model::table::{Row, Table};
use crate::model::value::Value;
use crate::value::unit::Unit;

/// F005: which columns and which formula, the catalogue says.
pub(crate) static TOTAL: Check = Check {
    rule: Rule {
        code: "F005",
        title: "合计与明细对不上",
        level: Level::Error,
        basis: &["CWGK-2011"],
        explain: "合计应等于各行相加。居民最先看的就是合计，合计错了，后面都说不清。表里自己写的合计、小计行（`- 合计: {金额: 500}`，或者名称一格写`合计`、`一组小计`）也要等于它上面各行；`其中：`的行已经包括在上一行里，不再相加。",
        example: "收入合计: 3,000.00（明细相加 3,500.00）",
        repair: "收入合计: 3,500.00",
    },
    run: totals,
};

fn totals(scope: &Scope<'_>, report: &mut Report<'_>) {
    identity::check(scope, report);
    for record in &scope.village.records {
        for (_, table) in record.fields.tables() {
            for column in table.summed() {
                sums(table, column, report);
                parts(table, column, report);
            }
        }
    }
}

/// 合计 and 小计 as written, against the entries they may add up.
fn sums(table: &Table, column: usize, report: &mut Report<'_>) {
    for (at, row) in table.rows.iter().enumerate() {
        let Some(written) = row.number(column).filter(|_| row.said.is_sum()) else {
            continue;
        };
        let readings = table.members(at);
        let is_open =
            |rows: &Vec<usize>| rows.iter().any(|row| !is_added(table, (at, *row), column));
        if readings.iter().any(is_open) {
            continue;
        }
        let sums: Vec<Decimal> = readings
            .iter()
            .filter_map(|rows| table.sum_of(column, rows))
            .collect();
        let Some(expected) = sums.first().filter(|_| !sums.contains(&written)) else {
            continue;
        };
        let shown = |number| shown(number, is_money(table, column));
        let name = &table.def.columns[column].name;
        report
            .at(
                row.cell(column).span,
                format!(
                    "`{name}`的{}与各行对不上，各行相加是 {}，写的是 {}",
                    label(row),
                    shown(*expected),
                    shown(written)
                ),
            )
            .help("核对各行有无漏写、抄错；不是合计的这一行，换一个不以合计、小计结尾的名称")
            .warn_if(row.said.by == By::Guess);
    }
}

/// Whether a cell can be added to a sum: one left to the machine that it could not compute, or counted in another unit,
/// cannot.
fn is_added(table: &Table, (total, row): (usize, usize), column: usize) -> bool {
    let unit = |row: usize| match &table.rows[row].cell(column).value {
        Value::Quantity(quantity) => Some(&quantity.unit),
        _ => None,
    };
    let is_alike = match (unit(total), unit(row)) {
        (Some(one), Some(other)) => one == other || *one == Unit::Unitless,
        _ => true,
    };
    let is_derived = table.def.columns[column].blank == Blank::Derived;
    let is_blank = matches!(table.rows[row].cell(column).value, Value::Blank);
    is_alike && !(is_derived && is_blank)
}

/// 其中 rows together never exceed the row they are part of.
fn parts(table: &Table, column: usize, report: &mut Report<'_>) {
    let mut whole = None;
    let mut sum = Decimal::ZERO;
    for row in &table.rows {
        let value = row.number(column);
        if row.kind() != RowKind::PartOf {
            (whole, sum) = (value, Decimal::ZERO);
            continue;
        }
        let Some(added) = sum.checked_add(value.unwrap_or_default()) else {
            return;
        };
        sum = added;
        if let Some(whole) =
            whole.filter(|whole| sum > *whole && sum.is_sign_positive() && value.is_some())
        {
            let shown = |number| shown(number, is_money(table, column));
            let (sum, whole) = (shown(sum), shown(whole));
            report
                .at(
                    row.cell(column).span,
                    format!("`其中`共 {sum}，超过整体 {whole}"),
                )
                .help("核对`其中`各行和上面那一行");
            return;
        }
    }
}

fn label(row: &Row) -> String {
    row.label().unwrap_or_else(|| {
        let is_group = row.kind() == RowKind::Subtotal;
        if is_group { "小计" } else { "合计" }.to_owned()
    })
}

fn is_money(table: &Table, column: usize) -> bool {
    table.def.columns[column].kind == FieldType::Money
}
