//! T001: a record was published by the day it was due.

use crate::calendar;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 公布晚于期限 (PUB-05).
pub(crate) static LATE: Check = Check {
    rule: Rule {
        code: "T001",
        title: "公布得晚了",
        level: Level::Warning,
        basis: &["VCOL-35", "RCOL-34"],
        explain: "定期的事项在期末以后若干天内公布，随时的事项在事情发生以后若干天内公布，天数由目录和当地规定定；最后一天是休息日的顺延。晚了也要公布，所以只提醒。更正过的不算：那时写的是重新公布的日期。",
        example: "期间: 2026-09\n公布日期: 2026-10-21",
        repair: "期间: 2026-09\n公布日期: 2026-10-12",
    },
    run: late,
};

fn late(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        let published = record.fields.date("published_on");
        let Some(published) = published.filter(|_| record.corrections.is_empty()) else {
            continue;
        };
        let last = calendar::last_day(record, scope.village, scope.catalog);
        let Some(last) = last.filter(|last| last.due < published.value) else {
            continue;
        };
        let days = (published.value - last.due).num_days();
        let says = if last.is_event {
            "事情发生的日期"
        } else {
            "所属期间"
        };
        report
            .at(
                published.span,
                format!(
                    "{} 公布，晚了 {days} 天，最迟应在 {}",
                    published.value, last.due
                ),
            )
            .label(last.from, says)
            .help("核对日期；确实晚了的，用`豁免`写明原因，下次在期限内公布")
            .basis(&last.basis);
    }
}
