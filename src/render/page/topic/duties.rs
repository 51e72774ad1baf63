//! Who answers for what: members with their field of work, lists of duties, goals, and how work was graded.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::catalog::item::Category;
use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::page::record::facts;
use crate::render::page::topic::promise::collect;
use crate::render::page::topic::table::{picked, text};
use crate::render::page::topic::{TopicPage, latest, newest_of_each};
use crate::render::paths;
use crate::render::say::link;
use crate::render::view::duties::{DutiesView, DutyPart, DutySection};
use crate::render::view::promises::PromiseView;
use crate::render::view::table::TableView;
use crate::render::view::text::{Run, Sentence};

/// Tables that tell of duties, the columns shown of them, and what they answer.
const KINDS: &[(&str, &[&str], &str)] = &[
    (
        "members",
        &["name", "post", "duty", "part_time", "phone"],
        "谁分管什么",
    ),
    (
        "duty_items",
        &["task", "owner", "standard", "due_on", "status", "progress"],
        "责任清单",
    ),
    (
        "performance",
        &["name", "post", "grade", "amount", "source"],
        "考核等次和补贴",
    ),
];

/// The page.
pub(super) fn topic(records: &[&Record], village: &Village, today: NaiveDate) -> Option<TopicPage> {
    let newest = newest_of_each(records);
    let mut sections: Vec<DutySection> = Vec::new();
    for (number, (kind, columns, title)) in KINDS.iter().enumerate() {
        let mut parts: Vec<DutyPart> = Vec::new();
        for record in &newest {
            let own = record.fields.tables();
            let own = own.filter(|(_, table)| table.def.id == *kind);
            let id = format!("d{}-{}", number + 1, parts.len() + 1);
            let tables = own.filter_map(|(_, table)| picked(table, record, &id, "", columns));
            let tables: Vec<TableView> = tables.collect();
            if !tables.is_empty() {
                parts.push(DutyPart {
                    origin: link(
                        record.title.value.clone(),
                        format!("../{}", paths::page(&record.address)),
                    ),
                    tables,
                    facts: facts(record, "../", village),
                });
            }
        }
        if !parts.is_empty() {
            sections.push(DutySection {
                title: (*title).to_owned(),
                parts,
            });
        }
    }
    let goals = goals(records, village, today);
    if sections.is_empty() {
        return None;
    }
    let lead = lead(&newest, goals.len());
    let view = DutiesView {
        lead: lead.clone(),
        sections,
        goals,
    };
    Some(TopicPage {
        address: "duties".to_owned(),
        title: "责任分工".to_owned(),
        above: None,
        column: Category::Affairs,
        summary: Some(lead),
        latest: latest(records.iter().copied()),
        template: "duties.html",
        key: "duties",
        view: tera::Value::from_serializable(&view),
    })
}

/// The goals published last, with what records since then say of them.
fn goals(records: &[&Record], village: &Village, today: NaiveDate) -> Vec<PromiseView> {
    let Some(set) = records.iter().find(|record| record.fields.has("goals")) else {
        return Vec::new();
    };
    let since: Vec<&Record> = records
        .iter()
        .copied()
        .filter(|record| record.date() >= set.date())
        .collect();
    let goals = collect(&since, &|table| table.def.id == "progress");
    let views = goals.iter().map(|goal| goal.view(village, "../", today));
    views.collect()
}

/// `6 人分管，4 项责任，4 个目标，都写明谁负责。`
fn lead(records: &[&Record], goals: usize) -> Sentence {
    let mut people: BTreeSet<String> = BTreeSet::new();
    let mut duties = 0;
    for record in records {
        for (_, table) in record.fields.tables() {
            match table.def.id.as_str() {
                "members" => {
                    let rows = table.entries();
                    people.extend(rows.map(|row| text(table, row, "name", record)));
                }
                "duty_items" => duties += table.entries().count(),
                _ => {}
            }
        }
    }
    let parts = [
        (people.len(), "人各有分工"),
        (duties, "项责任写明到人"),
        (goals, "个年度目标"),
    ];
    let mut runs = Vec::new();
    for (number, word) in parts.into_iter().filter(|(number, _)| *number > 0) {
        runs.push(Run::plain(if runs.is_empty() { "" } else { "，" }));
        runs.push(Run::strong(number.to_string()));
        runs.push(Run::plain(format!(" {word}")));
    }
    runs.push(Run::plain("。"));
    runs
}
