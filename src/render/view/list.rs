//! Lists of records: the card of a record, a category by year, its pager.

use serde::{Deserialize, Serialize};

use crate::render::view::statement::FigureView;
use crate::render::view::text::{Day, Mark, Run};

/// A record as lists show it. Built once for each record and shared by all pages.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Card {
    /// Path from the root, ending in `index.html`; empty for a gap.
    pub(crate) path: String,
    /// The title.
    pub(crate) title: String,
    /// Day of disclosure, short; for a gap the day on which it was due.
    pub(crate) day: Day,
    /// Version, posting period, what is late.
    pub(crate) marks: Vec<Mark>,
    /// The finding in a few words, as `收 31.98万 支 26.17万`; may be empty.
    pub(crate) summary: String,
    /// For a period without disclosure: `应于 09-15 前公开，逾期 66 天`.
    pub(crate) gap: Option<String>,
}

/// A category's list (`list`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct List {
    /// What is published here, and how much.
    pub(crate) lead: Vec<Run>,
    /// On the first page: how the balances of the accounts went.
    pub(crate) figures: Vec<FigureView>,
    /// Records of this page by year, newest first.
    pub(crate) years: Vec<Year>,
    /// Links to the other pages; none when there is one page.
    pub(crate) pager: Option<Pager>,
}

/// The records of one year on this page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Year {
    /// `2026年`.
    pub(crate) label: String,
    /// Records and gaps, newest first.
    pub(crate) cards: Vec<Card>,
}

/// Numbered links to the pages of a list.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Pager {
    /// Address of the previous page.
    pub(crate) previous: Option<String>,
    /// Address of the next page.
    pub(crate) next: Option<String>,
    /// All pages, or the ones around this one.
    pub(crate) pages: Vec<PageLink>,
    /// `第 2 页，共 5 页，98 件`.
    pub(crate) sentence: String,
}

/// A number in the pager.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PageLink {
    /// `2`, or `…` for a jump.
    pub(crate) text: String,
    /// Address; none for the page itself and for a jump.
    pub(crate) href: Option<String>,
    /// The page itself.
    pub(crate) current: bool,
}
