//! Free tables (表), cell by cell; a table is known by its caption, else by its place.

use crate::model::difference::Found;
use crate::model::difference::align::{Pair, align};
use crate::model::difference::table::{alike, row_name, sentence};
use crate::model::free_table::{FreeRow, FreeTable, Side};
use crate::model::record::Record;
use crate::value::person::{Person, is_name_head};

/// Compares the free tables of a record.
pub(super) fn tables(old: &[FreeTable], new: &[FreeTable], found: &mut Found<'_>) {
    for (index, table) in new.iter().enumerate() {
        let twin = twin(table, index, old);
        let name = name(table, index);
        let at = table
            .caption
            .as_ref()
            .map_or(found.new.item_span, |caption| caption.span);
        let note = |table: Option<&FreeTable>| table.and_then(|table| table.note.clone());
        found.note(
            &format!("{name} 说明"),
            &note(twin).unwrap_or_default(),
            &table.note.clone().unwrap_or_default(),
            at,
        );
        for (side, now) in table.sides.iter().enumerate() {
            let before = twin.and_then(|table| table.sides.get(side));
            heads(&name, before, now, found);
            rows(&name, before, now, found);
        }
    }
    for (index, table) in old.iter().enumerate() {
        if twin(table, index, new).is_none() {
            let span = found.new.item_span;
            found.note(
                &format!("{}（删去）", name(table, index)),
                "有这张表",
                "",
                span,
            );
        }
    }
}

fn twin<'a>(table: &FreeTable, index: usize, others: &'a [FreeTable]) -> Option<&'a FreeTable> {
    match &table.caption {
        Some(caption) => others.iter().find(|other| {
            other
                .caption
                .as_ref()
                .is_some_and(|own| own.value == caption.value)
        }),
        None => others.get(index).filter(|other| other.caption.is_none()),
    }
}

fn name(table: &FreeTable, index: usize) -> String {
    match &table.caption {
        Some(caption) => caption.value.clone(),
        None => format!("表{}", index + 1),
    }
}

fn heads(name: &str, old: Option<&Side>, new: &Side, found: &mut Found<'_>) {
    let text = |side: &Side| {
        let columns = side.columns.iter().map(|column| column.path.join(" "));
        columns.collect::<Vec<_>>().join("，")
    };
    let before = old.map(text).unwrap_or_default();
    let at = new.rows.first().map_or(found.new.item_span, |row| row.span);
    found.note(&format!("{name} 表头"), &before, &text(new), at);
}

fn rows(name: &str, old: Option<&Side>, new: &Side, found: &mut Found<'_>) {
    let record = found.new;
    let texts = |side: &Side| -> Vec<Vec<String>> {
        side.rows
            .iter()
            .map(|row| cells(side, row, record))
            .collect()
    };
    let (before, after) = (old.map(texts).unwrap_or_default(), texts(new));
    let end = new.rows.last().map_or(record.item_span, |row| row.span);
    for pair in align(&before, &after, |a, b| alike(a, b)) {
        match pair {
            Pair::Same => {}
            Pair::Changed(from, to) => {
                let row = row_name(name, to, &after[to]);
                let places = new.rows[to].cells.iter().zip(&new.columns);
                let cells = before[from].iter().zip(&after[to]).zip(places);
                for ((was, is), (cell, column)) in cells {
                    let place = format!("{row} {}", column.path.join(" "));
                    found.note(&place, was, is, cell.span);
                }
            }
            Pair::Removed(from, next) => {
                let row = row_name(name, from, &before[from]);
                let at = new.rows.get(next).map_or(end, |row| row.span);
                found.note(&format!("{row}（删去）"), &sentence(&before[from]), "", at);
            }
            Pair::Added(to) => {
                let row = row_name(name, to, &after[to]);
                found.note(
                    &format!("{row}（增加）"),
                    "",
                    &sentence(&after[to]),
                    new.rows[to].span,
                );
            }
        }
    }
}

/// The cells of a row as shown: names under a head that asks for names are masked where the record's class asks for it.
fn cells(side: &Side, row: &FreeRow, record: &Record) -> Vec<String> {
    let cells = row.cells.iter().enumerate().map(|(index, cell)| {
        let column = side.columns.get(index);
        let is_name = column.is_some_and(|column| is_name_head(&column.path.join(" ")));
        match Person::read_with_remark(&cell.text) {
            Ok(person) if is_name && record.masks() => person.masked(),
            _ => cell.text.split_whitespace().collect(),
        }
    });
    cells.collect()
}
