//! Pages that gather the records of several items around one question of a resident (专题).

use serde::Deserialize;

/// A page that gathers records; which items feed it, their entries say (`topics`).
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
    /// What the village owns and who rents it.
    #[serde(alias = "资产和合同")]
    Assets,
    /// Audits, and what was done about what they found.
    #[serde(alias = "审计和整改")]
    Audits,
    /// Income and expense over the months and years.
    #[serde(alias = "钱")]
    Money,
    /// Rules and sums of points.
    #[serde(alias = "积分")]
    Points,
    /// Works from decision to settlement.
    #[serde(alias = "工程项目")]
    Projects,
}

impl Topic {
    /// The identifier, as in addresses.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Charter => "charter",
            Self::Elections => "elections",
            Self::Promises => "promises",
            Self::Services => "services",
            Self::Duties => "duties",
            Self::Assets => "assets",
            Self::Audits => "audits",
            Self::Money => "money",
            Self::Points => "points",
            Self::Projects => "projects",
        }
    }
}
