//! C032: a posting lasts as long as the law asks.

use chrono::Days;

use crate::catalog::item::{DayUnit, Item};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Fields;

/// 《村民委员会组织法》第三十五条, 《城市居民委员会组织法》第三十四条: 公布的时间不得少于十五日 (PUB-03).
pub(crate) static POSTING: Check = Check {
    rule: Rule {
        code: "C032",
        title: "张贴天数不够",
        level: Level::Error,
        basis: &["VCOL-35", "RCOL-34"],
        explain: "法律规定公开内容至少张贴十五天（征地补偿公告三十天），开始那天不算。提前揭下等于没有公布够，要重新张贴。2026年1月1日以前按当地规定的天数。",
        example: "张贴起: 2026-03-10\n张贴止: 2026-03-20",
        repair: "张贴起: 2026-03-10\n张贴止: 2026-03-25",
    },
    run: posting,
};

fn posting(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        one(scope, record.item.as_deref(), &record.fields, report);
        for step in record.matter.iter().flat_map(|matter| &matter.steps) {
            let mut items = step.ids.iter().filter_map(|id| {
                let item = scope.catalog.procedure.steps.get(id)?.item.as_ref()?;
                scope.catalog.items.get(item)
            });
            one(scope, items.next().map(AsRef::as_ref), &step.fields, report);
        }
    }
}

fn one(scope: &Scope<'_>, item: Option<&Item>, fields: &Fields, report: &mut Report<'_>) {
    let (Some(from), Some(until)) = (fields.date("post_from"), fields.date("post_until")) else {
        return;
    };
    if until.value < from.value {
        report
            .at(
                until.span,
                format!("`张贴止`（{}）早于`张贴起`（{}）", until.value, from.value),
            )
            .label(from.span, "张贴起")
            .help("核对两个日期");
        return;
    }
    let profile = scope.village.profile.rules.as_str();
    let floor = item.and_then(|item| scope.catalog.posting_floor(item, profile, from.value));
    let Some(floor) = floor else { return };
    let days = (until.value - from.value).num_days();
    // Working days need the holiday file; until then five of them count as one week.
    let calendar = |days: u32| match floor.unit {
        DayUnit::Calendar => i64::from(days),
        DayUnit::Working => i64::from(days + days / 5 * 2),
    };
    let needed = calendar(floor.days);
    if days >= needed {
        return;
    }
    let mended = u64::try_from(needed)
        .ok()
        .and_then(|days| from.value.checked_add_days(Days::new(days)));
    let help = mended.map_or_else(String::new, |date| {
        format!("张贴到 {date} 或以后；已经提前揭下的，重新张贴")
    });
    let breaks_statute = floor.hard
        || floor
            .statute_days
            .is_some_and(|statute| days < calendar(statute));
    report
        .at(until.span, format!("张贴 {days} 天，少于 {needed} 天"))
        .label(from.span, "张贴起")
        .help(help)
        .basis(&floor.basis)
        .warn_if(!breaks_statute);
}
