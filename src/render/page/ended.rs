//! Lists whose term is over: the page keeps that they were posted, how many stood on them and the sums; no name.

use crate::catalog::field::FieldType;
use crate::model::record::Record;
use crate::model::row::RowKind;
use crate::model::table::Table;
use crate::model::value::Value;
use crate::model::village::Village;
use crate::render::Context;
use crate::render::say::{day, fact};
use crate::render::view::text::{Fact, Run};
use crate::value::money::Money;

/// Sums over fewer rows would tell what one person got.
const FEWEST_ROWS: usize = 3;

/// Whether the names of a record have left the pages.
pub(crate) fn is_over(record: &Record, village: &Village, context: &Context<'_>) -> bool {
    let kept = context
        .catalog
        .list_kept_days(&village.profile.rules, context.today);
    record.list_over(context.today, kept).is_some()
}

/// What is said in place of the list.
pub(crate) fn notice(record: &Record, village: &Village) -> Vec<Run> {
    let date = |id: &str| record.fields.date(id).map(|date| date.value);
    let from = date("post_from").or_else(|| date("published_on"));
    let posted = match (from, date("post_until")) {
        (Some(from), Some(until)) => format!("{}至{}张贴过", day(from).text, day(until).text),
        (_, until) => until.map_or_else(String::new, |until| format!("张贴到{}", day(until).text)),
    };
    let mut runs = vec![Run::plain(format!("这份名单{posted}，"))];
    let rows = rows(record);
    if rows > 0 {
        runs.push(Run::plain("共 "));
        runs.push(Run::strong(format!("{rows} 条")));
        runs.push(Run::plain("，"));
    }
    runs.push(Run::plain(
        "期满后，为了保护名单上的人，姓名和附件已从网页撤下。",
    ));
    let room = village.profile.reading_room.first();
    if let Some((_, place)) = room.filter(|(label, _)| label.ends_with("地点")) {
        runs.push(Run::plain(format!("与自己有关的，可到{place}查原件。")));
    }
    runs
}

/// Numbers and days of the record, and the sums of its tables.
pub(crate) fn facts(record: &Record, header: &[&str]) -> Vec<Fact> {
    let own = record.fields.0.values().filter(|field| {
        !header.contains(&field.def.id.as_str())
            && matches!(
                field.value.value,
                Value::Money(_) | Value::Count(_) | Value::Date(_) | Value::Period(_)
            )
    });
    let mut facts: Vec<Fact> = own
        .map(|field| match &field.value.value {
            Value::Money(money) => fact(field.def.name.clone(), format!("{money} 元")),
            value => fact(field.def.name.clone(), value.to_string()),
        })
        .collect();
    for (_, table) in record.fields.tables() {
        for (label, text) in sums(table) {
            if facts.iter().all(|fact| fact.label != label) {
                facts.push(fact(label, text));
            }
        }
    }
    facts
}

fn sums(table: &Table) -> Vec<(String, String)> {
    if table.entries().count() < FEWEST_ROWS {
        return Vec::new();
    }
    let columns = table.def.columns.iter().enumerate();
    let summed = columns.filter(|(_, column)| table.def.totals.contains(&column.id));
    let sums = summed.filter_map(|(index, column)| {
        let sum = table.sum(index)?;
        let text = match column.kind {
            FieldType::Money => format!("{} 元", Money::from_decimal_yuan(sum)?),
            _ => crate::value::decimal::grouped(sum.normalize(), sum.normalize().scale()),
        };
        (!sum.is_zero()).then(|| (format!("{}合计", column.name), text))
    });
    sums.collect()
}

/// How many entries the lists of the record have.
fn rows(record: &Record) -> usize {
    let typed = record.fields.tables();
    let typed: usize = typed.map(|(_, table)| table.entries().count()).sum();
    let free = record.free_tables.iter().flat_map(|table| &table.sides);
    let entries = free.flat_map(|side| &side.rows);
    typed + entries.filter(|row| row.kind() == RowKind::Plain).count()
}
