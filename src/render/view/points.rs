//! Points of residents and of party members: rules, bands and sums, never a person.

use serde::{Deserialize, Serialize};

use crate::render::view::statement::FigureView;
use crate::render::view::table::TableView;
use crate::render::view::text::{Fact, Link, Run};

/// Points (`points`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PointsView {
    /// What is shown and what is not.
    pub(crate) lead: Vec<Run>,
    /// One for each kind of points, as its latest record has it.
    pub(crate) boards: Vec<PointsBoard>,
}

/// One kind of points.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PointsBoard {
    /// Anchor.
    pub(crate) id: String,
    /// `党员积分`.
    pub(crate) name: String,
    /// The record it is taken from.
    pub(crate) record: Link,
    /// How many people in which band.
    pub(crate) figure: Option<FigureView>,
    /// Points given, points exchanged, the rules' number, what was done.
    pub(crate) facts: Vec<Fact>,
    /// What earns or costs points.
    pub(crate) rules: Option<TableView>,
    /// Records of earlier periods.
    pub(crate) earlier: Vec<Link>,
}
