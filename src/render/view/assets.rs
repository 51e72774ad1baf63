//! What the village owns, and who rents it until when.

use serde::{Deserialize, Serialize};

use crate::render::view::contracts::ContractView;
use crate::render::view::statement::FigureView;
use crate::render::view::table::TableView;
use crate::render::view::text::Run;

/// Assets, resources and contracts (`assets`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct AssetsView {
    /// How much there is, and what ends next.
    pub(crate) lead: Vec<Run>,
    /// The terms as a picture.
    pub(crate) figures: Vec<FigureView>,
    /// Contracts that bring money in, the one that ends first on top.
    pub(crate) leases: Vec<ContractView>,
    /// Contracts that the village pays, likewise.
    pub(crate) payables: Vec<ContractView>,
    /// What there is: assets, resources, facilities.
    pub(crate) holdings: Vec<TableView>,
}
