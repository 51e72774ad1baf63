//! G018: no close relatives within one committee.

use std::collections::BTreeSet;

use crate::check::governance::{kin, offices};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::village::Kind;

/// 村(居)委会成员之间不得有近亲属关系 (GOV-02).
pub(crate) static RELATIVES: Check = Check {
    rule: Rule {
        code: "G018",
        title: "同一届委员会里有近亲属",
        // Who is related to whom is what the clerk declares; the election is not undone by a board.
        level: Level::Warning,
        basis: &["VCOL-8", "RCOL-8"],
        explain: "村(居)委会成员之间不得有夫妻、父母子女、兄弟姐妹这样的近亲属关系。按成员名单的`近亲属`一列核对，没有这一列的不判断。写`无`或者写的亲属不在这一届里，都不提醒。",
        example: "成员:\n  - {姓名: 张三, 职务: 主任}\n  - {姓名: 王一, 职务: 委员, 近亲属: 张三（哥哥）}",
        repair: "成员:\n  - {姓名: 张三, 职务: 主任}\n  - {姓名: 周七, 职务: 委员, 近亲属: 无}",
    },
    run: relatives,
};

fn relatives(scope: &Scope<'_>, report: &mut Report<'_>) {
    let body = match scope.village.profile.kind {
        Kind::Village => "村民委员会",
        Kind::Community => "居民委员会",
    };
    for roster in offices::rosters(scope, offices::COMMITTEE) {
        let seats: Vec<_> = roster.seats().copied().collect();
        let names = seats.iter().filter(|member| !member.is_vacant());
        let mut told = BTreeSet::new();
        for (member, other, place) in kin::across(&seats, names.map(|member| member.name)) {
            let pair = (member.min(other), member.max(other));
            if !told.insert(pair) {
                continue;
            }
            let note = report
                .at(
                    place,
                    format!("`{member}`和`{other}`申报是近亲属，同在一届{body}"),
                )
                .help("核对申报；属实的报乡镇（街道）处理，处理情况用`豁免`写明");
            if let Some(other) = roster.find(other) {
                note.label(other.span, "另一人");
            }
        }
    }
}
