//! The languages that a record is published in beside Chinese: how each is called, written and set.

use serde::Deserialize;

use crate::catalog::part::Part;

/// The table as the program carries it.
pub(super) const TEXT: &str = include_str!("data/languages.yaml");

/// A language with its script.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Language {
    /// What stands in the name of a translation's file: `ug`.
    pub(crate) code: String,
    /// Other codes for the same.
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    /// The attribute `lang` of HTML.
    pub(crate) lang: String,
    /// In Chinese: `维吾尔文`.
    pub(crate) name: String,
    /// On lists: `维`.
    pub(crate) short: String,
    /// In the language itself; empty where nobody has confirmed it.
    #[serde(default)]
    pub(crate) own: String,
    /// From which side its lines begin.
    #[serde(default)]
    pub(crate) direction: Direction,
    /// Whether its lines stand or lie.
    #[serde(default)]
    pub(crate) writing: Writing,
    /// Fonts that have its letters, the best first.
    pub(crate) fonts: Vec<String>,
    /// In the language itself: the Chinese text has changed since; empty where nobody has confirmed it.
    #[serde(default)]
    pub(crate) outdated: String,
}

/// From which side lines begin.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Direction {
    /// From the left.
    #[default]
    Ltr,
    /// From the right.
    Rtl,
}

impl Direction {
    /// The attribute `dir` of HTML.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// Whether lines stand or lie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Writing {
    /// Lines lie, the first on top.
    #[default]
    Horizontal,
    /// Lines stand and are read downwards, the first on the left.
    VerticalLr,
}

impl Language {
    /// Every language of the table that the program carries.
    pub(crate) fn embedded() -> Vec<Self> {
        let part: Part = serde_yaml::from_str(TEXT).expect("the embedded table is held by a test");
        part.languages
    }

    /// Whether a code is one of its own; capitals count for nothing.
    pub(crate) fn is_coded(&self, code: &str) -> bool {
        let mut codes = std::iter::once(&self.code).chain(&self.aliases);
        codes.any(|own| own.eq_ignore_ascii_case(code))
    }

    /// Whether its lines stand.
    pub(crate) fn is_vertical(&self) -> bool {
        self.writing == Writing::VerticalLr
    }

    /// Its place on a page: `lang-ug`.
    pub(crate) fn anchor(&self) -> String {
        format!("lang-{}", self.code.to_ascii_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Direction, Language};

    /// Where the letters of the scripts that run from the right stand.
    fn runs_from_the_right(c: char) -> bool {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
    }

    #[test]
    fn no_code_means_two_languages() {
        let mut seen = BTreeSet::new();
        for language in Language::embedded() {
            for code in std::iter::once(&language.code).chain(&language.aliases) {
                assert!(seen.insert(code.to_ascii_lowercase()), "{code} twice");
            }
            assert!(language.is_coded(&language.code.to_ascii_uppercase()));
            assert!(
                language
                    .lang
                    .starts_with(language.code.split('-').next().unwrap())
            );
        }
    }

    #[test]
    fn what_a_language_says_of_itself_is_in_its_own_script() {
        for language in Language::embedded() {
            let is_rtl = language.direction == Direction::Rtl;
            for text in [&language.own, &language.outdated] {
                let rtl = text.chars().any(runs_from_the_right);
                assert_eq!(rtl, is_rtl && !text.is_empty(), "{}", language.name);
                let is_upright = text.chars().any(|c| matches!(c, '\u{1800}'..='\u{18af}'));
                assert_eq!(is_upright, language.is_vertical() && !text.is_empty());
            }
            assert!(!language.fonts.is_empty(), "{}", language.name);
        }
    }
}
