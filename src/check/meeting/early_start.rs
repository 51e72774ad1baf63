//! M012: implementation waits for the objection window.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::matter::{Matter, Step};
use crate::source::Span;

/// 公示期没过或异议没有答复就开始实施 (M012).
pub(crate) static EARLY_START: Check = Check {
    rule: Rule {
        code: "M012",
        title: "公示期没过或异议没有答复就开始实施",
        level: Level::Warning,
        basis: &["SD-CWGK-16"],
        explain: "决议公开以后，给村民留出提意见的日子（默认五天）再实施；有异议的，答复以后再实施。",
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
        unanswered(matter, started.span, report);
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

/// Words that say that an objection waits for its answer.
const WAITING: &[&str] = &[
    "未答复",
    "待答复",
    "没有答复",
    "未处理",
    "待处理",
    "正在处理",
    "处理中",
    "正在核实",
    "核实中",
];

fn unanswered(matter: &Matter, started: Span, report: &mut Report<'_>) {
    let posted = matter.step("disclose_resolution");
    let Some(result) = posted.and_then(|step| step.fields.text("objection_result")) else {
        return;
    };
    if let Some(word) = WAITING.iter().find(|word| result.contains(**word)) {
        report
            .at(started, format!("已经开始实施，异议处理写的是`{word}`"))
            .label(result.span, "异议处理")
            .help("答复以后再实施；已经答复的，更新`异议处理`");
    }
}
