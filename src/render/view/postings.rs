//! What hangs on the board now.

use serde::{Deserialize, Serialize};

use crate::render::view::contracts::Nearness;
use crate::render::view::statement::FigureView;
use crate::render::view::text::{Day, Link, Run};

/// Everything posted now (`postings`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PostingsView {
    /// How many, and which is taken down first.
    pub(crate) lead: Vec<Run>,
    /// Their days on one line of time; none for a single one.
    pub(crate) figure: Option<FigureView>,
    /// What is taken down first on top.
    pub(crate) postings: Vec<PostingView>,
}

/// One of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PostingView {
    /// The record.
    pub(crate) record: Link,
    /// `财务公开`.
    pub(crate) column: String,
    /// The last day.
    pub(crate) until: Day,
    /// How many days are left.
    pub(crate) state: Nearness,
}
