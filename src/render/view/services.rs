//! What is open on which day of the week.

use serde::{Deserialize, Serialize};

use crate::render::view::table::TableView;
use crate::render::view::text::{Fact, Run};

/// The page of opening hours (`services`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ServicesView {
    /// How many places there are.
    pub(crate) lead: Vec<Run>,
    /// Names of the places whose hours could be read, in order: the columns of the week.
    pub(crate) places: Vec<String>,
    /// Monday to Sunday; empty when no hours could be read.
    pub(crate) days: Vec<ServiceDay>,
    /// Remarks under the week.
    pub(crate) notes: Vec<String>,
    /// More places than stand beside each other: every day is a paragraph.
    pub(crate) many: bool,
    /// Places whose hours stand as they were written.
    pub(crate) others: Vec<Fact>,
    /// What each place is for, and who looks after it.
    pub(crate) details: Option<TableView>,
    /// What a service costs.
    pub(crate) fees: Option<TableView>,
}

/// A day of the week.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ServiceDay {
    /// 1 is Monday, 7 is Sunday.
    pub(crate) weekday: u8,
    /// `周一`.
    pub(crate) name: String,
    /// One for each place: `8:30–11:30`, one line each; `—` where nothing is said.
    pub(crate) cells: Vec<Vec<String>>,
}
