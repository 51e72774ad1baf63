//! What sanwu itself has put into a folder: the memory by which unchanged files are told at a glance.
//!
//! Kept outside the published pages, because time stamps differ from machine to machine and the manifest must not.
//! It is written *before* anything changes, so that a run that was cut off knows all it may have left behind.
#![expect(
    clippy::disallowed_methods,
    reason = "the ledger of a folder is read and written here"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::site::names::is_portable;
use crate::write::stage;

/// Everything written into one folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ledger {
    /// A run began to write and did not come to its end.
    pub(super) open: bool,
    /// By path relative to the folder.
    pub(super) files: BTreeMap<String, Written>,
}

/// A file as it was when it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// Size in bytes.
    pub(super) size_bytes: u64,
    /// Nanoseconds since 1970; 0 where the file must be looked into.
    pub(super) modified_ns: u128,
    /// SHA-256 in hexadecimal, empty where it is not known.
    pub(super) sha256: String,
    /// What a picture was made from, and how; empty where the file was made from pages or copied.
    pub(super) made_from: String,
}

impl Ledger {
    /// Reads the ledger; `None` when there is none or when it is not one.
    pub(crate) fn read(path: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(path).ok()?;
        let mut lines = text.lines();
        let open = match lines.next()? {
            "sanwu.ledger/2 open" => true,
            "sanwu.ledger/2 closed" => false,
            _ => return None,
        };
        let files = lines.map(line).collect::<Option<_>>()?;
        Some(Self { open, files })
    }

    /// The paths listed.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The paths with the digest of what stands there.
    pub(crate) fn digests(&self) -> impl Iterator<Item = (&str, &str)> {
        let files = self.files.iter();
        files.map(|(path, written)| (path.as_str(), written.sha256.as_str()))
    }

    /// Replaces the file of the ledger.
    pub(super) fn write(&self, path: &Path) -> anyhow::Result<()> {
        let state = if self.open { "open" } else { "closed" };
        let mut text = format!("sanwu.ledger/2 {state}\n");
        for (path, written) in &self.files {
            let Written {
                size_bytes,
                modified_ns,
                sha256,
                made_from,
            } = written;
            let [digest, from] = [sha256, made_from].map(|text| match text.as_str() {
                "" => "-",
                text => text,
            });
            writeln!(text, "{digest} {size_bytes} {modified_ns} {from} {path}")
                .expect("a string takes everything");
        }
        stage::replace(path, text.as_bytes())
    }
}

/// A line is distrusted as a whole: a path that leads out of the folder would be removed one day.
fn line(line: &str) -> Option<(String, Written)> {
    let mut parts = line.splitn(5, ' ');
    let known = |text: &str| Some(text).filter(|text| *text != "-").map(str::to_owned);
    let written = Written {
        sha256: known(parts.next()?).unwrap_or_default(),
        size_bytes: parts.next()?.parse().ok()?,
        modified_ns: parts.next()?.parse().ok()?,
        made_from: known(parts.next()?).unwrap_or_default(),
    };
    let path = parts.next()?;
    is_portable(path).then(|| (path.to_owned(), written))
}
