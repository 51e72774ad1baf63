//! Rules of a village, article by article, with what changed.

use serde::{Deserialize, Serialize};

use crate::render::view::table::TableView;
use crate::render::view::text::{Fact, Link, Run};

/// The page of the rules in force (`charters`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ChartersView {
    /// The covenant first, then the charter, where there are both.
    pub(crate) charters: Vec<CharterPart>,
}

/// One text in force, with its earlier versions.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CharterPart {
    /// Title of the text, and its record.
    pub(crate) origin: Link,
    /// When it was adopted, by how many.
    pub(crate) lead: Vec<Run>,
    /// Adoption, legality, filing.
    pub(crate) facts: Vec<Fact>,
    /// The text.
    pub(crate) charter: CharterView,
    /// All versions, newest first, with what each changed; none where there is one.
    pub(crate) versions: Option<TableView>,
}

/// A text of rules by its articles (`charter`), beside `record`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CharterView {
    /// The vote as a bar; may be empty. Not escaped again.
    pub(crate) vote_html: String,
    /// What stands before the first article; may be empty. Not escaped again.
    pub(crate) preamble_html: String,
    /// The articles, in order.
    pub(crate) articles: Vec<ArticleView>,
    /// What the record says besides the text of rules; may be empty. Not escaped again.
    pub(crate) rest_html: String,
    /// The version before, where there is one.
    pub(crate) before: Option<Link>,
    /// Articles that only have another number: `第四条（原第五条）`; may be empty.
    pub(crate) renumbered: String,
    /// What is different from it.
    pub(crate) changes: Vec<ArticleChange>,
}

/// An article.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ArticleView {
    /// Anchor.
    pub(crate) id: String,
    /// `第三条`.
    pub(crate) label: String,
    /// The chapter that begins here; may be empty.
    pub(crate) chapter: String,
    /// What it says. Not escaped again.
    pub(crate) html: String,
}

/// What changed in an article.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ArticleChange {
    /// `第三条`.
    pub(crate) label: String,
    /// Its anchor; none for one that was removed.
    pub(crate) href: Option<String>,
    /// `修改`, `修改，原第四条`, `新增`, `删去`.
    pub(crate) kind: String,
    /// The words, old ones struck through, new ones underlined.
    pub(crate) text: Vec<Run>,
}
