//! M012: implementation waits for the objection window.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::matter::Step;

/// 公示期没过就开始实施 (M012).
pub(crate) static EARLY_START: Check = Check {
    rule: Rule {
        code: "M012",
        title: "公示期没过就开始实施",
        level: Level::Warning,
        basis: &["SD-CWGK-16"],
        explain: "决议公开以后，给村民留出提意见的日子（默认五天）再实施。",
        example: "- {步骤: 决议公开, 张贴起: 2026-06-03}\n- {步骤: 实施, 时间: 2026-06-05}",
        repair: "- {步骤: 决议公开, 张贴起: 2026-06-03}\n- {步骤: 实施, 时间: 2026-06-09}",
    },
    run: early_start,
};

fn early_start(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        let Some(matter) = &record.matter else {
            continue;
        };
        let (Some(posted), Some(started)) = (
            matter.step("disclose_resolution").and_then(Step::dated),
            matter.step("implement").and_then(Step::dated),
        ) else {
            continue;
        };
        let window = scope
            .catalog
            .param(
                "villager_objection_days",
                &scope.village.profile.rules,
                posted.value,
            )
            .and_then(|value| value.number)
            .unwrap_or(5);
        let days = (started.value - posted.value).num_days();
        if days > i64::from(window) {
            continue;
        }
        report
            .at(
                started.span,
                format!("决议公开后第 {days} 天开始实施，提意见的期限是 {window} 天"),
            )
            .label(posted.span, "决议公开")
            .help("提意见的期限过后再实施；紧急的写明原因");
    }
}
