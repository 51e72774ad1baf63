//! Pages that answer one question of a resident from records of several items: rules, elections, promises, hours, duties.

use crate::catalog::topic::Topic;
use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::page::topic::{charter, duties, elections, promises, services};
use crate::render::view::home::TopicLink;
use crate::render::view::text::{Link, Sentence};
use crate::render::{Context, names, paths};

/// A page of a topic, before it is rendered.
#[derive(Debug)]
pub(crate) struct TopicPage {
    /// Where it stands: `promises`, `elections/2026-03-22`.
    pub(crate) address: String,
    /// Its title.
    pub(crate) title: String,
    /// The page it lies under, where it is not the topic's first.
    pub(crate) above: Option<Link>,
    /// The template.
    pub(crate) template: &'static str,
    /// The key of its view.
    pub(crate) key: &'static str,
    /// The view.
    pub(crate) view: tera::Value,
}

/// What the records of a topic give: the answer in one sentence, and the pages; the first is the one the home page names.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) summary: Sentence,
    pub(super) pages: Vec<TopicPage>,
}

/// The topics a village has: how the home page names them, and their pages.
pub(crate) fn topics(
    records: &[&Record],
    village: &Village,
    context: &Context<'_>,
) -> (Vec<TopicLink>, Vec<TopicPage>) {
    let mut links = Vec::new();
    let mut pages = Vec::new();
    for topic in Topic::ANSWERS {
        let own = of_topic(records, topic);
        let title = names::topic(topic, village);
        let made = match topic {
            Topic::Charter => charter::make(&own, village),
            Topic::Elections => {
                let promised = of_topic(records, Topic::Promises);
                elections::make(&own, &promised, village, context)
            }
            Topic::Promises => promises::make(&own, village, context.today),
            Topic::Services => services::make(&own, village),
            Topic::Duties => duties::make(&own, village, context.today),
            Topic::Assets | Topic::Audits | Topic::Money | Topic::Points | Topic::Projects => None,
        };
        let Some(made) = made else {
            continue;
        };
        links.push(TopicLink {
            key: topic.id().to_owned(),
            text: title.to_owned(),
            path: paths::page(topic.id()),
            summary: made.summary,
        });
        pages.extend(made.pages);
    }
    (links, pages)
}

/// The newest record of each item that still stands, in the order given.
pub(super) fn newest_of_each<'a>(records: &[&'a Record]) -> Vec<&'a Record> {
    let mut newest: Vec<&Record> = Vec::new();
    for record in records.iter().filter(|it| it.withdrawal.is_none()) {
        if newest
            .iter()
            .all(|known| known.item_id() != record.item_id())
        {
            newest.push(record);
        }
    }
    newest
}

/// The records that feed a topic, in the order given.
pub(super) fn of_topic<'a>(records: &[&'a Record], topic: Topic) -> Vec<&'a Record> {
    let of = |record: &&&Record| {
        let item = record.item.as_ref();
        item.is_some_and(|item| item.topics.contains(&topic))
    };
    records.iter().filter(of).copied().collect()
}
