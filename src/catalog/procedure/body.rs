//! Bodies (会议): who convenes them, when a vote counts, and of how many.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::catalog::formula::Relation;
use crate::catalog::item::{DayUnit, Frequency};
use crate::catalog::law::Confidence;
use crate::catalog::procedure::Named;

/// Someone who acts in a procedure: a body, an office, a committee.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Role {
    pub(crate) id: String,
    pub(crate) name: String,
}

/// A body that discusses or votes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Body {
    pub(crate) id: String,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    pub(crate) convened_by: String,
    #[serde(default)]
    pub(crate) chaired_by: Option<String>,
    /// Who may demand a meeting.
    #[serde(default)]
    pub(crate) must_convene_if: Vec<Fraction>,
    /// Meetings a year at least.
    #[serde(default)]
    pub(crate) min_per_year: Option<u32>,
    #[serde(default)]
    pub(crate) frequency: Option<Frequency>,
    #[serde(default)]
    pub(crate) composition: Composition,
    /// Alternatives: one of them must be reached. Empty where no rule fixes the attendance.
    #[serde(default)]
    pub(crate) attendance: Vec<Quorum>,
    /// What is usual beyond the law: falling short only warns.
    #[serde(default)]
    pub(crate) attendance_practice: Option<Quorum>,
    /// Ways of taking part that count as present.
    #[serde(default)]
    pub(crate) attendance_counts: Vec<String>,
    pub(crate) pass: Fraction,
    /// Matters (ids) that need more votes.
    #[serde(default)]
    pub(crate) pass_special: Vec<SpecialPass>,
    #[serde(default)]
    pub(crate) notice: Notice,
    /// Papers that lie open before the meeting.
    #[serde(default)]
    pub(crate) papers: Option<Papers>,
    /// The item (id) under which its meetings are published by themselves; a step of a decision publishes one as well.
    #[serde(default)]
    pub(crate) item: Option<String>,
    /// Further conditions in some places.
    #[serde(default)]
    pub(crate) extra: Vec<ExtraQuorum>,
    #[serde(default)]
    pub(crate) excluded_from_vote: Vec<String>,
    /// Matters (ids) it may not decide.
    #[serde(default)]
    pub(crate) cannot_decide: Vec<String>,
    /// The item whose record must authorise it.
    #[serde(default)]
    pub(crate) only_with: Option<String>,
    pub(crate) basis: Vec<String>,
    pub(crate) confidence: Confidence,
    #[serde(default)]
    pub(crate) note: Option<String>,
}

/// An exact share of something countable. `>=` includes the number (以上), `>` does not (过半数, 超过).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fraction {
    pub(crate) num: u64,
    pub(crate) den: u64,
    pub(crate) op: Relation,
    /// The id of the [`Denominator`].
    pub(crate) of: String,
}

/// One way of reaching the quorum, as it is named in `法定人数依据`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quorum {
    /// 成年村民过半数, 户代表三分之二: an option of the field `quorum_basis`; empty where there is no choice.
    #[serde(default)]
    pub(crate) name: String,
    pub(crate) share: Fraction,
    #[serde(default)]
    pub(crate) confidence: Option<Confidence>,
}

/// What a share is taken of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Denominator {
    pub(crate) id: String,
    /// For messages: 到会人员, 全体成员.
    pub(crate) name: String,
    /// The field of a step that holds the whole, and those that stand in for it, best first.
    #[serde(default)]
    pub(crate) whole: Vec<String>,
    /// The field that holds the part, where the share is one of attendance.
    #[serde(default)]
    pub(crate) present: Option<String>,
}

/// A matter for which the usual majority does not suffice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpecialPass {
    pub(crate) matter: String,
    pub(crate) share: Fraction,
    pub(crate) basis: Vec<String>,
    pub(crate) confidence: Confidence,
}

/// How long before the meeting it must be announced.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notice {
    #[serde(default)]
    pub(crate) days: Option<u32>,
    #[serde(default)]
    pub(crate) unit: DayUnit,
    /// When less will do: 特殊情况可临时通知.
    #[serde(default)]
    pub(crate) exception: Option<String>,
    /// What the notice must say.
    #[serde(default)]
    pub(crate) content: Vec<String>,
    #[serde(default)]
    pub(crate) confidence: Option<Confidence>,
    /// By profile.
    #[serde(default)]
    pub(crate) local: BTreeMap<String, u32>,
}

/// Papers that lie open before a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Papers {
    pub(crate) days: u32,
    pub(crate) of: Vec<String>,
    pub(crate) basis: Vec<String>,
}

/// Who belongs to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Composition {
    #[serde(default)]
    pub(crate) members: Option<String>,
    #[serde(default)]
    pub(crate) size_min: Option<u32>,
    #[serde(default)]
    pub(crate) size_max: Option<u32>,
    /// Profiles in which the size must be odd; `national` means everywhere.
    #[serde(default)]
    pub(crate) odd_in: Vec<String>,
    #[serde(default)]
    pub(crate) reps_share: Option<Fraction>,
    #[serde(default)]
    pub(crate) women_reps_share: Option<Fraction>,
    /// How many households one representative stands for: from, to.
    #[serde(default)]
    pub(crate) rep_per_households: Option<(u32, u32)>,
    #[serde(default)]
    pub(crate) term_years: Option<u32>,
    /// Who may not be a member.
    #[serde(default)]
    pub(crate) barred: Vec<String>,
    #[serde(default)]
    pub(crate) note: Option<String>,
}

/// A further condition on attendance in one place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExtraQuorum {
    pub(crate) profile: String,
    pub(crate) name: String,
    pub(crate) share: Fraction,
    pub(crate) basis: Vec<String>,
    pub(crate) confidence: Confidence,
}

impl Named for Body {
    fn names(&self) -> (&str, &str, &[String]) {
        (&self.id, &self.name, &self.aliases)
    }
}

impl Body {
    /// The share of votes a matter (id) needs here.
    pub(crate) fn pass_for(&self, matter: &str) -> &Fraction {
        self.pass_special
            .iter()
            .find(|special| special.matter == matter)
            .map_or(&self.pass, |special| &special.share)
    }

    /// How many days before the meeting it is announced in a place, the profile chain given narrowest first.
    pub(crate) fn notice_days(&self, chain: &[&str]) -> Option<u32> {
        let local = chain
            .iter()
            .find_map(|profile| self.notice.local.get(*profile))
            .copied();
        local.max(self.notice.days)
    }
}

impl Fraction {
    /// Whether `part` of `whole` reaches this share, exactly.
    pub(crate) fn reached(&self, part: u64, whole: u64) -> bool {
        let (left, right) = (
            u128::from(part) * u128::from(self.den),
            u128::from(whole) * u128::from(self.num),
        );
        self.op.holds(&left, &right)
    }

    /// The smallest part of `whole` that reaches this share.
    pub(crate) fn needed(&self, whole: u64) -> u64 {
        let product = u128::from(whole) * u128::from(self.num);
        let den = u128::from(self.den.max(1));
        let part = match self.op {
            Relation::Gt => product / den + 1,
            Relation::Eq | Relation::Ge | Relation::Le | Relation::Lt => product.div_ceil(den),
        };
        u64::try_from(part).unwrap_or(u64::MAX)
    }

    /// In words: 过半数, 三分之二以上.
    pub(crate) fn text(&self) -> String {
        match (self.num, self.den, self.op) {
            (1, 2, Relation::Gt) => "过半数".to_owned(),
            (1, 2, _) => "半数以上".to_owned(),
            (num, den, op) => {
                let edge = if op == Relation::Gt { "超过" } else { "" };
                let tail = if op == Relation::Gt { "" } else { "以上" };
                format!("{edge}{}分之{}{tail}", numeral(den), numeral(num))
            }
        }
    }
}

fn numeral(number: u64) -> String {
    let digits = [
        "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
    ];
    let digit = usize::try_from(number)
        .ok()
        .and_then(|index| digits.get(index));
    digit.map_or_else(|| number.to_string(), |digit| (*digit).to_owned())
}
