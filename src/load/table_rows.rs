//! What the rows of a catalogue table are: by the mark before them, by their label, and by what they add up to.

use crate::catalog::field::FieldType;
use crate::catalog::table::TableDef;
use crate::load::table::column;
use crate::model::row::{By, RowKind, Said, labelled, marked};
use crate::model::table::{Cell, Table};
use crate::model::value::Value;
use crate::yaml::{Entry, Kind, Node};

/// The cells of a row, and what the mark before it says: `合计: {金额: 500}`.
pub(super) fn unmarked(element: &Node) -> Option<(Option<Said>, &[Entry])> {
    let Kind::Map(entries) = &element.kind else {
        return None;
    };
    if let [entry] = entries.as_slice()
        && let Kind::Map(cells) = &entry.value.kind
        && let Some(said) = marked(&entry.key.value)
        && !matches!(said.kind, RowKind::Section | RowKind::Closing)
    {
        return Some((Some(said), cells));
    }
    Some((None, entries))
}

/// What a row says it is by its label. Where a date, a number of a voucher or a name in office stands beside it, it is an
/// entry, whatever its words end with.
pub(super) fn by_label(entries: &[Entry], def: &TableDef) -> Said {
    let mut said = Said::PLAIN;
    let mut is_entry = false;
    for entry in entries {
        let (Some(index), Some(text)) = (column(def, &entry.key), entry.value.text()) else {
            continue;
        };
        let kind = def.columns[index].kind;
        if kind.is_number() || text.trim().is_empty() {
            continue;
        }
        let own = labelled(text).filter(|own| own.by == By::Label || names_group(text, kind));
        // What an account closes with is a field of its own, compared there.
        let own = own.filter(|own| own.kind != RowKind::Closing);
        match own {
            Some(own) if said == Said::PLAIN => said = own,
            Some(_) => {}
            None => is_entry |= is_of_entry(kind),
        }
    }
    let is_told = matches!(said.kind, RowKind::PartOf) || said.by == By::Guess;
    if is_entry && is_told {
        Said::PLAIN
    } else {
        said
    }
}

/// Whether a cell of a row keeps the type of its column: that of an entry does, a number always, and a name that would be
/// masked unless the label stands in its place.
pub(super) fn keeps_type(kind: FieldType, said: Said, text: Option<&str>) -> bool {
    let is_label = text.is_some_and(|text| labelled(text).is_some());
    match said.kind {
        RowKind::Plain | RowKind::PartOf => true,
        RowKind::Total
        | RowKind::Subtotal
        | RowKind::Opening
        | RowKind::Closing
        | RowKind::Aside
        | RowKind::Section => kind.is_number() || kind == FieldType::SubjectPerson && !is_label,
    }
}

/// Names a sum that was marked and carries no words: the mark itself, where an entry has its name.
pub(super) fn name(said: Said, def: &TableDef, cells: &mut [Cell]) {
    let columns = def.columns.iter().enumerate();
    let words = || {
        columns
            .clone()
            .filter(|(_, column)| !column.kind.is_number())
    };
    if words().any(|(index, _)| cells[index].value.is_given()) {
        return;
    }
    let named = words().find(|(_, column)| column.required && column.kind != FieldType::Date);
    if let Some((index, _)) = named.or_else(|| words().next()) {
        let is_group = said.kind == RowKind::Subtotal;
        let word = if is_group { "小计" } else { "合计" };
        cells[index].value = Value::Text(word.to_owned());
    }
}

/// Takes rows whose label only ends like a sum for entries, unless they are called as sums usually are or do add up.
pub(super) fn settle(table: &mut Table) {
    let guessed = |table: &Table, at: usize| {
        let said = table.rows[at].said;
        said.by == By::Guess && said.kind == RowKind::Total
    };
    for at in 0..table.rows.len() {
        if guessed(table, at) && !(table.summed().next().is_some() && is_sum(table, at)) {
            table.rows[at].said = Said::PLAIN;
        }
    }
}

fn is_sum(table: &Table, at: usize) -> bool {
    let row = &table.rows[at];
    let label = row.label().unwrap_or_default();
    if USUAL.iter().any(|word| label.contains(word)) {
        return true;
    }
    let members = table.members(at);
    let mut written = table
        .summed()
        .filter_map(|column| Some((column, row.number(column)?)))
        .peekable();
    written.peek().is_some()
        && written.all(|(column, number)| {
            let mut readings = members.iter();
            readings.any(|rows| table.sum_of(column, rows) == Some(number))
        })
}

/// Words that stand before 合计 in the standard forms.
const USUAL: &[&str] = &[
    "收入", "支出", "本月", "本季", "本期", "本年", "全村", "全社", "各项",
];

/// `一组小计` in a column of names: nobody is called so. `王大明小计` is somebody's line.
fn names_group(text: &str, kind: FieldType) -> bool {
    const GROUPS: &[&str] = &[
        "组", "队", "片", "村", "楼", "栋", "区", "院", "户", "类", "项", "页", "社",
    ];
    let named = text.trim().trim_end_matches(['：', ':']);
    let named = named
        .strip_suffix("小计")
        .or_else(|| named.strip_suffix("合计"));
    !matches!(kind, FieldType::SubjectPerson | FieldType::Person)
        || named.is_some_and(|named| GROUPS.iter().any(|group| named.ends_with(group)))
}

fn is_of_entry(kind: FieldType) -> bool {
    matches!(
        kind,
        FieldType::Date
            | FieldType::Code
            | FieldType::Person
            | FieldType::Persons
            | FieldType::SubjectPerson
            | FieldType::Reference
    )
}
