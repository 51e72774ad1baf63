//! Audits, and what came of what they found.

use serde::{Deserialize, Serialize};

use crate::render::view::contracts::Nearness;
use crate::render::view::text::{Day, Fact, Link, Run};

/// Audits and rectification (`audits`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct AuditsView {
    /// How many, how many measures are done.
    pub(crate) lead: Vec<Run>,
    /// The latest first.
    pub(crate) audits: Vec<AuditView>,
}

/// One audit or inspection.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct AuditView {
    /// Anchor.
    pub(crate) id: String,
    /// The record.
    pub(crate) record: Link,
    /// Which kind it is: `集体经济审计结果`.
    pub(crate) kind: String,
    /// Who audited what and when.
    pub(crate) facts: Vec<Fact>,
    /// What it found.
    pub(crate) findings: Vec<Run>,
    /// What is done about it, item by item.
    pub(crate) measures: Vec<MeasureView>,
    /// What was done, where the record tells it as a whole.
    pub(crate) outcome: Vec<Run>,
}

/// One measure.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct MeasureView {
    /// What is wrong; empty where the measures answer to one finding together.
    pub(crate) problem: String,
    /// What is done about it; may be empty where there is a problem.
    pub(crate) measure: String,
    /// Who answers for it; may be empty.
    pub(crate) owner: String,
    /// Until when.
    pub(crate) until: Option<Day>,
    /// Done, or how near the day is.
    pub(crate) state: Nearness,
    /// How it ended; may be empty.
    pub(crate) note: String,
}
