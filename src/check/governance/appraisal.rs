//! G005: whoever was found incompetent twice in a row is no longer listed as a member.

use std::collections::BTreeMap;

use crate::check::governance::offices::{self, is_bound};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::table::{Row, Table};
use crate::model::value::Value;
use crate::source::Span;

/// 连续两次被评议不称职的, 职务终止 (GOV-05).
pub(crate) static APPRAISAL: Check = Check {
    rule: Rule {
        code: "G005",
        title: "连续两次评议不称职，成员名单没有变",
        level: Level::Error,
        basis: &["VCOL-38", "RCOL-37"],
        explain: "村(居)委会成员连续两次被评议为不称职，职务终止。按`等次`看；没有写等次的，不称职票超过一半算不称职。两次之后最新的成员名单里还有这个人，就是两处对不上。",
        example: "2024年评议: 王一 不称职\n2025年评议: 王一 不称职\n2026年成员名单: 王一 委员",
        repair: "2026年成员名单: 缺额 委员",
    },
    run: appraisal,
};

fn appraisal(scope: &Scope<'_>, report: &mut Report<'_>) {
    let rosters = offices::rosters(scope, offices::COMMITTEE);
    let Some(newest) = rosters.last() else { return };
    let records = scope.village.published();
    let mut appraisals: Vec<_> = records
        .filter(|record| record.item_id() == "affairs.appraisal")
        .filter_map(|record| {
            let held = record.fields.date("held_on").map(|date| date.value);
            Some((held.or_else(|| record.date())?, record))
        })
        .collect();
    appraisals.sort_by_key(|(on, _)| *on);
    let mut failed: BTreeMap<&str, Span> = BTreeMap::new();
    for (_, record) in appraisals {
        let Some(Value::Table(table)) = record.fields.get("appraisal_result").map(|it| &it.value)
        else {
            continue;
        };
        for (name, span, is_incompetent) in results(table) {
            if !is_incompetent {
                failed.remove(name);
                continue;
            }
            let (Some(before), Some(member)) = (failed.insert(name, span), newest.find(name))
            else {
                continue;
            };
            report
                .at(
                    member.span,
                    format!(
                        "`{name}`连续 2 次评议不称职，成员名单里仍列为{}",
                        member.post
                    ),
                )
                .label(before, "第一次不称职")
                .label(span, "第二次不称职")
                .help("职务已经终止的，公布新的成员名单；等次写错了的，更正评议结果")
                .warn_if(!is_bound(scope, newest.from));
        }
    }
}

/// Name, place and whether the result is 不称职, of every row that says so or not.
fn results(table: &Table) -> Vec<(&str, Span, bool)> {
    let Some(name) = table.column("name") else {
        return Vec::new();
    };
    let rows = table.entries().filter_map(|row| {
        let cell = row.cell(name);
        match &cell.value {
            Value::Person(person) => Some((person.name(), cell.span, is_incompetent(table, row))),
            _ => None,
        }
    });
    rows.collect()
}

fn is_incompetent(table: &Table, row: &Row) -> bool {
    let grade = table.column("grade").map(|column| &row.cell(column).value);
    if let Some(Value::Text(grade)) = grade {
        return grade.contains("不称职");
    }
    let votes = |id: &str| {
        let column = table.column(id)?;
        row.cell(column).value.count()
    };
    let against = votes("incompetent").unwrap_or(0);
    let others = ["excellent", "competent", "basic"];
    let others: i64 = others.into_iter().filter_map(votes).sum();
    against > others
}
