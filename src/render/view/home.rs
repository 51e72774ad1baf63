//! The home page of a village.

use serde::{Deserialize, Serialize};

use crate::render::view::list::Card;
use crate::render::view::text::{Link, Run};

/// The home page (`home`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Home {
    /// Three answers: the money, what is posted now, what is missing or how fresh the board is.
    pub(crate) answers: Vec<Answer>,
    /// The categories with their latest records.
    pub(crate) columns: Vec<Column>,
    /// The register in short.
    pub(crate) due: Option<DueSummary>,
}

/// One answer at the top of the home page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Answer {
    /// The question's subject, as `钱：第三季度收支`.
    pub(crate) title: String,
    /// Figures under one another; empty when there is a headline.
    pub(crate) amounts: Vec<Amount>,
    /// The answer in large type; empty when there are amounts.
    pub(crate) headline: String,
    /// The headline tells of something missing.
    pub(crate) missing: bool,
    /// Sentences below.
    pub(crate) lines: Vec<Vec<Run>>,
    /// Where to read on.
    pub(crate) link: Option<Link>,
}

/// A figure with its name and unit.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Amount {
    /// `收入`.
    pub(crate) label: String,
    /// `31.98`.
    pub(crate) text: String,
    /// `万元`.
    pub(crate) unit: String,
}

/// A category with its latest records.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Column {
    /// Used as anchor.
    pub(crate) key: String,
    /// `党务公开`.
    pub(crate) name: String,
    /// The latest, three or four.
    pub(crate) cards: Vec<Card>,
    /// Said when there is none: `本期暂无，上次公开 2026-05-10`.
    pub(crate) empty: Vec<Run>,
    /// `党务公开全部 27 件`.
    pub(crate) more: Option<Link>,
}

/// The register in short: how much was due and how much was published.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DueSummary {
    /// `今年应公开 69 项次，按期 62 …`.
    pub(crate) sentence: Vec<Run>,
    /// Caption of the strip.
    pub(crate) caption: String,
    /// One cell a month.
    pub(crate) months: Vec<DueMonth>,
    /// To the register.
    pub(crate) link: Option<Link>,
}

/// One month of the strip.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DueMonth {
    /// `9月`.
    pub(crate) label: String,
    /// `4/5`, or `待`.
    pub(crate) text: String,
    /// Something due in it is missing.
    pub(crate) missing: bool,
    /// It is not yet due.
    pub(crate) waiting: bool,
}
