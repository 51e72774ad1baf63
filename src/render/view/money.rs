//! The money of a year, book by book.

use serde::{Deserialize, Serialize};

use crate::render::view::statement::{FigureView, Glance};
use crate::render::view::table::TableView;
use crate::render::view::text::Run;

/// The year's money (`money`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct MoneyView {
    /// Which year, until when.
    pub(crate) lead: Vec<Run>,
    /// The sets of accounts (账簿), each by itself: their sums are never added up.
    pub(crate) books: Vec<BookView>,
}

/// One set of accounts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct BookView {
    /// Anchor.
    pub(crate) id: String,
    /// `村民委员会`.
    pub(crate) name: String,
    /// Income, expense and balance at a glance.
    pub(crate) glance: Vec<Glance>,
    /// Where the money went, what income is made of, how the balance went.
    pub(crate) figures: Vec<FigureView>,
    /// Period by period, with links.
    pub(crate) months: TableView,
}
