//! M016: who gains from a matter does not preside over its meetings or count its votes.

use std::collections::BTreeMap;

use crate::check::governance::{kin, offices};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::address::normal;
use crate::model::matter::{Matter, Step};
use crate::model::table::Table;
use crate::model::value::Value;
use crate::source::Span;

/// 与事项有直接利益的人不主持, 不计票 (PROC-15).
pub(crate) static INTEREST: Check = Check {
    rule: Rule {
        code: "M016",
        title: "有直接利益的人主持会议或计票",
        level: Level::Warning,
        basis: &["PRACTICE"],
        explain: "中标人、承包人、出租人这样从这件事里直接得利的人，和他们的近亲属，开会时应当回避，不主持、不计票。拿这件事的中标人、引用这件事的合同乙方，和各步骤的主持人、计票人对一对；近亲属看成员名单的`近亲属`一列。",
        example: "- {步骤: 决议, 主持人: 王一, 计票人: 周七}\n- {步骤: 实施, 中标人: 王一}",
        repair: "- {步骤: 决议, 主持人: 李二, 计票人: 周七}\n- {步骤: 实施, 中标人: 王一}",
    },
    run: interest,
};

/// Who gains: the name, as what, and where it is written.
#[derive(Clone)]
struct Gain {
    name: String,
    as_what: &'static str,
    place: Span,
}

fn interest(scope: &Scope<'_>, report: &mut Report<'_>) {
    let gains = gains(scope);
    let committees = offices::rosters(scope, offices::COMMITTEE);
    for record in &scope.village.records {
        let Some(matter) = &record.matter else {
            continue;
        };
        let cited = gains.get(record.address.as_str()).into_iter().flatten();
        let all: Vec<Gain> = own(matter).into_iter().chain(cited.cloned()).collect();
        if all.is_empty() {
            continue;
        }
        for step in &matter.steps {
            for (role, name, place) in roles(step) {
                let direct = all.iter().find(|gain| gain.name == name);
                let found =
                    direct.map(|gain| (gain, format!("{role}`{name}`是这件事的{}", gain.as_what)));
                let found = found.or_else(|| {
                    let on = step.date().or_else(|| record.date())?;
                    let roster = offices::in_force(&committees, on)?;
                    let names = all.iter().map(|gain| gain.name.as_str());
                    let pairs = kin::across(&roster.members, names);
                    let (_, other, _) = pairs.iter().find(|(member, _, _)| *member == name)?;
                    let gain = all.iter().find(|gain| gain.name == **other)?;
                    let says = format!(
                        "{role}`{name}`申报的近亲属`{other}`是这件事的{}",
                        gain.as_what
                    );
                    Some((gain, says))
                });
                if let Some((gain, says)) = found {
                    report
                        .at(place, says)
                        .label(gain.place, gain.as_what)
                        .help("由别人主持和计票；当时已经回避的，改正记录，写明谁主持、谁计票");
                }
            }
        }
    }
}

/// Who presided and who counted, of the meetings before the work.
fn roles(step: &Step) -> Vec<(&'static str, String, Span)> {
    let people = [("host", "主持人"), ("vote_counter", "计票人")];
    let people = people.into_iter().filter_map(|(id, role)| {
        let value = step.fields.get(id)?;
        let names: Vec<String> = match &value.value {
            Value::Person(person) => vec![person.name().to_owned()],
            Value::Persons(persons) => persons
                .iter()
                .map(|person| person.name().to_owned())
                .collect(),
            _ => return None,
        };
        Some(names.into_iter().map(move |name| (role, name, value.span)))
    });
    people.flatten().collect()
}

/// 中标人 in the steps of the matter itself.
fn own(matter: &Matter) -> Vec<Gain> {
    let winners = matter
        .steps
        .iter()
        .filter_map(|step| step.fields.text("winner"));
    winners
        .map(|winner| gain(&winner.value, "中标人", winner.span))
        .collect()
}

/// Those whom other records name under a matter, by the address of the matter.
fn gains(scope: &Scope<'_>) -> BTreeMap<String, Vec<Gain>> {
    let mut found: BTreeMap<String, Vec<Gain>> = BTreeMap::new();
    // A matter may be named by its number.
    let records = scope.village.records.iter();
    let numbers: BTreeMap<&str, &str> = records
        .filter_map(|record| Some((record.number.as_deref()?, record.address.as_str())))
        .collect();
    for record in &scope.village.records {
        let whole = record
            .fields
            .get("matter_id")
            .map(|id| normal(&id.to_string()));
        if let Some(matter) = &whole
            && let Some(winner) = record.fields.text("winner")
        {
            let winner = gain(&winner.value, "中标人", winner.span);
            found.entry(matter.clone()).or_default().push(winner);
        }
        for (_, table) in record.fields.tables() {
            for (matter, one) in in_table(table, whole.as_deref()) {
                let address = numbers.get(matter.as_str()).copied();
                let address = address.map_or(matter.clone(), str::to_owned);
                found.entry(address).or_default().push(one);
            }
        }
    }
    found
}

/// Contractors and winners in the rows of a table, each with the matter it stands under.
fn in_table(table: &Table, whole: Option<&str>) -> Vec<(String, Gain)> {
    const COLUMNS: &[(&str, &str)] = &[
        ("party_b", "合同乙方"),
        ("contractor", "承包方"),
        ("winner", "中标人"),
    ];
    let Some((column, as_what)) = COLUMNS
        .iter()
        .find_map(|(id, as_what)| Some((table.column(id)?, *as_what)))
    else {
        return Vec::new();
    };
    let cited = table.column("matter_id");
    let rows = table.entries().filter_map(|row| {
        let cell = row.cell(column);
        let own = cited.map(|column| normal(&row.cell(column).value.to_string()));
        let matter = own
            .filter(|matter| !matter.is_empty())
            .or_else(|| whole.map(str::to_owned))?;
        let is_given = cell.value.is_given();
        is_given.then(|| (matter, gain(&cell.value.to_string(), as_what, cell.span)))
    });
    rows.collect()
}

/// `王一（本村村民）` is 王一.
fn gain(text: &str, as_what: &'static str, place: Span) -> Gain {
    let name = text.split(['（', '(']).next().unwrap_or(text).trim();
    Gain {
        name: name.to_owned(),
        as_what,
        place,
    }
}
