//! Parameters (参数): numbers that differ by place and by date, and the profiles (规则包) that name places.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::catalog::item::DayUnit;
use crate::catalog::law::Confidence;

/// The profile every chain of profiles ends in.
pub(crate) const NATIONAL: &str = "national";

/// The profile of values that a county's catalogue sets without naming a place: it comes first everywhere.
pub(crate) const LOCAL: &str = "local";

/// One parameter with its values.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Param {
    pub(crate) id: String,
    #[serde(alias = "名称")]
    pub(crate) name: String,
    #[serde(default, alias = "值")]
    pub(crate) values: Vec<ParamValue>,
    /// Which way is stricter: a local value must not be weaker than a hard national one.
    #[serde(default)]
    pub(crate) stricter: Option<Stricter>,
    /// Items the parameter is not applied to.
    #[serde(default)]
    pub(crate) except: Vec<String>,
}

/// A value in one place for a time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ParamValue {
    /// The profile that sets it; where none is written, the nation, or [`LOCAL`] in a county's catalogue.
    #[serde(default, alias = "规则包")]
    pub(crate) profile: String,
    #[serde(default, alias = "起")]
    pub(crate) from: Option<NaiveDate>,
    /// The first day it no longer holds.
    #[serde(default, alias = "止")]
    pub(crate) until: Option<NaiveDate>,
    /// Days, entries, yuan: see the unit. Absent where the law gives none.
    #[serde(default, alias = "数值")]
    pub(crate) number: Option<u32>,
    /// A word where the parameter is no number: `monthly`.
    #[serde(default, alias = "取值")]
    pub(crate) text: Option<String>,
    #[serde(default, alias = "日历")]
    pub(crate) unit: DayUnit,
    /// Set by statute: falling short of it is an error, and no overlay may weaken it.
    #[serde(default)]
    pub(crate) hard: bool,
    #[serde(default, alias = "依据")]
    pub(crate) basis: Vec<String>,
    #[serde(default = "practice", alias = "可信度")]
    pub(crate) confidence: Confidence,
    #[serde(default, alias = "说明")]
    pub(crate) note: Option<String>,
}

/// Which of two values binds more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stricter {
    More,
    Less,
}

/// A set of local rules (规则包).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Profile {
    pub(crate) id: String,
    #[serde(alias = "名称")]
    pub(crate) name: String,
    /// The wider place; a profile without one stands below the national rules.
    #[serde(default, alias = "上级")]
    pub(crate) extends: Option<String>,
    /// Rules that apply only here.
    #[serde(default, alias = "开关")]
    pub(crate) flags: Vec<Flag>,
}

/// A rule that a profile switches on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Flag {
    pub(crate) id: String,
    #[serde(default, alias = "依据")]
    pub(crate) basis: Vec<String>,
    #[serde(default = "practice", alias = "可信度")]
    pub(crate) confidence: Confidence,
}

impl Param {
    /// The parameter with `profile` in those values that name none.
    pub(crate) fn in_place(self, profile: &str) -> Self {
        let values = self
            .values
            .into_iter()
            .map(|value| value.in_place(profile))
            .collect();
        Self { values, ..self }
    }

    /// The value set by `profile` itself on that day. Of two, the later entry wins.
    pub(crate) fn of(&self, profile: &str, day: NaiveDate) -> Option<&ParamValue> {
        self.values
            .iter()
            .rev()
            .find(|value| value.profile == profile && value.in_force(day))
    }

    /// Whether `value` asks for less than `floor`.
    pub(crate) fn is_weaker(&self, value: &ParamValue, floor: &ParamValue) -> bool {
        let (Some(stricter), Some(number), Some(bound)) =
            (self.stricter, value.number, floor.number)
        else {
            return false;
        };
        match stricter {
            Stricter::More => number < bound,
            Stricter::Less => number > bound,
        }
    }
}

impl ParamValue {
    /// The value with `profile` where it names none.
    pub(crate) fn in_place(self, profile: &str) -> Self {
        let profile = if self.profile.is_empty() {
            profile.to_owned()
        } else {
            self.profile
        };
        Self { profile, ..self }
    }

    /// Whether both hold on some day.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let before = |until: Option<NaiveDate>, from: Option<NaiveDate>| {
            until.zip(from).is_some_and(|(until, from)| until <= from)
        };
        !before(self.until, other.from) && !before(other.until, self.from)
    }

    /// Whether it holds on that day.
    pub(crate) fn in_force(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

fn practice() -> Confidence {
    Confidence::P
}
