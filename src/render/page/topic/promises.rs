//! What was promised at hearings, in plans and by agreements: each promise once, with the latest that was said of it.

use chrono::{Datelike as _, NaiveDate};

use crate::catalog::item::Category;
use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::page::topic::promise::{Promise, Standing, collect};
use crate::render::page::topic::{TopicPage, latest};
use crate::render::view::promises::{PromiseGroup, PromiseView, PromisesView};
use crate::render::view::text::{Run, Sentence};

/// The states in the order of the page.
const ORDER: [(Standing, &str); 4] = [
    (Standing::Overdue, "过了期限，没有公布办完"),
    (Standing::Open, "正在办"),
    (Standing::Unsaid, "没有写明办没办完"),
    (Standing::Done, "已经办完"),
];

/// The page.
pub(super) fn topic(records: &[&Record], village: &Village, today: NaiveDate) -> Option<TopicPage> {
    let mut promises = collect(records, &|_| true);
    let since = today.year() - 1;
    promises.retain(|promise| {
        let said = promise.latest();
        said.is_none_or(|day| day.year() >= since)
    });
    if promises.is_empty() {
        return None;
    }
    let groups = ORDER.into_iter().filter_map(|(standing, name)| {
        let own = promises.iter();
        let own: Vec<PromiseView> = own
            .filter(|promise| promise.standing(today) == standing)
            .map(|promise| promise.view(village, "../", today))
            .collect();
        (!own.is_empty()).then(|| PromiseGroup {
            name: format!("{name}：{} 件", own.len()),
            promises: own,
        })
    });
    let mut lead = counts(&promises, today);
    let summary = lead.clone();
    lead.push(Run::plain(
        "会上答应的、年初定下的、协商好的，都列在这里，写明出自哪一条公开、谁负责、什么时候办完。",
    ));
    let view = PromisesView {
        lead,
        groups: groups.collect(),
    };
    Some(TopicPage {
        address: "promises".to_owned(),
        title: "承诺兑现".to_owned(),
        above: None,
        column: Category::Affairs,
        summary: Some(summary),
        latest: latest(records.iter().copied()),
        template: "promises.html",
        key: "promises",
        view: tera::Value::from_serializable(&view),
    })
}

/// `共 9 件：办完 6 件，正在办 3 件。`
fn counts(promises: &[Promise<'_>], today: NaiveDate) -> Sentence {
    let count = |standing| {
        let own = promises.iter();
        own.filter(|promise| promise.standing(today) == standing)
            .count()
    };
    let mut runs = vec![
        Run::plain("共 "),
        Run::strong(format!("{} 件", promises.len())),
    ];
    let mut sign = "：";
    for (standing, word) in [
        (Standing::Done, "办完"),
        (Standing::Open, "正在办"),
        (Standing::Overdue, "过了期限没公布办完"),
        (Standing::Unsaid, "没有写明"),
    ] {
        let number = count(standing);
        if number > 0 {
            let text = format!("{word} {number} 件");
            runs.push(Run::plain(sign));
            runs.push(if standing == Standing::Overdue {
                Run::missing(text)
            } else {
                Run::unbroken(text)
            });
            sign = "，";
        }
    }
    runs.push(Run::plain("。"));
    runs
}
