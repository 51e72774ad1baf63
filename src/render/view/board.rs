//! The town's page: its villages, what is due and what is missing. Villages stand in the order of their address codes.

use serde::{Deserialize, Serialize};

use crate::render::view::home::Phone;
use crate::render::view::text::{Day, Fact, Link, Run};

/// The town's page (`board`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct BoardView {
    /// Villages, due, published, missing.
    pub(crate) lead: Vec<Run>,
    /// Caption of the list of villages.
    pub(crate) caption: String,
    /// By address code; never by a score.
    pub(crate) villages: Vec<BoardVillage>,
    /// What is missing, by village.
    pub(crate) gaps: Vec<BoardGap>,
    /// Published last, all villages.
    pub(crate) latest: Vec<BoardCard>,
    /// How the numbers are made.
    pub(crate) notes: Vec<Fact>,
    /// Where telephones open this page, or none.
    pub(crate) phone: Option<Phone>,
}

/// A village in the list.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct BoardVillage {
    /// Its name.
    pub(crate) name: String,
    /// Its home page, relative to the page; none where no build ever succeeded.
    pub(crate) href: Option<String>,
    /// `村` or `社区`.
    pub(crate) kind: String,
    /// Items due so far this year.
    pub(crate) due: String,
    /// Published of these.
    pub(crate) done: String,
    /// Missing, as `2 项` or `无`.
    pub(crate) missing: String,
    /// Something is missing.
    pub(crate) lacking: bool,
    /// What is due next and when; may be empty.
    pub(crate) next: String,
    /// The day of that, as `2026-12-15`; may be empty.
    pub(crate) next_on: String,
    /// When it last published.
    pub(crate) updated: Option<Day>,
    /// What was handed in: `来件第 12 号，2026-11-22 封存`; none where it is built here.
    pub(crate) source: Option<String>,
    /// `未签名`, `已超过应更新日期 2027-03-31`; may be none.
    pub(crate) marks: Vec<String>,
    /// The last build did not succeed: the page shown is older, or there is none.
    pub(crate) failed: Option<String>,
}

/// Something due and not published.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct BoardGap {
    /// The village.
    pub(crate) village: Link,
    /// What.
    pub(crate) item: String,
    /// By when.
    pub(crate) due: String,
    /// `逾期 68 天`.
    pub(crate) late: String,
}

/// A record of some village.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct BoardCard {
    /// Its name.
    pub(crate) village: String,
    /// The record.
    pub(crate) title: String,
    /// Its page, relative to the page.
    pub(crate) href: String,
    /// When.
    pub(crate) day: Day,
}
