//! M008: a meeting is announced as many days ahead as its body asks.

use crate::check::meeting::ballot;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 会议通知太晚 (M008).
pub(crate) static NOTICE: Check = Check {
    rule: Rule {
        code: "M008",
        title: "会议通知太晚",
        level: Level::Error,
        basis: &["VCOL-25", "RCOL-26", "RCEOL-27"],
        explain: "村民会议、居民会议、成员大会要提前十天通知；有的地方规定代表会议提前三到十天。通知日那天不算。特殊情况临时召开的，把原因写在`特殊情况`里。",
        example: "通知日期: 2026-05-25\n时间: 2026-06-02",
        repair: "通知日期: 2026-05-22\n时间: 2026-06-02",
    },
    run: notice,
};

fn notice(scope: &Scope<'_>, report: &mut Report<'_>) {
    let chain = scope.catalog.profile_chain(&scope.village.profile.rules);
    for ballot in ballot::all(scope) {
        let (Some(given), Some(held)) = (
            ballot.fields.date("notice_given_on"),
            ballot.fields.date("held_on"),
        ) else {
            continue;
        };
        let Some(needed) = ballot.body.notice_days(&chain) else {
            continue;
        };
        let days = (held.value - given.value).num_days();
        let special = ballot.fields.get("special_case").is_some();
        if days >= i64::from(needed) || special && ballot.body.notice.exception.is_some() {
            continue;
        }
        let soft = ballot
            .body
            .notice
            .confidence
            .is_some_and(|confidence| !confidence.may_block());
        report
            .at(
                given.span,
                format!("{}提前 {days} 天通知，应提前 {needed} 天", ballot.body.name),
            )
            .label(held.span, "开会")
            .help("核对两个日期；通知确实晚了的，改期再开")
            .basis(&ballot.body.basis)
            .warn_if(soft);
    }
}
