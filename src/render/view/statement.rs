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

/// Income and expense (`statement`), beside `record`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct StatementView {
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
