//! T005: a date of publication lies far ahead.

use chrono::Days;

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 公布日期写到了很久以后: most likely a slip in the year.
pub(crate) static AHEAD: Check = Check {
    rule: Rule {
        code: "T005",
        title: "公布日期在很久以后",
        level: Level::Warning,
        basis: &["PRACTICE"],
        explain: "先写好、过几天再张贴的，公布日期可以写在今天以后。超过一个月的，多半是年份或月份写错了。日期没到的记录不算公开过：公开台账不算它，“最近更新”也不算它。",
        example: "公布日期: 2036-10-08（今天是 2026-10-08）",
        repair: "公布日期: 2026-10-08",
    },
    run: ahead,
};

/// Work prepared for the next month is ordinary.
const DAYS: u64 = 31;

fn ahead(scope: &Scope<'_>, report: &mut Report<'_>) {
    let latest = scope.today + Days::new(DAYS);
    for record in scope.village.published() {
        let fields = ["published_on", "post_from"];
        let mut days = fields.into_iter().filter_map(|id| record.fields.date(id));
        let Some(day) = days.find(|day| day.value > latest) else {
            continue;
        };
        let ahead = (day.value - scope.today).num_days();
        report
            .at(day.span, format!("{} 还要过 {ahead} 天", day.value))
            .help("核对年份和月份；还没有到公布的时候的，写`草稿: 是`，到时候去掉");
    }
}
