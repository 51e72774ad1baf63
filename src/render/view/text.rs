//! Pieces of finished text that every view is made of.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A run of words inside a sentence.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Run {
    /// The words; escaped by the template.
    pub(crate) text: String,
    /// How they are set.
    pub(crate) kind: RunKind,
    /// The day (`2026-11-20`) from which or to which the number of days in the words is counted; empty for none.
    pub(crate) due: String,
}

/// How a run of words is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RunKind {
    /// As the sentence.
    #[default]
    Plain,
    /// Bold, unbroken: the figures a reader looks for.
    Strong,
    /// Never broken over two lines: a date, a telephone number.
    Unbroken,
    /// Bold and in the colour of what is missing or late.
    Missing,
    /// A value that was replaced, struck through.
    Old,
    /// The value that replaced it, underlined.
    New,
    /// An amount in capital numerals (大写).
    Capitals,
}

impl Run {
    /// Words as the sentence.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            kind: RunKind::Plain,
            due: String::new(),
        }
    }

    /// A figure that a reader looks for.
    pub(crate) fn strong(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            kind: RunKind::Strong,
            due: String::new(),
        }
    }

    /// A value that was replaced.
    pub(crate) fn old(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            kind: RunKind::Old,
            due: String::new(),
        }
    }

    /// The value that replaced it.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            kind: RunKind::New,
            due: String::new(),
        }
    }

    /// An amount in capital numerals.
    pub(crate) fn capitals(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            kind: RunKind::Capitals,
            due: String::new(),
        }
    }

    /// A number of days, counted from or to a day, so that the page can count on (页面自己往后数).
    pub(crate) fn days(days: i64, day: NaiveDate) -> Self {
        Self {
            due: day.to_string(),
            ..Self::strong(format!("{days} 天"))
        }
    }

    /// A date or a number that stays on one line.
    pub(crate) fn unbroken(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            kind: RunKind::Unbroken,
            due: String::new(),
        }
    }

    /// Something missing or late.
    pub(crate) fn missing(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            kind: RunKind::Missing,
            due: String::new(),
        }
    }
}

/// A sentence as runs, in order.
pub(crate) type Sentence = Vec<Run>;

/// A link with a finished address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Link {
    /// The words of the link.
    pub(crate) text: String,
    /// Address relative to the page, with the file name written out.
    pub(crate) href: String,
}

/// A short word in a frame behind a title, as `第2版` or `公示中，剩 2 天`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Mark {
    /// The word.
    pub(crate) text: String,
    /// Filled: something waits for the reader.
    pub(crate) strong: bool,
    /// The day to which the days in the word are counted; empty for none.
    pub(crate) due: String,
}

/// One fact: a label and its value.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Fact {
    /// The field's name.
    pub(crate) label: String,
    /// The value as shown.
    pub(crate) value: Sentence,
    /// Where the value leads, relative to the page.
    pub(crate) href: Option<String>,
    /// The value is long and takes the whole row.
    pub(crate) wide: bool,
    /// Further links behind the value, as the articles it rests on.
    pub(crate) sources: Vec<Link>,
}

/// A day as people and as machines read it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Day {
    /// `2026年11月20日` or `11-20`.
    pub(crate) text: String,
    /// `2026-11-20`.
    pub(crate) iso: String,
}
