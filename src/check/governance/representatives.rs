//! G004: representatives are four fifths of their meeting, women a third of it.

use std::collections::BTreeSet;

use crate::check::governance::offices::{self, is_bound};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::table::Table;
use crate::model::value::Value;
use crate::model::village::Kind;

/// 妇女代表占三分之一以上, 代表占五分之四以上 (GOV-04).
pub(crate) static REPRESENTATIVES: Check = Check {
    rule: Rule {
        code: "G004",
        title: "村(居)民代表的比例不够",
        level: Level::Error,
        basis: &["VCOL-29", "RCOL-28"],
        explain: "村民代表会议由村民代表和村民委员会成员组成，村民代表占五分之四以上，妇女村民代表占三分之一以上；居民代表会议的居民代表也占五分之四以上。人数按代表名单和当时公布的村委会成员名单算，一人只算一次；没有成员名单的，只按代表名单算。",
        example: "代表 30 人，妇女代表 9 人，村委会 5 人（9 ÷ 35 不到三分之一）",
        repair: "代表 30 人，妇女代表 12 人，村委会 5 人",
    },
    run: representatives,
};

fn representatives(scope: &Scope<'_>, report: &mut Report<'_>) {
    let committees = offices::rosters(scope, offices::COMMITTEE);
    for record in scope.village.published() {
        let is_list = record.item_id() == "decision.representatives";
        // The residents' law says so since it was rewritten.
        let date = record.date().filter(|on| is_list && is_bound(scope, *on));
        let Some(on) = date else { continue };
        let Some(Value::Table(table)) = record.fields.get("reps_list").map(|list| &list.value)
        else {
            continue;
        };
        let committee: BTreeSet<&str> = offices::in_force(&committees, on)
            .into_iter()
            .flat_map(|roster| roster.seats().filter(|member| !member.is_vacant()))
            .map(|member| member.name)
            .collect();
        let is_village = scope.village.profile.kind == Kind::Village;
        shares(record, table, &committee, is_village, report);
    }
}

fn shares(
    record: &Record,
    table: &Table,
    committee: &BTreeSet<&str>,
    is_village: bool,
    report: &mut Report<'_>,
) {
    let (Some(name), Some(gender)) = (table.column("name"), table.column("gender")) else {
        return;
    };
    let is_readable = |column: usize| {
        let mut rows = table.entries();
        rows.all(|row| row.cell(column).value.is_given())
    };
    let reps: BTreeSet<String> = table
        .entries()
        .map(|row| row.cell(name).value.to_string())
        .collect();
    if reps.is_empty() || !is_readable(name) || !is_readable(gender) {
        return;
    }
    let genders = table
        .entries()
        .map(|row| row.cell(gender).value.to_string());
    let women = genders.filter(|gender| gender == "女").count();
    let others = committee.iter().filter(|name| !reps.contains(**name));
    let whole = reps.len() + others.count();
    let place = record.fields.0.get("reps_list");
    let place = place.map_or(record.item_span, |field| field.key);
    let body = if is_village { "村民" } else { "居民" };
    if is_village && 3 * women < whole {
        let needed = whole.div_ceil(3);
        report
            .at(
                place,
                format!(
                    "妇女代表 {women} 人，不到村民代表会议 {whole} 人的三分之一（{needed} 人）"
                ),
            )
            .help("核对`性别`；确实不够的，增补妇女代表后更新名单");
    }
    if 5 * reps.len() < 4 * whole {
        let needed = (4 * whole).div_ceil(5);
        report
            .at(
                place,
                format!(
                    "{body}代表 {} 人，不到{body}代表会议 {whole} 人的五分之四（{needed} 人）",
                    reps.len()
                ),
            )
            .help("增推代表后更新名单");
    }
}
