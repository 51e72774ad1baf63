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
use crate::render::paths;
use crate::render::view::home::TopicLink;
use crate::render::view::text::{Link, Sentence};

/// A page of a topic, before it is rendered.
#[derive(Debug)]
pub(crate) struct TopicPage {
    /// Where it stands: `promises`, `elections/2026-03-22`.
    pub(crate) address: String,
    /// `资产和合同`.
    pub(crate) title: String,
    /// The page it lies under, where it is not the topic's first.
    pub(crate) above: Option<Link>,
    /// The column it stands under.
    pub(crate) column: Category,
    /// What the home page says of it; none where it is not the topic's first.
    pub(crate) summary: Option<Sentence>,
    /// When something it shows was last published.
    pub(crate) latest: Option<NaiveDate>,
    /// The template.
    pub(crate) template: &'static str,
    /// The key of its view.
    pub(crate) key: &'static str,
    /// What the template is given.
    pub(crate) view: Value,
}

impl TopicPage {
    /// The link on the home page.
    pub(crate) fn link(&self) -> Option<TopicLink> {
        Some(TopicLink {
            key: self.address.clone(),
            text: self.title.clone(),
            path: paths::page(&self.address),
            summary: self.summary.clone()?,
        })
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

/// All pages of topics that the village has something for; `records` are public ones whose content is shown, newest first.
pub(crate) fn topics(
    village: &Village,
    records: &[&Record],
    context: &Context<'_>,
) -> Vec<TopicPage> {
    let source = Source {
        village,
        records,
        context,
    };
    let of = |topic: Topic| -> Vec<&Record> { source.of(topic).collect() };
    let today = context.today;
    let single = [
        postings::topic(source),
        money::topic(source),
        assets::topic(source),
        projects::topic(source),
        audits::topic(source),
        points::topic(source),
        services::topic(&of(Topic::Services), village),
        promises::topic(&of(Topic::Promises), village, today),
        charter::topic(&of(Topic::Charter), village),
        duties::topic(&of(Topic::Duties), village, today),
    ];
    let mut pages: Vec<TopicPage> = single.into_iter().flatten().collect();
    let promised = of(Topic::Promises);
    pages.extend(elections::topic(
        &of(Topic::Elections),
        &promised,
        village,
        context,
    ));
    pages
}

/// The newest record of each item, in the order given.
fn newest_of_each<'a>(records: &[&'a Record]) -> Vec<&'a Record> {
    let mut newest: Vec<&Record> = Vec::new();
    for record in records {
        if newest
            .iter()
            .all(|known| known.item_id() != record.item_id())
        {
            newest.push(record);
        }
    }
    newest
}

/// The address of a record's page from a page of a topic.
fn href_of(record: &Record) -> String {
    format!("../{}", paths::page(&record.address))
}

/// When the latest of some records was published.
fn latest<'a>(records: impl Iterator<Item = &'a Record>) -> Option<NaiveDate> {
    records.filter_map(published).max()
}
