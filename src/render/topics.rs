//! Pages that gather what several records tell, and pages of the pictures of one.

use tera::Value;

use crate::model::record::Record;
use crate::render::page::topic::TopicView;
use crate::render::page::topic::gather::TopicPage;
use crate::render::page::{frame, pictures};
use crate::render::paths;
use crate::render::say::link;
use crate::render::view::picture::PictureView;
use crate::render::village::Pages;

impl Pages<'_> {
    /// The pages of topics with their markup.
    pub(super) fn topics<'t>(
        &self,
        topics: &'t [TopicView],
    ) -> anyhow::Result<Vec<(&'t TopicView, String)>> {
        let page = |topic: &'t TopicView| {
            let root = paths::root(topic.key);
            let head = frame::page(&topic.title, topic.column.id(), self.village, &root);
            let mut page = self.start(topic.key, &head);
            page.insert_value(topic.key, topic.view.clone());
            Ok((topic, self.show(&format!("{}.html", topic.key), &page)?))
        };
        topics.iter().map(page).collect()
    }

    /// A page of a topic that may have several.
    pub(super) fn topic(&self, topic: &TopicPage) -> anyhow::Result<(String, String)> {
        let root = paths::root(&topic.address);
        let mut head = frame::page(&topic.title, &topic.address, self.village, &root);
        head.style = Some(self.theme.path("topics.css"));
        head.crumbs.extend(topic.above.clone());
        let mut page = self.start(&topic.address, &head);
        page.insert_value(topic.key, topic.view.clone());
        Ok((
            paths::page(&topic.address),
            self.show(topic.template, &page)?,
        ))
    }

    /// A page for each picture of a record.
    pub(super) fn pictures(&self, record: &Record) -> anyhow::Result<Vec<(String, String)>> {
        let root = paths::root(&record.address);
        let pages = pictures::pages(record, self.village, self.theme).into_iter();
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
