//! Sheets of a quarter: the poster for the wall, and the plain page that a household takes home.

use serde::{Deserialize, Serialize};

use crate::render::view::table::TableView;
use crate::render::view::text::Sentence;

/// The poster (`poster`): one leaf of A4.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PosterView {
    /// Address of the register, relative to the sheet.
    pub(crate) back: String,
    /// How much was published.
    pub(crate) lead: Sentence,
    /// The accounts of the quarter, one row a book.
    pub(crate) money: Option<TableView>,
    /// Said where there are no accounts, or not of every month.
    pub(crate) money_note: String,
    /// What was decided.
    pub(crate) decided: Parts,
    /// What was published, by column.
    pub(crate) columns: Vec<Parts>,
    /// What is missing.
    pub(crate) gaps: Option<Parts>,
    /// What was corrected.
    pub(crate) corrected: Parts,
    /// What is due next; empty for older quarters.
    pub(crate) next: Sentence,
    /// Whom to ask.
    pub(crate) tell: Vec<Sentence>,
    /// The QR as SVG, or empty; not escaped again.
    pub(crate) qr_html: String,
    /// The check code.
    pub(crate) code: String,
}

/// A heading with its lines.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Parts {
    /// `决定了 3 件事`.
    pub(crate) heading: String,
    /// Its lines, not more than the sheet has room for.
    pub(crate) lines: Vec<Sentence>,
    /// `另有 5 件，见公开栏网页`, or empty.
    pub(crate) rest: String,
}

/// The plain page (`plain`, 明白纸): one leaf of A4 in large type.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PlainView {
    /// Address of the register, relative to the sheet.
    pub(crate) back: String,
    /// What came in and went out, and how much that is for each household.
    pub(crate) money: Vec<Sentence>,
    /// The largest incomes and the largest expenses.
    pub(crate) largest: Vec<Parts>,
    /// What was decided.
    pub(crate) decided: Parts,
    /// What is missing.
    pub(crate) gaps: Option<Parts>,
    /// Whom to ask.
    pub(crate) tell: Vec<Sentence>,
    /// The QR as SVG, or empty; not escaped again.
    pub(crate) qr_html: String,
    /// The check code.
    pub(crate) code: String,
}
