//! Cells left to the machine (`blank: derived`): what the row formula of the catalogue makes of the other cells.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::catalog::field::{Blank, FieldType};
use crate::catalog::formula::{Expr, Formula, Relation};
use crate::catalog::rule::Rule;
use crate::catalog::table::Column;
use crate::model::row::RowKind;
use crate::model::table::{Row, Table};
use crate::model::value::Value;
use crate::value::money::Money;
use crate::value::quantity::Quantity;
use crate::value::unit::Unit;

/// Fills blank cells of entries, formula by formula. A column in which nobody wrote anything says nothing: what would be
/// computed from it stays blank.
pub(super) fn fill(table: &mut Table) {
    let def = std::sync::Arc::clone(&table.def);
    for identity in &def.identities {
        let Rule::Row { formula } = &identity.rule else {
            continue;
        };
        let Some((target, from)) = target(table, formula) else {
            continue;
        };
        let is_used = |name: &str| {
            let column = table.column(name);
            column.is_some_and(|column| {
                let mut rows = table.entries();
                rows.any(|row| row.cell(column).value.is_given())
            })
        };
        if !from.names().into_iter().all(is_used) {
            continue;
        }
        let values: Vec<Option<Value>> = table
            .rows
            .iter()
            .map(|row| {
                let is_open =
                    row.kind() == RowKind::Plain && matches!(row.cell(target).value, Value::Blank);
                let number = value(from, table, row).filter(|_| is_open)?;
                typed(number, &def.columns[target])
            })
            .collect();
        for (row, value) in table.rows.iter_mut().zip(values) {
            if let Some(value) = value {
                row.cells[target].value = value;
            }
        }
    }
}

/// The derived column that stands alone on one side of an equation, and the other side.
fn target<'a>(table: &Table, formula: &'a Formula) -> Option<(usize, &'a Expr)> {
    if formula.relation != Relation::Eq {
        return None;
    }
    let sides = [
        (&formula.left, &formula.right),
        (&formula.right, &formula.left),
    ];
    sides.into_iter().find_map(|(alone, from)| {
        let Expr::Name(name) = alone else { return None };
        let column = table.column(name)?;
        let is_derived = table.def.columns[column].blank == Blank::Derived;
        is_derived.then_some((column, from))
    })
}

/// The number an expression makes of a row; none where a part is unknown.
fn value(expr: &Expr, table: &Table, row: &Row) -> Option<Decimal> {
    let both = |a: &Expr, b: &Expr| Some((value(a, table, row)?, value(b, table, row)?));
    match expr {
        Expr::Number(number) => Some(*number),
        Expr::Name(name) => {
            let column = table.column(name)?;
            let is_zero = table.def.columns[column].blank == Blank::Zero;
            match &row.cell(column).value {
                Value::Blank if is_zero => Some(Decimal::ZERO),
                value => value.number(),
            }
        }
        Expr::Plus(a, b) => both(a, b).and_then(|(a, b)| a.checked_add(b)),
        Expr::Minus(a, b) => both(a, b).and_then(|(a, b)| a.checked_sub(b)),
        Expr::Times(a, b) => both(a, b).and_then(|(a, b)| a.checked_mul(b)),
        Expr::Over(a, b) => both(a, b).and_then(|(a, b)| a.checked_div(b)),
        Expr::Sum(_)
        | Expr::SumWhere { .. }
        | Expr::Cell { .. }
        | Expr::Row { .. }
        | Expr::Rows { .. } => None,
    }
}

/// A number as the column holds it; none where it does not fit exactly.
fn typed(number: Decimal, column: &Column) -> Option<Value> {
    match column.kind {
        FieldType::Money => Money::from_decimal_yuan(number).map(Value::Money),
        FieldType::Count => {
            let count = number
                .to_i64()
                .filter(|count| Decimal::from(*count) == number);
            count.filter(|count| *count >= 0).map(Value::Count)
        }
        // Less than nothing is no quantity: one of the readings is wrong, and that is found by itself.
        FieldType::Quantity if number.is_sign_negative() => None,
        FieldType::Quantity => {
            let number = number.normalize();
            let unit = column.unit.as_deref().map_or(Unit::Unitless, Unit::read);
            Some(Value::Quantity(Quantity {
                value: number,
                unit,
                scale: number.scale(),
            }))
        }
        _ => None,
    }
}
