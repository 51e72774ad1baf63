//! One search through a village's files, as written, names of files included, for all checks of this subject.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::catalog::field::FieldType;
use crate::catalog::item::Privacy;
use crate::check::privacy::health::Listed;
use crate::model::free_table::Side;
use crate::model::record::{Fields, Record};
use crate::model::table::Table;
use crate::model::value::Value;
use crate::model::village::Village;
use crate::privacy::{self, Certainty, Kind};
use crate::source::{FileId, SourceTree, Span};

/// Personal data found in a file: where, and of which kind; never the text itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Personal {
    /// Where it stands; for the name of a file, the top of the record that shows it.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: Kind,
    /// Whether it stands in a name and not in a text.
    pub(crate) in_file_name: bool,
}

/// Everything that must never get out, and in records what should not, in the order of the files.
pub(crate) fn search(village: &Village, catalog: &Catalog, tree: &SourceTree) -> Vec<Personal> {
    let mut found = BTreeSet::new();
    let records = village.by_file();
    for index in 0..tree.files.len() {
        let file = FileId(index);
        let record = records.get(&file).copied();
        let listed =
            record.map_or_else(Listed::default, |record| Listed::of(record, catalog, tree));
        in_file(tree, (file, record), &listed, &mut found);
        in_name(tree.local_path(file), Span::top(file), &mut found);
    }
    let shown = showing(village);
    for path in tree.assets.keys() {
        let span = shown.get(path.as_str());
        let span = span.map_or(village.span, |file| Span::top(*file));
        in_name(path, span, &mut found);
    }
    found.into_iter().collect()
}

/// The first record that shows each attachment.
fn showing(village: &Village) -> BTreeMap<&str, FileId> {
    let mut first = BTreeMap::new();
    for record in &village.records {
        for attachment in &record.attachments {
            let path = attachment.path.value.as_str();
            first.entry(path).or_insert(record.file);
        }
    }
    first
}

fn in_file(
    tree: &SourceTree,
    (file, record): (FileId, Option<&Record>),
    listed: &Listed,
    found: &mut BTreeSet<Personal>,
) {
    let source = tree.file(file);
    let mut hits: BTreeSet<(Span, Kind, Certainty)> = privacy::find(&source.text)
        .into_iter()
        .map(|hit| {
            (
                Span {
                    file,
                    start: hit.start,
                    end: hit.end,
                },
                hit.kind,
                hit.certainty,
            )
        })
        .collect();
    // The profile of a village gives the address and the telephones of its offices.
    let is_record = record.is_some();
    // A translation has no fields: what it says, it says as text.
    if let Some(record) = record.filter(|record| record.file == file) {
        for (_, table) in record.fields.tables() {
            in_table(table, tree, &mut hits);
        }
        for side in record.free_tables.iter().flat_map(|table| &table.sides) {
            in_side(side, tree, &mut hits);
        }
        for phone in public_phones(record) {
            hits.retain(|(hit, kind, _)| {
                !matches!(kind, Kind::Mobile | Kind::Landline)
                    || hit.start < phone.start
                    || hit.end > phone.end
            });
        }
    }
    if record.is_none() {
        hits.retain(|(hit, kind, _)| {
            *kind != Kind::Mobile || !names_office(&source.text, hit.start)
        });
    }
    let lists_persons = record.is_some_and(lists_persons);
    hits.extend(
        listed
            .health
            .iter()
            .map(|span| (*span, Kind::Health, Certainty::Sure)),
    );
    hits.retain(|(span, kind, certainty)| {
        let of_person = lists_persons || listed.holds(*span);
        let counts = *certainty == Certainty::Sure || *kind == Kind::Health && of_person;
        kind.never_public() || is_record && counts
    });
    // What the words of a column tell inside what the text tells is one matter.
    let inside = |hit: &Span| {
        hits.iter()
            .any(|(other, _, _)| other != hit && other.start <= hit.start && hit.end <= other.end)
    };
    let told = hits.iter().filter(|(hit, _, _)| !inside(hit));
    found.extend(told.map(|(span, kind, _)| Personal {
        span: *span,
        kind: *kind,
        in_file_name: false,
    }));
}

/// Whether a record is about persons by name: there an illness is somebody's.
fn lists_persons(record: &Record) -> bool {
    let privacy = record.item.as_ref().map(|item| item.privacy);
    matches!(privacy, Some(Privacy::Named | Privacy::Masked))
}

/// Whether a place in `village.yaml` stands on a line of telephones that are public by purpose.
fn names_office(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let key = before
        .lines()
        .rev()
        .find(|line| !line.starts_with([' ', '\t']));
    key.is_some_and(|line| {
        ["值班电话", "意见受理", "监督电话"]
            .iter()
            .any(|key| line.starts_with(key))
    })
}

fn in_name(path: &str, span: Span, found: &mut BTreeSet<Personal>) {
    let hits = privacy::find(path)
        .into_iter()
        .filter(|hit| hit.kind.never_public());
    found.extend(hits.map(|hit| Personal {
        span,
        kind: hit.kind,
        in_file_name: true,
    }));
}

/// Numbers under the word of their column, and numbers split over cells.
fn in_table(table: &Table, tree: &SourceTree, hits: &mut BTreeSet<(Span, Kind, Certainty)>) {
    for row in &table.rows {
        let texts: Vec<&str> = row
            .cells
            .iter()
            .map(|cell| {
                let is_blank = cell.span == row.span;
                if is_blank {
                    ""
                } else {
                    tree.file(cell.span.file).slice(cell.span)
                }
            })
            .collect();
        for (index, text) in texts
            .iter()
            .enumerate()
            .filter(|(_, text)| !text.is_empty())
        {
            let under = privacy::find_under(&table.def.columns[index].name, text);
            hits.extend(under.into_iter().map(|hit| {
                (
                    row.cells[index].span.within(hit.start, hit.end),
                    hit.kind,
                    hit.certainty,
                )
            }));
        }
        let bare: Vec<&str> = texts
            .iter()
            .map(|text| text.trim_matches(['"', '\'']))
            .collect();
        let split = privacy::find_in_cells(&bare);
        hits.extend(
            split
                .into_iter()
                .map(|hit| (row.cells[hit.first].span, hit.kind, hit.certainty)),
        );
    }
}

/// The same for a side of a table that no catalogue foresees.
fn in_side(side: &Side, tree: &SourceTree, hits: &mut BTreeSet<(Span, Kind, Certainty)>) {
    for row in &side.rows {
        for (column, cell) in side.columns.iter().zip(&row.cells) {
            let text = tree.file(cell.span.file).slice(cell.span);
            if cell.text.is_empty() {
                continue;
            }
            let under = privacy::find_under(&column.path.join(" "), text);
            let under = under.into_iter();
            hits.extend(under.map(|hit| {
                let span = cell.span.within(hit.start, hit.end);
                (span, hit.kind, hit.certainty)
            }));
        }
        // Without the quotes in which a number with a leading zero is written.
        let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        let split = privacy::find_in_cells(&texts).into_iter();
        hits.extend(split.map(|hit| (row.cells[hit.first].span, hit.kind, hit.certainty)));
    }
}

/// Telephones that are public by purpose.
fn public_phones(record: &Record) -> Vec<Span> {
    let phones = |fields: &Fields| {
        let fields = fields
            .0
            .values()
            .filter(|field| field.def.kind == FieldType::Phone);
        fields.map(|field| field.value.span).collect::<Vec<_>>()
    };
    let mut spans = phones(&record.fields);
    for step in record.matter.iter().flat_map(|matter| &matter.steps) {
        spans.extend(phones(&step.fields));
    }
    for (_, table) in record.fields.tables() {
        let columns = table.def.columns.iter().enumerate();
        for (index, _) in columns.filter(|(_, column)| column.kind == FieldType::Phone) {
            let cells = table.rows.iter().map(|row| row.cell(index));
            spans.extend(
                cells
                    .filter(|cell| !matches!(cell.value, Value::Blank))
                    .map(|cell| cell.span),
            );
        }
    }
    spans
}
