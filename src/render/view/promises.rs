//! What was promised, by whom, until when, and what came of it.

use serde::{Deserialize, Serialize};

use crate::render::view::text::{Day, Link, Mark, Run};

/// The page of promises (`promises`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PromisesView {
    /// How many there are, and how many of each kind.
    pub(crate) lead: Vec<Run>,
    /// What is open first, what is done last; only kinds that exist.
    pub(crate) groups: Vec<PromiseGroup>,
}

/// Promises of one state.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PromiseGroup {
    /// `正在办，5 件`.
    pub(crate) name: String,
    /// By their last day.
    pub(crate) promises: Vec<PromiseView>,
}

/// One promise.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PromiseView {
    /// What was promised.
    pub(crate) what: String,
    /// The record it was promised in.
    pub(crate) origin: Link,
    /// Who answers for it; may be empty.
    pub(crate) owner: String,
    /// The last day.
    pub(crate) until: Option<Day>,
    /// It is not done and its last day is still to come, so that a script may tell when it has passed.
    pub(crate) open: bool,
    /// `办完`, `正在办`, `逾期 12 天`.
    pub(crate) state: Mark,
    /// What was done, in the clerk's words; may be empty.
    pub(crate) said: String,
    /// The record that tells of it last, where it is another.
    pub(crate) result: Option<Link>,
}
