//! P001, P002, P003: no identity number, bank card or mobile anywhere in a village's files.
//!
//! Findings name file, line and column; the text itself is never shown.

use std::collections::BTreeSet;

use crate::catalog::field::FieldType;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::{Fields, Record};
use crate::model::table::Table;
use crate::model::value::Value;
use crate::privacy::{self, Kind};
use crate::source::{FileId, Span};

/// PRIV-01.
pub(crate) static ID_NUMBER: Check = Check {
    rule: Rule {
        code: "P001",
        title: "有身份证号",
        level: Level::Error,
        basis: &["PIPL-25"],
        explain: "身份证号（含残疾证号里的）任何情况下都不公开。公开名单只写姓名、村民小组和金额；同名的加小组或户序号区分。为了不再传播，这里不显示号码本身，只说在哪一行。",
        example: "摘要: 发放补贴（身份证号……）",
        repair: "摘要: 发放补贴（三组）",
    },
    run: id_number,
};

/// PRIV-02.
pub(crate) static BANK_CARD: Check = Check {
    rule: Rule {
        code: "P002",
        title: "有银行卡号",
        level: Level::Error,
        basis: &["PIPL-25"],
        explain: "个人银行卡号、社保卡金融账号任何情况下都不公开，尾号也不用写。这里不显示号码本身，只说在哪一行。",
        example: "备注: 打入银行卡……",
        repair: "备注: 打卡发放",
    },
    run: bank_card,
};

/// PRIV-03.
pub(crate) static MOBILE: Check = Check {
    rule: Rule {
        code: "P003",
        title: "有手机号",
        level: Level::Error,
        basis: &["PIPL-25"],
        explain: "个人手机号不公开。要留联系方式的，在`值班电话`、`意见受理`、`监督举报电话`这些项里写值班电话或办公电话。这里不显示号码本身，只说在哪一行。",
        example: "摘要: 联系王一 139……",
        repair: "值班电话: 0531-88881234",
    },
    run: mobile,
};

fn id_number(scope: &Scope<'_>, report: &mut Report<'_>) {
    search(scope, &[Kind::IdNumber], report);
}

fn bank_card(scope: &Scope<'_>, report: &mut Report<'_>) {
    search(scope, &[Kind::BankCard], report);
}

fn mobile(scope: &Scope<'_>, report: &mut Report<'_>) {
    search(scope, &[Kind::Mobile, Kind::MobileEmail], report);
}

fn search(scope: &Scope<'_>, kinds: &[Kind], report: &mut Report<'_>) {
    for index in 0..scope.tree.files.len() {
        let file = FileId(index);
        let record = scope
            .village
            .records
            .iter()
            .find(|record| record.file == file);
        for span in in_file(scope, file, record, kinds) {
            report
                .at(span, format!("这里有{}", kinds[0].name()))
                .help(remedy(kinds[0]));
        }
    }
    for path in scope.tree.assets.keys().filter(|path| names(path, kinds)) {
        let by = scope.village.records.iter().find(|record| {
            record
                .attachments
                .iter()
                .any(|attachment| attachment.path.value == *path)
        });
        let span = by.map_or(scope.village.span, |record| Span::top(record.file));
        report
            .at(span, format!("一个附件的文件名里有{}", kinds[0].name()))
            .help("改文件名，去掉号码");
    }
}

fn remedy(kind: Kind) -> &'static str {
    match kind {
        Kind::IdNumber => "删去号码；同名的写村民小组或户序号",
        Kind::BankCard => "删去号码；写`打卡发放`就够了",
        _ => "删去号码；要留电话的写值班电话",
    }
}

fn in_file(
    scope: &Scope<'_>,
    file: FileId,
    record: Option<&Record>,
    kinds: &[Kind],
) -> BTreeSet<Span> {
    let source = scope.tree.file(file);
    let mut found = BTreeSet::new();
    for hit in privacy::find(&source.text) {
        if kinds.contains(&hit.kind) {
            found.insert(Span {
                file,
                start: hit.start,
                end: hit.end,
            });
        }
    }
    if names(scope.tree.local_path(file), kinds) {
        found.insert(Span::top(file));
    }
    let Some(record) = record else { return found };
    for (_, table) in record.fields.tables() {
        found.extend(in_table(table, scope, kinds));
    }
    for span in public_phones(record) {
        found
            .retain(|hit| hit.start < span.start || hit.end > span.end || kinds[0] != Kind::Mobile);
    }
    // A hit by the words of a column inside a hit by the text is one matter.
    let all = found.clone();
    found.retain(|hit| {
        !all.iter()
            .any(|other| other != hit && other.start <= hit.start && hit.end <= other.end)
    });
    found
}

fn names(path: &str, kinds: &[Kind]) -> bool {
    privacy::find(path)
        .iter()
        .any(|hit| kinds.contains(&hit.kind))
}

/// Numbers under the word of their column, and numbers split over cells.
fn in_table(table: &Table, scope: &Scope<'_>, kinds: &[Kind]) -> Vec<Span> {
    let mut found = Vec::new();
    for row in &table.rows {
        let texts: Vec<&str> = row
            .cells
            .iter()
            .map(|cell| {
                if cell.span == row.span {
                    ""
                } else {
                    scope.tree.file(cell.span.file).slice(cell.span)
                }
            })
            .collect();
        for (index, text) in texts.iter().enumerate() {
            let head = &table.def.columns[index].name;
            let hits = privacy::find_under(head, text);
            let hits = hits.iter().filter(|hit| kinds.contains(&hit.kind));
            found.extend(hits.map(|hit| row.cells[index].span.within(hit.start, hit.end)));
        }
        let split = privacy::find_in_cells(&texts);
        let split = split.iter().filter(|hit| kinds.contains(&hit.kind));
        found.extend(split.map(|hit| row.cells[hit.first].span));
    }
    found
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
            spans.extend(
                table
                    .rows
                    .iter()
                    .map(|row| row.cell(index))
                    .filter(|cell| !matches!(cell.value, Value::Blank))
                    .map(|cell| cell.span),
            );
        }
    }
    spans
}
