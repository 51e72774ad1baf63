//! Works and purchases from decision to settlement.

use serde::{Deserialize, Serialize};

use crate::render::view::statement::FigureView;
use crate::render::view::text::{Fact, Mark, Run};
use crate::render::view::trail::TrailView;

/// Works and purchases (`projects`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ProjectsView {
    /// How many, and how many are settled.
    pub(crate) lead: Vec<Run>,
    /// The latest first.
    pub(crate) projects: Vec<ProjectView>,
}

/// One of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ProjectView {
    /// Anchor.
    pub(crate) id: String,
    /// What it is.
    pub(crate) name: String,
    /// How far it has come: `已结算`.
    pub(crate) state: Mark,
    /// Contractor, method, source of funds.
    pub(crate) facts: Vec<Fact>,
    /// Budget, contract, payments, settlement.
    pub(crate) money: Option<FigureView>,
    /// From the decision to the asset, with links, and what is not to be seen.
    pub(crate) trail: TrailView,
}
