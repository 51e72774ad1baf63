//! Pages that gather the records of several items around one question of a resident (专题).

use serde::Deserialize;

/// A page that gathers records; which items feed it, their entries say (`topic`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Topic {
    /// The rules in force, article by article, with what changed.
    #[serde(alias = "村规民约", alias = "居民公约")]
    Charter,
    /// Elections, one page a term.
    #[serde(alias = "换届选举")]
    Elections,
    /// What was promised, by whom, until when, and what came of it.
    #[serde(alias = "承诺兑现")]
    Promises,
    /// What is open on which day.
    #[serde(alias = "服务时间")]
    Services,
    /// Who answers for what.
    #[serde(alias = "责任清单")]
    Duties,
}

impl Topic {
    /// In the order of the home page.
    pub(crate) const ALL: [Self; 5] = [
        Self::Services,
        Self::Promises,
        Self::Charter,
        Self::Duties,
        Self::Elections,
    ];

    /// The identifier, as in addresses.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Charter => "charter",
            Self::Elections => "elections",
            Self::Promises => "promises",
            Self::Services => "services",
            Self::Duties => "duties",
        }
    }
}
