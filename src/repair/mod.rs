//! `check --fix`: applies what findings offer, and keeps only what, read again, is better and means the same.
//!
//! A repair is a change of a few bytes; comments, order and everything else of a file stay as the clerk wrote them.

mod diff;
mod offer;
mod plan;
mod proof;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::Findings;
use crate::repair::plan::Plan;
use crate::source::SourceFile;

pub(crate) use diff::diff;
pub(crate) use offer::{decline, offer};

/// A repair may show what it hid, and that may be mended too; it never takes more rounds than this.
const ROUNDS: usize = 8;

/// With more repairs, a file of which some fail is left alone instead of being tried piece by piece.
const PIECES: usize = 64;

/// One file with its text before and after.
#[derive(Debug, Clone)]
pub(crate) struct Mended {
    /// The file as it was read.
    pub(crate) before: Arc<SourceFile>,
    /// The text to store, as UTF-8 without a mark.
    pub(crate) after: String,
    /// How many findings are mended.
    pub(crate) count: usize,
    /// Lines that hold personal data, from 1: they are never shown.
    pub(crate) private: BTreeSet<usize>,
}

/// Reads and checks files, in their order.
pub(crate) type Check<'a> = &'a dyn Fn(&[Arc<SourceFile>]) -> Findings;

/// Mends what can be mended safely; what the rest is, `check` says of the files afterwards.
pub(crate) fn mend(files: &[Arc<SourceFile>], check: Check<'_>) -> Vec<Mended> {
    let mut state = State {
        files: files.to_vec(),
        findings: check(files),
        counts: vec![0; files.len()],
        private: vec![BTreeSet::new(); files.len()],
        check,
    };
    state.note_private();
    for _ in 0..ROUNDS {
        let plans = plan::plans(&state.files, &state.findings);
        if plans.is_empty() || !(state.attempt(&plans) || state.piecewise(&plans)) {
            break;
        }
    }
    let mended = files.iter().zip(state.files).zip(state.counts);
    let mended = mended.zip(state.private);
    mended
        .filter(|(((_, _), count), _)| *count > 0)
        .map(|(((before, after), count), private)| Mended {
            before: Arc::clone(before),
            after: after.text.clone(),
            count,
            private,
        })
        .collect()
}

/// The files as mended so far.
struct State<'a> {
    files: Vec<Arc<SourceFile>>,
    findings: Findings,
    counts: Vec<usize>,
    private: Vec<BTreeSet<usize>>,
    check: Check<'a>,
}

impl State<'_> {
    /// Applies plans together, if what comes of it holds.
    fn attempt(&mut self, plans: &[Plan]) -> bool {
        let mut files = self.files.clone();
        for plan in plans {
            files[plan.file] = Arc::new(plan.apply(&self.files[plan.file]));
        }
        let are_same = plans
            .iter()
            .all(|plan| proof::means_the_same(&self.files[plan.file], &files[plan.file], plan));
        if !are_same {
            return false;
        }
        let findings = (self.check)(&files);
        if !proof::is_better(&self.findings, &findings, plans, &self.files) {
            return false;
        }
        for plan in plans {
            self.counts[plan.file] += plan.repairs.len();
        }
        self.files = files;
        self.findings = findings;
        self.note_private();
        true
    }

    /// File by file, and where a file as a whole does not hold, repair by repair.
    fn piecewise(&mut self, plans: &[Plan]) -> bool {
        let mut is_any = false;
        for plan in plans {
            if plans.len() > 1 && self.attempt(std::slice::from_ref(plan)) {
                is_any = true;
                continue;
            }
            if plan.repairs.len() > PIECES {
                continue;
            }
            // From the end, so that the places of those before stay true.
            for piece in plan.pieces().iter().rev() {
                is_any |= self.attempt(std::slice::from_ref(piece));
            }
        }
        is_any
    }

    fn note_private(&mut self) {
        for finding in self.findings.iter().filter(|one| !one.shows_excerpt()) {
            let place = &finding.place;
            let same = |file: &Arc<SourceFile>| file.path == place.file.path;
            if let Some(index) = self.files.iter().position(same) {
                let line = |offset| place.file.position(offset).line;
                self.private[index].extend(line(place.start)..=line(place.end));
            }
        }
    }
}
