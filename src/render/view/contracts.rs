//! Contracts with their terms and prices.

use serde::{Deserialize, Serialize};

use crate::render::view::table::TableView;
use crate::render::view::text::{Fact, Mark, Run};

/// A price list of contracts (`contracts`), beside `record`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ContractsView {
    /// How many, how much a year, which end soon.
    pub(crate) lead: Vec<Run>,
    /// In the order of the record.
    pub(crate) contracts: Vec<ContractView>,
    /// The sum as a sentence; may be empty.
    pub(crate) total: Vec<Run>,
    /// Tables that are not contracts.
    pub(crate) tables: Vec<TableView>,
}

/// One contract.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ContractView {
    /// Anchor.
    pub(crate) id: String,
    /// What is let, sold or built.
    pub(crate) what: String,
    /// The other party, masked where need be.
    pub(crate) party: String,
    /// `12,000.00`.
    pub(crate) price: String,
    /// `元/年`.
    pub(crate) unit: String,
    /// `2024-01-01 至 2028-12-31`.
    pub(crate) term: String,
    /// `剩 38 天到期`, `未见决策`.
    pub(crate) marks: Vec<Mark>,
    /// Area, unit price, how it was awarded, decision.
    pub(crate) facts: Vec<Fact>,
}
