//! The news feed, the map of the site, and the list of corrections.

use serde::{Deserialize, Serialize};

use crate::render::view::record::CorrectionNotice;
use crate::render::view::text::Run;

/// The feed (`feed`), in Atom.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct FeedView {
    /// A name of the site that never changes, as `tag:sanwu,2026:shiqiao`.
    pub(crate) id: String,
    /// The site's name.
    pub(crate) title: String,
    /// RFC 3339, of the newest entry.
    pub(crate) updated: String,
    /// The whole address of the site, or empty.
    pub(crate) address: String,
    /// Newest first.
    pub(crate) entries: Vec<FeedEntry>,
}

/// A record in the feed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct FeedEntry {
    /// A name that never changes.
    pub(crate) id: String,
    /// The title.
    pub(crate) title: String,
    /// Path from the root.
    pub(crate) path: String,
    /// RFC 3339.
    pub(crate) updated: String,
    /// One sentence; may be empty.
    pub(crate) summary: String,
}

/// The map of the site (`sitemap`); made only when the site has an address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SitemapView {
    /// All pages.
    pub(crate) entries: Vec<SitemapEntry>,
}

/// A page in the map.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SitemapEntry {
    /// Absolute.
    pub(crate) address: String,
    /// `YYYY-MM-DD`; may be empty.
    pub(crate) modified: String,
}

/// The list of corrections (`corrections`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CorrectionsView {
    /// How many.
    pub(crate) lead: Vec<Run>,
    /// Newest first.
    pub(crate) notices: Vec<CorrectionNotice>,
}
