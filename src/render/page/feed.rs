//! The news feed of a village and the map of its pages.

use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::page::card::{card, published};
use crate::render::view::feed::{FeedEntry, FeedView, SitemapEntry, SitemapView};
use crate::render::{Context, paths};

/// Entries of the feed.
const FEED: usize = 30;

/// The latest records; `records` are public ones, newest first.
pub(crate) fn feed(village: &Village, records: &[&Record], context: &Context<'_>) -> FeedView {
    let stamp = |record: &Record| {
        published(record).map_or_else(String::new, |date| format!("{date}T00:00:00+08:00"))
    };
    let entries = records.iter().take(FEED).map(|record| FeedEntry {
        id: format!("tag:sanwu,2026:{}/{}", village.id, record.address),
        title: record.title.value.clone(),
        path: paths::page(&record.address),
        updated: stamp(record),
        summary: card(record, context.today).summary,
    });
    FeedView {
        id: format!("tag:sanwu,2026:{}", village.id),
        title: format!("{}三务公开栏", village.profile.name),
        updated: records.first().map_or_else(
            || format!("{}T00:00:00+08:00", context.today),
            |record| stamp(record),
        ),
        entries: entries.collect(),
    }
}

/// Every record with the day of its last change.
pub(crate) fn sitemap(records: &[&Record]) -> SitemapView {
    let entries = records.iter().map(|record| SitemapEntry {
        address: paths::page(&record.address),
        modified: published(record)
            .map(|date| date.to_string())
            .unwrap_or_default(),
    });
    SitemapView {
        entries: entries.collect(),
    }
}
