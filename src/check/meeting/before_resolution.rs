//! M013: nothing that cites a matter is dated before its resolution.

use chrono::NaiveDate;

use crate::catalog::field::FieldType;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::links::lists_contracts;
use crate::model::record::{Fields, Record};
use crate::model::table::{Row, Table};
use crate::model::value::Value;
use crate::source::{Span, Spanned};
use crate::value::period::Period;

/// 决议之前就签约或付款 (M013).
pub(crate) static BEFORE_RESOLUTION: Check = Check {
    rule: Rule {
        code: "M013",
        title: "决议之前就签约或付款",
        level: Level::Error,
        basis: &["VCOL-28", "RCEOL-26"],
        explain: "引用这件事的付款、合同、分配、处置、用印，日期不能早于决议那天；没有通过的，也不能照着办。决议之前收到的补助、为开会用印的通知和请示不算。先花钱后开会，决议就成了补手续。付款只引用合同的，看合同引用的那件事。",
        example: "- {日期: 05-20, 支出: 50,000.00, 决策事项: decision/2026-road}（决议在 6 月 2 日）",
        repair: "- {日期: 06-20, 支出: 50,000.00, 决策事项: decision/2026-road}",
    },
    run: before_resolution,
};

fn before_resolution(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        let waits = record
            .item
            .as_ref()
            .is_some_and(|item| item.after_resolution);
        let own = record.fields.get("matter_id").filter(|_| waits);
        let own = own.and_then(|field| match &field.value {
            Value::Reference(target) => Some(target.as_str()),
            _ => None,
        });
        if let (Some(target), Some(day)) = (own, day(record)) {
            early(scope, "这条公开", day, target, report);
        }
        // A register of decisions dates its steps; only money, contracts and seals must wait for the resolution.
        let is_seal = record.item_id() == "affairs.seal";
        for (_, table) in record.fields.tables() {
            let mut columns = table.def.columns.iter();
            if is_seal || columns.any(|column| column.kind == FieldType::Money) {
                rows(scope, table, own, report);
            }
        }
    }
}

/// The day a record is about, else the day it was published.
fn day(record: &Record) -> Option<Spanned<NaiveDate>> {
    let field = record.fields.get("period_or_event_date");
    let event = field.and_then(|field| match (&field.value, record.period()) {
        (_, Some(Period::Day(day))) => Some(Spanned::new(day, field.span)),
        _ => None,
    });
    event.or_else(|| record.fields.date("published_on"))
}

fn rows(scope: &Scope<'_>, table: &Table, own: Option<&str>, report: &mut Report<'_>) {
    let Some(date) = ["date", "signed_on"].iter().find_map(|id| table.column(id)) else {
        return;
    };
    let kind = match (lists_contracts(table), table.def.id.as_str()) {
        (true, _) => "这份合同",
        (false, "seal_log") => "这次用印",
        (false, "change_orders") => "这次变更",
        (false, _) => "这一笔",
    };
    let says = |row: &Row, id: &str| {
        table
            .column(id)
            .map(|column| row.cell(column).value.to_string())
    };
    for row in table.entries() {
        let cell = row.cell(date);
        let Some(day) = cell.value.date() else {
            continue;
        };
        // Grants come in, and notices are stamped, before the village decides.
        let is_income = table
            .column("income")
            .is_some_and(|column| row.cell(column).value.is_given());
        let paper = says(row, "document").unwrap_or_default();
        let prepares = scope
            .words("preparing_papers", day)
            .any(|word| paper.contains(word));
        if is_income || prepares {
            continue;
        }
        let cited = cited(scope, table, row).or_else(|| own.map(str::to_owned));
        if let Some(target) = cited {
            early(scope, kind, Spanned::new(day, cell.span), &target, report);
        }
    }
}

/// The matter that a row names, or that the contract it names was signed for.
fn cited(scope: &Scope<'_>, table: &Table, row: &Row) -> Option<String> {
    let name = |table: &Table, row: &Row, id: &str| -> Option<String> {
        match &row.cell(table.column(id)?).value {
            Value::Reference(target) | Value::Text(target) => Some(target.clone()),
            _ => None,
        }
    };
    name(table, row, "matter_id").or_else(|| {
        let number = name(table, row, "contract_ref")?;
        let (table, contract) = scope.village.contract(&number)?;
        name(table, contract, "matter_id")
    })
}

/// What decides: a resolution among the steps of a matter, or a meeting that is a record of its own.
fn decision(record: &Record) -> Option<(&Fields, Option<NaiveDate>, Span)> {
    match &record.matter {
        Some(matter) => {
            let step = matter.resolution()?;
            Some((&step.fields, step.date(), step.name))
        }
        None => Some((
            &record.fields,
            record.fields.date("held_on").map(|date| date.value),
            record.item_span,
        )),
    }
}

fn early(
    scope: &Scope<'_>,
    kind: &str,
    day: Spanned<NaiveDate>,
    target: &str,
    report: &mut Report<'_>,
) {
    // What cannot be found is reported where references are resolved.
    let Some(record) = scope.village.named(target) else {
        return;
    };
    let Some((fields, resolved, label)) = decision(record) else {
        let matter = record.matter.as_ref();
        report
            .at(
                day.span,
                format!("{kind}（{}）引用的事项还没有决议", day.value),
            )
            .label(
                matter.map_or(record.item_span, |matter| matter.variant.span),
                "这件事",
            )
            .help("核对引用的事项；决议已作出的，补记决议这一步");
        return;
    };
    let outcome = fields
        .text("outcome")
        .filter(|outcome| matches!(outcome.value.as_str(), "否决" | "退回" | "搁置"));
    if let Some(outcome) = outcome {
        report
            .at(
                day.span,
                format!(
                    "{kind}（{}）引用的事项没有通过，结果是`{}`",
                    day.value, outcome.value
                ),
            )
            .label(outcome.span, "表决结果")
            .help("核对引用的事项；后来又通过的，补记那次决议");
        return;
    }
    if let Some(resolved) = resolved.filter(|resolved| *resolved > day.value) {
        report
            .at(
                day.span,
                format!("{kind}（{}）早于它引用的决议（{resolved}）", day.value),
            )
            .label(label, "决议")
            .help("核对日期和引用的事项");
    }
}
