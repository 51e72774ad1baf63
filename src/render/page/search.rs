//! What of a village can be found, and its search page.

use crate::calendar::Calendar;
use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::names::{self, CATEGORIES};
use crate::render::page::board::Summary;
use crate::render::page::card::published;
use crate::render::page::topic::TopicPage;
use crate::render::page::{due, gaps};
use crate::render::say::link;
use crate::render::view::search::{SearchSource, SearchView};
use crate::render::view::text::Run;
use crate::render::{Theme, paths};
use crate::search::{self, Document, Index, Missing};

/// The address of the search page.
pub(crate) const ADDRESS: &str = "search";

/// Its title.
pub(crate) const TITLE: &str = "搜索";

/// A record's page as the index holds it.
pub(crate) fn document(record: &Record, html: &str) -> Document {
    let first = record.fields.date("published_on").map(|date| date.value);
    Document {
        address: record.address.clone(),
        title: record.title.value.clone(),
        first: first.or_else(|| record.date()),
        latest: published(record),
        column: record.category.id(),
        item: record
            .item
            .as_ref()
            .map(|item| item.name.clone())
            .unwrap_or_default(),
        text: search::lines(html),
    }
}

/// What the index holds of the first page of a topic; its further pages lie behind it.
pub(crate) fn of_topic(topic: &TopicPage, html: &str) -> Option<Document> {
    topic.summary.as_ref()?;
    Some(Document {
        address: topic.address.clone(),
        title: topic.title.clone(),
        first: None,
        latest: topic.latest,
        column: topic.column.id(),
        item: String::new(),
        text: search::lines(html),
    })
}

/// The index of a village: its records, pages of topics, and what is due and not published.
pub(crate) fn index(village: &Village, documents: Vec<Document>, calendar: &Calendar) -> Index {
    let missing: Vec<Missing> = calendar
        .gaps()
        .into_iter()
        .map(|entry| Missing {
            address: due::ADDRESS.to_owned(),
            title: entry.title(),
            due: entry.due,
            column: entry.item.category.id(),
            sentence: gaps::sentence(entry, calendar),
        })
        .collect();
    let indexed = search::Village {
        id: &village.id,
        name: &village.profile.name,
        columns: CATEGORIES
            .map(|category| (category.id(), names::category(category, village)))
            .to_vec(),
    };
    search::index(&indexed, documents, &missing)
}

/// The search page of a village.
pub(crate) fn of_village(
    village: &Village,
    list: String,
    records: usize,
    theme: &Theme,
) -> SearchView {
    let source = SearchSource {
        id: village.id.clone(),
        name: village.profile.name.clone(),
        base: "../".to_owned(),
        list,
    };
    let columns = CATEGORIES.map(|category| {
        link(
            names::category(category, village),
            format!("../{}", paths::page(category.id())),
        )
    });
    let register = link("公开台账", format!("../{}", paths::page(due::ADDRESS)));
    let lead = vec![
        Run::plain("可以查全部 "),
        Run::strong(format!("{records} 件")),
        Run::plain("公开内容的标题、正文和表格。"),
    ];
    SearchView {
        sources: vec![source],
        advice: "每一类按时间排列，最新的在前；应公开的逐项逐期列在公开台账里。".to_owned(),
        elsewhere: columns.into_iter().chain([register]).collect(),
        ..view(lead, theme)
    }
}

/// The search page of the town: all villages that have an index.
pub(crate) fn of_town(summaries: &[Summary], theme: &Theme) -> SearchView {
    let mut villages: Vec<&Summary> = summaries.iter().filter(|one| one.has_pages).collect();
    villages.sort_by(|a, b| (&a.code, &a.id).cmp(&(&b.code, &b.id)));
    let indexed = || villages.iter().filter(|one| one.search.is_some());
    let sources = villages.iter().filter_map(|one| {
        Some(SearchSource {
            id: one.id.clone(),
            name: one.name.clone(),
            base: format!("../{}/", one.id),
            list: one.search.clone()?,
        })
    });
    let homes = villages.iter().map(|one| {
        link(
            one.name.clone(),
            format!("../{}/{}", one.id, paths::page("")),
        )
    });
    let lead = vec![
        Run::plain("可以查 "),
        Run::strong(format!("{} 个村（社区）", indexed().count())),
        Run::plain("全部 "),
        Run::strong(format!(
            "{} 件",
            indexed().map(|one| one.records).sum::<usize>()
        )),
        Run::plain("公开内容的标题、正文和表格。"),
    ];
    SearchView {
        sources: sources.collect(),
        advice: "各村（社区）的首页有栏目、公开台账和本村（社区）的搜索。".to_owned(),
        elsewhere: homes.collect(),
        ..view(lead, theme)
    }
}

/// What both pages have.
fn view(lead: Vec<Run>, theme: &Theme) -> SearchView {
    SearchView {
        lead,
        sources: Vec::new(),
        keys: ('A'..='Z')
            .chain('0'..='9')
            .map(|key| key.to_string())
            .collect(),
        script: theme.path("search.js"),
        advice: String::new(),
        elsewhere: Vec::new(),
    }
}
