//! Income and expense of a period, with charts.

use serde::{Deserialize, Serialize};

use crate::render::view::table::TableView;
use crate::render::view::text::Run;

/// A chart with the words around it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct FigureView {
    /// The finding.
    pub(crate) title: String,
    /// Period and unit.
    pub(crate) subtitle: String,
    /// The chart, made by `render::chart`; not escaped again.
    pub(crate) html: String,
    /// Where the numbers come from.
    pub(crate) source: String,
}

/// One figure that a reader takes away, with what it is compared with.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Glance {
    /// `收入`, `平均每户支出`.
    pub(crate) label: String,
    /// `31.98`.
    pub(crate) text: String,
    /// `万元`.
    pub(crate) unit: String,
    /// `比去年同期多 3.08 万元（+10.7%）`; may be empty.
    pub(crate) note: String,
}

/// Income and expense (`statement`), beside `record`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct StatementView {
    /// Income, expense, balance, and expense for each household.
    pub(crate) glance: Vec<Glance>,
    /// Flow or shares, comparison with the last period.
    pub(crate) figures: Vec<FigureView>,
    /// Income and expense by item, with totals and capitals.
    pub(crate) accounts: Vec<TableView>,
    /// The rows with vouchers.
    pub(crate) vouchers: Vec<TableView>,
    /// Opening, income, expense, closing.
    pub(crate) balance: Option<TableView>,
    /// The closing balance in capitals.
    pub(crate) balance_note: Vec<Run>,
}
