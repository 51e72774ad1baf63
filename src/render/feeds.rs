//! The news feed and the map of a site.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use tera::Value;

use crate::model::record::Record;
use crate::model::village::Village;
use crate::model::web::Web;
use crate::render::page::card::{card, published};
use crate::render::page::{frame, plain, poster};
use crate::render::paths;
use crate::render::view::feed::{FeedEntry, FeedView, SitemapEntry, SitemapView};
use crate::render::village::Pages;

/// Entries of the feed.
const FEED: usize = 30;

impl Pages<'_> {
    /// The feed with its path.
    pub(super) fn feed(&self, records: &[&Record]) -> anyhow::Result<(String, String)> {
        let mut page = self.begin("", &frame::page("", "", self.village, ""));
        let view = feed(self.village, records, &self.web, self.context.today);
        page.insert_value("feed", Value::from_serializable(&view));
        Ok(("feed.xml".to_owned(), self.show("feed.xml", &page)?))
    }

    /// The map of these files with its path, where the site has an address.
    pub(super) fn map(
        &self,
        records: &[&Record],
        files: &[(String, String)],
    ) -> anyhow::Result<Option<(String, String)>> {
        let paths: BTreeSet<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        let Some(view) = map(paths.into_iter(), records, &self.web) else {
            return Ok(None);
        };
        let mut page = self.begin("", &frame::page("", "", self.village, ""));
        page.insert_value("sitemap", Value::from_serializable(&view));
        let text = self.show("sitemap.xml", &page)?;
        Ok(Some(("sitemap.xml".to_owned(), text)))
    }
}

/// The newest records. An entry is named by its whole address where the site has one, else by a name that no copy of
/// the folder changes.
fn feed(village: &Village, records: &[&Record], web: &Web, today: NaiveDate) -> FeedView {
    let name = |path: &str, address: &str| {
        let tag = || {
            let slash = if address.is_empty() { "" } else { "/" };
            format!("tag:sanwu,2026:{}{slash}{address}", village.id)
        };
        web.page(path).unwrap_or_else(tag)
    };
    let stamp = |date: NaiveDate| format!("{date}T00:00:00+08:00");
    let entries = records.iter().take(FEED).map(|record| {
        let path = paths::page(&record.address);
        FeedEntry {
            id: name(&path, &record.address),
            title: record.title.value.clone(),
            updated: published(record).map_or_else(String::new, stamp),
            summary: card(record, today).summary,
            path,
        }
    });
    let newest = records.first().and_then(|record| published(record));
    FeedView {
        id: name("index.html", ""),
        title: format!("{}三务公开栏", village.profile.name),
        updated: stamp(newest.unwrap_or(today)),
        address: web.address.clone(),
        entries: entries.collect(),
    }
}

/// Every page for reading, in the order of paths: no sheets of paper, no page that says that there is none. `None` where
/// the site has no address.
fn map<'a>(
    pages: impl Iterator<Item = &'a str>,
    records: &[&Record],
    web: &Web,
) -> Option<SitemapView> {
    let newest = records.first().and_then(|record| published(record));
    let mut entries: Vec<SitemapEntry> = Vec::new();
    let sheets = [poster::ADDRESS, plain::ADDRESS].map(|address| format!("{address}/"));
    let is_sheet = |path: &str| sheets.iter().any(|sheets| path.starts_with(sheets));
    for path in pages.filter(|path| path.ends_with("index.html") && !is_sheet(path)) {
        let address = path.trim_end_matches("index.html").trim_end_matches('/');
        let record = records.iter().find(|record| record.address == address);
        let modified = record.map_or(newest, |record| published(record));
        entries.push(SitemapEntry {
            address: web.page(path)?,
            modified: modified.map(|date| date.to_string()).unwrap_or_default(),
        });
    }
    Some(SitemapView { entries })
}
