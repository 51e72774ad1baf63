//! T004: every opinion is answered within the days of the place.

use crate::calendar::opinions::Clock;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 意见超过答复期限没有答复 (PUB-10).
pub(crate) static UNANSWERED: Check = Check {
    rule: Rule {
        code: "T004",
        title: "意见超过期限没有答复",
        level: Level::Warning,
        basis: &["SD-CWGK-16", "LOCAL-10"],
        explain: "居民对公开内容提的意见，要在当地规定的日子里答复（山东5天、重庆3天、上海15天，国家没有定，默认10天），从收到的第二天算起。后来的记录里用同一个编号写上答复和答复日期，就算答复了。超过期限两倍还没有答复的，提醒里写明；居民可以向乡镇（街道）和县里反映。",
        example: "- {编号: 12, 日期: 2026-10-09, 内容: 路灯不亮}（今天 2026-11-20）",
        repair: "- {编号: 12, 日期: 2026-10-09, 内容: 路灯不亮, 答复: 10月12日已换, 答复日期: 2026-10-12}",
    },
    run: unanswered,
};

fn unanswered(scope: &Scope<'_>, report: &mut Report<'_>) {
    let rules = &scope.village.profile.rules;
    for opinion in scope.opinions {
        let (Clock::Overdue(days), Some((limit, due))) = (opinion.clock, opinion.limit) else {
            continue;
        };
        let age = (scope.today - opinion.received).num_days();
        let twice = if age > 2 * i64::from(limit) {
            "，已超过期限的两倍"
        } else {
            ""
        };
        let param = scope.catalog.param("reply_days", rules, opinion.received);
        let basis = param.map_or(&[][..], |value| &value.basis);
        report
            .at(
                opinion.span,
                format!(
                    "意见`{}`应在 {limit} 天内、{due} 前答复，逾期 {days} 天{twice}",
                    opinion.number
                ),
            )
            .help("写上`答复`和`答复日期`；在后来的记录里答复的，用同一个编号")
            .basis(basis);
    }
}
