//! Pages of topics (专题): what several records tell of one thing, gathered on one page. Which items feed which page stands in
//! the catalogue (`topics`), but for what hangs on the board now, which may be any; a page without anything to show is not
//! built.

mod articles;
mod assets;
mod audits;
pub(crate) mod charter;
mod compare;
mod duties;
mod election;
mod elections;
pub(crate) mod gather;
mod holdings;
mod money;
mod points;
pub(crate) mod postings;
mod projects;
mod promise;
mod promises;
mod services;
mod table;

use chrono::NaiveDate;
use tera::Value;

use crate::catalog::item::Category;
use crate::catalog::topic::Topic;
use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::Context;
use crate::render::page::card::published;
use crate::render::page::ended;
use crate::render::paths;
use crate::render::view::home::TopicLink;
use crate::render::view::text::Run;

/// A page of one topic, ready for its template.
pub(crate) struct TopicView {
    /// The topic in the catalogue, the address of the page, the key of its view.
    pub(crate) key: &'static str,
    /// `资产和合同`.
    pub(crate) title: String,
    /// The column it stands under.
    pub(crate) column: Category,
    /// What the home page says of it.
    pub(crate) summary: Vec<Run>,
    /// When something it shows was last published.
    pub(crate) latest: Option<NaiveDate>,
    /// What the template is given.
    pub(crate) view: Value,
}

impl TopicView {
    /// The link on the home page.
    pub(crate) fn link(&self) -> TopicLink {
        TopicLink {
            key: self.key.to_owned(),
            text: self.title.clone(),
            path: paths::page(self.key),
            summary: self.summary.clone(),
        }
    }
}

/// What the pages of topics are made of.
#[derive(Clone, Copy)]
struct Source<'a> {
    village: &'a Village,
    /// Public records whose content is shown, newest first.
    records: &'a [&'a Record],
    context: &'a Context<'a>,
}

impl<'a> Source<'a> {
    /// The records whose items feed a topic.
    fn of(&self, topic: Topic) -> impl Iterator<Item = &'a Record> + Clone {
        let fed = move |record: &&Record| {
            let item = record.item.as_ref();
            item.is_some_and(|item| item.topics.contains(&topic))
        };
        self.records.iter().copied().filter(fed)
    }

    /// A record that everybody may open, by its position.
    fn public(&self, index: usize) -> Option<&'a Record> {
        let record = self.village.records.get(index)?;
        record.is_public().then_some(record)
    }
}

/// All pages of topics that the village has something for; `records` are public ones, newest first.
pub(crate) fn topics(
    village: &Village,
    records: &[&Record],
    context: &Context<'_>,
) -> Vec<TopicView> {
    let shown: Vec<&Record> = records
        .iter()
        .copied()
        .filter(|record| record.withdrawal.is_none() && !ended::is_over(record, village, context))
        .collect();
    let source = Source {
        village,
        records: &shown,
        context,
    };
    let pages = [
        postings::topic(source),
        money::topic(source),
        assets::topic(source),
        projects::topic(source),
        audits::topic(source),
        points::topic(source),
    ];
    pages.into_iter().flatten().collect()
}

/// The address of a record's page from a page of a topic.
fn href_of(record: &Record) -> String {
    format!("../{}", paths::page(&record.address))
}

/// When the latest of some records was published.
fn latest<'a>(records: impl Iterator<Item = &'a Record>) -> Option<NaiveDate> {
    records.filter_map(published).max()
}
