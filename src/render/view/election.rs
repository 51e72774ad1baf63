//! Elections: the list of terms, and one page for each.

use serde::{Deserialize, Serialize};

use crate::render::view::list::{Card, Year};
use crate::render::view::promises::PromiseView;
use crate::render::view::statement::FigureView;
use crate::render::view::table::TableView;
use crate::render::view::text::{Fact, Run};

/// The list of elections (`elections`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ElectionsView {
    /// How many there are.
    pub(crate) lead: Vec<Run>,
    /// Elections by year, newest first.
    pub(crate) years: Vec<Year>,
    /// What elections left open.
    pub(crate) pending: Vec<PromiseView>,
}

/// One election (`election`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ElectionView {
    /// Who voted, who was elected.
    pub(crate) lead: Vec<Run>,
    /// From the list of voters to the handover: what was posted when.
    pub(crate) facts: Vec<Fact>,
    /// Turnout and ballots, votes.
    pub(crate) figures: Vec<FigureView>,
    /// What was left open, with who answers for it.
    pub(crate) pending: Vec<PromiseView>,
    /// Who stood, what was handed over.
    pub(crate) tables: Vec<TableView>,
    /// The records themselves.
    pub(crate) records: Vec<Card>,
}
