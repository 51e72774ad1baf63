//! Findings about the town's own files, which no village's reader has seen.

use std::sync::Arc;

use crate::diagnostic::{Finding, Place, Problem, Rule};
use crate::source::{Encoding, FileId, SourceFile, Span};

/// Stands for a file in a finding about its folder.
pub(super) fn marker(path: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(
        path.to_owned(),
        String::new(),
        Encoding::Utf8,
    ))
}

/// A problem at the top of a file.
pub(super) fn about(rule: &'static Rule, message: String) -> Problem {
    Problem::new(rule, Span::top(FileId(0)), message)
}

/// A problem of one file, complete.
pub(super) fn shown(problem: Problem, file: &Arc<SourceFile>) -> Finding {
    let place = |span: Span| Place {
        file: Arc::clone(file),
        start: span.start,
        end: span.end,
    };
    let fix = problem.repair.and_then(|repair| repair.settle(file));
    Finding {
        rule: problem.rule,
        level: problem.level,
        message: problem.message,
        place: place(problem.span),
        labels: problem
            .labels
            .into_iter()
            .map(|(span, text)| (place(span), text))
            .collect(),
        help: problem.help,
        basis: Vec::new(),
        village: String::new(),
        record: String::new(),
        fix,
    }
}
