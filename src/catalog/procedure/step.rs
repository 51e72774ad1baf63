//! Steps (程序步骤) of a decision, their order in time, and the life of one disclosure.

use serde::Deserialize;

use crate::catalog::item::DayUnit;
use crate::catalog::law::Confidence;
use crate::catalog::procedure::Named;
use crate::catalog::procedure::body::Fraction;

/// One step of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    pub(crate) id: String,
    /// As a clerk writes it: 提议.
    pub(crate) name: String,
    /// As a page shows it: 一议 党组织提议.
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    /// Its place among all steps, in tenths so that variants can stand between; none where it goes on throughout.
    #[serde(default)]
    pub(crate) order: Option<u32>,
    /// The role that carries it out, where no body meets.
    #[serde(default)]
    pub(crate) actor: Option<String>,
    /// The body that meets; none where the matter decides it ([`super::matter::Matter::final_bodies`]).
    #[serde(default)]
    pub(crate) body: Option<String>,
    /// The body is one of those the matter or the variant allows.
    #[serde(default)]
    pub(crate) final_vote: bool,
    /// The role it is addressed to.
    #[serde(default)]
    pub(crate) to: Option<String>,
    /// The offices and bodies, in words, that may begin it.
    #[serde(default)]
    pub(crate) may_propose: Vec<String>,
    #[serde(default)]
    pub(crate) may_propose_shares: Vec<Fraction>,
    #[serde(default)]
    pub(crate) convenor: Option<String>,
    #[serde(default)]
    pub(crate) attendees: Vec<String>,
    #[serde(default)]
    pub(crate) observers: Vec<String>,
    /// Steps that must stand before it, where the variant has them.
    #[serde(default)]
    pub(crate) needs_before: Vec<String>,
    /// The item under which the step is published.
    #[serde(default)]
    pub(crate) item: Option<String>,
    /// Fields (ids) a step may hold.
    #[serde(default)]
    pub(crate) fields: Vec<String>,
    /// Of these, the ones without which the step says nothing.
    #[serde(default)]
    pub(crate) required: Vec<String>,
    /// The parameter that says when it is due.
    #[serde(default)]
    pub(crate) due: Option<String>,
    /// The parameter that says how long it hangs.
    #[serde(default)]
    pub(crate) posting: Option<String>,
    /// The parameter that says how long objections are taken.
    #[serde(default)]
    pub(crate) objection_window: Option<String>,
    /// The step after this one waits for that window; practice unless a rule says so.
    #[serde(default)]
    pub(crate) wait_for: Option<String>,
    /// The supervision committee states its opinion.
    #[serde(default)]
    pub(crate) supervision_check: bool,
    /// What a reply is: prior review, approval or filing.
    #[serde(default)]
    pub(crate) reply: Option<Reply>,
    /// What goes into the dossier.
    #[serde(default)]
    pub(crate) dossier: Vec<String>,
    pub(crate) basis: Vec<String>,
    pub(crate) confidence: Confidence,
    #[serde(default)]
    pub(crate) note: Option<String>,
}

/// What the office above answers, and how soon.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reply {
    pub(crate) kind: ReplyKind,
    #[serde(default)]
    pub(crate) days: Option<u32>,
    #[serde(default)]
    pub(crate) unit: DayUnit,
    /// Replies after which the procedure may go on.
    #[serde(default)]
    pub(crate) favourable: Vec<String>,
    /// Replies that stop it.
    #[serde(default)]
    pub(crate) adverse: Vec<String>,
    /// Steps that wait for it.
    #[serde(default)]
    pub(crate) blocks: Vec<String>,
}

/// How binding the reply is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReplyKind {
    PreReview,
    Approval,
    Filing,
}

/// Rules over the dates of all steps.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Timing {
    /// No step is dated before the one it follows; equal days only where a merge is allowed.
    pub(crate) strictly_ordered: bool,
    #[serde(default)]
    pub(crate) min_gap_days: Option<u32>,
    #[serde(default)]
    pub(crate) max_total_days: Option<u32>,
    pub(crate) confidence: Confidence,
    pub(crate) note: String,
}

/// One step in the life of a disclosure (编制, 审核, 签批, 公布 …).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LifecycleStep {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The issuer or role that takes it.
    pub(crate) actor: String,
    /// Header fields it fills.
    #[serde(default)]
    pub(crate) sets: Vec<String>,
    /// The parameter with its days: an objection window, a reply, a floor.
    #[serde(default)]
    pub(crate) param: Option<String>,
    /// The only profile in which it is compulsory.
    #[serde(default)]
    pub(crate) only_in: Option<String>,
    pub(crate) basis: Vec<String>,
    #[serde(default)]
    pub(crate) note: Option<String>,
}

impl Named for Step {
    fn names(&self) -> (&str, &str, &[String]) {
        (&self.id, &self.name, &self.aliases)
    }
}
