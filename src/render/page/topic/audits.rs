//! 审计和整改: who audited what, what was found, what is done about it, by whom and until when.

use tera::Value;

use crate::catalog::item::Category;
use crate::catalog::topic::Topic;
use crate::model::record::Record;
use crate::model::table::{Row, Table};
use crate::model::value::Value as Given;
use crate::render::page::nearness::{none, of_task};
use crate::render::page::topic::{Source, TopicPage, href_of, latest};
use crate::render::say::{day, fact, link};
use crate::render::view::audits::{AuditView, AuditsView, MeasureView};
use crate::render::view::contracts::Nearness;
use crate::render::view::text::{Fact, Run};

/// Fields that say who looked at what.
const SCOPE: &[&str] = &[
    "audit_scope",
    "audit_period",
    "audit_office",
    "rect_leader",
    "rect_deadline",
];

pub(super) fn topic(source: Source<'_>) -> Option<TopicPage> {
    let records: Vec<&Record> = source.of(Topic::Audits).collect();
    let audits = records.iter().enumerate();
    let audits: Vec<AuditView> = audits
        .map(|(at, record)| audit(at, record, source))
        .collect();
    if audits.is_empty() {
        return None;
    }
    let summary = summary(&audits);
    let mut lead = vec![Run::plain(
        "审计查了什么、查出什么、怎么改的、谁负责、哪天前改完。",
    )];
    lead.extend(summary.clone());
    let view = AuditsView { lead, audits };
    Some(TopicPage {
        address: Topic::Audits.id().to_owned(),
        key: Topic::Audits.id(),
        template: "audits.html",
        above: None,
        title: "审计和整改".to_owned(),
        column: Category::Affairs,
        summary: Some(summary),
        latest: latest(records.into_iter()),
        view: Value::from_serializable(&view),
    })
}

fn audit(at: usize, record: &Record, source: Source<'_>) -> AuditView {
    let text = |id: &str| record.fields.text(id).map(|text| text.value);
    let told = |ids: &[&str]| {
        let text = ids.iter().find_map(|id| text(id));
        text.map(|text| vec![Run::plain(text)]).unwrap_or_default()
    };
    let scope = SCOPE.iter().filter_map(|id| scope(record, id));
    AuditView {
        id: format!("a{}", at + 1),
        record: link(record.title.value.clone(), href_of(record)),
        kind: record
            .item
            .as_ref()
            .map(|item| item.name.clone())
            .unwrap_or_default(),
        facts: scope.collect(),
        findings: told(&["audit_findings", "rect_problem"]),
        measures: measures(record, source),
        outcome: told(&["audit_rectify", "rect_verified", "remedial"]),
    }
}

fn scope(record: &Record, id: &str) -> Option<Fact> {
    let field = record.fields.0.get(id)?;
    let text = field.value.value.to_string();
    (!text.is_empty()).then(|| fact(field.def.name.clone(), text))
}

/// Item by item: the list of rectification, else the measures of a rectified party branch, which share one term.
fn measures(record: &Record, source: Source<'_>) -> Vec<MeasureView> {
    let tables = record.fields.tables();
    let mut tables = tables.filter(|(_, table)| table.def.id == "rectify_items");
    if let Some((_, table)) = tables.next() {
        let rows = table.entries();
        return rows
            .map(|row| measure(record, table, row, source))
            .collect();
    }
    let given = record.fields.get("rect_measures").map(|given| &given.value);
    let Some(Given::List(measures)) = given else {
        return Vec::new();
    };
    let until = record.fields.date("rect_deadline").map(|date| date.value);
    let is_done = record.fields.get("rect_verified").is_some();
    let owner = record.fields.text("rect_leader").map(|text| text.value);
    let all = measures.iter().map(|measure| MeasureView {
        problem: String::new(),
        measure: measure.value.clone(),
        owner: owner.clone().unwrap_or_default(),
        until: until.map(day),
        state: match until {
            _ if is_done => done("已验收".to_owned()),
            Some(until) => of_task(until, source.context.today),
            None => none(),
        },
        note: String::new(),
    });
    all.collect()
}

fn measure(record: &Record, table: &Table, row: &Row, source: Source<'_>) -> MeasureView {
    let value = |id: &str| table.column(id).map(|column| &row.cell(column).value);
    let text = |id: &str| value(id).map_or_else(String::new, |value| record.shown(value, false));
    let date = |id: &str| value(id).and_then(Given::date);
    let until = date("due_on");
    MeasureView {
        problem: text("problem"),
        measure: text("measure"),
        owner: text("owner"),
        until: until.map(day),
        state: match (date("done_on"), until) {
            (Some(on), _) => done(format!("{on} 已完成")),
            (None, Some(until)) => of_task(until, source.context.today),
            (None, None) => Nearness {
                text: "未见期限和完成".to_owned(),
                ..none()
            },
        },
        note: text("result"),
    }
}

/// Nothing is due any more.
fn done(text: String) -> Nearness {
    Nearness { text, ..none() }
}

fn summary(audits: &[AuditView]) -> Vec<Run> {
    let measures = || audits.iter().flat_map(|audit| &audit.measures);
    let done = measures()
        .filter(|one| {
            one.state.due.is_empty()
                && !one.state.text.is_empty()
                && one.state.text != "未见期限和完成"
        })
        .count();
    let late = measures().filter(|one| one.state.strong).count();
    let mut runs = vec![
        Run::plain("审计和整改 "),
        Run::strong(format!("{} 次", audits.len())),
    ];
    let count = measures().count();
    if count > 0 {
        runs.push(Run::plain(format!("，要改的 {count} 条，改完 {done} 条")));
        if late > 0 {
            runs.push(Run::plain("，"));
            runs.push(Run::missing(format!("过了期限 {late} 条")));
        }
    }
    runs.push(Run::plain("。"));
    runs
}
