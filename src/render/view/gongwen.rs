//! The sheet for the files (公文): a record in the form of GB/T 9704-2012, 22 lines of 28 characters.

use serde::{Deserialize, Serialize};

use crate::render::view::table::TableView;
use crate::render::view::text::{Fact, Sentence};

/// The sheet (`gongwen`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct GongwenView {
    /// Address of the record's page, relative to the sheet: `index.html`.
    pub(crate) back: String,
    /// The red head (发文机关标志) that the village set for the body, or none.
    pub(crate) letterhead: Option<String>,
    /// A class for a long one: `longer` or `longest`; else empty.
    pub(crate) letterhead_class: String,
    /// 发文字号 as the record gives it, or empty.
    pub(crate) document_no: String,
    /// 主送, or empty.
    pub(crate) sent_to: String,
    /// When, where, who: the facts, as a table.
    pub(crate) facts: Vec<Fact>,
    /// The clerk's text with its headings numbered (一、, (一)); made by the product, not escaped again.
    pub(crate) body_html: String,
    /// The steps of a decision, each under a numbered heading.
    pub(crate) sections: Vec<Section>,
    /// Tables.
    pub(crate) tables: Vec<TableView>,
    /// Titles of the attachments, numbered.
    pub(crate) attached: Vec<String>,
    /// The body that signs.
    pub(crate) issuer: String,
    /// 成文日期, as `2026年10月15日`.
    pub(crate) day: String,
    /// 抄送, or empty.
    pub(crate) copied_to: String,
    /// 印发日期, or empty.
    pub(crate) printed_on: String,
    /// The check code.
    pub(crate) code: String,
}

/// A numbered part of the text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Section {
    /// `一、动议`.
    pub(crate) title: String,
    /// Paragraphs.
    pub(crate) text: Vec<Sentence>,
}
