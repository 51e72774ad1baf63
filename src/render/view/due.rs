//! The register of what was due (公开台账).

use serde::{Deserialize, Serialize};

use crate::render::view::table::TableView;
use crate::render::view::text::{Fact, Link, Run};

/// The register (`due`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DueView {
    /// The count as a sentence.
    pub(crate) lead: Vec<Run>,
    /// Caption of the grid, for readers of the page by ear.
    pub(crate) caption: String,
    /// The periods, in order.
    pub(crate) heads: Vec<DueHead>,
    /// Categories.
    pub(crate) groups: Vec<DueGroup>,
    /// What is missing: item, due day, days late, who is responsible, what is known.
    pub(crate) gaps: Option<TableView>,
    /// What hangs for good: item, when it was published.
    pub(crate) standing: Option<TableView>,
    /// What is not in the grid, by the reason.
    pub(crate) outside: Vec<Fact>,
    /// The rules on which the days rest.
    pub(crate) basis: Vec<String>,
    /// Posters and plain pages of quarters.
    pub(crate) sheets: Vec<Link>,
}

/// A period in the grid's head.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DueHead {
    /// `9月`.
    pub(crate) text: String,
    /// The period of today.
    pub(crate) current: bool,
}

/// The items of one category.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DueGroup {
    /// `财务公开`.
    pub(crate) name: String,
    /// Its items.
    pub(crate) rows: Vec<DueRow>,
}

/// An item over the periods.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DueRow {
    /// The item.
    pub(crate) name: String,
    /// When it is due, as `次月15日前`.
    pub(crate) rule: String,
    /// One for each period.
    pub(crate) cells: Vec<DueCell>,
}

/// One item in one period.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DueCell {
    /// What happened.
    pub(crate) state: DueState,
    /// The word read aloud and shown in a late cell: `按期`, `迟4`, `应公开未公开`.
    pub(crate) text: String,
    /// The record, relative to the page.
    pub(crate) href: Option<String>,
    /// The last day in time of what somebody owes and is not yet due, as `2026-12-15`; else empty.
    pub(crate) due: String,
}

/// What happened in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DueState {
    /// Nothing is due.
    #[default]
    None,
    /// Published in time.
    Done,
    /// Published late.
    Late,
    /// Due and not published.
    Missing,
    /// Not yet due.
    Waiting,
    /// Before the first disclosure: nothing is known of it.
    Before,
}
