//! G019: who supervises the collective is not on its board, keeps none of its books, and is no relative of those.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::check::governance::kin;
use crate::check::governance::offices::{self, Keepers, Member, Roster, is_collective_bound};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Fields;
use crate::source::Span;

/// 理事会3至7人单数, 监事不兼任, 成员代表多于20人 (GOV-08).
pub(crate) static COLLECTIVE: Check = Check {
    rule: Rule {
        code: "G019",
        title: "集体经济组织的理事会、监事会或代表不合规定",
        level: Level::Error,
        basis: &["RCEOL-28", "RCEOL-29", "RCEOL-34"],
        explain: "集体经济组织的监事监督理事会和账目，所以理事会成员、会计、出纳和他们的近亲属不能当监事；理事会成员之间也要回避近亲属。理事会一般由三至七人组成，人数是单数（不是的只提醒）。成员代表大会的代表要多于二十人。2025年5月1日以前没有这些规定，不判断。",
        example: "公开事项: 集体经济组织理事会、监事会成员\n成员:\n  - {姓名: 张三, 职务: 理事长}\n  - {姓名: 李二, 职务: 理事}\n  - {姓名: 王一, 职务: 理事、监事}",
        repair: "成员:\n  - {姓名: 张三, 职务: 理事长}\n  - {姓名: 李二, 职务: 理事}\n  - {姓名: 王一, 职务: 理事}\n  - {姓名: 钱五, 职务: 监事}",
    },
    run: collective,
};

fn collective(scope: &Scope<'_>, report: &mut Report<'_>) {
    let keepers = Keepers::of(scope);
    let rosters = offices::rosters(scope, offices::COLLECTIVE);
    for (index, roster) in rosters.iter().enumerate() {
        let until = rosters.get(index + 1).map(|next| next.from);
        if is_collective_bound(scope, roster.from) {
            size(roster, report);
            overlap(roster, until, &keepers, report);
            kindred(roster, until, &keepers, report);
        }
    }
    representatives(scope, report);
}

fn is_director(member: &Member<'_>) -> bool {
    member.posts().any(|post| {
        let post = post.strip_prefix("理事会").unwrap_or(post);
        matches!(
            post,
            "理事长" | "副理事长" | "理事" | "常务理事" | "执行理事"
        )
    })
}

fn is_supervisor(member: &Member<'_>) -> bool {
    member.posts().any(|post| {
        let own = post.strip_prefix("监事会").unwrap_or(post);
        matches!(own, "监事长" | "副监事长" | "监事" | "执行监事")
            || own != post && matches!(own, "主席" | "主任" | "成员")
    })
}

/// 一般由三至七名单数成员组成: the law says what is usual, so this only warns.
fn size(roster: &Roster<'_>, report: &mut Report<'_>) {
    let directors = roster.members.iter().filter(|member| is_director(member));
    let count = offices::seats_held(directors);
    if count == 0 || (3..=7).contains(&count) && !count.is_multiple_of(2) {
        return;
    }
    report
        .at(
            roster.place(),
            format!("理事会 {count} 人，一般为 3 至 7 人的单数"),
        )
        .help("补上漏列的理事；缺额还没有补选的，加一行`姓名: 缺额`")
        .basis(&["RCEOL-29"])
        .warn_if(true);
}

fn overlap(
    roster: &Roster<'_>,
    until: Option<NaiveDate>,
    keepers: &Keepers<'_>,
    report: &mut Report<'_>,
) {
    let mut told = BTreeSet::new();
    let supervisors = roster.members.iter();
    let supervisors = supervisors.filter(|member| is_supervisor(member) && !member.is_vacant());
    for member in supervisors {
        let mut rows = roster.members.iter();
        let director = rows.find(|other| other.name == member.name && is_director(other));
        let mut books = keepers.between(roster.from, until);
        let keeper = books.find(|keeper| keeper.name == member.name);
        let office = director
            .map(|director| ("理事会成员", director.span))
            .or(keeper.map(|keeper| (keeper.post, keeper.span)));
        let Some((post, place)) = office.filter(|_| told.insert(member.name)) else {
            continue;
        };
        let note = report
            .at(member.span, format!("`{}`是监事，又是{post}", member.name))
            .help("换掉其中一个职务后更新名单；名单已经变了的，公布新名单")
            .basis(&["RCEOL-34"]);
        if place != member.span {
            note.label(place, post);
        }
    }
}

/// Relatives among the directors, and between a supervisor and those who are supervised.
fn kindred(
    roster: &Roster<'_>,
    until: Option<NaiveDate>,
    keepers: &Keepers<'_>,
    report: &mut Report<'_>,
) {
    let books: Vec<&str> = keepers
        .between(roster.from, until)
        .map(|keeper| keeper.name)
        .collect();
    let listed = roster.members.iter().filter(|member| !member.is_vacant());
    let names = listed
        .map(|member| member.name)
        .chain(books.iter().copied());
    let mut told = BTreeSet::new();
    for (member, other, place) in kin::across(&roster.members, names) {
        let is = |test: fn(&Member<'_>) -> bool, name: &str| {
            let mut rows = roster.members.iter();
            rows.any(|row| row.name == name && test(row))
        };
        let directs = is(is_director, member) && is(is_director, other);
        let supervised = |one: &str, two: &str| {
            is(is_supervisor, one) && (is(is_director, two) || books.contains(&two))
        };
        let basis = if directs {
            "RCEOL-29"
        } else if supervised(member, other) || supervised(other, member) {
            "RCEOL-34"
        } else {
            continue;
        };
        if !told.insert((member.min(other), member.max(other))) {
            continue;
        }
        let says = if directs {
            "同是理事会成员"
        } else {
            "一个是监事，一个管事或管账"
        };
        report
            .at(place, format!("`{member}`和`{other}`申报是近亲属，{says}"))
            .help("换掉其中一人后更新名单；`近亲属`写错了的改正")
            .basis(&[basis]);
    }
}

/// 成员代表人数应当多于二十人.
fn representatives(scope: &Scope<'_>, report: &mut Report<'_>) {
    const MORE_THAN: i64 = 20;
    for record in &scope.village.records {
        if record
            .date()
            .is_none_or(|on| !is_collective_bound(scope, on))
        {
            continue;
        }
        let own = (record.item_id() == "decision.member_reps").then_some(&record.fields);
        let steps = record.matter.iter().flat_map(|matter| &matter.steps);
        let steps = steps.filter(|step| {
            step.body
                .as_ref()
                .is_some_and(|id| id.value == "collective_reps")
        });
        let meetings = own.into_iter().chain(steps.map(|step| &step.fields));
        let due: Vec<(i64, Span)> = meetings.filter_map(due).collect();
        for (count, place) in due {
            if count > MORE_THAN {
                continue;
            }
            report
                .at(
                    place,
                    format!("成员代表应到 {count} 人，代表要多于 {MORE_THAN} 人"),
                )
                .help("核对`应到`是不是全体代表；代表不够的，由成员大会决定或增选代表")
                .basis(&["RCEOL-28"]);
        }
    }
}

fn due(fields: &Fields) -> Option<(i64, Span)> {
    let due = fields.count("due_count")?;
    Some((due.value, due.span))
}
