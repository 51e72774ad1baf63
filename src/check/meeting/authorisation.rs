//! M007: a vote of representatives rests on an authorisation in force that day.

use chrono::NaiveDate;

use crate::catalog::procedure::matter::Matter as MatterDef;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::table::Row;
use crate::model::value::Value;

/// 代表会议没有得到授权 (M007).
pub(crate) static AUTHORISATION: Check = Check {
    rule: Rule {
        code: "M007",
        title: "代表会议没有得到授权",
        level: Level::Error,
        basis: &["VCOL-28", "RCOL-30"],
        explain: "应由村（居）民会议决定的事，村（居）民会议授权以后，代表会议才能决定。授权要有公开的授权清单（`村(居)民会议授权清单`），并且在代表会议之前。",
        example: "（没有授权清单）\n- {步骤: 决议, 会议: 村民代表会议}",
        repair: "decision/2025-authorisation.yaml（公开事项: 村(居)民会议授权清单）",
    },
    run: authorisation,
};

fn authorisation(scope: &Scope<'_>, report: &mut Report<'_>) {
    let procedure = &scope.catalog.procedure;
    // A file that could not be read may be the one that is missed here.
    if !scope.village.unread.is_empty() {
        return;
    }
    for record in &scope.village.records {
        let Some(matter) = &record.matter else {
            continue;
        };
        let needs = matter
            .kind
            .as_ref()
            .and_then(|kind| procedure.matters.get(&kind.value))
            .filter(|def| def.reps_need_authorisation);
        let (Some(def), Some(step)) = (needs, matter.resolution()) else {
            continue;
        };
        let (Some(body), Some(date)) = (step.body.as_ref(), step.date()) else {
            continue;
        };
        if !matches!(body.value.as_str(), "villagers_reps" | "residents_reps") {
            continue;
        }
        let mut lists = scope.village.published().filter(|other| {
            other.item_id() == "decision.authorisation"
                && other.withdrawal.is_none()
                && other
                    .fields
                    .date("held_on")
                    .is_some_and(|held| held.value <= date)
        });
        let mut is_listed = false;
        let is_granted = lists.any(|list| {
            is_listed = true;
            is_in_force(list, def, date)
        });
        if is_granted {
            continue;
        }
        let said = if is_listed {
            format!(
                "`{}`由代表会议决定，授权清单的期限到 {date} 已经过了",
                def.name
            )
        } else {
            format!("`{}`由代表会议决定，未见 {date} 以前的授权清单", def.name)
        };
        report
            .at(body.span, said)
            .help("公开村（居）民会议的授权清单；没有授权的，提交村（居）民会议")
            .basis(&def.basis);
    }
}

/// Whether a list still grants a matter on that day. One that words its matters in its own way grants by any of its rows.
fn is_in_force(list: &Record, def: &MatterDef, date: NaiveDate) -> bool {
    let rows = list
        .fields
        .get("authorisation_list")
        .map(|list| &list.value);
    let Some(Value::Table(table)) = rows else {
        return true;
    };
    let (Some(matter), Some(until)) = (table.column("matter"), table.column("to")) else {
        return true;
    };
    let names = |row: &Row| {
        let text = row.cell(matter).value.to_string();
        text == def.name || def.aliases.contains(&text)
    };
    let is_named = table.entries().any(names);
    table
        .entries()
        .filter(|row| !is_named || names(row))
        .any(|row| row.cell(until).value.date().is_none_or(|last| last >= date))
}
