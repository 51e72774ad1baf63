//! Who answers for what, and how it stands.

use serde::{Deserialize, Serialize};

use crate::render::view::promises::PromiseView;
use crate::render::view::table::TableView;
use crate::render::view::text::{Fact, Link, Run};

/// The page of responsibilities (`duties`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DutiesView {
    /// How many duties, how many people.
    pub(crate) lead: Vec<Run>,
    /// One for each kind of table.
    pub(crate) sections: Vec<DutySection>,
    /// The goals of the year and how they stand.
    pub(crate) goals: Vec<PromiseView>,
}

/// What is answered by one kind of table.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DutySection {
    /// `谁分管什么`.
    pub(crate) title: String,
    /// One for each record, the newest of its item.
    pub(crate) parts: Vec<DutyPart>,
}

/// What one record says of duties.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DutyPart {
    /// The record.
    pub(crate) origin: Link,
    /// Its tables, as far as they tell of duties.
    pub(crate) tables: Vec<TableView>,
    /// What it says besides, as how grades were given.
    pub(crate) facts: Vec<Fact>,
}
