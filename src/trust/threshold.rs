//! Who must sign (签名要求): so many of a role, or so many in all, for each kind of act.

use std::collections::BTreeMap;
use std::fmt;

use crate::ledger::change::Kind;

/// The word for any key of the register.
const ANY: &str = "任意";

/// What a key's holder is in the village's oversight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// 文书: seals.
    Clerk,
    /// 监委会: looks after the clerk.
    Committee,
    /// 镇街: the town or street.
    Town,
}

impl Role {
    /// All roles, as they are listed.
    pub(crate) const ALL: [Self; 3] = [Self::Clerk, Self::Committee, Self::Town];

    /// The word in the register.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Clerk => "文书",
            Self::Committee => "监委会",
            Self::Town => "镇街",
        }
    }

    /// Reads the word.
    pub(crate) fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// What is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Act {
    /// 首发.
    First,
    /// 补充.
    Supplement,
    /// 更正.
    Correction,
    /// 撤回.
    Withdrawal,
    /// 格式调整.
    Format,
    /// 续期: an entry without changes.
    Renewal,
    /// 密钥更换: an entry that puts a register in force.
    Keys,
    /// 钥匙册: a register itself.
    Register,
}

impl Act {
    /// All acts, as the register lists them.
    pub(crate) const ALL: [Self; 8] = [
        Self::First,
        Self::Supplement,
        Self::Correction,
        Self::Withdrawal,
        Self::Format,
        Self::Renewal,
        Self::Keys,
        Self::Register,
    ];

    /// The act of a change.
    pub(crate) fn of(kind: Kind) -> Self {
        match kind {
            Kind::First => Self::First,
            Kind::Correction => Self::Correction,
            Kind::Supplement => Self::Supplement,
            Kind::Withdrawal => Self::Withdrawal,
            Kind::Format => Self::Format,
            Kind::Keys => Self::Keys,
        }
    }

    /// The word in the register.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::First => Kind::First.word(),
            Self::Supplement => Kind::Supplement.word(),
            Self::Correction => Kind::Correction.word(),
            Self::Withdrawal => Kind::Withdrawal.word(),
            Self::Format => Kind::Format.word(),
            Self::Keys => Kind::Keys.word(),
            Self::Renewal => "续期",
            Self::Register => "钥匙册",
        }
    }

    /// Reads the word.
    pub(crate) fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.word() == word)
    }
}

/// So many keys of each role, and so many in all, whatever their role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Threshold {
    roles: BTreeMap<Role, u32>,
    any: u32,
}

impl Threshold {
    /// One key of a role.
    pub(crate) fn one(role: Role) -> Self {
        Self {
            roles: BTreeMap::from([(role, 1)]),
            any: 0,
        }
    }

    /// Reads pairs of a word and a count; `None` where a word is unknown, named twice, or a count is nothing.
    pub(crate) fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, u32)>) -> Option<Self> {
        let mut threshold = Self::default();
        for (word, count) in pairs {
            let is_new = if word == ANY {
                std::mem::replace(&mut threshold.any, count) == 0
            } else {
                threshold.roles.insert(Role::read(word)?, count).is_none()
            };
            if !is_new || count == 0 {
                return None;
            }
        }
        (!threshold.pairs().is_empty()).then_some(threshold)
    }

    /// Words and counts, as they are listed.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, u32)> {
        let roles = self.roles.iter().map(|(role, count)| (role.word(), *count));
        roles
            .chain((self.any > 0).then_some((ANY, self.any)))
            .collect()
    }

    /// What satisfies both.
    pub(crate) fn join(mut self, other: &Self) -> Self {
        for (role, count) in &other.roles {
            let own = self.roles.entry(*role).or_default();
            *own = (*own).max(*count);
        }
        self.any = self.any.max(other.any);
        self
    }

    /// What is still missing when keys of these roles have signed, each key once.
    pub(crate) fn missing(&self, signed: &[Role]) -> Self {
        let lacking =
            |needed: u32, has: usize| needed.saturating_sub(u32::try_from(has).unwrap_or(u32::MAX));
        let roles = self.roles.iter().map(|(role, needed)| {
            let has = signed.iter().filter(|signed| *signed == role).count();
            (*role, lacking(*needed, has))
        });
        Self {
            roles: roles.filter(|(_, lacks)| *lacks > 0).collect(),
            any: lacking(self.any, signed.len()),
        }
    }

    /// Whether nothing is asked for.
    pub(crate) fn is_nothing(&self) -> bool {
        self.roles.is_empty() && self.any == 0
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (word, count)) in self.pairs().into_iter().enumerate() {
            let comma = if index == 0 { "" } else { "、" };
            write!(f, "{comma}{word} {count} 人")?;
        }
        Ok(())
    }
}
