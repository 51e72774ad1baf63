//! The organisation of a village or community as a tree.

use serde::{Deserialize, Serialize};

use crate::render::view::table::TableView;
use crate::render::view::text::Run;

/// The organisation (`org`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct OrgView {
    /// The tree as a sentence.
    pub(crate) lead: Vec<Run>,
    /// The topmost bodies.
    pub(crate) roots: Vec<OrgNode>,
    /// Bodies and people by level.
    pub(crate) counts: Option<TableView>,
}

/// A body with its people and the bodies below it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct OrgNode {
    /// 1 to 4, for the size of type.
    pub(crate) level: u8,
    /// `网格党支部`.
    pub(crate) kind: String,
    /// Its name.
    pub(crate) name: String,
    /// Who serves in it.
    pub(crate) people: Vec<OrgPerson>,
    /// `党员 46 人，612 户`; may be empty.
    pub(crate) note: String,
    /// Bodies below.
    pub(crate) children: Vec<OrgNode>,
}

/// Somebody who serves in a body.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct OrgPerson {
    /// `书记`.
    pub(crate) title: String,
    /// The name, with the unit it comes from.
    pub(crate) name: String,
    /// Full-time or part-time; none where it was not said.
    pub(crate) duty: Option<Duty>,
    /// Duty telephone; may be empty.
    pub(crate) telephone: String,
}

/// Whether somebody serves full-time (专职) or part-time (兼职).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Duty {
    /// 专职.
    #[default]
    FullTime,
    /// 兼职.
    PartTime,
}
