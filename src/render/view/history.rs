//! Versions of a record, a former version's own page, and the seal of the whole board.

use serde::{Deserialize, Serialize};

use crate::render::view::table::TableView;
use crate::render::view::text::{Day, Fact, Link, Run, Sentence};

/// One version of a record (`record.editions`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct EditionView {
    /// `第2版，更正`.
    pub(crate) title: String,
    /// Day of the seal.
    pub(crate) day: Day,
    /// `现行`, or the link to the page of the version.
    pub(crate) link: Option<Link>,
    /// Why, or what was changed; may be empty.
    pub(crate) note: String,
    /// Who approved; may be empty.
    pub(crate) approved_by: String,
    /// Its check code.
    pub(crate) code: String,
    /// Said where its content is not shown; empty otherwise.
    pub(crate) hidden: String,
    /// What reads differently than in the version before.
    pub(crate) differences: Vec<DifferenceView>,
}

/// One place that reads differently.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DifferenceView {
    /// Where.
    pub(crate) place: String,
    /// The text before; empty where nothing stood.
    pub(crate) before: String,
    /// The text now; empty where nothing stands.
    pub(crate) after: String,
    /// `+1,700.00`, where both are amounts; empty otherwise.
    pub(crate) change: String,
}

/// The page of a version that no longer stands (`version`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct VersionView {
    /// Its title then.
    pub(crate) title: String,
    /// That it no longer stands, and since when.
    pub(crate) notice: Sentence,
    /// To the version that stands.
    pub(crate) current: Link,
    /// Facts, as on the page of a record.
    pub(crate) facts: Vec<Fact>,
    /// Tables.
    pub(crate) tables: Vec<TableView>,
    /// The clerk's text; not escaped again.
    pub(crate) body_html: String,
    /// Kind, day, code.
    pub(crate) head_facts: Vec<Fact>,
}

/// The page of the seal (`verify`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct VerifyView {
    /// Which seal the pages belong to, or that there is none yet.
    pub(crate) lead: Vec<Run>,
    /// Number, days, code of the seal before.
    pub(crate) facts: Vec<Fact>,
    /// The day until which the seal is good; `none` without a seal.
    pub(crate) valid_until: Option<Day>,
    /// The seals, newest first.
    pub(crate) seals: Vec<SealView>,
}

/// One seal.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SealView {
    /// `第12号`.
    pub(crate) number: String,
    /// When.
    pub(crate) day: Day,
    /// `首发 3，更正 1`.
    pub(crate) changes: String,
    /// Its code; empty for the newest, whose code is outside the pages.
    pub(crate) code: String,
}
