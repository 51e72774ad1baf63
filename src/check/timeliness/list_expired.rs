//! T002: lists of named persons leave the site when their posting is long over.

use crate::catalog::field::FieldType;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;

/// 名单张贴期满三十天仍在网上 (PRIV-11).
pub(crate) static LIST_EXPIRED: Check = Check {
    rule: Rule {
        code: "T002",
        title: "名单张贴期满还在网上",
        level: Level::Warning,
        basis: &["PIPL-47"],
        explain: "参选人员、委托投票、救灾、危房改造的名单是为了让大家当时监督，目的达到后个人信息应当撤下。张贴期满三十天的，用`撤回`撤下名单：网页上只留标题、日期和撤回的原因，说明曾经公开过。",
        example: "张贴止: 2026-04-26（今天 2026-09-30，名单还在）",
        repair: "撤回: {日期: 2026-05-20, 原因: 张贴期满，名单按规定撤下, 批准人: 张三}",
    },
    run: list_expired,
};

const KEPT_DAYS: i64 = 30;

fn list_expired(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        let Some(until) = record.fields.date("post_until") else {
            continue;
        };
        let days = (scope.today - until.value).num_days();
        let count = named(record);
        if days <= KEPT_DAYS || count == 0 || record.withdrawal.is_some() {
            continue;
        }
        report
            .at(
                until.span,
                format!("张贴期满 {days} 天，{count} 人的名单还在网上，最多再留 {KEPT_DAYS} 天"),
            )
            .help("加上`撤回: {日期: …, 原因: 张贴期满, 批准人: …}`，网页上就只留公开过这件事");
    }
}

/// Lists whose purpose ends with their posting. Aid that goes on is listed while it lasts, and money of the collective
/// stays on the books.
const PASSING: &[&str] = &[
    "affairs.election_voters",
    "affairs.election_proxies",
    "affairs.disaster_relief",
    "affairs.disaster_rebuild",
    "affairs.house_renovation",
];

/// How many persons a list names.
fn named(record: &Record) -> usize {
    if !PASSING.contains(&record.item_id()) {
        return 0;
    }
    let tables = record.fields.tables();
    let counts = tables.filter_map(|(_, table)| {
        let columns = table.def.columns.iter();
        let mut columns = columns.enumerate();
        let (index, _) = columns.find(|(_, column)| column.kind == FieldType::SubjectPerson)?;
        let rows = table.entries();
        Some(rows.filter(|row| row.cell(index).value.is_given()).count())
    });
    counts.sum()
}
