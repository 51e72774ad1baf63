//! Matters (事项类型) with the bodies that may decide them, variants (决策程序), and which steps may be merged.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::catalog::law::Confidence;
use crate::catalog::procedure::Named;
use crate::catalog::procedure::body::Fraction;

/// A kind of matter.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Matter {
    pub(crate) id: String,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    /// Bodies (ids) that may give the final vote, the highest first; empty where nothing is voted on.
    pub(crate) final_bodies: Vec<String>,
    /// A vote that is no meeting of a body: 登记村民投票.
    #[serde(default)]
    pub(crate) ballot: Option<Ballot>,
    /// Representatives need an authorisation in force.
    #[serde(default)]
    pub(crate) reps_need_authorisation: bool,
    /// Whether the assembly may leave it to representatives; unknown where the law is silent.
    #[serde(default)]
    pub(crate) delegable: Option<bool>,
    /// The majority, where it differs from the body's own.
    #[serde(default)]
    pub(crate) pass: Option<Fraction>,
    /// The variant that fits, where it is not the default.
    #[serde(default)]
    pub(crate) variant: Option<String>,
    /// What must follow the vote.
    #[serde(default)]
    pub(crate) then: Vec<Then>,
    /// Bodies that take over what a consultation cannot settle.
    #[serde(default)]
    pub(crate) escalates_to: Vec<String>,
    /// Two laws disagree: shown, and only warned about.
    #[serde(default)]
    pub(crate) conflict: Option<String>,
    pub(crate) basis: Vec<String>,
    pub(crate) confidence: Confidence,
}

/// A vote of all registered voters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ballot {
    pub(crate) name: String,
    /// Who may demand it.
    pub(crate) start_shares: Vec<Fraction>,
    pub(crate) attendance: Fraction,
    pub(crate) pass: Fraction,
}

/// What must be recorded after the vote, before it is carried out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Then {
    /// 备案, 县级批准, 十日内通知债权人.
    pub(crate) name: String,
    /// The step that records it, where there is one.
    #[serde(default)]
    pub(crate) step: Option<String>,
    /// The days from the vote within which it must be done, where the law gives them.
    #[serde(default)]
    pub(crate) within_days: Option<u32>,
}

/// A form of the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Variant {
    pub(crate) id: String,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    /// Meant where a matter names none.
    #[serde(default)]
    pub(crate) default: bool,
    /// The variant whose steps it has as well.
    #[serde(default)]
    pub(crate) extends: Option<String>,
    /// Steps (ids) in order.
    #[serde(default)]
    pub(crate) steps: Vec<String>,
    /// Steps it adds to those of `extends`; their order places them.
    #[serde(default)]
    pub(crate) adds: Vec<String>,
    /// Steps that may stand at several places: the allowed ones, by step.
    #[serde(default)]
    pub(crate) positions: Vec<Position>,
    /// Bodies (ids) a step is bound to.
    #[serde(default)]
    pub(crate) bind: BTreeMap<String, Vec<String>>,
    /// Opinions of the households are signed before the vote.
    #[serde(default)]
    pub(crate) household_signatures_before_vote: bool,
    /// The households that the voting representatives must stand for.
    #[serde(default)]
    pub(crate) reps_must_stand_for: Option<Fraction>,
    pub(crate) basis: Vec<String>,
    pub(crate) confidence: Confidence,
    #[serde(default)]
    pub(crate) note: Option<String>,
}

/// Where a step may stand.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Position {
    pub(crate) step: String,
    /// Steps after which it may come, the usual one first.
    pub(crate) after: Vec<String>,
}

/// Whether two steps may share one meeting or one day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MergeRule {
    pub(crate) steps: Vec<String>,
    /// In words, when it applies; always where absent.
    #[serde(default)]
    pub(crate) condition: Option<String>,
    pub(crate) policy: MergePolicy,
    /// What the minutes must then show.
    #[serde(default)]
    pub(crate) needs: Vec<String>,
    #[serde(default)]
    pub(crate) reason: Option<String>,
    #[serde(default)]
    pub(crate) basis: Vec<String>,
    pub(crate) confidence: Confidence,
}

/// What is said about merging.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MergePolicy {
    Allow,
    Warn,
    Forbid,
    /// Two steps, but they may carry one date.
    SameDay,
}

impl Named for Matter {
    fn names(&self) -> (&str, &str, &[String]) {
        (&self.id, &self.name, &self.aliases)
    }
}

impl Named for Variant {
    fn names(&self) -> (&str, &str, &[String]) {
        (&self.id, &self.name, &self.aliases)
    }
}
