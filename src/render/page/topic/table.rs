//! Tables that a topic's page makes itself, and picked columns of a record's own.

use crate::catalog::field::FieldType;
use crate::model::record::Record;
use crate::model::table::{Row, Table};
use crate::model::value::Value;
use crate::render::view::table::{CellView, ColumnView, RowKind, RowView, TableView};

/// A table of words with these heads.
pub(super) fn table(id: &str, columns: &[&str], rows: Vec<Vec<CellView>>) -> TableView {
    let columns = columns.iter().map(|name| ColumnView {
        name: (*name).to_owned(),
        numeric: false,
        unbroken: false,
        main: false,
    });
    TableView {
        id: id.to_owned(),
        caption: String::new(),
        unit: String::new(),
        head: Vec::new(),
        columns: columns.collect(),
        rows: rows
            .into_iter()
            .map(|cells| RowView {
                kind: RowKind::Plain,
                id: String::new(),
                cells,
            })
            .collect(),
        foot: Vec::new(),
        capitals: None,
        notes: Vec::new(),
        scroll: false,
        shares: Vec::new(),
        other_side: None,
    }
}

/// The text of a cell by the id of its column; empty where the table has no such column.
pub(super) fn text(table: &Table, row: &Row, id: &str, record: &Record) -> String {
    let Some(at) = table.column(id) else {
        return String::new();
    };
    let is_subject = table.def.columns[at].kind == FieldType::SubjectPerson;
    match &row.cell(at).value {
        Value::Date(date) => date.to_string(),
        value => record.shown(value, is_subject),
    }
}

/// The columns of these ids that are in use, the first as head of the rows; nothing where there are no rows.
pub(super) fn picked(
    from: &Table,
    record: &Record,
    id: &str,
    caption: &str,
    columns: &[&str],
) -> Option<TableView> {
    let used: Vec<(&str, &str)> = columns
        .iter()
        .filter_map(|id| {
            let at = from.column(id)?;
            let is_used = from.entries().any(|row| row.cell(at).value.is_given());
            is_used.then(|| (*id, from.def.columns[at].name.as_str()))
        })
        .collect();
    let rows: Vec<Vec<CellView>> = from
        .entries()
        .map(|row| {
            let cells = used.iter().enumerate().map(|(number, (id, _))| CellView {
                head: number == 0,
                ..CellView::words(text(from, row, id, record))
            });
            cells.collect()
        })
        .collect();
    let names: Vec<&str> = used.iter().map(|(_, name)| *name).collect();
    (!rows.is_empty() && !names.is_empty()).then(|| TableView {
        caption: caption.to_owned(),
        ..table(id, &names, rows)
    })
}
