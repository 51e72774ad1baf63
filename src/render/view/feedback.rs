//! Opinions and answers (意见与答复).

use serde::{Deserialize, Serialize};

use crate::render::view::page::Contact;
use crate::render::view::table::TableView;
use crate::render::view::text::Run;

/// Opinions, their clocks, and where to turn (`feedback`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct FeedbackView {
    /// How many there are, how many wait, how many are overdue.
    pub(crate) lead: Vec<Run>,
    /// The latest first: number, day, text, answer, last day, state.
    pub(crate) opinions: Option<TableView>,
    /// What to do without an answer.
    pub(crate) next: Vec<Run>,
    /// Who takes opinions, then the offices above, with telephones.
    pub(crate) contacts: Vec<Contact>,
    /// The law that gives the right to an answer.
    pub(crate) basis: Vec<String>,
}
