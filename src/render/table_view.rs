//! Tables of the catalogue and free tables in the one shape that templates show.

use crate::catalog::field::FieldType;
use crate::model::free_table::{FreeRow, FreeTable, Head, Role, Side};
use crate::model::record::Record;
use crate::model::row::RowKind as ModelKind;
use crate::model::table::{Row, Table};
use crate::model::value::Value;

use crate::render::view::table::{CellView, ColumnView, HeadCell, RowKind, RowView, TableView};
use crate::render::{figure, paths, table_foot};
use crate::value::person::{Person, is_name_head};

/// Columns beyond this number do not fit a telephone even stacked.
const STACKED_COLUMNS: usize = 9;

/// What a cell names: the record's title, or the number of a contract as it stands, and where it leads.
pub(crate) struct Named {
    pub(crate) text: String,
    pub(crate) address: String,
}

/// A table of the catalogue: the columns in use, entries, and the sums the catalogue asks for.
pub(crate) fn of_catalog(
    table: &Table,
    record: &Record,
    id: &str,
    known: &dyn Fn(&str) -> Option<Named>,
) -> TableView {
    let used: Vec<usize> = table.used_columns().map(|(index, _)| index).collect();
    let is_money = |index: usize| table.def.columns[index].kind == FieldType::Money;
    let main = used
        .iter()
        .copied()
        .filter(|index| is_money(*index))
        .find(|index| table.def.totals.contains(&table.def.columns[*index].id))
        .or_else(|| used.iter().copied().find(|index| is_money(*index)));
    let columns = used
        .iter()
        .map(|index| {
            let column = &table.def.columns[*index];
            let unit = column.unit.as_deref().filter(|unit| *unit != "元");
            ColumnView {
                name: unit.map_or_else(
                    || column.name.clone(),
                    |unit| format!("{}（{unit}）", column.name),
                ),
                numeric: column.kind.is_number(),
                main: main == Some(*index),
                unbroken: matches!(column.kind, FieldType::Date | FieldType::Code),
            }
        })
        .collect();
    let head = head_column(table, &used);
    let closing = table_foot::closing_total(table, &used);
    let rows = table.rows.iter().enumerate();
    let rows = rows
        .filter(|(_, row)| closing.is_none_or(|total| !std::ptr::eq(*row, total)))
        .map(|(number, row)| {
            let cells = used
                .iter()
                .map(|index| cell(table, record, row, (*index, head), known));
            RowView {
                kind: shown_kind(row.kind()),
                id: format!("{id}-r{}", number + 1),
                cells: cells.collect(),
            }
        })
        .collect();
    let (foot, capitals) = table_foot::foot(table, record, &used, closing);
    TableView {
        id: id.to_owned(),
        caption: table.def.name.clone(),
        unit: if used.iter().any(|index| is_money(*index)) {
            "单位：元".to_owned()
        } else {
            String::new()
        },
        head: Vec::new(),
        scroll: used.len() > STACKED_COLUMNS,
        columns,
        rows,
        foot,
        capitals,
        notes: Vec::new(),
        shares: Vec::new(),
        other_side: None,
    }
}

/// The column that names a row: the first that is words and no date or number.
fn head_column(table: &Table, used: &[usize]) -> Option<usize> {
    used.iter().copied().find(|index| {
        matches!(
            table.def.columns[*index].kind,
            FieldType::Text
                | FieldType::Org
                | FieldType::Person
                | FieldType::SubjectPerson
                | FieldType::Markdown
        )
    })
}

fn cell(
    table: &Table,
    record: &Record,
    row: &Row,
    (index, head): (usize, Option<usize>),
    known: &dyn Fn(&str) -> Option<Named>,
) -> CellView {
    let column = &table.def.columns[index];
    let value = &row.cell(index).value;
    let is_subject = column.kind == FieldType::SubjectPerson;
    let names_record = matches!(column.id.as_str(), "matter_id" | "contract_no");
    let (text, href) = match value {
        Value::Reference(target) => match known(target) {
            Some(named) => (named.text, Some(named.address)),
            None => (target.clone(), None),
        },
        Value::Text(text) if names_record => match known(text) {
            Some(named) if named.address != record.address => (named.text, Some(named.address)),
            _ => (text.clone(), None),
        },
        Value::Date(date) => (date.to_string(), None),
        value => (record.shown(value, is_subject), None),
    };
    CellView {
        text,
        head: head == Some(index),
        numeric: column.kind.is_number() && !matches!(value, Value::Text(_)),
        href,
        mark: None,
        colspan: 1,
    }
}

fn shown_kind(kind: ModelKind) -> RowKind {
    match kind {
        ModelKind::Plain => RowKind::Plain,
        ModelKind::Total | ModelKind::Aside => RowKind::Total,
        ModelKind::Subtotal => RowKind::Subtotal,
        ModelKind::PartOf => RowKind::OfWhich,
        ModelKind::Opening => RowKind::Opening,
        ModelKind::Closing => RowKind::Closing,
        ModelKind::Section => RowKind::Group,
    }
}

/// A free table, as printed: heads in levels, marked rows, both sides.
/// Names are masked where the class of the record asks for it.
pub(crate) fn of_free(table: &FreeTable, id: &str, record: &Record) -> Option<TableView> {
    let mut sides = table.sides.iter().enumerate().map(|(number, side)| {
        let id = if number == 0 {
            id.to_owned()
        } else {
            format!("{id}-right")
        };
        let mut view = one_side(table, side, &id);
        if record.masks() {
            mask(side, &mut view);
        }
        view
    });
    let mut first = sides.next()?;
    first.other_side = sides.next().map(Box::new);
    Some(first)
}

fn mask(side: &Side, view: &mut TableView) {
    let columns = side.columns.iter().enumerate();
    let named = columns.filter(|(_, column)| is_name_head(&column.path.join(" ")));
    for (index, _) in named {
        let cells = view
            .rows
            .iter_mut()
            .filter_map(|row| row.cells.get_mut(index));
        for cell in cells {
            if let Ok(person) = Person::read_with_remark(&cell.text) {
                cell.text = person.masked();
            }
        }
    }
}

fn one_side(table: &FreeTable, side: &Side, id: &str) -> TableView {
    let numeric = |index: usize| {
        side.columns
            .get(index)
            .is_some_and(|column| column.role != Role::Text)
    };
    let main = figure::of(side);
    let names = |index: usize| figure::names_rows(side, index);
    let unit = table
        .unit
        .as_ref()
        .map(|unit| format!("单位：{}", unit.name()));
    let width = u16::try_from(side.columns.len()).unwrap_or(u16::MAX);
    let rows = side
        .rows
        .iter()
        .map(|row| free_row(row, width, (&numeric, &names)));
    TableView {
        id: id.to_owned(),
        caption: table
            .caption
            .as_ref()
            .map_or_else(|| "表".to_owned(), |caption| caption.value.clone()),
        unit: unit.unwrap_or_default(),
        head: if side.heads.iter().any(|head| !head.under.is_empty()) {
            levels(&side.heads, &numeric)
        } else {
            Vec::new()
        },
        columns: side
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| ColumnView {
                name: column.path.join(" "),
                numeric: numeric(index),
                main: main == Some(index),
                unbroken: false,
            })
            .collect(),
        rows: rows.collect(),
        foot: Vec::new(),
        capitals: None,
        notes: table.note.clone().into_iter().collect(),
        scroll: side.columns.len() > STACKED_COLUMNS,
        shares: Vec::new(),
        other_side: None,
    }
}

fn free_row(
    row: &FreeRow,
    width: u16,
    (numeric, names): (&dyn Fn(usize) -> bool, &dyn Fn(usize) -> bool),
) -> RowView {
    let kind = shown_kind(row.kind());
    let is_entry = kind == RowKind::Plain;
    let mut word = nameless(row);
    let mut head_given = false;
    let cells = row.cells.iter().enumerate().map(|(index, cell)| {
        // A total that names itself nowhere is called 合计 in its first free cell.
        let given = word.take_if(|_| cell.text.is_empty()).map(str::to_owned);
        let is_given = given.is_some();
        let text = given.unwrap_or_else(|| cell.text.clone());
        let is_label = !numeric(index) && (!is_entry || names(index));
        let is_head = !head_given && !text.is_empty() && (is_label || is_given);
        head_given |= is_head;
        CellView {
            text,
            head: is_head,
            numeric: numeric(index),
            href: None,
            mark: None,
            colspan: if kind == RowKind::Group { width } else { 1 },
        }
    });
    let take = if kind == RowKind::Group {
        1
    } else {
        row.cells.len()
    };
    RowView {
        kind,
        id: String::new(),
        cells: cells.take(take).collect(),
    }
}

/// The word for a marked sum or balance whose cells are all numbers or blank.
fn nameless(row: &FreeRow) -> Option<&'static str> {
    let word = match row.kind() {
        ModelKind::Total => "合计",
        ModelKind::Subtotal => "小计",
        ModelKind::Opening => "期初",
        ModelKind::Closing => "期末",
        ModelKind::Plain | ModelKind::PartOf | ModelKind::Aside | ModelKind::Section => {
            return None;
        }
    };
    row.label().is_empty().then_some(word)
}

/// Heads in rows: a head without children reaches down to the lowest row.
fn levels(heads: &[Head], numeric: &dyn Fn(usize) -> bool) -> Vec<Vec<HeadCell>> {
    let depth = heads.iter().map(Head::depth).max().unwrap_or(1);
    let mut rows = vec![Vec::new(); depth];
    let mut column = 0;
    for head in heads {
        place(head, (0, column), numeric, &mut rows);
        column += head.width();
    }
    rows
}

/// Puts a head at its level and first column, and those under it below.
fn place(
    head: &Head,
    (level, first): (usize, usize),
    numeric: &dyn Fn(usize) -> bool,
    rows: &mut [Vec<HeadCell>],
) {
    let small = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    let is_column = head.under.is_empty();
    let rowspan = if is_column { rows.len() - level } else { 1 };
    rows[level].push(HeadCell {
        text: head.text.clone(),
        colspan: small(head.width()),
        rowspan: small(rowspan),
        numeric: is_column && numeric(first),
    });
    let mut column = first;
    for under in &head.under {
        place(under, (level + 1, column), numeric, rows);
        column += under.width();
    }
}

/// Turns the addresses in a table into links that hold on the page with this way to the root.
pub(crate) fn rooted(mut table: TableView, root: &str) -> TableView {
    for row in table.rows.iter_mut().chain(&mut table.foot) {
        for cell in &mut row.cells {
            if let Some(address) = &cell.href {
                cell.href = Some(format!("{root}{}", paths::page(address)));
            }
        }
    }
    table
}
