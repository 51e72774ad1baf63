//! Tables of the catalogue, cell by cell.

use crate::catalog::field::FieldType;
use crate::model::difference::Found;
use crate::model::difference::align::{Pair, align};
use crate::model::record::Record;
use crate::model::table::{Row, Table};
use crate::model::value::Value;
use crate::source::Span;

/// Compares two tables; a value that is no table counts as an empty one.
pub(super) fn compare(place: &str, values: [&Value; 2], span: Span, found: &mut Found<'_>) {
    let [old, new] = values.map(|value| match value {
        Value::Table(table) => Some(table),
        _ => None,
    });
    let Some(def) = new.or(old).map(|table| &table.def) else {
        return;
    };
    let rows = |table: Option<&'_ Table>| -> Vec<(Vec<String>, usize)> {
        let Some(table) = table else {
            return Vec::new();
        };
        let rows = table.rows.iter().enumerate();
        let told = rows.filter(|(_, row)| !row.said.is_sum());
        told.map(|(at, row)| (texts(table, row, found.new), at))
            .collect()
    };
    let (before, after) = (rows(old), rows(new));
    let keys = |rows: &[(Vec<String>, usize)]| -> Vec<Vec<String>> {
        rows.iter().map(|(texts, _)| texts.clone()).collect()
    };
    for pair in align(&keys(&before), &keys(&after), |a, b| alike(a, b)) {
        match pair {
            Pair::Same => {}
            Pair::Changed(from, to) => {
                let (Some(old), Some(new)) = (old, new) else {
                    continue;
                };
                let name = row_name(place, to, &after[to].0);
                let (from, to) = (&old.rows[before[from].1], &new.rows[after[to].1]);
                for (index, column) in def.columns.iter().enumerate() {
                    let (was, is) = (&from.cells[index], &to.cells[index]);
                    let is_subject = column.kind == FieldType::SubjectPerson;
                    let place = format!("{name} {}", column.name);
                    found.value(&place, [&was.value, &is.value], is.span, is_subject);
                }
            }
            Pair::Removed(from, next) => {
                let near = new.and_then(|table| table.rows.get(after.get(next)?.1));
                let name = row_name(place, from, &before[from].0);
                let at = near.map_or(span, |row| row.span);
                found.note(
                    &format!("{name}（删去）"),
                    &sentence(&before[from].0),
                    "",
                    at,
                );
            }
            Pair::Added(to) => {
                let name = row_name(place, to, &after[to].0);
                let at = new.map_or(span, |table| table.rows[after[to].1].span);
                found.note(&format!("{name}（增加）"), "", &sentence(&after[to].0), at);
            }
        }
    }
}

fn texts(table: &Table, row: &Row, record: &Record) -> Vec<String> {
    let cells = row.cells.iter().zip(&table.def.columns);
    cells
        .map(|(cell, column)| record.shown(&cell.value, column.kind == FieldType::SubjectPerson))
        .collect()
}

/// Whether one row became the other: at least half of what stands in either stands in both.
pub(super) fn alike(old: &[String], new: &[String]) -> bool {
    let pairs = || {
        old.iter()
            .zip(new)
            .filter(|(a, b)| !a.is_empty() || !b.is_empty())
    };
    let same = pairs().filter(|(a, b)| a == b).count();
    same > 0 && same * 2 >= pairs().count()
}

/// `收支明细 第2行（付清淤工程款）`: its number, and the first words in it that are no number or date.
pub(super) fn row_name(place: &str, index: usize, texts: &[String]) -> String {
    let words = texts
        .iter()
        .filter(|text| !text.starts_with(|c: char| c.is_ascii_digit() || c == '-'))
        .max_by_key(|text| text.chars().count().min(12));
    match words.filter(|text| !text.is_empty()) {
        Some(words) => {
            let short: String = words.chars().take(12).collect();
            format!("{place} 第{}行（{short}）", index + 1)
        }
        None => format!("{place} 第{}行", index + 1),
    }
}

/// What a row says, in one line.
pub(super) fn sentence(texts: &[String]) -> String {
    let given: Vec<&str> = texts
        .iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    given.join("，")
}
