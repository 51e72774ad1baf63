//! Open data: every public record as JSON, every table as CSV; never more than the pages show.

use serde_json::{Map, Value as Json, json};

use crate::catalog::field::FieldType;
use crate::model::record::Record;
use crate::model::table::Table;
use crate::model::value::Value;
use crate::model::village::Village;
use crate::render::Context;

use crate::render::page::ended;
use crate::render::paths;

/// `data/records.json`.
pub(crate) fn records(village: &Village, records: &[&Record], context: &Context<'_>) -> Json {
    let one = |record: &&Record| one(record, ended::is_over(record, village, context));
    json!({
        "schema": "sanwu.records/1",
        "village": village.id,
        "name": village.profile.name,
        "records": records.iter().map(one).collect::<Vec<_>>(),
    })
}

fn one(record: &Record, is_over: bool) -> Json {
    let mut fields = Map::new();
    if record.withdrawal.is_none() && !is_over {
        for field in record
            .fields
            .0
            .values()
            .filter(|field| field.def.id != "signature_file")
        {
            if let Some(value) = value(&field.value.value, record, field.def.kind) {
                fields.insert(field.def.name.clone(), value);
            }
        }
    }
    let mut document = json!({
        "address": record.address,
        "page": paths::page(&record.address),
        "item": record.item_id(),
        "category": record.category.id(),
        "title": record.title.value,
        "version": record.version(),
        "withdrawn": record.withdrawal.is_some(),
        "list_ended": is_over,
        "fields": fields,
    });
    let is_shown = record.withdrawal.is_none() && !is_over;
    if let (true, Some(object)) = (
        is_shown && !record.translations.is_empty(),
        document.as_object_mut(),
    ) {
        let translations = record.translations.iter().map(|translation| {
            json!({
                "language": translation.language.lang,
                "title": translation.title.value,
                "of_version": translation.of_version.value,
                "page": format!("{}#{}", paths::page(&record.address), translation.language.anchor()),
            })
        });
        object.insert("translations".to_owned(), translations.collect());
    }
    if let (false, Some(object)) = (record.waivers.is_empty(), document.as_object_mut()) {
        let waivers = record.waivers.iter().map(|waiver| {
            json!({
                "rule": waiver.rule.value,
                "reason": waiver.reason,
                "approved_by": waiver.approver,
            })
        });
        object.insert("waivers".to_owned(), waivers.collect());
    }
    document
}

fn value(value: &Value, record: &Record, kind: FieldType) -> Option<Json> {
    let is_subject = kind == FieldType::SubjectPerson;
    Some(match value {
        Value::Blank | Value::Unread | Value::Files(_) => return None,
        Value::Money(money) => Json::String(money.plain()),
        Value::Date(date) => Json::String(date.to_string()),
        Value::Count(count) => json!(count),
        Value::Bool(yes) => json!(yes),
        Value::Period(period) => Json::String(period.to_string()),
        Value::Table(table) => Json::Array(
            table
                .rows
                .iter()
                .map(|row| {
                    let cells = table.used_columns().filter_map(|(index, column)| {
                        let cell = self::value(&row.cell(index).value, record, column.kind)?;
                        Some((column.name.clone(), cell))
                    });
                    Json::Object(cells.collect())
                })
                .collect(),
        ),
        other => Json::String(record.shown(other, is_subject)),
    })
}

/// The path of a table's CSV: `data/finance/2025-09.csv`, further tables numbered.
pub(crate) fn csv_path(record: &Record, number: usize) -> String {
    match number {
        0 => format!("data/{}.csv", record.address),
        number => format!("data/{}-{}.csv", record.address, number + 1),
    }
}

/// A table as CSV with a byte order mark, so that Excel and WPS open it as UTF-8.
pub(crate) fn csv(table: &Table, record: &Record) -> String {
    let mut text = String::from("\u{feff}");
    let columns: Vec<_> = table.used_columns().collect();
    line(
        columns
            .iter()
            .map(|(_, column)| match column.unit.as_deref() {
                Some(unit) => format!("{}({unit})", column.name),
                None => column.name.clone(),
            }),
        &mut text,
    );
    for row in table.rows.iter().filter(|row| !row.said.is_sum()) {
        line(
            columns.iter().map(|(index, column)| {
                let is_subject = column.kind == FieldType::SubjectPerson;
                match &row.cell(*index).value {
                    Value::Money(money) => money.plain(),
                    Value::Date(date) => date.to_string(),
                    value => record.shown(value, is_subject),
                }
            }),
            &mut text,
        );
    }
    text
}

fn line(cells: impl Iterator<Item = String>, text: &mut String) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            text.push(',');
        }
        // A leading sign would be run as a formula by a spreadsheet.
        let is_formula = cell.starts_with(['=', '+', '@'])
            || cell.starts_with('-') && cell.parse::<rust_decimal::Decimal>().is_err();
        let cell = if is_formula { format!("'{cell}") } else { cell };
        if cell.contains([',', '"', '\n', '\r']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}
