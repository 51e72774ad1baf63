//! The sheet for the wall (张榜): one record on A4, with room for signatures and the seal.

use serde::{Deserialize, Serialize};

use crate::render::view::table::TableView;
use crate::render::view::text::{Fact, Sentence};
use crate::render::view::translation::TranslationView;

/// The sheet (`print`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PrintView {
    /// Address of the record's page, relative to the sheet: `index.html`.
    pub(crate) back: String,
    /// Number and version, as `公开编号 石桥-财-2026-014　第2版`.
    pub(crate) number: String,
    /// How long it is posted.
    pub(crate) posting: Sentence,
    /// The finding, to be read from a step away; may be empty.
    pub(crate) say: Sentence,
    /// Further classes of the sheet: `landscape` lies on its side, `fine` has smaller type in tables, `dense` in text.
    pub(crate) class: String,
    /// The leaves, as planned.
    pub(crate) leaves: Vec<Leaf>,
    /// Corrections, and whom to ask.
    pub(crate) tell: Vec<Sentence>,
    /// Who signs by hand: the roles.
    pub(crate) signers: Vec<String>,
    /// Whose seal belongs here.
    pub(crate) issuer: String,
    /// Day of the sheet, as `2026年10月15日`.
    pub(crate) day: String,
    /// The QR as SVG, or empty; not escaped again.
    pub(crate) qr_html: String,
    /// The check code (核对码), or empty.
    pub(crate) code: String,
    /// Where vouchers, versions and originals are.
    pub(crate) note: String,
}

/// One leaf of a sheet.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Leaf {
    /// `第 1 页 共 2 页`.
    pub(crate) number: String,
    /// It begins with the heading.
    pub(crate) is_first: bool,
    /// It ends with signatures and seal.
    pub(crate) is_last: bool,
    /// What stands on it, in order.
    pub(crate) pieces: Vec<Piece>,
    /// The part of a translation that stands on it, in place of pieces.
    pub(crate) translation: Option<TranslationView>,
}

/// Facts, or a table, or text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Piece {
    /// Facts; may be empty.
    pub(crate) facts: Vec<Fact>,
    /// A table, or the rows of one that stand here.
    pub(crate) table: Option<TableView>,
    /// The clerk's text, made from Markdown by the product; not escaped again. May be empty.
    pub(crate) html: String,
}
