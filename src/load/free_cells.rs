//! Cells of a free table that are not what their column holds: no number among numbers that are added up, a day that no
//! calendar has, more decimals than an amount can have.

use crate::diagnostic::{Level, Problem};
use crate::load::rules::{DATE, MONEY, NUMBER};
use crate::model::free_table::{FreeCell, FreeColumn, FreeRow, Role};
use crate::model::row::RowKind;
use crate::source::Span;
use crate::value::date::read_date;
use crate::value::decimal::fold_digits;
use crate::value::money::Money;
use crate::value::number::Number;
use crate::value::unit::Unit;

/// Reads one cell.
pub(super) fn read(text: &str, span: Span) -> FreeCell {
    let text = text.trim();
    FreeCell {
        text: text.to_owned(),
        number: Number::read_amount(text).ok(),
        span,
    }
}

/// A column is text, whatever its head says, when none of its cells is a number; or when some are not, unless most are and
/// a total adds them up: then those that are not were meant to be.
pub(super) fn with_roles(mut columns: Vec<FreeColumn>, rows: &[FreeRow]) -> Vec<FreeColumn> {
    for (index, column) in columns.iter_mut().enumerate() {
        let told = rows.iter().filter(|row| is_told(row));
        let cells = told.filter_map(|row| row.cells.get(index));
        let (numbers, words): (Vec<&FreeCell>, Vec<&FreeCell>) = cells
            .filter(|cell| !cell.is_blank())
            .partition(|cell| cell.number.is_some());
        let has_total = rows.iter().filter(|row| row.said.is_sum()).any(|row| {
            let cell = row.cells.get(index);
            cell.is_some_and(|cell| cell.number.is_some())
        });
        let is_numeric =
            !numbers.is_empty() && (words.is_empty() || has_total && numbers.len() > words.len());
        if !is_numeric && column.role != Role::Direction {
            column.role = Role::Text;
        }
    }
    columns
}

fn is_told(row: &FreeRow) -> bool {
    !matches!(row.kind(), RowKind::Section | RowKind::Aside)
}

/// Names the cells that do not fit their column; `unit` is that of the whole table.
pub(super) fn judge(
    columns: &[FreeColumn],
    rows: &[FreeRow],
    unit: Option<&Unit>,
    problems: &mut Vec<Problem>,
) {
    for row in rows.iter().filter(|row| is_told(row)) {
        for (column, cell) in columns.iter().zip(&row.cells) {
            if cell.is_blank() {
                continue;
            }
            let is_amount = matches!(
                column.role,
                Role::Amount | Role::Income | Role::Expense | Role::Balance
            );
            problems.extend(match &cell.number {
                None if is_amount => Some(no_number(column, cell)),
                Some(number) if is_amount => too_fine(column, unit, (cell, number)),
                _ => no_day(column, cell),
            });
        }
    }
}

/// What is made of digits and marks alone was meant as a number and is a mistake; words are only remarked upon.
fn no_number(column: &FreeColumn, cell: &FreeCell) -> Problem {
    let name = column.path.join("·");
    let is_slip = cell.text.contains(|c: char| c.is_ascii_digit())
        && fold_digits(&cell.text)
            .chars()
            .all(|c| c.is_ascii_digit() || ",.、。 'Oo〇○".contains(c));
    let (message, help) = match Number::read_amount(&cell.text) {
        Err(mistake) => (mistake.message, mistake.help),
        Ok(_) => (
            format!("`{}`不是数", cell.text),
            "写成阿拉伯数字".to_owned(),
        ),
    };
    let problem = Problem::new(
        &NUMBER,
        cell.span,
        format!("`{name}`：{message}，这一列的合计没法核对"),
    );
    let problem = problem.help(format!("{help}；空着的写 \"\""));
    if is_slip {
        problem
    } else {
        problem.level(Level::Warning)
    }
}

/// An amount in yuan with more than two decimals, where the head itself says that it is one.
fn too_fine(
    column: &FreeColumn,
    unit: Option<&Unit>,
    (cell, number): (&FreeCell, &Number),
) -> Option<Problem> {
    let name = column.path.last()?;
    let is_amount = name.contains("金额") && unit.is_none_or(|unit| *unit == Unit::Yuan);
    let is_yuan = column
        .unit
        .as_ref()
        .map_or(is_amount, |unit| *unit == Unit::Yuan);
    let is_own = number.unit.as_ref().is_none_or(|unit| *unit == Unit::Yuan);
    if !is_yuan || !is_own {
        return None;
    }
    let mistake = Money::from_number(&cell.text, number, Some(&Unit::Yuan)).err()?;
    let message = format!("`{}`：{}", column.path.join("·"), mistake.message);
    Some(Problem::new(&MONEY, cell.span, message).help(mistake.help))
}

/// A whole date under 日期 that no calendar has.
fn no_day(column: &FreeColumn, cell: &FreeCell) -> Option<Problem> {
    let name = column.path.last()?;
    if !name.contains("日期") && !name.contains("时间") {
        return None;
    }
    let folded = fold_digits(&cell.text);
    let parts: Vec<&str> = folded
        .trim_end_matches('日')
        .split(['-', '.', '/', '年', '月'])
        .collect();
    let are_digits = parts
        .iter()
        .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    if parts.len() != 3 || parts[0].len() != 4 || !are_digits {
        return None;
    }
    let mistake = read_date(&cell.text, None).err()?;
    let message = format!("`{}`：{}", column.path.join("·"), mistake.message);
    Some(Problem::new(&DATE, cell.span, message).help(mistake.help))
}
