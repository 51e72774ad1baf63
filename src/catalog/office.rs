//! Offices to which residents can turn (受理单位), by level.

use serde::Deserialize;

/// A level of government, and how the names of its offices are told.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfficeLevel {
    pub(crate) id: String,
    pub(crate) name: String,
    /// Words in the names of its offices.
    pub(crate) words: Vec<String>,
    /// Longer words that mean something else.
    #[serde(default)]
    pub(crate) except: Vec<String>,
}

impl OfficeLevel {
    /// Whether an office of that name is of this level.
    pub(crate) fn is(&self, name: &str) -> bool {
        let bare = self
            .except
            .iter()
            .fold(name.to_owned(), |name, word| name.replace(word, ""));
        self.words.iter().any(|word| bare.contains(word))
    }
}
