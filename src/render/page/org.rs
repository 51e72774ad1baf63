//! The organisation as a tree of four levels, from the table of units and the lists of members.

use crate::model::record::Record;
use crate::model::table::Table;
use crate::model::value::Value;
use crate::model::village::Village;
use crate::render::page::org_counts::counts;
use crate::render::view::org::{Duty, OrgNode, OrgPerson, OrgView};
use crate::render::view::text::Run;

/// Deeper trees are cut: four levels, and some room for local forms.
const LEVELS: usize = 6;

/// The tree of a record that lists units with their parents.
pub(crate) fn view(record: &Record, village: &Village) -> Option<OrgView> {
    let (_, table) = record
        .fields
        .tables()
        .find(|(_, table)| table.def.id == "units")?;
    let units = units(table);
    let names: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
    let roots: Vec<OrgNode> = units
        .iter()
        .filter(|unit| unit.parent.is_empty() || !names.contains(&unit.parent.as_str()))
        .map(|unit| node(unit, &units, 1, village))
        .collect();
    Some(OrgView {
        lead: lead(&units),
        counts: counts(&roots),
        roots,
    })
}

#[derive(Debug)]
struct Unit {
    level: String,
    name: String,
    parent: String,
    leader: String,
    members: i64,
    grid: String,
    phone: String,
}

fn units(table: &Table) -> Vec<Unit> {
    let text = |row: &crate::model::table::Row, id: &str| {
        table
            .column(id)
            .map(|column| row.cell(column).value.to_string())
            .unwrap_or_default()
    };
    table
        .entries()
        .map(|row| Unit {
            level: text(row, "level"),
            name: text(row, "name"),
            parent: text(row, "parent"),
            leader: text(row, "leader"),
            members: table
                .column("member_count")
                .and_then(|column| row.cell(column).value.count())
                .unwrap_or(0),
            grid: text(row, "grid_no"),
            phone: text(row, "phone"),
        })
        .collect()
}

fn lead(units: &[Unit]) -> Vec<Run> {
    let mut levels: Vec<&str> = Vec::new();
    for unit in units {
        if !levels.contains(&unit.level.as_str()) {
            levels.push(&unit.level);
        }
    }
    let leaves = units
        .iter()
        .filter(|unit| !units.iter().any(|other| other.parent == unit.name));
    let members: i64 = leaves.map(|unit| unit.members).sum();
    let mut runs = vec![
        Run::strong(format!("{} 级", levels.len())),
        Run::plain(format!("组织，共 {} 个", units.len())),
    ];
    if members > 0 {
        runs.push(Run::plain("，"));
        runs.push(Run::strong(members.to_string()));
        runs.push(Run::plain(" 名党员"));
    }
    runs.push(Run::plain("。从最下面一级往上看，就能找到负责的人。"));
    runs
}

fn node(unit: &Unit, units: &[Unit], level: usize, village: &Village) -> OrgNode {
    let mut people = Vec::new();
    if !unit.leader.is_empty() {
        people.push(OrgPerson {
            title: if unit.level.contains("小组") {
                "组长"
            } else {
                "书记"
            }
            .to_owned(),
            name: unit.leader.clone(),
            duty: duty_of(&unit.leader, village),
            telephone: unit.phone.clone(),
        });
    }
    if level == 2 {
        people.extend(members(village, &unit.leader));
    }
    let below = units
        .iter()
        .filter(|other| other.parent == unit.name && other.name != unit.name);
    let mut notes = Vec::new();
    if unit.members > 0 {
        notes.push(format!("党员 {} 人", unit.members));
    }
    if !unit.grid.is_empty() {
        notes.push(format!("网格 {}", unit.grid));
    }
    OrgNode {
        level: u8::try_from(level.min(4)).unwrap_or(4),
        kind: unit.level.clone(),
        name: unit.name.clone(),
        people,
        note: notes.join("，"),
        children: if level < LEVELS {
            below
                .map(|other| node(other, units, level + 1, village))
                .collect()
        } else {
            Vec::new()
        },
    }
}

/// Members of the committee, as the newest list of it says.
fn members(village: &Village, leader: &str) -> Vec<OrgPerson> {
    let Some(table) = committee(village) else {
        return Vec::new();
    };
    let text = |row: &crate::model::table::Row, id: &str| {
        table
            .column(id)
            .map(|column| row.cell(column).value.to_string())
            .unwrap_or_default()
    };
    let rows = table.entries().filter(|row| text(row, "name") != leader);
    rows.map(|row| OrgPerson {
        title: text(row, "post"),
        name: text(row, "name"),
        duty: duty(&text(row, "part_time")),
        telephone: String::new(),
    })
    .collect()
}

fn committee(village: &Village) -> Option<&Table> {
    let records = village
        .published()
        .filter(|record| record.item_id() == "party.committee" && record.withdrawal.is_none());
    let newest = records.max_by_key(|record| record.date())?;
    newest
        .fields
        .tables()
        .map(|(_, table)| table)
        .find(|table| table.column("name").is_some())
}

fn duty_of(name: &str, village: &Village) -> Option<Duty> {
    let table = committee(village)?;
    let (names, kinds) = (table.column("name")?, table.column("part_time")?);
    let row = table.entries().find(|row| match &row.cell(names).value {
        Value::Person(person) => person.name() == name,
        value => value.to_string() == name,
    })?;
    duty(&row.cell(kinds).value.to_string())
}

fn duty(text: &str) -> Option<Duty> {
    match text {
        "专职" => Some(Duty::FullTime),
        "兼职" => Some(Duty::PartTime),
        _ => None,
    }
}
