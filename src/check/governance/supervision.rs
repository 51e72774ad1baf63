//! G002: who supervises is not who is supervised, and the supervision committee has its size.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::check::governance::kin;
use crate::check::governance::offices::{self, Keepers, Roster, is_bound};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::village::Kind;
use crate::source::Span;

/// 监督委员会与村(居)委会, 会计, 出纳不重合, 3至5人 (GOV-03).
pub(crate) static SUPERVISION: Check = Check {
    rule: Rule {
        code: "G002",
        title: "监督委员会的组成不合规定",
        level: Level::Error,
        basis: &["VCOL-37", "RCOL-36", "JDW-2017"],
        explain: "监督委员会监督村(居)委会和账目，所以村(居)委会成员、会计、出纳不能当监督委员会成员，村(居)委会成员的近亲属也不能（看名单的`近亲属`一列）。监督委员会由3至5人组成，山东要求是单数。",
        example: "村委会成员: 王一、李二、赵四\n监督委员会成员: 李二、钱五、孙六",
        repair: "村委会成员: 王一、李二、赵四\n监督委员会成员: 周七、钱五、孙六",
    },
    run: supervision,
};

/// Shandong asks for an odd number.
const ODD: &str = "supervision_committee_odd";

fn supervision(scope: &Scope<'_>, report: &mut Report<'_>) {
    let committees = offices::rosters(scope, offices::COMMITTEE);
    let keepers = Keepers::of(scope);
    let rosters = offices::rosters(scope, offices::SUPERVISION);
    for (index, roster) in rosters.iter().enumerate() {
        let until = rosters.get(index + 1).map(|next| next.from);
        size(scope, roster, report);
        let soft = !is_bound(scope, roster.from);
        let others = others(roster, until, &committees, &keepers);
        let mut told = BTreeSet::new();
        for (name, post, place, basis) in &others {
            let Some(member) = roster.find(name).filter(|_| told.insert(*name)) else {
                continue;
            };
            report
                .at(member.span, format!("`{name}`是监督委员会成员，又是{post}"))
                .label(*place, *post)
                .help("换掉其中一个职务后更新名单；名单已经变了的，公布新名单")
                .basis(basis)
                .warn_if(soft);
        }
        relatives(roster, &committees, &others, soft, report);
    }
}

/// 监督委员会成员是村(居)委会成员的近亲属, as either side declares.
fn relatives(
    roster: &Roster<'_>,
    committees: &[Roster<'_>],
    others: &[Other<'_>],
    soft: bool,
    report: &mut Report<'_>,
) {
    let mut pairs = BTreeSet::new();
    let mut tell = |member: &str, other: &str, post: &str, place: Span, report: &mut Report<'_>| {
        if !pairs.insert((member.to_owned(), other.to_owned())) {
            return;
        }
        report
            .at(
                place,
                format!("监督委员会成员`{member}`和{post}`{other}`申报是近亲属"),
            )
            .help("换掉其中一人后更新名单；`近亲属`写错了的改正")
            .basis(&["VCOL-37", "RCOL-36"])
            .warn_if(soft);
    };
    for (member, other, place) in kin::across(&roster.members, others.iter().map(|other| other.0)) {
        let post = others.iter().find(|known| known.0 == other);
        tell(
            member,
            other,
            post.map_or("", |known| known.1),
            place,
            report,
        );
    }
    let committee = offices::in_force(committees, roster.from);
    for member in committee.into_iter().flat_map(Roster::seats) {
        let names = roster.members.iter().filter(|one| !one.is_vacant());
        let declared = kin::across(std::slice::from_ref(member), names.map(|one| one.name));
        for (other, supervisor, place) in declared {
            tell(supervisor, other, "村(居)委会成员", place, report);
        }
    }
}

type Other<'a> = (&'a str, &'a str, Span, &'static [&'static str]);

/// Everyone who held an incompatible office while the list counted.
fn others<'a>(
    roster: &Roster<'_>,
    until: Option<NaiveDate>,
    committees: &'a [Roster<'a>],
    keepers: &'a Keepers<'a>,
) -> Vec<Other<'a>> {
    let before = offices::in_force(committees, roster.from).into_iter();
    let later = committees.iter().filter(|committee| {
        committee.from > roster.from && until.is_none_or(|until| committee.from < until)
    });
    let members = before.chain(later).flat_map(Roster::seats);
    let members = members.map(|member| -> Other<'a> {
        (
            member.name,
            "村(居)委会成员",
            member.span,
            &["VCOL-37", "RCOL-36"],
        )
    });
    let keepers = keepers.between(roster.from, until);
    let keepers = keepers.map(|keeper| -> Other<'a> {
        (
            keeper.name,
            keeper.post,
            keeper.span,
            &["JDW-2017", "SD-CWGK-14"],
        )
    });
    members.chain(keepers).collect()
}

fn size(scope: &Scope<'_>, roster: &Roster<'_>, report: &mut Report<'_>) {
    let count = offices::seats_held(roster.members.iter());
    let is_odd_here = scope.catalog.flag(ODD, &scope.village.profile.rules);
    let place = roster.place();
    // The guideline on 3 to 5 is about villages.
    let is_community = scope.village.profile.kind == Kind::Community;
    if !(3..=5).contains(&count) {
        report
            .at(place, format!("监督委员会 {count} 人，应为 3 至 5 人"))
            .help("补上漏列的成员；缺额还没有补的，加一行`姓名: 缺额`")
            .basis(&["JDW-2017"])
            .warn_if(is_community);
    } else if is_odd_here && count.is_multiple_of(2) {
        report
            .at(
                place,
                format!("监督委员会 {count} 人，应为单数（3 或 5 人）"),
            )
            .help("增补一人或减少一人后更新名单")
            .basis(&["SD-CWGK-14", "SD-IMPL-31"])
            .warn_if(is_community);
    }
}
