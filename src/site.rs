//! Finished pages: path to bytes, and what must be copied beside them.

use std::collections::BTreeMap;

/// The files of one site, by path relative to its folder, with `/` between names.
#[derive(Debug, Default)]
pub struct Site {
    /// What each file holds.
    pub(crate) files: BTreeMap<String, Content>,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The content of an attachment.
    Copy {
        /// Path relative to the root.
        from: String,
        /// Size in bytes.
        size_bytes: u64,
        /// SHA-256 in hexadecimal.
        sha256: String,
    },
}
