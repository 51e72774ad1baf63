//! The foot of a catalogue table: the sums that the catalogue asks for, beside what the clerk wrote in a total of his own.

use crate::catalog::field::FieldType;
use crate::model::record::Record;
use crate::model::row::RowKind as ModelKind;
use crate::model::table::{Row, Table};
use crate::render::view::table::{CellView, RowKind, RowView};
use crate::value::decimal::grouped;
use crate::value::money::Money;

/// Whether a foot of sums is shown under a table.
fn has_foot(table: &Table, used: &[usize]) -> bool {
    let summed = table.summed().any(|index| used.contains(&index));
    summed && table.entries().count() >= 2
}

/// The 合计 that the clerk wrote as the last row: it is the foot.
pub(super) fn closing_total<'a>(table: &'a Table, used: &[usize]) -> Option<&'a Row> {
    let last = table.rows.last().filter(|_| has_foot(table, used));
    last.filter(|row| row.kind() == ModelKind::Total)
}

/// 合计 over the columns that the catalogue sums, beside what the clerk wrote in a total of his own; the sum in words when
/// there is one sum of money.
pub(super) fn foot(
    table: &Table,
    record: &Record,
    used: &[usize],
    written: Option<&Row>,
) -> (Vec<RowView>, Option<String>) {
    if !has_foot(table, used) {
        return (Vec::new(), None);
    }
    let summed = |index: usize| table.summed().any(|summed| summed == index);
    let written = |index: usize| {
        let value = &written?.cell(index).value;
        value.is_given().then(|| record.shown(value, false))
    };
    let mut capitals = Vec::new();
    let mut is_labelled = used
        .iter()
        .any(|index| !table.def.columns[*index].kind.is_number() && written(*index).is_some());
    let mut cells = Vec::new();
    for index in used {
        let column = &table.def.columns[*index];
        let sum = summed(*index).then(|| table.sum(*index)).flatten();
        let text = match sum {
            Some(sum) if column.kind == FieldType::Money => {
                let money = Money::from_decimal_yuan(sum);
                capitals.extend(money);
                money.map(|money| money.to_string()).unwrap_or_default()
            }
            Some(sum) => grouped(sum.normalize(), sum.normalize().scale()),
            None if written(*index).is_some() => written(*index).unwrap_or_default(),
            None if !is_labelled => {
                is_labelled = true;
                "合计".to_owned()
            }
            None => String::new(),
        };
        cells.push(CellView {
            head: !text.is_empty() && !column.kind.is_number(),
            numeric: column.kind.is_number(),
            text,
            href: None,
            mark: None,
            colspan: 1,
        });
    }
    let capitals = match capitals.as_slice() {
        [one] if !one.is_negative() => Some(one.in_capitals()),
        _ => None,
    };
    let row = RowView {
        kind: RowKind::Total,
        id: String::new(),
        cells,
    };
    (vec![row], capitals)
}
