//! Which repairs go into a file together: those that do not touch one another.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Effect, Findings, Fix};
use crate::load::rules::UNKNOWN_ITEM;
use crate::source::{Encoding, SourceFile};

/// Repairs of one file, in the order of their places, the storage last.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// Which file.
    pub(super) file: usize,
    /// What is done.
    pub(super) repairs: Vec<Step>,
}

/// One repair and the code of what it mends.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// The code.
    pub(super) code: &'static str,
    /// The line of what it mends, from 1.
    pub(super) line: usize,
    /// The repair.
    pub(super) fix: Fix,
}

/// One plan for each file that has repairs.
pub(super) fn plans(files: &[Arc<SourceFile>], findings: &Findings) -> Vec<Plan> {
    let mut steps: BTreeMap<&str, Vec<Step>> = BTreeMap::new();
    for finding in findings.iter() {
        let Some(fix) = &finding.fix else { continue };
        let path = finding.place.file.path.as_str();
        steps.entry(path).or_default().push(Step {
            code: finding.rule.code,
            line: finding.place.position().line,
            fix: fix.clone(),
        });
    }
    let plans = steps.into_iter().filter_map(|(path, steps)| {
        let file = files.iter().position(|file| file.path == path)?;
        Some(Plan {
            file,
            repairs: apart(steps),
        })
    });
    plans.collect()
}

impl Plan {
    /// Each repair by itself.
    pub(super) fn pieces(&self) -> Vec<Self> {
        let steps = self.repairs.iter();
        steps
            .map(|step| Self {
                file: self.file,
                repairs: vec![step.clone()],
            })
            .collect()
    }

    /// The file with these repairs in it.
    pub(super) fn apply(&self, file: &SourceFile) -> SourceFile {
        let mut text = String::with_capacity(file.text.len());
        let mut at = 0;
        for (range, with) in self.repairs.iter().flat_map(|step| &step.fix.edits) {
            text.push_str(file.text.get(at..range.start).unwrap_or_default());
            text.push_str(with);
            at = range.end;
        }
        text.push_str(file.text.get(at..).unwrap_or_default());
        let is_stored_anew = self.has(Effect::Storage);
        let encoding = if is_stored_anew {
            text = text.replace("\r\n", "\n");
            Encoding::Utf8
        } else {
            file.encoding
        };
        SourceFile::new(file.path.clone(), text, encoding)
    }

    /// Whether a repair of this kind is among them.
    pub(super) fn has(&self, effect: Effect) -> bool {
        self.repairs.iter().any(|step| step.fix.effect == effect)
    }

    /// Whether the file becomes a record only now, so that all of it is read for the first time.
    pub(super) fn opens_record(&self) -> bool {
        self.repairs
            .iter()
            .any(|step| step.code == UNKNOWN_ITEM.code)
    }
}

/// Repairs in the order of their places; one that touches another waits for the next round.
fn apart(mut steps: Vec<Step>) -> Vec<Step> {
    let start = |step: &Step| {
        step.fix
            .edits
            .first()
            .map_or(usize::MAX, |edit| edit.0.start)
    };
    steps.sort_by_key(start);
    let mut kept: Vec<Step> = Vec::with_capacity(steps.len());
    let mut end = 0;
    for step in steps {
        if kept.is_empty() || start(&step) >= end {
            end = step.fix.edits.last().map_or(end, |edit| edit.0.end);
            kept.push(step);
        }
    }
    kept
}
