//! Sources (依据): laws and rules by article and by version in force.

use chrono::NaiveDate;
use serde::Deserialize;

/// How sure a rule is: only the first two may stop publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(crate) enum Confidence {
    /// Statute or normative text seen.
    S,
    /// Official summary or reprint seen.
    S2,
    /// From memory.
    M,
    /// Practice, varies by place.
    P,
}

impl Confidence {
    /// In a few words.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::S => "见过原文",
            Self::S2 => "见过转载",
            Self::M => "凭记忆，以县档案部门的表为准",
            Self::P => "各地做法",
        }
    }
}

/// A rule that is cited, under a name that outlives renumbering.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    pub(crate) id: String,
    #[serde(alias = "版本")]
    pub(crate) versions: Vec<SourceVersion>,
    #[serde(default = "local", alias = "可信度")]
    pub(crate) confidence: Confidence,
    /// No published text: custom, a default of the project.
    #[serde(default)]
    pub(crate) informal: bool,
    /// The place (规则包) whose own rule it is: cited to nobody else.
    #[serde(default, alias = "规则包")]
    pub(crate) profile: Option<String>,
}

/// The wording that was in force for a time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceVersion {
    /// The first day in force; open where it was not ascertained.
    #[serde(default, alias = "起")]
    pub(crate) from: Option<NaiveDate>,
    /// The first day no longer in force.
    #[serde(default, alias = "止")]
    pub(crate) until: Option<NaiveDate>,
    #[serde(alias = "名称")]
    pub(crate) law: String,
    /// With the edition: `第30条(2018修正)`; empty where the article's number in this version is not known.
    #[serde(default, alias = "条款")]
    pub(crate) article: String,
    /// The document number: `农经发〔2011〕13号`.
    #[serde(default, alias = "文号")]
    pub(crate) number: Option<String>,
    /// Year and month of issue, where only that is known.
    #[serde(default, alias = "发布")]
    pub(crate) issued: Option<String>,
}

/// A source as it is cited in a finding or on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cited {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) article: String,
    pub(crate) number: Option<String>,
    pub(crate) confidence: Confidence,
    /// All in one: `《村民委员会组织法》第35条(2025修正)`.
    pub(crate) text: String,
}

impl Confidence {
    /// Whether a rule of this kind may be an error: statute or an official text was seen.
    pub(crate) fn may_block(self) -> bool {
        self <= Self::S2
    }
}

impl Source {
    /// The version in force on that day, if any.
    pub(crate) fn on(&self, day: NaiveDate) -> Option<Cited> {
        let version = self.versions.iter().find(|version| version.in_force(day))?;
        Some(self.cited(version))
    }

    fn cited(&self, version: &SourceVersion) -> Cited {
        let number = version
            .number
            .as_deref()
            .map(|number| format!("({number})"))
            .unwrap_or_default();
        Cited {
            id: self.id.clone(),
            title: version.law.clone(),
            article: version.article.clone(),
            number: version.number.clone(),
            confidence: self.confidence,
            text: if self.informal {
                version.law.clone()
            } else {
                format!("《{}》{number}{}", version.law, version.article)
            },
        }
    }
}

impl SourceVersion {
    /// Whether it was the wording of that day.
    pub(crate) fn in_force(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

fn local() -> Confidence {
    Confidence::P
}
