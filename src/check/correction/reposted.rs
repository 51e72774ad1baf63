//! R004: what was corrected hangs for the full time again.

use crate::catalog::item::DayUnit;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;

/// 更正后重新张贴, 期限重新计算 (PUB-09).
pub(crate) static REPOSTED: Check = Check {
    rule: Rule {
        code: "R004",
        title: "更正后张贴的天数不够",
        level: Level::Error,
        basis: &["SD-CWGK-13", "CQ-31", "VCOL-35", "RCOL-34"],
        explain: "更正等于换了一版，新的一版要从更正那天起重新张贴够天数，原来那一版张贴过的天数不算。把`公布日期`、`张贴起`、`张贴止`改成新版的日期。山东、重庆的条例这样规定，是错误；其他地方提醒。",
        example: "张贴起: 2026-05-08\n张贴止: 2026-05-24\n更正:\n  - {日期: 2026-05-20, 原因: 抄错, 批准人: 张三, 内容: 支出由2860.00元改为2680.00元}",
        repair: "公布日期: 2026-05-20\n张贴起: 2026-05-20\n张贴止: 2026-06-05\n更正:\n  - {日期: 2026-05-20, 原因: 抄错, 批准人: 张三, 内容: 支出由2860.00元改为2680.00元}",
    },
    run: reposted,
};

fn reposted(scope: &Scope<'_>, report: &mut Report<'_>) {
    let profile = scope.village.profile.rules.as_str();
    let is_written = ["SD-CWGK-13", "CQ-31"]
        .iter()
        .any(|id| scope.catalog.is_of(id, profile));
    for record in scope.village.published() {
        if record.withdrawal.is_none() {
            one(scope, record, !is_written, report);
        }
    }
}

fn one(scope: &Scope<'_>, record: &Record, soft: bool, report: &mut Report<'_>) {
    let dated = record.corrections.iter();
    let last = dated.filter_map(|change| Some((change.date?, change.span)));
    let Some((changed, place)) = last.max_by_key(|(day, _)| *day) else {
        return;
    };
    let (Some(from), Some(until)) = (
        record.fields.date("post_from"),
        record.fields.date("post_until"),
    ) else {
        return;
    };
    // Posted after the correction: whether that is long enough is C032.
    if from.value >= changed {
        return;
    }
    let profile = scope.village.profile.rules.as_str();
    let floor = record
        .item
        .as_ref()
        .and_then(|item| scope.catalog.posting_floor(item, profile, changed));
    let Some(floor) = floor else { return };
    let needed = match floor.unit {
        DayUnit::Calendar => i64::from(floor.days),
        DayUnit::Working => i64::from(floor.days + floor.days / 5 * 2),
    };
    let days = (until.value - changed).num_days().max(0);
    if days >= needed {
        return;
    }
    report
        .at(
            until.span,
            format!("更正（{changed}）以后张贴 {days} 天，少于 {needed} 天"),
        )
        .label(place, "更正")
        .help("重新张贴更正后的一版，把`公布日期`、`张贴起`、`张贴止`改成新版的日期")
        .warn_if(soft || !floor.hard);
}
