//! Formulas over a row, a record, or the named rows of a statement.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::catalog::field::FieldType;
use crate::catalog::formula::{Expr, Formula, Relation};
use crate::check::identity::Case;
use crate::check::identity::evaluate::{Names, Term, row_is, value};
use crate::check::report::Report;
use crate::source::Span;
use crate::value::money::Money;

/// A formula for every entry of a table.
pub(super) fn each_row(case: &Case<'_>, formula: &Formula, report: &mut Report<'_>) {
    let Some(table) = case.table else { return };
    for row in table.lines() {
        let names = Names {
            record: case.record,
            table: Some(table),
            row: Some(row),
        };
        compare(case, formula, names, row.span, report);
    }
}

/// A formula over the record: its fields, and the sums of its tables.
pub(super) fn record(case: &Case<'_>, formula: &Formula, report: &mut Report<'_>) {
    let names = Names {
        record: case.record,
        table: case.table,
        row: None,
    };
    let span = case.table.map_or(case.record.item_span, |table| table.span);
    compare(case, formula, names, span, report);
}

/// A formula over the rows of a statement, by their labels, in each column of values.
pub(super) fn named_rows(
    case: &Case<'_>,
    (label, values, aliases): (&str, &[String], &BTreeMap<String, Vec<String>>),
    formula: &Formula,
    report: &mut Report<'_>,
) {
    let Some(table) = case.table else { return };
    if table.column(label).is_none() {
        return;
    }
    for column in values.iter().filter_map(|id| table.column(id)) {
        let find = |name: &str| -> Option<Term> {
            let known = aliases.get(name).into_iter().flatten().map(String::as_str);
            let row = std::iter::once(name)
                .chain(known)
                .find_map(|name| table.rows.iter().find(|row| row_is(row, name)))?;
            let cell = row.cell(column);
            cell.value.number().map(|value| Term {
                value,
                span: Some(cell.span),
            })
        };
        let (Some(left), Some(right)) = (
            by_label(&formula.left, &find),
            by_label(&formula.right, &find),
        ) else {
            continue;
        };
        let is_money = table.def.columns[column].kind == FieldType::Money;
        judge(case, formula, (left, right), (is_money, table.span), report);
    }
}

/// A row that is not there counts as nothing beside one that is; a side of which no row is there is unknown.
fn by_label(expr: &Expr, find: &dyn Fn(&str) -> Option<Term>) -> Option<Term> {
    let computed = |value| Some(Term { value, span: None });
    let join = |a: &Expr, b: &Expr, with: fn(Decimal, Decimal) -> Option<Decimal>| {
        let (a, b) = (by_label(a, find), by_label(b, find));
        if a.is_none() && b.is_none() {
            return None;
        }
        let number = |term: Option<Term>| term.map_or(Decimal::ZERO, |term| term.value);
        computed(with(number(a), number(b))?)
    };
    match expr {
        Expr::Number(number) => computed(*number),
        Expr::Name(name) => find(name),
        Expr::Plus(a, b) => join(a, b, Decimal::checked_add),
        Expr::Minus(a, b) => join(a, b, Decimal::checked_sub),
        Expr::Times(a, b) => join(a, b, Decimal::checked_mul),
        Expr::Over(a, b) => join(a, b, Decimal::checked_div),
        Expr::Sum(_)
        | Expr::SumWhere { .. }
        | Expr::Cell { .. }
        | Expr::Row { .. }
        | Expr::Rows { .. } => None,
    }
}

fn compare(
    case: &Case<'_>,
    formula: &Formula,
    names: Names<'_>,
    span: Span,
    report: &mut Report<'_>,
) {
    let (Some(left), Some(right)) = (value(&formula.left, names), value(&formula.right, names))
    else {
        return;
    };
    let is_money = formula.names().iter().any(|name| is_money(case, name));
    judge(case, formula, (left, right), (is_money, span), report);
}

/// Compares two sides and reports with both numbers, at the side that was written by itself.
fn judge(
    case: &Case<'_>,
    formula: &Formula,
    (left, right): (Term, Term),
    (is_money, span): (bool, Span),
    report: &mut Report<'_>,
) {
    let slack = if has_product(&formula.left) || has_product(&formula.right) {
        Decimal::new(1, 2)
    } else {
        Decimal::ZERO
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
    let show = |number: Decimal| shown(number, is_money);
    let says = &case.identity.says;
    // An equation is off at the number written by itself, a limit at what goes beyond it.
    let is_equation = formula.relation == Relation::Eq;
    let (written, expected) = if right.span.is_some() && (is_equation || left.span.is_none()) {
        (right, left)
    } else {
        (left, right)
    };
    let message = match formula.relation {
        Relation::Eq => format!(
            "{says}对不上，按算式应为 {}，写的是 {}",
            show(expected.value),
            show(written.value)
        ),
        relation => format!(
            "{says}对不上：{} 应{}{}",
            show(left.value),
            words(relation),
            show(right.value)
        ),
    };
    let mut note = report
        .at(written.span.unwrap_or(span), message)
        .help(format!("核对有无漏记、抄错；应有 {}", formula.text));
    if let Some(other) = expected.span {
        note = note.label(other, "和这里对不上");
    }
    case.grade(note);
}

fn words(relation: Relation) -> &'static str {
    match relation {
        Relation::Eq => "等于 ",
        Relation::Le => "不超过 ",
        Relation::Lt => "小于 ",
        Relation::Ge => "不少于 ",
        Relation::Gt => "大于 ",
    }
}

fn has_product(expr: &Expr) -> bool {
    match expr {
        Expr::Times(..) | Expr::Over(..) => true,
        Expr::Plus(a, b) | Expr::Minus(a, b) => has_product(a) || has_product(b),
        _ => false,
    }
}

fn is_money(case: &Case<'_>, name: &str) -> bool {
    let column = name.rsplit('.').next().unwrap_or(name);
    let mut tables = case.record.fields.tables();
    let in_table = tables.any(|(_, table)| {
        table
            .column(column)
            .is_some_and(|index| table.def.columns[index].kind == FieldType::Money)
    });
    let field = case.record.fields.named(name);
    in_table || field.is_some_and(|field| field.def.kind == FieldType::Money)
}

/// A number for a message: an amount with its two decimals, anything else as short as it is.
pub(crate) fn shown(number: Decimal, is_money: bool) -> String {
    match Money::from_decimal_yuan(number) {
        Some(money) if is_money => money.to_string(),
        _ => number.normalize().to_string(),
    }
}
