//! Collects the findings of one check.

use crate::diagnostic::{Level, Problem, Rule};
use crate::source::Span;

/// Where a check reports; it knows which rule is being checked.
#[derive(Debug)]
pub(crate) struct Report<'a> {
    rule: &'static Rule,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Report<'a> {
    /// A report for one rule.
    pub(crate) fn new(rule: &'static Rule, problems: &'a mut Vec<Problem>) -> Self {
        Self { rule, problems }
    }

    /// The rule being checked.
    pub(crate) fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// Reports something at a place; what it returns takes labels and the remedy.
    pub(crate) fn at(&mut self, span: Span, message: impl Into<String>) -> Note<'_> {
        self.problems.push(Problem::new(self.rule, span, message));
        Note {
            problem: self.problems.last_mut().expect("it was just pushed"),
        }
    }
}

/// A finding just reported.
#[derive(Debug)]
pub(crate) struct Note<'a> {
    problem: &'a mut Problem,
}

impl Note<'_> {
    /// Points at another place that contributes.
    pub(crate) fn label(self, span: Span, text: impl Into<String>) -> Self {
        self.problem.labels.push((span, text.into()));
        self
    }

    /// Says what to do.
    pub(crate) fn help(self, text: impl Into<String>) -> Self {
        self.problem.help = text.into();
        self
    }

    /// Cites these sources instead of the rule's own.
    pub(crate) fn basis<S: AsRef<str>>(self, ids: &[S]) -> Self {
        if !ids.is_empty() {
            self.problem.basis = ids.iter().map(|id| id.as_ref().to_owned()).collect();
        }
        self
    }

    /// Lowers the weight to a warning: practice and rules known from memory never block.
    pub(crate) fn warn_if(self, soft: bool) -> Self {
        if soft && self.problem.level == Level::Error {
            self.problem.level = Level::Warning;
        }
        self
    }
}
