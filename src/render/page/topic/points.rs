//! 积分: the rules, how many people stand in which band, and sums; never a person, never an order of persons.

use tera::Value;

use crate::catalog::guard::PrivacyClass;
use crate::catalog::item::Category;
use crate::catalog::topic::Topic;
use crate::model::record::Record;
use crate::model::table::Table;
use crate::model::village::Kind;
use crate::render::chart::bar::bars;
use crate::render::chart::part::{Part, Tone};
use crate::render::page::topic::{Source, TopicPage, href_of, latest};
use crate::render::say::{fact, link};
use crate::render::table_view::of_catalog;
use crate::render::view::points::{PointsBoard, PointsView};
use crate::render::view::statement::FigureView;
use crate::render::view::text::{Fact, Run};
use crate::value::decimal::group_digits;

/// Records of earlier periods that are linked.
const EARLIER: usize = 4;

/// Fields that tell of all points together.
const SUMS: &[&str] = &[
    "points_rules",
    "points_given",
    "points_spent",
    "points_goods",
];

pub(super) fn topic(source: Source<'_>) -> Option<TopicPage> {
    let mut records: Vec<&Record> = source.of(Topic::Points).collect();
    let last = |record: &Record| record.period().and_then(|period| period.last_day());
    records.sort_by(|a, b| {
        last(b)
            .cmp(&last(a))
            .then_with(|| a.address.cmp(&b.address))
    });
    let mut items: Vec<&str> = Vec::new();
    for record in &records {
        if !items.contains(&record.item_id()) {
            items.push(record.item_id());
        }
    }
    items.sort_unstable();
    let boards: Vec<PointsBoard> = items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| {
            let own = records
                .iter()
                .copied()
                .filter(|record| record.item_id() == *item);
            board(at, &own.collect::<Vec<_>>(), source)
        })
        .collect();
    if boards.is_empty() {
        return None;
    }
    let names: Vec<&str> = boards.iter().map(|board| board.name.as_str()).collect();
    let names = names.join("、");
    let office = match source.village.profile.kind {
        Kind::Village => "村委会",
        Kind::Community => "居委会",
    };
    let view = PointsView {
        lead: vec![Run::plain(format!(
            "{names}：怎么得分，各分数段有多少人。只公布人数和总数，不列姓名，不排名次；自己的积分可以到{office}查。"
        ))],
        boards,
    };
    Some(TopicPage {
        address: Topic::Points.id().to_owned(),
        key: Topic::Points.id(),
        template: "points.html",
        above: None,
        title: "积分".to_owned(),
        column: Category::Affairs,
        summary: Some(vec![Run::plain(format!(
            "{names}的办法和各分数段人数，不排名次。"
        ))]),
        latest: latest(records.into_iter()),
        view: Value::from_serializable(&view),
    })
}

/// The latest of the records of one item.
fn board(at: usize, records: &[&Record], source: Source<'_>) -> Option<PointsBoard> {
    let (record, earlier) = records.split_first()?;
    let table = |id: &str| {
        let mut tables = record.fields.tables();
        tables
            .find(|(_, table)| table.def.id == id)
            .map(|(_, table)| table)
    };
    let rules = table("points_items")
        .map(|table| of_catalog(table, record, &format!("r{}", at + 1), &|_| None));
    let earlier = earlier.iter().take(EARLIER);
    Some(PointsBoard {
        id: format!("s{}", at + 1),
        name: name(record),
        record: link(record.title.value.clone(), href_of(record)),
        figure: table("points_summary").and_then(|table| bands(table, record, source)),
        facts: SUMS.iter().filter_map(|id| sum(record, id)).collect(),
        rules,
        earlier: earlier
            .map(|record| link(record.title.value.clone(), href_of(record)))
            .collect(),
    })
}

/// What people call it: the item's first other name.
fn name(record: &Record) -> String {
    let item = record.item.as_ref();
    let short = item.and_then(|item| item.aliases.first().or(Some(&item.name)));
    short.cloned().unwrap_or_default()
}

fn sum(record: &Record, id: &str) -> Option<Fact> {
    let field = record.fields.0.get(id)?;
    let value = &field.value.value;
    let text = match (value.money(), value.count()) {
        (Some(money), _) => format!("{money} 元"),
        (None, Some(count)) => format!("{} 分", group_digits(&count.to_string())),
        (None, None) => value.to_string(),
    };
    value.is_given().then(|| fact(field.def.name.clone(), text))
}

/// How many people stand in which band, in the order of the record. A count that would tell of single persons is not told.
fn bands(table: &Table, record: &Record, source: Source<'_>) -> Option<FigureView> {
    let (band, count) = (table.column("band")?, table.column("count")?);
    let privacy = record.item.as_ref().map(|item| item.privacy);
    let mut classes = source.context.catalog.privacy_classes.iter();
    let class = classes.find(|class: &&PrivacyClass| Some(class.class) == privacy);
    let least = class.and_then(|class| class.min_cell).map_or(0, i64::from);
    let mut all = 0;
    let parts: Vec<Part> = table
        .entries()
        .filter_map(|row| {
            let people = row.cell(count).value.count()?;
            all += people;
            let is_few = (1..least).contains(&people);
            Some(Part {
                label: row.cell(band).value.to_string(),
                fen: if is_few { 0 } else { people },
                text: if is_few {
                    format!("不足 {least} 人")
                } else {
                    format!("{} 人", group_digits(&people.to_string()))
                },
            })
        })
        .collect();
    let period = record
        .period()
        .map_or_else(String::new, |period| period.to_string());
    // With one count left out, the sum would tell it.
    let title = if parts.iter().any(|part| part.text.starts_with("不足")) {
        "各分数段有多少人".to_owned()
    } else {
        format!("{} 人，各分数段有多少人", group_digits(&all.to_string()))
    };
    (!parts.is_empty()).then(|| FigureView {
        title,
        subtitle: format!("{period}，按分数段，不按人"),
        html: bars("各分数段人数", &parts, Tone::Account),
        source: String::new(),
    })
}
