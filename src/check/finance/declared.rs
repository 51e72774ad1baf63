//! F022: what a clerk declares under 校验 must hold.

use std::cell::Cell;

use rust_decimal::Decimal;

use crate::catalog::formula::{Expr, Formula, Relation};
use crate::check::finance::free_cells::{Amount, cell, finer, is_rounded, unit_of};
use crate::check::finance::free_names::{About, column, is_amount, lookup, unknown};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::free_table::{FreeTable, Side};
use crate::model::row::RowKind;
use crate::source::{Span, Spanned};

/// Identities declared in a free table (DESIGN §3).
pub(crate) static DECLARED: Check = Check {
    rule: Rule {
        code: "F022",
        title: "自己写的校验不成立",
        level: Level::Error,
        basis: &["CWGK-2011", "VCOL-35", "RCOL-34"],
        explain: "`校验`里的算式要成立。算式里可以写列名（逐行核对）、行的名称或第几行（逐列核对）。加减乘除写`+`、`-`、`×`、`÷`，`5%`按百分之五算，除出来的数按写到的最后一位四舍五入。以万元等写到小数的，允许四舍五入的差额。",
        example: "校验: [金额 = 面积 × 单价]\n行: [[东坡, 10, 800, 8800]]",
        repair: "校验: [金额 = 面积 × 单价]\n行: [[东坡, 10, 800, 8000]]",
    },
    run: declared,
};

type Declared = Spanned<Formula>;

fn declared(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        let tables = record.free_tables.iter();
        let is_readable = |table: &&FreeTable| table.sides.iter().all(|side| side.is_aligned);
        for table in tables.filter(is_readable) {
            let about = About { record, table };
            for formula in &table.formulas {
                let missing = unknown(about, &formula.left).or(unknown(about, &formula.right));
                if let Some(name) = missing {
                    report
                        .at(
                            formula.span,
                            format!("算式`{}`里的`{name}`在表里找不到", formula.text),
                        )
                        .help(if name.contains('/') {
                            "除号写`÷`；列名里有`/`的，照表头写全"
                        } else {
                            "写列名、行的名称或`第1行`，和表里一样；两层表头写成`发生额.借方`"
                        });
                } else if by_row(&formula.left, table) && by_row(&formula.right, table) {
                    rows(about, formula, report);
                } else {
                    columns(about, formula, report);
                }
            }
        }
    }
}

/// Whether every name of an expression is a column and nothing numbers a row.
pub(super) fn by_row(expr: &Expr, table: &FreeTable) -> bool {
    match expr {
        Expr::Number(_) => true,
        Expr::Name(name) => table.sides.iter().any(|side| column(side, name).is_some()),
        Expr::Plus(a, b) | Expr::Minus(a, b) | Expr::Times(a, b) | Expr::Over(a, b) => {
            by_row(a, table) && by_row(b, table)
        }
        Expr::Sum(_)
        | Expr::SumWhere { .. }
        | Expr::Cell { .. }
        | Expr::Row { .. }
        | Expr::Rows { .. } => false,
    }
}

fn rows(about: About<'_>, formula: &Declared, report: &mut Report<'_>) {
    for side in &about.table.sides {
        let entries = side.rows.iter();
        for row in entries.filter(|row| row.kind() == RowKind::Plain) {
            let find = |expr: &Expr| match expr {
                Expr::Name(name) => cell(about.table, side, row, column(side, name)?),
                _ => None,
            };
            let pairs = both(formula, &find);
            judge((about.table, side), formula, &pairs, row.span, report);
        }
    }
}

/// The rows of a formula in each column of amounts; sides that belong to one column are compared once.
fn columns(about: About<'_>, formula: &Declared, report: &mut Report<'_>) {
    let sides = &about.table.sides;
    let width = sides.iter().map(|side| side.columns.len()).max();
    let mut compared = Vec::new();
    for index in 0..width.unwrap_or(0) {
        let Some(side) = sides.iter().find(|side| is_amount(side, index)) else {
            continue;
        };
        let find = |expr: &Expr| lookup(about, expr, index);
        let pairs = both(formula, &find);
        let Some((left, right)) = pairs.first() else {
            continue;
        };
        let places = (left.column, right.column, left.value, right.value);
        if compared.contains(&places) {
            continue;
        }
        compared.push(places);
        judge((about.table, side), formula, &pairs, formula.span, report);
    }
}

/// The value of a side. A blank beside something given counts as nothing in a sum; a blank factor is unknown.
fn value(expr: &Expr, find: &dyn Fn(&Expr) -> Option<Amount>) -> Option<Amount> {
    let add = |a: &Expr, b: &Expr, with: fn(Decimal, Decimal) -> Option<Decimal>| {
        let (a, b) = (value(a, find), value(b, find));
        if a.is_none() && b.is_none() {
            return None;
        }
        let zero = Amount::exact(Decimal::ZERO);
        let (a, b) = (a.unwrap_or(zero), b.unwrap_or(zero));
        Some(a.join(b, with(a.value, b.value)?))
    };
    match expr {
        Expr::Number(number) => Some(Amount::exact(*number)),
        Expr::Plus(a, b) => add(a, b, Decimal::checked_add),
        Expr::Minus(a, b) => add(a, b, Decimal::checked_sub),
        Expr::Times(a, b) => {
            let (a, b) = (value(a, find)?, value(b, find)?);
            let value = a.value.checked_mul(b.value)?;
            // The factors of a product are taken as exact: only the printed result is rounded.
            Some(Amount {
                step: None,
                terms: 0,
                ..a.join(b, value)
            })
        }
        Expr::Over(a, b) => {
            let (a, b) = (value(a, find)?, value(b, find)?);
            let value = a.value.checked_div(b.value)?;
            Some(Amount {
                step: None,
                terms: 0,
                is_quotient: true,
                ..a.join(b, value)
            })
        }
        _ => find(expr),
    }
}

/// Both sides of a formula: with percentages as parts of one, and, for bare numbers under a head in %, as printed.
fn both(formula: &Declared, find: &dyn Fn(&Expr) -> Option<Amount>) -> Vec<(Amount, Amount)> {
    let is_bare = Cell::new(false);
    let as_part = |expr: &Expr| {
        let amount = find(expr)?;
        is_bare.set(is_bare.get() || amount.is_bare_percent);
        Some(amount)
    };
    let as_printed = |expr: &Expr| find(expr).map(Amount::as_printed);
    let pair = |find: &dyn Fn(&Expr) -> Option<Amount>| {
        value(&formula.left, find).zip(value(&formula.right, find))
    };
    let mut pairs: Vec<(Amount, Amount)> = pair(&as_part).into_iter().collect();
    if is_bare.get() {
        pairs.extend(pair(&as_printed));
    }
    pairs
}

fn judge(
    (table, side): (&FreeTable, &Side),
    formula: &Declared,
    pairs: &[(Amount, Amount)],
    span: Span,
    report: &mut Report<'_>,
) {
    let agrees = |(left, right): &(Amount, Amount)| {
        let (written, expected) = told(*left, *right);
        let slack = slack((table, side), written, expected);
        match formula.relation {
            Relation::Eq => (left.value - right.value).abs() <= slack,
            Relation::Le => left.value <= right.value + slack,
            Relation::Ge => left.value + slack >= right.value,
            Relation::Lt | Relation::Gt => formula.relation.holds(&left.value, &right.value),
        }
    };
    let Some((left, right)) = pairs.first().copied() else {
        return;
    };
    if pairs.iter().any(agrees) {
        return;
    }
    let (written, expected) = told(left, right);
    let shown = |amount: Amount| amount.shown_as(written.factor);
    let message = match formula.relation {
        Relation::Eq => format!(
            "校验`{}`不成立，按算式是 {}，写的是 {}",
            formula.text,
            shown(expected),
            shown(written)
        ),
        Relation::Le | Relation::Lt | Relation::Ge | Relation::Gt => format!(
            "校验`{}`不成立：左边 {}，右边 {}",
            formula.text,
            shown(left),
            shown(right)
        ),
    };
    report
        .at(written.span.unwrap_or(span), message)
        .label(formula.span, "这条校验")
        .help("核对这几个数，或改正算式");
}

/// The side that was written by itself, and the other.
fn told(left: Amount, right: Amount) -> (Amount, Amount) {
    if left.span.is_some() {
        (left, right)
    } else {
        (right, left)
    }
}

/// How far the two sides may lie apart because they were rounded before printing: half of the last digit of the column
/// for each number that went in.
fn slack((table, side): (&FreeTable, &Side), written: Amount, expected: Amount) -> Decimal {
    let column = written.column.filter(|column| *column < side.columns.len());
    let unit = column.map_or(table.unit.as_ref(), |column| unit_of(table, side, column));
    let printed = column.and_then(|column| {
        let cells = side.rows.iter();
        let steps = cells.filter_map(|row| cell(table, side, row, column)?.step);
        steps.min()
    });
    let Some(step) = finer(finer(printed, written.step), expected.step) else {
        return Decimal::ZERO;
    };
    if written.is_quotient || expected.is_quotient {
        // What was divided seldom comes out even: it is printed to the last digit of the result.
        return written.step.unwrap_or(step) / Decimal::TWO;
    }
    let is_product = expected.terms == 0 && expected.span.is_none();
    let has_decimals = step < written.factor;
    let is_percent = written.factor < Decimal::ONE;
    if !(is_rounded(unit, has_decimals) || (is_product || is_percent) && has_decimals) {
        return Decimal::ZERO;
    }
    let parts = if is_product {
        0
    } else {
        written.terms + expected.terms
    };
    step / Decimal::TWO * Decimal::from(parts + 1)
}
