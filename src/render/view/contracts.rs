//! Contracts with their terms and prices.

use serde::{Deserialize, Serialize};

use crate::render::view::statement::FigureView;
use crate::render::view::table::TableView;
use crate::render::view::text::{Fact, Link, Mark, Run};

/// A price list of contracts (`contracts`), beside `record`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ContractsView {
    /// How many, how much a year, which end soon.
    pub(crate) lead: Vec<Run>,
    /// Their terms as a picture.
    pub(crate) figures: Vec<FigureView>,
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
    /// How near the end is.
    pub(crate) state: Nearness,
    /// Another status than running, money outstanding.
    pub(crate) marks: Vec<Mark>,
    /// Area, unit price, how it was awarded, what was received.
    pub(crate) facts: Vec<Fact>,
    /// What decided it, and the accounts in which its money stands.
    pub(crate) links: Vec<Link>,
}

/// How near a last day is: words for the day of the build, and the day itself, so that a script can age them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Nearness {
    /// `即将到期，剩 41 天`, `已到期`; empty where the end is far.
    pub(crate) text: String,
    /// It waits for the reader.
    pub(crate) strong: bool,
    /// The last day, `2026-12-31`; empty where there is none, or where it no longer counts.
    pub(crate) due: String,
    /// So many days before the end it is near; nothing for a task, which is near at once.
    pub(crate) soon: i64,
}
