//! G001: a committee has as many members as the law says, and at least one woman.

use crate::check::governance::offices::{self, Roster, is_bound};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::village::Kind;

/// 村委会3至7人, 居委会5至9人, 应当有妇女成员 (GOV-01).
pub(crate) static COMMITTEE_SIZE: Check = Check {
    rule: Rule {
        code: "G001",
        title: "村(居)委会人数或妇女成员不够",
        level: Level::Error,
        basis: &["VCOL-8", "RCOL-8"],
        explain: "村民委员会由主任、副主任和委员共3至7人组成，居民委员会由5至9人组成，其中至少有一名妇女。名单里另列的下属委员会成员不算。缺额还没有补选的，加一行`姓名: 缺额`，这一行也算一个名额。",
        example: "成员:\n  - {姓名: 王一, 职务: 主任, 性别: 男}\n  - {姓名: 李二, 职务: 委员, 性别: 男}",
        repair: "成员:\n  - {姓名: 王一, 职务: 主任, 性别: 男}\n  - {姓名: 李二, 职务: 委员, 性别: 男}\n  - {姓名: 赵四, 职务: 委员, 性别: 女}",
    },
    run: committee_size,
};

fn committee_size(scope: &Scope<'_>, report: &mut Report<'_>) {
    for roster in offices::rosters(scope, offices::COMMITTEE) {
        size(scope, &roster, report);
        women(scope, &roster, report);
    }
}

fn size(scope: &Scope<'_>, roster: &Roster<'_>, report: &mut Report<'_>) {
    let (body, least, most) = match scope.village.profile.kind {
        Kind::Village => ("村民委员会", 3, 7),
        Kind::Community => ("居民委员会", 5, 9),
    };
    let seats = offices::seats_held(roster.seats());
    // Rows whose post is not understood may be members: too few is said only when they could not make up for it.
    let listed = offices::seats_held(roster.members.iter());
    let is_short = listed < least;
    if seats <= most && !is_short {
        return;
    }
    let count = if is_short { listed } else { seats };
    let help = if is_short {
        "补上漏列的成员；缺额还没有补选的，加一行`姓名: 缺额`"
    } else {
        "核对名单；下属委员会的成员在`职务`里写明是哪个委员会的"
    };
    report
        .at(
            roster.place(),
            format!("{body}成员 {count} 人，法定 {least} 至 {most} 人"),
        )
        .help(help);
}

fn women(scope: &Scope<'_>, roster: &Roster<'_>, report: &mut Report<'_>) {
    if !is_bound(scope, roster.from) {
        return;
    }
    let mut seats = roster.seats().peekable();
    if seats.peek().is_none() {
        return;
    }
    if seats.any(|member| member.is_vacant() || member.gender != Some("男")) {
        return;
    }
    let count = offices::seats_held(roster.seats());
    report
        .at(
            roster.place(),
            format!("成员 {count} 人里妇女 0 人，至少要有 1 人"),
        )
        .help("核对`性别`；还没有妇女成员的，补选一名，补选前加一行`姓名: 缺额`");
}
