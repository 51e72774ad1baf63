//! A record in a second language, as its page and its sheet show it.

use serde::{Deserialize, Serialize};

use crate::render::view::text::{Fact, Sentence};

/// A translation, or what of it stands on one leaf.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TranslationView {
    /// Its place on the page: `lang-ug`.
    pub(crate) id: String,
    /// The language in Chinese: `维吾尔文`.
    pub(crate) name: String,
    /// The language in itself; may be empty.
    pub(crate) own: String,
    /// The attribute `lang`.
    pub(crate) lang: String,
    /// The attribute `dir`: `ltr` or `rtl`.
    pub(crate) dir: String,
    /// Its lines stand, the first on the left.
    pub(crate) vertical: bool,
    /// The translated title; empty on a leaf that goes on.
    pub(crate) title: String,
    /// The translated text, made from Markdown by the product; not escaped again.
    pub(crate) body_html: String,
    /// Which version it is of and which there is now, in Chinese; empty where it fits.
    pub(crate) outdated: Sentence,
    /// The same in the language itself; empty where it fits or nobody can say it.
    pub(crate) outdated_own: String,
    /// Which version was translated, by whom, when, and who checked it.
    pub(crate) facts: Vec<Fact>,
}
