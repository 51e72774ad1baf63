//! Tables: one shape for all of them, so that one component shows them.

use serde::{Deserialize, Serialize};

/// A table.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TableView {
    /// Unique on the page, an XML name; also the anchor.
    pub(crate) id: String,
    /// What the table shows.
    pub(crate) caption: String,
    /// `单位：元`; may be empty.
    pub(crate) unit: String,
    /// Rows of the head for heads in levels; empty: the column names are the head.
    pub(crate) head: Vec<Vec<HeadCell>>,
    /// The columns, in order.
    pub(crate) columns: Vec<ColumnView>,
    /// The body.
    pub(crate) rows: Vec<RowView>,
    /// Totals.
    pub(crate) foot: Vec<RowView>,
    /// The total in capital numerals (大写).
    pub(crate) capitals: Option<String>,
    /// Remarks under the table.
    pub(crate) notes: Vec<String>,
    /// Too wide to be stacked on a telephone: it scrolls inside its frame.
    pub(crate) scroll: bool,
    /// On paper, the share of each column in two-hundredths; empty where the browser decides.
    pub(crate) shares: Vec<u32>,
    /// The right half of a two-sided table (收入 | 支出).
    pub(crate) other_side: Option<Box<TableView>>,
}

/// A cell of a head in levels.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct HeadCell {
    /// The words.
    pub(crate) text: String,
    /// Columns it covers.
    pub(crate) colspan: u16,
    /// Rows it covers.
    pub(crate) rowspan: u16,
    /// Above numbers: set to the right.
    pub(crate) numeric: bool,
}

/// A column.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ColumnView {
    /// Its name; on a telephone it stands before each value.
    pub(crate) name: String,
    /// Numbers, set to the right.
    pub(crate) numeric: bool,
    /// Dates and numbers of documents: never broken over two lines.
    pub(crate) unbroken: bool,
    /// On a telephone it stands beside the row's name: the amount that counts. At most one.
    pub(crate) main: bool,
}

/// A row.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RowView {
    /// What kind of row it is.
    pub(crate) kind: RowKind,
    /// Anchor of the row, or empty.
    pub(crate) id: String,
    /// The cells, one for each column unless they span.
    pub(crate) cells: Vec<CellView>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RowKind {
    /// An ordinary row.
    #[default]
    Plain,
    /// A heading inside the body; its one cell spans the table.
    Group,
    /// 合计.
    Total,
    /// 小计.
    Subtotal,
    /// 其中.
    OfWhich,
    /// 期初.
    Opening,
    /// 期末.
    Closing,
    /// 过次页, 承前页: a total carried from leaf to leaf.
    Carried,
}

/// A cell.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CellView {
    /// The value as shown.
    pub(crate) text: String,
    /// The cell names the row.
    pub(crate) head: bool,
    /// A number, set to the right.
    pub(crate) numeric: bool,
    /// Where it leads, relative to the page.
    pub(crate) href: Option<String>,
    /// A word in a frame before the value, as `更正`.
    pub(crate) mark: Option<String>,
    /// Columns it covers; 0 or 1 is one.
    pub(crate) colspan: u16,
}

impl CellView {
    /// A cell of words.
    pub(crate) fn words(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// The cell that names a row.
    pub(crate) fn head(text: impl Into<String>) -> Self {
        Self {
            head: true,
            ..Self::words(text)
        }
    }
}
