//! G017: the collective's assembly meets once a year, and its papers lie open before it.

use crate::check::governance::meetings::{Meetings, bounds, countable_year, year_in_words};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 成员大会没有按期开，会前材料公布晚了 (GOV-09).
pub(crate) static MEMBER_ASSEMBLY: Check = Check {
    rule: Rule {
        code: "G017",
        title: "成员大会次数不够，或会前材料公布晚了",
        level: Level::Warning,
        basis: &["RCEOL-27", "RCEOL-46"],
        explain: "农村集体经济组织成员大会每年至少召开一次；年度经营报告、年度财务会计报告和收益分配方案，应在成员大会召开十日前供成员查阅。一年快完了（12月）才数成员大会；从来没有公开过集体经济组织会议的不数。",
        example: "会议时间: 2026-03-10\n公布日期: 2026-03-05",
        repair: "会议时间: 2026-03-10\n公布日期: 2026-02-27",
    },
    run: member_assembly,
};

const ASSEMBLY: &str = "decision.member_assembly";
const ALL: &[&str] = &[ASSEMBLY, "decision.member_reps", "decision.board"];
const PAPERS: &str = "finance.annual_package";
const BODY: &str = "collective_assembly";

fn member_assembly(scope: &Scope<'_>, report: &mut Report<'_>) {
    once_a_year(scope, report);
    papers(scope, report);
}

fn once_a_year(scope: &Scope<'_>, report: &mut Report<'_>) {
    let body = scope.catalog.procedure.bodies.get(BODY);
    let Some((body, least)) = body.and_then(|body| Some((body, body.min_per_year?))) else {
        return;
    };
    let year = countable_year(scope);
    let Some((year, days)) = year.and_then(|year| Some((year, bounds(year)?))) else {
        return;
    };
    let all = Meetings::of(scope, ALL);
    let Some((all, own)) = all.zip(Meetings::of(scope, &[ASSEMBLY])) else {
        return;
    };
    let is_in_force = scope.catalog.source("RCEOL-27", days.0).is_some();
    let count = own.between(days);
    let is_enough = count >= usize::try_from(least).unwrap_or(1);
    if !all.are_shown() || !is_in_force || is_enough {
        return;
    }
    report
        .at(
            all.place(scope),
            format!(
                "{}每年至少 {least} 次，{}记录里有 {count} 次",
                body.name,
                year_in_words(scope, year)
            ),
        )
        .help("开过的，补上会议记录；还没有开的，由理事会召集")
        .basis(&["RCEOL-27"]);
}

fn papers(scope: &Scope<'_>, report: &mut Report<'_>) {
    let body = scope.catalog.procedure.bodies.get(BODY);
    let Some(papers) = body.and_then(|body| body.papers.as_ref()) else {
        return;
    };
    for record in scope.village.published() {
        let is_first = record.item_id() == PAPERS && record.corrections.is_empty();
        let published = record.fields.date("published_on").filter(|_| is_first);
        let Some((published, held)) = published.zip(record.fields.date("held_on")) else {
            continue;
        };
        let days = (held.value - published.value).num_days();
        if days >= i64::from(papers.days) {
            continue;
        }
        let said = if days < 0 {
            format!("在成员大会以后第 {} 天才公布", -days)
        } else {
            format!("在成员大会前 {days} 天公布")
        };
        report
            .at(
                published.span,
                format!("会前材料{said}，应提前 {} 天", papers.days),
            )
            .label(held.span, "成员大会")
            .help("核对两个日期；确实晚了的，下次提前公布，用`豁免`写明原因")
            .basis(&papers.basis);
    }
}
