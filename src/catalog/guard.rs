//! Privacy classes (隐私类别) and masking rules as the catalogue states them; room `privacy` enforces them.

use serde::Deserialize;

use crate::catalog::item::Privacy;
use crate::catalog::rule::Level;

/// What a class lets through.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrivacyClass {
    pub(crate) class: Privacy,
    pub(crate) meaning: String,
    #[serde(default)]
    pub(crate) allow: Vec<String>,
    #[serde(default)]
    pub(crate) deny: Vec<String>,
    /// Counts below this are too telling.
    #[serde(default)]
    pub(crate) min_cell: Option<u32>,
    pub(crate) on_violation: Level,
}

/// What is done about one kind of personal data.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MaskingRule {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) action: MaskingAction,
    /// No theme, flag or waiver lets it through.
    #[serde(default)]
    pub(crate) never_publish: bool,
    /// Words that give it away in the name of a file or its caption, in small letters.
    #[serde(default)]
    pub(crate) words: Vec<String>,
    /// In words, for `explain`.
    pub(crate) note: String,
}

/// What happens to text that matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MaskingAction {
    Reject,
    Mask,
    Warn,
    /// Stays as written: no personal data, but what tells it apart.
    Keep,
}
