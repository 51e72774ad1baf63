//! M013: nothing that cites a matter is dated before its resolution.

use chrono::NaiveDate;

use crate::catalog::field::FieldType;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::address::normal;
use crate::model::matter::Matter;
use crate::model::value::Value;
use crate::source::Span;

/// 决议之前就签约或付款 (M013).
pub(crate) static BEFORE_RESOLUTION: Check = Check {
    rule: Rule {
        code: "M013",
        title: "决议之前就签约或付款",
        level: Level::Error,
        basis: &["VCOL-28", "RCEOL-26"],
        explain: "引用这件事的付款、合同、分配，日期不能早于决议那天。先花钱后开会，决议就成了补手续。",
        example: "- {日期: 05-20, 支出: 50,000.00, 决策事项: decision/2026-road}（决议在 6 月 2 日）",
        repair: "- {日期: 06-20, 支出: 50,000.00, 决策事项: decision/2026-road}",
    },
    run: before_resolution,
};

fn before_resolution(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        // A register of decisions dates its steps; only money, contracts and seals must wait for the resolution.
        let is_seal = record.item_id() == "affairs.seal";
        for (_, table) in record.fields.tables() {
            let has_money = table
                .def
                .columns
                .iter()
                .any(|column| column.kind == FieldType::Money);
            if !has_money && !is_seal {
                continue;
            }
            let references = table
                .def
                .columns
                .iter()
                .position(|column| column.kind == FieldType::Reference);
            let dates = table
                .def
                .columns
                .iter()
                .position(|column| column.kind == FieldType::Date);
            let (Some(reference), Some(date)) = (references, dates) else {
                continue;
            };
            for row in table.entries() {
                let cell = row.cell(date);
                let Value::Reference(target) = &row.cell(reference).value else {
                    continue;
                };
                let matter = scope
                    .village
                    .record(&normal(target))
                    .and_then(|record| record.matter.as_ref());
                let (Some(paid), Some(matter)) = (cell.value.date(), matter) else {
                    continue;
                };
                early(cell.span, paid, matter, report);
            }
        }
    }
}

fn early(span: Span, paid: NaiveDate, matter: &Matter, report: &mut Report<'_>) {
    match matter.resolved_on() {
        Some(resolved) if resolved <= paid => {}
        Some(resolved) => {
            let label = matter.resolution().map_or(span, |step| step.name);
            report
                .at(
                    span,
                    format!("这一笔（{paid}）早于它引用的决议（{resolved}）"),
                )
                .label(label, "决议")
                .help("核对日期和引用的事项");
        }
        None => {
            report
                .at(span, format!("这一笔（{paid}）引用的事项还没有决议"))
                .label(matter.variant.span, "这件事")
                .help("核对引用的事项；决议已作出的，补记决议这一步");
        }
    }
}
