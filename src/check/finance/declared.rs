//! F022: what a clerk declares under 校验 must hold.

use rust_decimal::Decimal;

use crate::catalog::formula::{Expr, Relation, Side as Half};
use crate::check::finance::free_sums::{Printed, printed, show, slack, unit_of};
use crate::check::identity::bare;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::free_table::{FreeRow, FreeRowKind, FreeTable, Role, Side};
use crate::model::record::Record;
use crate::source::Span;

/// Identities declared in a free table (DESIGN §3).
pub(crate) static DECLARED: Check = Check {
    rule: Rule {
        code: "F022",
        title: "自己写的校验不成立",
        level: Level::Error,
        basis: &["CWGK-2011", "VCOL-35", "RCOL-34"],
        explain: "`校验`里的算式要成立。算式里可以写列名（逐行核对）、行的名称或第几行（逐列核对）。以万元等写到小数的，允许四舍五入的差额。",
        example: "校验: [金额 = 面积 × 单价]\n行: [[东坡, 10, 800, 8800]]",
        repair: "校验: [金额 = 面积 × 单价]\n行: [[东坡, 10, 800, 8000]]",
    },
    run: declared,
};

fn declared(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        for table in &record.free_tables {
            for formula in &table.formulas {
                let about = About { record, table };
                if by_row(&formula.left, table) && by_row(&formula.right, table) {
                    rows(about, formula, report);
                } else {
                    columns(about, formula, report);
                }
            }
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct About<'a> {
    record: &'a Record,
    table: &'a FreeTable,
}

type Declared = crate::source::Spanned<crate::catalog::formula::Formula>;

/// Whether every name of an expression is a column and nothing numbers a row.
fn by_row(expr: &Expr, table: &FreeTable) -> bool {
    match expr {
        Expr::Number(_) => true,
        Expr::Name(name) => table.sides.iter().any(|side| column(side, name).is_some()),
        Expr::Plus(a, b) | Expr::Minus(a, b) | Expr::Times(a, b) => {
            by_row(a, table) && by_row(b, table)
        }
        Expr::Sum(_)
        | Expr::SumWhere { .. }
        | Expr::Cell { .. }
        | Expr::Row { .. }
        | Expr::Rows { .. } => false,
    }
}

/// The column of a name: `金额` finds `金额（元）` and `发生额·金额`.
fn column(side: &Side, name: &str) -> Option<usize> {
    let wanted = bare_head(name);
    side.columns.iter().position(|column| {
        column
            .path
            .last()
            .is_some_and(|last| bare_head(last) == wanted)
            || column.path.join("·") == name
    })
}

fn bare_head(name: &str) -> String {
    let text: String = name
        .chars()
        .take_while(|c| !matches!(c, '(' | '（'))
        .collect();
    text.split_whitespace().collect()
}

/// A side of a formula: its value, the finest digits in it, how many terms, and the place of a single term.
#[derive(Debug, Clone, Copy)]
struct Amount {
    value: Decimal,
    scale: u32,
    terms: usize,
    span: Option<Span>,
    column: Option<usize>,
}

fn rows(about: About<'_>, formula: &Declared, report: &mut Report<'_>) {
    for side in &about.table.sides {
        for row in side
            .rows
            .iter()
            .filter(|row| row.kind == FreeRowKind::Plain)
        {
            let find = |expr: &Expr| match expr {
                Expr::Name(name) => cell(about.table, side, row, column(side, name)?),
                _ => None,
            };
            let (Some(left), Some(right)) =
                (value(&formula.left, &find), value(&formula.right, &find))
            else {
                continue;
            };
            judge(about.table, side, formula, (left, right), row.span, report);
        }
    }
}

fn columns(about: About<'_>, formula: &Declared, report: &mut Report<'_>) {
    let mut resolved = false;
    let width = about
        .table
        .sides
        .iter()
        .map(|side| side.columns.len())
        .max()
        .unwrap_or(0);
    for index in 0..width {
        let find = |expr: &Expr| lookup(about, expr, index);
        let (Some(left), Some(right)) = (value(&formula.left, &find), value(&formula.right, &find))
        else {
            continue;
        };
        if left.column.is_none() && right.column.is_none() && resolved {
            continue;
        }
        resolved = true;
        let Some(side) = about.table.sides.iter().find(|side| is_amount(side, index)) else {
            continue;
        };
        judge(
            about.table,
            side,
            formula,
            (left, right),
            formula.span,
            report,
        );
    }
    if !resolved {
        report
            .at(
                formula.span,
                format!("算式`{}`里有的名称在表里找不到数", formula.text),
            )
            .help("名称写成列名、行的名称，或`第1行`；行的名称要和表里一样");
    }
}

fn is_amount(side: &Side, index: usize) -> bool {
    side.columns
        .get(index)
        .is_some_and(|column| !matches!(column.role, Role::Text | Role::Label | Role::Direction))
}

/// A name as the label of a row in this column, in this table first, then in the others and among the fields.
fn lookup(about: About<'_>, expr: &Expr, index: usize) -> Option<Amount> {
    match expr {
        Expr::Name(name) => labelled(about.table, name, Some(index))
            .or_else(|| {
                let others = about
                    .record
                    .free_tables
                    .iter()
                    .filter(|table| !std::ptr::eq(*table, about.table));
                others.into_iter().find_map(|table| {
                    labelled(table, name, Some(index)).or_else(|| labelled(table, name, None))
                })
            })
            .or_else(|| field(about.record, name)),
        Expr::Row { side, number } => {
            let side = pick(about.table, *side)?;
            let row = numbered(side, *number)?;
            is_amount(side, index)
                .then(|| cell(about.table, side, row, index))
                .flatten()
        }
        Expr::Rows { side, from, to } => {
            let side = pick(about.table, *side)?;
            let mut sum = Amount {
                value: Decimal::ZERO,
                scale: 0,
                terms: 0,
                span: None,
                column: Some(index),
            };
            for number in *from..=*to {
                let row = numbered(side, number)?;
                if let Some(one) = is_amount(side, index)
                    .then(|| cell(about.table, side, row, index))
                    .flatten()
                {
                    sum.value = sum.value.checked_add(one.value)?;
                    sum.scale = sum.scale.max(one.scale);
                    sum.terms += 1;
                }
            }
            (sum.terms > 0).then_some(sum)
        }
        Expr::Sum(name) => {
            let side = about
                .table
                .sides
                .iter()
                .find(|side| column(side, name).is_some())?;
            let index = column(side, name)?;
            let rows = side
                .rows
                .iter()
                .filter(|row| row.kind == FreeRowKind::Plain);
            let mut sum = Amount {
                value: Decimal::ZERO,
                scale: 0,
                terms: 0,
                span: None,
                column: Some(index),
            };
            for one in rows.filter_map(|row| cell(about.table, side, row, index)) {
                sum.value = sum.value.checked_add(one.value)?;
                sum.scale = sum.scale.max(one.scale);
                sum.terms += 1;
            }
            Some(sum)
        }
        Expr::Cell { row, column: name } => {
            let side = about
                .table
                .sides
                .iter()
                .find(|side| column(side, name).is_some())?;
            let row = side
                .rows
                .iter()
                .find(|one| bare(&one.label()) == bare(row))?;
            cell(about.table, side, row, column(side, name)?)
        }
        _ => None,
    }
}

fn labelled(table: &FreeTable, name: &str, index: Option<usize>) -> Option<Amount> {
    table.sides.iter().find_map(|side| {
        let row = side
            .rows
            .iter()
            .find(|row| bare(&row.label()) == bare(name))?;
        let index =
            index.or_else(|| (0..side.columns.len()).find(|index| is_amount(side, *index)))?;
        is_amount(side, index)
            .then(|| cell(table, side, row, index))
            .flatten()
    })
}

fn field(record: &Record, name: &str) -> Option<Amount> {
    let field = record
        .fields
        .0
        .values()
        .find(|field| field.def.is_called(name))?;
    Some(Amount {
        value: field.value.number()?,
        scale: 2,
        terms: 1,
        span: Some(field.value.span),
        column: None,
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
        column
            .path
            .last()
            .is_some_and(|name| matches!(name.as_str(), "行次" | "序号"))
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
        .filter(|row| row.kind != FreeRowKind::Section);
    rows.nth(usize::try_from(number).ok()?.checked_sub(1)?)
}

fn cell(table: &FreeTable, side: &Side, row: &FreeRow, index: usize) -> Option<Amount> {
    let cell = row.cells.get(index)?;
    let Printed { value, scale } = printed(cell, unit_of(table, side, index))?;
    Some(Amount {
        value,
        scale,
        terms: 1,
        span: Some(cell.span),
        column: Some(index),
    })
}

fn value(expr: &Expr, find: &dyn Fn(&Expr) -> Option<Amount>) -> Option<Amount> {
    let join = |a: &Expr, b: &Expr, with: fn(Decimal, Decimal) -> Option<Decimal>| {
        let (a, b) = (value(a, find)?, value(b, find)?);
        Some(Amount {
            value: with(a.value, b.value)?,
            scale: a.scale.max(b.scale),
            terms: a.terms + b.terms,
            span: None,
            column: a.column.or(b.column),
        })
    };
    match expr {
        Expr::Number(number) => Some(Amount {
            value: *number,
            scale: 0,
            terms: 0,
            span: None,
            column: None,
        }),
        Expr::Plus(a, b) => join(a, b, Decimal::checked_add),
        Expr::Minus(a, b) => join(a, b, Decimal::checked_sub),
        // The factors of a product are taken as exact: only the printed result is rounded.
        Expr::Times(a, b) => join(a, b, Decimal::checked_mul).map(|product| Amount {
            scale: 0,
            terms: 0,
            ..product
        }),
        _ => find(expr),
    }
}

fn judge(
    table: &FreeTable,
    side: &Side,
    formula: &Declared,
    (left, right): (Amount, Amount),
    span: Span,
    report: &mut Report<'_>,
) {
    let (written, expected) = if left.span.is_some() {
        (left, right)
    } else {
        (right, left)
    };
    let unit = written
        .column
        .and_then(|column| unit_of(table, side, column))
        .or(table.unit.as_ref());
    let finest = written.column.map(|column| {
        side.rows
            .iter()
            .filter_map(|row| printed(row.cells.get(column)?, unit))
            .map(|one| one.scale)
            .max()
    });
    let scale = finest
        .flatten()
        .unwrap_or(0)
        .max(left.scale)
        .max(right.scale);
    let slack = if expected.terms == 0 && expected.span.is_none() && scale > 0 {
        Decimal::new(5, scale + 1)
    } else {
        slack(unit, scale, left.terms + right.terms)
    };
    let agrees = match formula.relation {
        Relation::Eq => (left.value - right.value).abs() <= slack,
        Relation::Le => left.value <= right.value + slack,
        Relation::Ge => left.value + slack >= right.value,
        Relation::Lt | Relation::Gt => formula.relation.holds(&left.value, &right.value),
    };
    if agrees {
        return;
    }
    let message = match formula.relation {
        Relation::Eq => format!(
            "校验`{}`不成立，按算式是 {}，写的是 {}",
            formula.text,
            show(expected.value),
            show(written.value)
        ),
        _ => format!(
            "校验`{}`不成立：左边 {}，右边 {}",
            formula.text,
            show(left.value),
            show(right.value)
        ),
    };
    report
        .at(written.span.unwrap_or(span), message)
        .label(formula.span, "这条校验")
        .help("核对这几个数，或改正算式");
}
