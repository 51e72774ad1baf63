//! Findings: what does not agree, where, by which law, and what to do about it.

pub(crate) mod json;
mod repair;
pub(crate) mod sarif;
pub(crate) mod text;

pub(crate) use repair::{Effect, Fix, Repair};

use std::sync::Arc;

use crate::source::{Position, SourceFile, Span};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// 错误: a statute, arithmetic or privacy is broken; nothing is published.
    Error,
    /// 警告: shown, does not stop publishing.
    Warning,
    /// 建议: harmless, worth mending.
    Advice,
}

impl Level {
    /// The word shown to people.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Advice => "建议",
        }
    }

    /// The word used in JSON.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// What a code means: the text behind `explain`.
#[derive(Debug)]
pub(crate) struct Rule {
    /// A subject letter and three digits, never reused.
    pub(crate) code: &'static str,
    /// The matter in a few words.
    pub(crate) title: &'static str,
    /// The usual weight; a check may raise a single finding lower, never higher.
    pub(crate) level: Level,
    /// Source ids of the catalogue on which the rule rests.
    pub(crate) basis: &'static [&'static str],
    /// What is compared and why, in a few sentences.
    pub(crate) explain: &'static str,
    /// A line or two that raises the finding.
    pub(crate) example: &'static str,
    /// The same lines, mended.
    pub(crate) repair: &'static str,
}

/// A law or rule as cited on the date of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cited {
    /// Source id of the catalogue.
    pub(crate) id: String,
    /// Title, document number and article.
    pub(crate) text: String,
}

/// A finding in the making, while the village's files are at hand.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    /// What the code means.
    pub(crate) rule: &'static Rule,
    /// Weight of this finding.
    pub(crate) level: Level,
    /// What does not agree, with the numbers.
    pub(crate) message: String,
    /// The smallest span that shows the matter.
    pub(crate) span: Span,
    /// Other places that contribute.
    pub(crate) labels: Vec<(Span, String)>,
    /// What to do.
    pub(crate) help: String,
    /// Source ids beyond those of the rule.
    pub(crate) basis: Vec<String>,
    /// The one safe way to mend it, where there is one.
    pub(crate) repair: Option<Repair>,
}

impl Problem {
    /// A finding of a rule at a place, with the rule's own weight.
    pub(crate) fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            level: rule.level,
            message: message.into(),
            span,
            labels: Vec::new(),
            help: String::new(),
            basis: Vec::new(),
            repair: None,
        }
    }

    /// Says how the program can mend it by itself.
    pub(crate) fn repair(mut self, repair: impl Into<Option<Repair>>) -> Self {
        self.repair = repair.into();
        self
    }

    /// Says what to do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Points at another place that contributes.
    pub(crate) fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push((span, text.into()));
        self
    }

    /// Lowers the weight.
    pub(crate) fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }
}

/// A range of bytes in a file that is kept alive.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// The file.
    pub(crate) file: Arc<SourceFile>,
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
}

impl Place {
    /// Line and column of the first byte.
    pub(crate) fn position(&self) -> Position {
        self.file.position(self.start)
    }
}

/// One finding, complete: it can be shown without the village it came from.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    /// What the code means.
    pub(crate) rule: &'static Rule,
    /// Weight of this finding.
    pub(crate) level: Level,
    /// What does not agree, with the numbers.
    pub(crate) message: String,
    /// The smallest span that shows the matter.
    pub(crate) place: Place,
    /// Other places that contribute.
    pub(crate) labels: Vec<(Place, String)>,
    /// What to do.
    pub(crate) help: String,
    /// Legal basis in the version of the record's date.
    pub(crate) basis: Vec<Cited>,
    /// Address of the village, empty for the board itself.
    pub(crate) village: String,
    /// Address of the record, empty for other files.
    pub(crate) record: String,
    /// What `check --fix` would do about it.
    pub(crate) fix: Option<Fix>,
}

impl Finding {
    /// Whether the text of the file may be shown: never for personal data.
    pub(crate) fn shows_excerpt(&self) -> bool {
        !self.rule.code.starts_with('P')
    }
}

/// Findings of one run, in the order of file, line and code.
#[derive(Debug, Default, Clone)]
pub(crate) struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    /// Adds one.
    pub(crate) fn push(&mut self, finding: Finding) {
        self.list.push(finding);
    }

    /// Adds all of another run.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
    }

    /// All findings.
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.list.iter()
    }

    /// All findings, to be changed in place.
    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, Finding> {
        self.list.iter_mut()
    }

    /// Keeps what `keep` says.
    pub(crate) fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.list.retain(keep);
    }

    /// Turns every warning into an error, for `--strict`.
    pub(crate) fn harden(&mut self) {
        for finding in &mut self.list {
            if finding.level == Level::Warning {
                finding.level = Level::Error;
            }
        }
    }

    /// How many have this weight.
    pub(crate) fn count(&self, level: Level) -> usize {
        self.list.iter().filter(|one| one.level == level).count()
    }

    /// Puts findings into the order of the files and drops exact repetitions.
    pub(crate) fn sort(&mut self) {
        self.list.sort_by(|a, b| key(a).cmp(&key(b)));
        self.list.dedup_by(|a, b| key(a) == key(b));
    }
}

fn key(finding: &Finding) -> (&str, usize, &str, &str) {
    (
        &finding.place.file.path,
        finding.place.start,
        finding.rule.code,
        &finding.message,
    )
}
