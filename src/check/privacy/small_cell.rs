//! P006: a number of persons is not so small that everyone knows who it is.

use crate::catalog::field::FieldType;
use crate::catalog::item::{Category, Privacy};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::source::Span;

/// PRIV-07: cells below the least of the class `aggregate`.
pub(crate) static SMALL_CELL: Check = Check {
    rule: Rule {
        code: "P006",
        title: "人数太少，容易看出是谁",
        level: Level::Warning,
        basis: &["PIPL-25"],
        explain: "只公布人数和金额的事项，是为了不让人看出是谁。一个村里只有一两个人的，数字本身就说出了是谁，所以少于三人的要并到别的类别或别的期里。0 人不提醒。",
        example: "人数: 1",
        repair: "人数: 4（和上半年合在一起）",
    },
    run: small_cell,
};

fn small_cell(scope: &Scope<'_>, report: &mut Report<'_>) {
    let classes = scope.catalog.privacy_classes.iter();
    let mut classes = classes.filter(|class| class.class == Privacy::Aggregate);
    let least = classes.next().and_then(|class| class.min_cell);
    let Some(least) = least.map(i64::from) else {
        return;
    };
    for record in &scope.village.records {
        let privacy = record.item.as_ref().map(|item| item.privacy);
        // Party members in office and at work are no aided group.
        if privacy != Some(Privacy::Aggregate) || record.category == Category::Party {
            continue;
        }
        for (count, place) in persons(record) {
            if (1..least).contains(&count) {
                report
                    .at(place, format!("这里的人数少于 {least} 人"))
                    .help("和相近的类别合并，或几期合起来公布；确实并不了的，用`豁免`写明");
            }
        }
    }
}

/// Every number of persons, by the word of its field or column.
fn persons(record: &Record) -> Vec<(i64, Span)> {
    let is_persons =
        |kind: FieldType, name: &str| kind == FieldType::Count && name.ends_with("人数");
    let fields = record.fields.0.values();
    let fields = fields.filter(|field| is_persons(field.def.kind, &field.def.name));
    let mut found: Vec<(i64, Span)> = fields
        .filter_map(|field| Some((field.value.count()?, field.value.span)))
        .collect();
    for (_, table) in record.fields.tables() {
        let columns = table.def.columns.iter().enumerate();
        for (index, _) in columns.filter(|(_, column)| is_persons(column.kind, &column.name)) {
            let cells = table.entries().map(|row| row.cell(index));
            found.extend(cells.filter_map(|cell| Some((cell.value.count()?, cell.span))));
        }
    }
    found
}
