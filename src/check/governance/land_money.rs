//! G013: money of the land and of the collective is shared out by a decision of its members.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::matter::Step;
use crate::model::record::Record;
use crate::model::value::Value;
use crate::source::{Span, Spanned};
use crate::value::money::Money;

/// 土地补偿费和收益分配要有成员大会的决议 (AFF-04, FIN-08).
pub(crate) static LAND_MONEY: Check = Check {
    rule: Rule {
        code: "G013",
        title: "分配未见成员的决议",
        level: Level::Error,
        basis: &["RCEOL-26", "RCEOL-27", "CC-261"],
        explain: "土地补偿费怎么用、怎么分，由成员大会决定，要全体成员三分之二以上同意，代表大会不能代替；收益分配由成员大会决定，章程授权的可以由成员代表大会决定。这样的公开要用`决策事项`引用那件事，那件事要有通过的决议。2025年5月1日以前没有这样的表决要求，只提醒。",
        example: "公开事项: 土地补偿费收支与分配(专项公开)\n土地补偿费:\n  - {…, 到户: 327,360.00}",
        repair: "公开事项: 土地补偿费收支与分配(专项公开)\n决策事项: decision/2026-landcomp\n土地补偿费:\n  - {…, 到户: 327,360.00}",
    },
    run: land_money,
};

fn land_money(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(in_force) = NaiveDate::from_ymd_opt(2025, 5, 1) else {
        return;
    };
    for record in scope.village.published() {
        let Some(paid) = paid(record) else { continue };
        let soft = record.date().is_none_or(|on| on < in_force);
        let mut cited = record.references.iter();
        let Some(cited) = cited.find(|reference| reference.relation == DECISION) else {
            report
                .at(
                    paid.span,
                    format!("分给各户 {} 元，未见成员大会的决议", paid.value),
                )
                .help("加上`决策事项`，写那件事的地址；还没有登记的，先登记那件事和决议")
                .warn_if(soft);
            continue;
        };
        // What cannot be found at all is reported where references are resolved.
        if let Some(target) = scope.village.record(&cited.target) {
            decision(scope, target, cited.target.span, soft, report);
        }
    }
}

/// The word under which a record cites what decided it.
const DECISION: &str = "决策事项";

/// What was shared out: the place of the table, and how much.
fn paid(record: &Record) -> Option<Spanned<String>> {
    let (table, column) = match record.item_id() {
        "finance.land_compensation" => ("land_compensation", "to_households"),
        "finance.distribution" => ("household_distribution", "amount"),
        _ => return None,
    };
    let field = record.fields.0.get(table)?;
    let Value::Table(table) = &field.value.value else {
        return None;
    };
    let sum = table.sum(table.column(column)?)?;
    let shown = Money::from_decimal_yuan(sum)?.to_string();
    (sum > Decimal::ZERO).then(|| Spanned::new(shown, field.key))
}

fn decision(scope: &Scope<'_>, target: &Record, cited: Span, soft: bool, report: &mut Report<'_>) {
    if matches!(
        target.item_id(),
        "decision.member_assembly" | "decision.member_reps"
    ) {
        return;
    }
    let Some(matter) = &target.matter else {
        report
            .at(cited, format!("引用的`{}`里未见决议", target.title.value))
            .label(target.item_span, "引用的记录")
            .help("引用有`步骤`的那件事，或成员大会的记录")
            .warn_if(soft);
        return;
    };
    let step = matter.resolution();
    let Some(step) = step.filter(|step| has_passed(step)) else {
        report
            .at(
                cited,
                format!("引用的`{}`还没有通过的决议", target.title.value),
            )
            .label(matter.variant.span, "引用的记录")
            .help("核对引用的事项；决议已作出的，补记决议这一步")
            .warn_if(soft);
        return;
    };
    let Some(body) = &step.body else { return };
    if matches!(
        body.value.as_str(),
        "collective_assembly" | "collective_reps"
    ) {
        return;
    }
    let name = scope.catalog.procedure.bodies.get(&body.value);
    let name = name.map_or(body.value.as_str(), |body| body.name.as_str());
    report
        .at(
            cited,
            format!("分配由{name}决定，要由成员大会或成员代表大会决定"),
        )
        .label(body.span, "作出决议的会议")
        .help("由成员大会表决；没有集体经济组织、由村民会议代行的，用`豁免`写明")
        // Where there is no collective, the committee's bodies act in its place (RCEOL 64).
        .warn_if(true);
}

fn has_passed(step: &Step) -> bool {
    let outcome = step.fields.text("outcome");
    outcome.is_none_or(|outcome| matches!(outcome.value.as_str(), "通过" | "修改后通过"))
}
