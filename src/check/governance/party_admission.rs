//! G020: who joins the party is posted for long enough, and stage after stage.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::value::Value;
use crate::source::Span;

/// 发展党员公示不少于五个工作日, 阶段依次进行 (PTY-02).
pub(crate) static PARTY_ADMISSION: Check = Check {
    rule: Rule {
        code: "G020",
        title: "发展党员公示天数不够或阶段颠倒",
        // No national text with the five working days was confirmed.
        level: Level::Warning,
        basis: &["PARTYADMIT", "PRACTICE"],
        explain: "发展党员各阶段依次是入党积极分子、发展对象、接收预备党员、预备党员转正，公示一般不少于五个工作日（参数`party_notice_days`，开始和结束两天都算，周六周日不算）。同一个人后公示的阶段不能在前面；接收预备党员满一年才转正。",
        example: "阶段: 发展对象\n公示开始: 2026-09-07\n公示结束: 2026-09-10",
        repair: "阶段: 发展对象\n公示开始: 2026-09-07\n公示结束: 2026-09-11",
    },
    run: party_admission,
};

const STAGES: &[&str] = &["入党积极分子", "发展对象", "接收预备党员", "预备党员转正"];

/// A year of probation, less the weeks in which the notice comes before its end.
const PROBATION_DAYS: i64 = 330;

/// One person in one stage.
#[derive(Clone, Copy)]
struct Posted {
    on: NaiveDate,
    stage: usize,
    place: Span,
}

fn party_admission(scope: &Scope<'_>, report: &mut Report<'_>) {
    let mut persons: BTreeMap<String, Vec<Posted>> = BTreeMap::new();
    for record in scope.village.published() {
        if record.item_id() != "party.admission_notice" || record.withdrawal.is_some() {
            continue;
        }
        days(scope, record, report);
        let (Some(stage), Some(on)) = (record.fields.text("stage"), posted_on(record)) else {
            continue;
        };
        let Some(index) = STAGES.iter().position(|name| *name == stage.value) else {
            continue;
        };
        for name in names(record) {
            persons.entry(name).or_default().push(Posted {
                on,
                stage: index,
                place: stage.span,
            });
        }
    }
    for (name, mut posted) in persons {
        posted.sort_by_key(|one| one.on);
        for pair in posted.windows(2) {
            if let [before, after] = pair {
                in_order(&name, *before, *after, report);
            }
        }
    }
}

fn days(scope: &Scope<'_>, record: &Record, report: &mut Report<'_>) {
    let (Some(from), Some(until)) = (
        record.fields.date("notice_start"),
        record.fields.date("notice_end"),
    ) else {
        return;
    };
    let profile = scope.village.profile.rules.as_str();
    let param = scope
        .catalog
        .param("party_notice_days", profile, from.value);
    let Some((needed, basis)) = param.and_then(|param| Some((param.number?, &param.basis))) else {
        return;
    };
    let off = [Weekday::Sat, Weekday::Sun];
    let days = from.value.iter_days().take_while(|day| *day <= until.value);
    let working = days.filter(|day| !off.contains(&day.weekday())).count();
    if until.value < from.value || working >= usize::try_from(needed).unwrap_or(usize::MAX) {
        return;
    }
    report
        .at(
            until.span,
            format!("公示 {working} 个工作日，一般不少于 {needed} 个工作日"),
        )
        .label(from.span, "公示开始")
        .help("延长公示，更新`公示结束`；已经撤下的，重新公示")
        .basis(basis);
}

fn in_order(name: &str, before: Posted, after: Posted, report: &mut Report<'_>) {
    let stage = |posted: Posted| STAGES.get(posted.stage).copied().unwrap_or_default();
    if after.stage < before.stage {
        report
            .at(
                after.place,
                format!(
                    "`{name}`在 {} 公示`{}`，却早在 {} 公示了`{}`",
                    after.on,
                    stage(after),
                    before.on,
                    stage(before)
                ),
            )
            .label(before.place, "先公示的阶段")
            .help("核对阶段和公示日期；是同名的两个人，在姓名后用小组区分");
        return;
    }
    let days = (after.on - before.on).num_days();
    if (before.stage, after.stage) == (2, 3) && days < PROBATION_DAYS {
        report
            .at(
                after.place,
                format!("`{name}`接收预备党员后 {days} 天公示转正，预备期是 365 天"),
            )
            .label(before.place, "接收预备党员")
            .help("核对两次公示的日期；预备期满再转正")
            .basis(&["PARTYADMIT"]);
    }
}

fn posted_on(record: &Record) -> Option<NaiveDate> {
    let start = record.fields.date("notice_start").map(|date| date.value);
    start.or_else(|| record.date())
}

fn names(record: &Record) -> Vec<String> {
    let Some(Value::Table(table)) = record.fields.get("candidates").map(|it| &it.value) else {
        return Vec::new();
    };
    let Some(column) = table.column("name") else {
        return Vec::new();
    };
    let cells = table.entries().map(|row| row.cell(column));
    cells
        .filter(|cell| cell.value.is_given())
        .map(|cell| cell.value.to_string())
        .collect()
}
