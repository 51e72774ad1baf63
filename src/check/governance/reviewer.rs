//! G003: who reviews a disclosure is not who is reviewed.

use crate::catalog::item::Category;
use crate::check::governance::offices::{self, Roster, is_bound, persons};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;

/// 审核人不是村(居)委会成员, 会计, 出纳 (PUB-07, FIN-21).
pub(crate) static REVIEWER: Check = Check {
    rule: Rule {
        code: "G003",
        title: "审核人是被审核的人",
        level: Level::Error,
        basis: &["VCOL-37", "RCOL-36", "JDW-2017"],
        explain: "公开内容由监督委员会审核，财务由民主理财小组审核。村(居)委会成员和记账、管钱的人不能自己审核自己。拿审核人和当时公布的村(居)委会成员名单、这条记录里的会计和出纳对一对。",
        example: "审核人: 王一（村委会委员）",
        repair: "审核人: 钱五（监督委员会成员）",
    },
    run: reviewer,
};

fn reviewer(scope: &Scope<'_>, report: &mut Report<'_>) {
    let committees = offices::rosters(scope, offices::COMMITTEE);
    for record in &scope.village.records {
        // What the party publishes is reviewed by the party.
        if record.category != Category::Party {
            one(scope, record, &committees, report);
        }
    }
}

fn one(scope: &Scope<'_>, record: &Record, committees: &[Roster<'_>], report: &mut Report<'_>) {
    let Some(on) = record.date() else { return };
    let committee = offices::in_force(committees, on);
    let keepers = offices::of_record(record);
    for (field, role) in [
        ("supervision_reviewer", "审核人"),
        ("review_group", "民主理财审核人"),
    ] {
        for person in persons(record, field) {
            let name = person.value;
            let member = committee.and_then(|roster| {
                let member = roster.find(name).filter(|member| member.has_seat())?;
                Some(("村(居)委会成员", member.span))
            });
            let keeper = keepers.iter().find(|keeper| keeper.name == name);
            let keeper = keeper.map(|keeper| (keeper.post, keeper.span));
            let Some((post, place)) = member.or(keeper) else {
                continue;
            };
            report
                .at(person.span, format!("{role}`{name}`是{post}"))
                .label(place, post)
                .help("由监督委员会或民主理财小组的其他成员审核；成员名单变了的，先公布新名单")
                .warn_if(!is_bound(scope, on));
        }
    }
}
