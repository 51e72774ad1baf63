//! Lists of persons in a record, wherever they stand: tables of the catalogue, free tables, tables of the body.

use crate::model::record::Record;
use crate::model::row::RowKind;
use crate::privacy::words::Words;
use crate::source::{SourceTree, Span};
use crate::value::person::is_name_head;

/// A table with a column of names.
#[derive(Debug)]
pub(super) struct List<'a> {
    /// Heads, one a column.
    pub(super) heads: Vec<String>,
    /// The column of the names.
    pub(super) name: usize,
    /// Entries; a row may be shorter than the heads.
    pub(super) rows: Vec<Vec<Cell<'a>>>,
    /// Where it comes from.
    pub(super) kind: Kind,
    /// 表名, or the words of the catalogue.
    pub(super) caption: String,
}

/// Where a list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A table of the catalogue: the page masks its names where the class asks for it.
    Catalog,
    /// 表: the page masks its names too.
    Free,
    /// A table of the body: shown as written.
    Body,
}

/// One cell as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
}

impl<'a> List<'a> {
    /// The cell of a column, where the row has one.
    pub(super) fn cell(row: &[Cell<'a>], column: usize) -> Option<Cell<'a>> {
        row.get(column)
            .copied()
            .filter(|cell| !cell.text.is_empty())
    }

    /// Columns whose heads hold one of the words.
    pub(super) fn columns<'b>(&'b self, words: &'b Words) -> impl Iterator<Item = usize> + 'b {
        let heads = self.heads.iter().enumerate();
        heads
            .filter(|(_, head)| words.any_in(head))
            .map(|(index, _)| index)
    }
}

/// Every list of a record.
pub(super) fn of<'a>(record: &'a Record, tree: &'a SourceTree) -> Vec<List<'a>> {
    let source = tree.file(record.file);
    let mut lists = Vec::new();
    for (_, table) in record.fields.tables() {
        let heads = table.def.columns.iter().map(|column| column.name.clone());
        let rows = table.lines().map(|row| {
            let cells = row.cells.iter().map(|cell| {
                let is_blank = cell.span == row.span;
                let text = if is_blank {
                    ""
                } else {
                    source.slice(cell.span)
                };
                Cell {
                    text: bare(text),
                    span: cell.span,
                }
            });
            cells.collect()
        });
        push(
            heads.collect(),
            rows.collect(),
            (Kind::Catalog, table.def.name.clone()),
            &mut lists,
        );
    }
    for table in &record.free_tables {
        for side in &table.sides {
            let heads = side.columns.iter().map(|column| column.path.join(" "));
            let entries = side
                .rows
                .iter()
                .filter(|row| matches!(row.kind(), RowKind::Plain | RowKind::PartOf));
            let rows = entries.map(|row| {
                let cells = row.cells.iter();
                let cells = cells.map(|cell| Cell {
                    text: cell.text.trim(),
                    span: cell.span,
                });
                cells.collect()
            });
            let caption = table.caption.as_ref().map(|caption| caption.value.clone());
            push(
                heads.collect(),
                rows.collect(),
                (Kind::Free, caption.unwrap_or_default()),
                &mut lists,
            );
        }
    }
    for body in record.bodies() {
        in_body(body, body.span, &mut lists);
    }
    lists
}

fn push<'a>(
    heads: Vec<String>,
    rows: Vec<Vec<Cell<'a>>>,
    (kind, caption): (Kind, String),
    lists: &mut Vec<List<'a>>,
) {
    if let Some(name) = heads.iter().position(|head| is_name_head(head)) {
        lists.push(List {
            heads,
            name,
            rows,
            kind,
            caption,
        });
    }
}

/// A cell without the quotation marks of YAML.
fn bare(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}

/// Tables of a Markdown body: a head, a line of dashes, rows. Only tables that name persons are read.
fn in_body<'a>(body: &'a str, base: Span, lists: &mut Vec<List<'a>>) {
    let mut at = 0;
    let mut before: &str = "";
    let mut open = false;
    for line in body.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if open {
            let rows = lists.last_mut().filter(|_| line.contains('|'));
            if let Some(list) = rows {
                list.rows.push(cells(line, base.within(start, at)));
                continue;
            }
            open = false;
        }
        if is_ruler(line) && before.contains('|') {
            let heads = cells(before, base)
                .into_iter()
                .map(|cell| cell.text.to_owned());
            let count = lists.len();
            push(
                heads.collect(),
                Vec::new(),
                (Kind::Body, String::new()),
                lists,
            );
            open = lists.len() > count;
        }
        before = line;
    }
}

fn is_ruler(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(['|', '-', ':'])
        && line.contains('-')
        && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// The cells of a row between its bars.
fn cells(line: &str, base: Span) -> Vec<Cell<'_>> {
    let inner = line.trim_end();
    let lead = inner.len() - inner.trim_start().trim_start_matches('|').len();
    let inner = inner.get(lead..).unwrap_or_default();
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut at = lead;
    let parts = inner.split('|').map(|part| {
        let start = at + part.len() - part.trim_start().len();
        at += part.len() + 1;
        let text = part.trim();
        Cell {
            text,
            span: base.within(start, start + text.len()),
        }
    });
    parts.collect()
}
