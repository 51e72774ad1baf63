//! The home page of a village.

use serde::{Deserialize, Serialize};

use crate::render::view::list::Card;
use crate::render::view::table::TableView;
use crate::render::view::text::{Link, Run};

/// The home page (`home`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Home {
    /// Three answers: the money, what is posted now, what is missing or how fresh the board is.
    pub(crate) answers: Vec<Answer>,
    /// The categories with their latest records.
    pub(crate) columns: Vec<Column>,
    /// Pages that gather what several records tell of one thing; only those with something to show.
    pub(crate) topics: Vec<TopicLink>,
    /// The register in short.
    pub(crate) due: Option<DueSummary>,
    /// Poster and plain page of the last quarter that is over.
    pub(crate) sheets: Vec<Link>,
    /// Where telephones open this page, or none.
    pub(crate) phone: Option<Phone>,
}

/// The way to a page by telephone, for touch screens.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Phone {
    /// The address, to be typed.
    pub(crate) address: String,
    /// The same as a QR code.
    pub(crate) qr_html: String,
}

/// A page that gathers what several records tell of one thing (专题).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TopicLink {
    /// Names the topic in the catalogue.
    pub(crate) key: String,
    /// `资产和合同`.
    pub(crate) text: String,
    /// Path from the root, ending in `index.html`.
    pub(crate) path: String,
    /// What stands there, in one sentence.
    pub(crate) summary: Vec<Run>,
}

/// One answer at the top of the home page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Answer {
    /// The question's subject, as `钱：第三季度收支`.
    pub(crate) title: String,
    /// Figures under one another; empty when there is a headline.
    pub(crate) amounts: Vec<Amount>,
    /// The same of several sets of accounts side by side, in place of figures.
    pub(crate) table: Option<TableView>,
    /// The answer in large type; empty when there are amounts.
    pub(crate) headline: String,
    /// The day from which the days in the headline are counted (`3 天前`); empty for none.
    pub(crate) due: String,
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
    /// Published of it so far.
    pub(crate) done: String,
    /// Of it due so far, published or not.
    pub(crate) owed: String,
    /// The last days of what is still waiting, one for each item, as `2026-12-15`.
    pub(crate) due_on: Vec<String>,
}
