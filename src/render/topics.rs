//! Pages that gather what several records tell, and pages of the pictures of one.

use tera::Value;

use crate::model::record::Record;
use crate::render::page::search;
use crate::render::page::topic::{self, TopicPage};
use crate::render::page::{frame, pictures};
use crate::render::paths;
use crate::render::say::link;
use crate::render::view::home::TopicLink;
use crate::render::view::picture::PictureView;
use crate::render::village::{Pages, is_whole};
use crate::search::Document;

/// The pages of topics, what the home page says of them, and what the index holds of them.
pub(super) struct Gathered {
    pub(super) pages: Vec<(String, String)>,
    pub(super) links: Vec<TopicLink>,
    pub(super) documents: Vec<Document>,
}

impl Pages<'_> {
    /// Every page of a topic that the village has something for.
    pub(super) fn gathered(&self, records: &[&Record]) -> anyhow::Result<Gathered> {
        let shown = records.iter().copied();
        let whole: Vec<&Record> = shown
            .filter(|record| is_whole(record, self.village, self.context))
            .collect();
        let topics = topic::topics(self.village, &whole, self.context);
        let mut gathered = Gathered {
            pages: Vec::new(),
            links: topics.iter().filter_map(TopicPage::link).collect(),
            documents: Vec::new(),
        };
        for topic in &topics {
            let html = self.topic(topic)?;
            gathered.documents.extend(search::of_topic(topic, &html));
            gathered.pages.push((paths::page(&topic.address), html));
        }
        Ok(gathered)
    }

    fn topic(&self, topic: &TopicPage) -> anyhow::Result<String> {
        let root = paths::root(&topic.address);
        let mut head = frame::page(&topic.title, topic.column.id(), self.village, &root);
        head.crumbs.extend(topic.above.clone());
        let mut page = self.start(&topic.address, &head);
        page.insert_value(topic.key, topic.view.clone());
        self.show(topic.template, &page)
    }

    /// A page for each picture of a record.
    pub(super) fn pictures(&self, record: &Record) -> anyhow::Result<Vec<(String, String)>> {
        let root = paths::root(&record.address);
        let pages = pictures::pages(record, self.village).into_iter();
        let page = |(path, view): (String, PictureView)| {
            let mut head = frame::page(&view.title, record.category.id(), self.village, &root);
            head.url = self.web.page(&path);
            head.crumbs
                .push(link(record.title.value.clone(), "index.html"));
            let mut page = self.start(&record.address, &head);
            page.insert_value("picture", Value::from_serializable(&view));
            Ok((path, self.show("picture.html", &page)?))
        };
        pages.map(page).collect()
    }
}
