//! A new record with every required key, each with a comment on what belongs there.
//!
//! What must be filled in stays blank or reads 此处填写: both are findings until a clerk has done it.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::field::{FieldDef, FieldType};
use crate::catalog::item::Item;
use crate::catalog::slot::{Place, Slot};
use crate::catalog::table::{Column, TableDef};
use crate::value::period::Period;

/// What stands where words are wanted.
const FILL_IN: &str = "此处填写";

/// The text of a new record.
pub(super) fn record(catalog: &Catalog, item: &Item, period: &Period) -> String {
    let slots = catalog.slots(item);
    let mut text = format!("# {}：填好每一项，再运行 sanwu check\n", item.name);
    text.push_str("# 还没填完又要先生成网页时，加一行 草稿: true\n");
    let _ = writeln!(text, "公开事项: {}", quoted(&item.name));
    let required = || slots.iter().filter(|slot| slot.required);
    for slot in required().filter(|slot| slot.place == Place::Header) {
        text.push_str(&header(slot, item, period));
    }
    text.push('\n');
    for slot in required().filter(|slot| slot.place != Place::Header) {
        text.push_str(&own(catalog, slot));
    }
    let optional: Vec<&str> = slots
        .iter()
        .filter(|slot| !slot.required && matches!(slot.place, Place::Own | Place::Table))
        .map(|slot| slot.field.name.as_str())
        .collect();
    text.push_str("\n# 有的话再加: ");
    text.push_str(&[optional.as_slice(), &["附件"]].concat().join("、"));
    text.push('\n');
    text
}

/// The text of a new notice, with a table of its own where that is wanted.
pub(super) fn notice(today: NaiveDate, with_table: bool) -> String {
    let mut text = format!(
        "# 一般公告：填好每一项，再运行 sanwu check\n标题: {FILL_IN}\n类别: 村务公开  # 或党务公开、财务公开、民主决策\n公布日期: {today}\n"
    );
    text.push_str(if with_table {
        "# 表的写法见 docs/tables.md：空着的格写 \"\"，数字里有逗号的加引号\n表:\n  表名: 此处填写\n  单位: 元\n  表头: [项目, 金额]\n  行:\n    - [此处填写, \"\"]\n    - 合计: [合计, \"\"]\n"
    } else {
        "正文: 此处填写\n"
    });
    text.push_str("\n# 有的话再加: 张贴起、张贴止、表、附件\n");
    text
}

fn header(slot: &Slot, item: &Item, period: &Period) -> String {
    let name = &slot.field.name;
    match slot.field.id.as_str() {
        "title" => format!("{name}: {}\n", quoted(&format!("{period}{}", item.name))),
        "period_or_event_date" => format!("{name}: {period}\n"),
        _ => line(&slot.field),
    }
}

fn own(catalog: &Catalog, slot: &Slot) -> String {
    if slot.field.id == "steps" {
        return steps(catalog, &slot.field.name);
    }
    let table = slot
        .field
        .table
        .as_ref()
        .and_then(|id| catalog.tables.get(id));
    match table {
        Some(table) => self::table(table, &slot.field, slot.place),
        None => line(&slot.field),
    }
}

/// One key with its blank and what belongs there.
fn line(field: &FieldDef) -> String {
    let FieldDef { name, kind, .. } = field;
    let blank = if is_words(*kind) {
        format!(" {FILL_IN}")
    } else {
        String::new()
    };
    format!(
        "{name}:{blank}  # {}\n",
        hint(*kind, &field.options, field.unit.as_deref())
    )
}

/// The steps of the usual procedure, each with what it says nothing without.
fn steps(catalog: &Catalog, name: &str) -> String {
    let mut text = format!("# 还没做到的步骤先删掉，做完一步补一步\n{name}:\n");
    let procedure = &catalog.procedure;
    let Some(variant) = procedure.default_variant() else {
        return text;
    };
    for step in procedure.steps_of(variant) {
        let _ = writeln!(text, "  - 步骤: {}  # {}", step.name, step.title);
        let fields = step.required.iter().filter_map(|id| catalog.field(id));
        for field in fields {
            let _ = write!(text, "    {}", line(field));
        }
    }
    text
}

/// A table with one row to copy, and the names of all its columns.
fn table(table: &TableDef, field: &FieldDef, place: Place) -> String {
    let key = if place == Place::Table {
        &table.key
    } else {
        &field.name
    };
    let needed: Vec<&Column> = table
        .columns
        .iter()
        .filter(|column| column.required)
        .collect();
    let row: Vec<&Column> = if needed.is_empty() {
        table.columns.iter().collect()
    } else {
        needed
    };
    let cells: Vec<String> = row
        .iter()
        .map(|column| {
            let blank = if is_words(column.kind) { FILL_IN } else { "" };
            format!("{}: {blank}", column.name)
        })
        .collect();
    let names: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    format!(
        "# {}：一行一笔，照样往下加；列可以有 {}\n{key}:\n  - {{{}}}\n",
        table.name,
        names.join("、"),
        cells.join(", ")
    )
}

/// Kinds that read any words: a blank would be taken for an answer forgotten, words to replace show what is wanted.
fn is_words(kind: FieldType) -> bool {
    matches!(
        kind,
        FieldType::Text | FieldType::Markdown | FieldType::List | FieldType::Org
    )
}

fn hint(kind: FieldType, options: &[String], unit: Option<&str>) -> String {
    if !options.is_empty() {
        return options.join("、");
    }
    let hint = match kind {
        FieldType::Text | FieldType::Markdown => "文字",
        FieldType::Int | FieldType::Count => "数目",
        FieldType::Money => "金额，例如 12,300.00",
        FieldType::Ratio => "比例，例如 80%",
        FieldType::Date => "日期，例如 2025-10-05",
        FieldType::Period => "期间或日期，例如 2025-09",
        FieldType::Bool => "是、否",
        FieldType::Enum => "选一个",
        FieldType::Code => "编号",
        FieldType::File => "文件，例如 files/2025-09.pdf",
        FieldType::List => "几项时写 [甲, 乙]",
        FieldType::Table => "表",
        FieldType::Org => "单位名称",
        FieldType::Person | FieldType::SubjectPerson => "一个人的姓名",
        FieldType::Persons => "姓名，几个人用顿号分开",
        FieldType::Area => "面积，例如 12.5亩",
        FieldType::Quantity => "数量和单位",
        FieldType::Phone => "值班电话",
        FieldType::Reference => "另一条记录，例如 decision/2025-road",
    };
    match unit {
        Some(unit) => format!("{hint}（{unit}）"),
        None => hint.to_owned(),
    }
}

/// Names with signs that mean something to YAML go into quotes.
fn quoted(text: &str) -> String {
    let is_plain = !text.contains([
        ':', '#', '[', ']', '{', '}', ',', '&', '*', '!', '|', '>', '"', '\'', '%', '@', '`',
    ]);
    if is_plain {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}
