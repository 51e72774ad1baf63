//! How one thing runs through the records (来龙去脉).

use serde::{Deserialize, Serialize};

use crate::render::view::text::{Link, Run};

/// One thing, from its decision to what came of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TrailView {
    /// What it is about: the title of the decision; empty on the decision's own page.
    pub(crate) title: String,
    /// To the decision; empty on its own page and where there is none.
    pub(crate) href: String,
    /// Decision, contract, payments, settlement, asset.
    pub(crate) stages: Vec<StageView>,
}

/// One stage.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct StageView {
    /// `合同`.
    pub(crate) name: String,
    /// No record of it was found.
    pub(crate) missing: bool,
    /// What is known, a sentence each; what is missing.
    pub(crate) lines: Vec<Vec<Run>>,
    /// The records that say so.
    pub(crate) links: Vec<Link>,
}
