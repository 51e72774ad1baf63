//! A table of the catalogue: a list of `{列: 值}`, or a GFM table of the body.

use std::sync::Arc;

use crate::catalog::field::FieldType;
use crate::catalog::table::{Column, TableDef};
use crate::diagnostic::Problem;
use crate::load::mend;
use crate::load::names::nearest;
use crate::load::rules::{REQUIRED, UNKNOWN_COLUMN};
use crate::load::value::{self, Context, Slot, shape};
use crate::load::{derived, table_rows};
use crate::model::row::{By, Said};
use crate::model::table::{Cell, Row, Table};
use crate::model::value::Value;
use crate::source::{Span, Spanned};
use crate::yaml::{Entry, Kind, Node};

/// Reads the rows of a table; `None` when the value is no list of rows at all.
pub(crate) fn read(
    node: &Node,
    def: &Arc<TableDef>,
    context: Context<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Table> {
    if let Kind::Scalar(_) = node.kind {
        problems.push(shape(node, &def.key, "一张表（每行一条`- {列: 值}`）"));
        return None;
    }
    let mut rows = Vec::new();
    for element in node.elements() {
        let Some((mark, entries)) = table_rows::unmarked(element) else {
            problems.push(shape(element, &def.key, "一行`{列: 值}`"));
            continue;
        };
        let said = mark.unwrap_or_else(|| table_rows::by_label(entries, def));
        rows.push(row((said, entries), element.span, def, context, problems));
    }
    let mut table = Table {
        def: Arc::clone(def),
        rows,
        span: node.span,
    };
    table_rows::settle(&mut table);
    derived::fill(&mut table);
    for row in table.entries() {
        require(def, &row.cells, row.span, problems);
    }
    Some(table)
}

fn row(
    (said, entries): (Said, &[Entry]),
    span: Span,
    def: &Arc<TableDef>,
    context: Context<'_>,
    problems: &mut Vec<Problem>,
) -> Row {
    let mut cells: Vec<Cell> = def
        .columns
        .iter()
        .map(|_| Cell {
            value: Value::Blank,
            span,
        })
        .collect();
    for entry in entries {
        let Some(index) = column(def, &entry.key) else {
            problems.push(unknown_column(def, &entry.key, entry.key.span));
            if let Some(meant) = likely(def, &entry.key).and_then(|name| column(def, name))
                && matches!(cells[meant].value, Value::Blank)
            {
                // Given, but not read: not missing as well.
                cells[meant].value = Value::Unread;
            }
            continue;
        };
        let column = &def.columns[index];
        let slot = slot(column, (said, entry.value.text()));
        cells[index] = Cell {
            value: value::read(&entry.value, &slot, context, problems),
            span: entry.value.span,
        };
    }
    if said.is_sum() && said.by == By::Mark {
        table_rows::name(said, def, &mut cells);
    }
    Row { said, cells, span }
}

/// The label of a total or opening row stands where an entry has a date or a name: it is text there.
fn slot<'a>(column: &'a Column, (said, text): (Said, Option<&str>)) -> Slot<'a> {
    Slot {
        name: &column.name,
        kind: if table_rows::keeps_type(column.kind, said, text) {
            column.kind
        } else {
            FieldType::Text
        },
        options: &column.options,
        unit: column.unit.as_deref(),
        table: None,
    }
}

fn require(def: &TableDef, cells: &[Cell], span: Span, problems: &mut Vec<Problem>) {
    let pairs = def.columns.iter().zip(cells);
    let missing =
        pairs.filter(|(column, cell)| column.required && matches!(cell.value, Value::Blank));
    let names: Vec<String> = missing
        .map(|(column, _)| format!("`{}`", column.name))
        .collect();
    if !names.is_empty() {
        let names = names.join("、");
        problems.push(
            Problem::new(&REQUIRED, span, format!("这一行缺少{names}"))
                .help(format!("补上{names}")),
        );
    }
}

/// The position of the column a key names.
pub(crate) fn column(def: &TableDef, key: &str) -> Option<usize> {
    let key = key.trim();
    def.columns.iter().position(|column| {
        column.name == key || column.id == key || column.aliases.iter().any(|alias| alias == key)
    })
}

fn unknown_column(def: &TableDef, key: &str, span: Span) -> Problem {
    let names = def.columns.iter().map(|column| column.name.as_str());
    let likely = likely(def, key);
    let help = match likely {
        Some(likely) => format!("是不是想写`{likely}`？"),
        None => format!("这张表的列有: {}", names.collect::<Vec<_>>().join("、")),
    };
    Problem::new(
        &UNKNOWN_COLUMN,
        span,
        format!("`{}`里没有`{key}`这一列", def.key),
    )
    .help(help)
    .repair(mend::word(&Spanned::new(key.to_owned(), span), likely))
}

/// The column a misspelt head probably means.
fn likely<'a>(def: &'a TableDef, key: &str) -> Option<&'a str> {
    nearest(key, def.columns.iter().map(|column| column.name.as_str()))
}

/// A GFM table of a body as the rows of a YAML table, when its heads are columns of `def`.
pub(crate) fn from_markdown(
    table: &crate::markdown::Table,
    def: &TableDef,
    base: Span,
) -> Option<Node> {
    let known = table
        .head
        .iter()
        .filter(|cell| column(def, &cell.text).is_some())
        .count();
    if known == 0 || known * 2 < table.head.len() {
        return None;
    }
    let at = |cell: &crate::markdown::Cell| base.within(cell.start, cell.end);
    let rows = table.rows.iter().map(|row| {
        let entries = table.head.iter().zip(row).map(|(head, cell)| Entry {
            key: crate::source::Spanned::new(head.text.trim().to_owned(), at(head)),
            value: Node {
                kind: if cell.text.trim().is_empty() {
                    Kind::Blank
                } else {
                    Kind::Scalar(cell.text.trim().to_owned())
                },
                span: at(cell),
            },
        });
        let span = match (row.first(), row.last()) {
            (Some(first), Some(last)) => base.within(first.start, last.end),
            _ => base.within(table.start, table.end),
        };
        Node {
            kind: Kind::Map(entries.collect()),
            span,
        }
    });
    Some(Node {
        kind: Kind::List(rows.collect()),
        span: base.within(table.start, table.end),
    })
}
