//! What the browser may ask for: the files that were built, and how the last build went.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::RwLock;

use serde_json::json;
use tokio::sync::watch;

use crate::diagnostic::{Findings, Level, json as as_json};

/// So many findings are shown over a page; the rest is on the terminal.
const SHOWN_MAX: usize = 30;

/// Shared by the builder and the server.
#[derive(Debug)]
pub(super) struct Shared {
    /// The output folder.
    pub(super) output: PathBuf,
    /// Other machines may look.
    pub(super) lan: bool,
    /// By path, with the digest.
    files: RwLock<BTreeMap<String, String>>,
    state: watch::Sender<State>,
}

/// How the last build went, as the browser gets it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct State {
    /// Grows whenever a page changed.
    version: u64,
    errors: usize,
    warnings: usize,
    findings: Vec<serde_json::Value>,
    trouble: String,
}

impl Shared {
    /// Before the first build there is nothing to ask for.
    pub(super) fn new(output: &Path, lan: bool) -> Self {
        Self {
            output: output.to_owned(),
            lan,
            files: RwLock::default(),
            state: watch::Sender::new(State::default()),
        }
    }

    /// A build is done. Another one may have written the pages just before, so they are compared themselves.
    pub(super) fn built(&self, files: BTreeMap<String, String>, findings: &Findings) {
        let mut known = self
            .files
            .write()
            .expect("no thread panics while it holds the lock");
        let changed = *known != files;
        *known = files;
        drop(known);
        self.tell(|state| State {
            version: state.version + u64::from(changed),
            errors: findings.count(Level::Error),
            warnings: findings.count(Level::Warning),
            findings: findings.iter().take(SHOWN_MAX).map(as_json::one).collect(),
            trouble: String::new(),
        });
    }

    /// A build could not be done at all.
    pub(super) fn trouble(&self, text: &str) {
        self.tell(|state| State {
            trouble: text.to_owned(),
            ..state.clone()
        });
    }

    /// Browsers hear only what is new: a panel that is being read must not be drawn again.
    fn tell(&self, next: impl FnOnce(&State) -> State) {
        self.state.send_if_modified(|state| {
            let next = next(state);
            let is_new = *state != next;
            *state = next;
            is_new
        });
    }

    /// The file on disk behind a path of the site: only what was built is ever found.
    pub(super) fn file(&self, path: &str) -> Option<PathBuf> {
        let files = self
            .files
            .read()
            .expect("no thread panics while it holds the lock");
        files
            .get_key_value(path)
            .map(|(known, _)| self.output.join(known))
    }

    /// The state now and whenever it changes.
    pub(super) fn follow(&self) -> watch::Receiver<State> {
        let mut receiver = self.state.subscribe();
        receiver.mark_changed();
        receiver
    }
}

impl State {
    /// As sent to the browser.
    pub(super) fn text(&self) -> String {
        json!({
            "version": self.version,
            "errors": self.errors,
            "warnings": self.warnings,
            "findings": self.findings,
            "trouble": self.trouble,
        })
        .to_string()
    }
}
