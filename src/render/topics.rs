//! Pages that gather what several records tell.

use crate::render::page::frame;
use crate::render::page::topic::TopicView;
use crate::render::page::topic::gather::TopicPage;
use crate::render::paths;
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
}
