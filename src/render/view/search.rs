//! The search page of a village, or of the whole town.

use serde::{Deserialize, Serialize};

use crate::render::view::text::{Link, Run};

/// The search page (`search`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SearchView {
    /// What can be searched.
    pub(crate) lead: Vec<Run>,
    /// The indexes to search, one for each village.
    pub(crate) sources: Vec<SearchSource>,
    /// The keys of the letter pad, as shown and as typed.
    pub(crate) keys: Vec<String>,
    /// Path of the page's own script from the root.
    pub(crate) script: String,
    /// How to find something without searching, in a sentence.
    pub(crate) advice: String,
    /// Where the same can be found without searching, relative to the page.
    pub(crate) elsewhere: Vec<Link>,
}

/// The index of a village.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SearchSource {
    /// Address of the village.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// The way from the page to the village's folder, with `/` at its end.
    pub(crate) base: String,
    /// Path of the list of its pages, from the village's folder.
    pub(crate) list: String,
}
