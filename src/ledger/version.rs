//! One version of a record as the archive keeps it: a nonce, the file's bytes, and the digests of its attachments.

use std::collections::BTreeMap;

use crate::ledger::chain::Chain;
use crate::ledger::sums::Sums;
use crate::value::digest::Digest;

/// A version's content. Its digest is that of the three one after the other, as
/// `cat v0001.nonce v0001.yaml v0001.files | sha256sum` finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    /// 32 random hexadecimal digits and a line feed: without them nobody can guess from a digest what was withdrawn.
    pub(crate) nonce: String,
    /// The record's file, byte for byte.
    pub(crate) bytes: Vec<u8>,
    /// What the file is called in the content folder: `finance/2026-q3.yaml`.
    pub(crate) path: String,
    /// Attachments by path relative to the village's folder; no file where there are none.
    pub(crate) files: Sums,
}

impl Version {
    /// The digest in the ledger.
    pub(crate) fn digest(&self) -> Digest {
        let files = self.files.to_string();
        Digest::of_parts(&[self.nonce.as_bytes(), &self.bytes, files.as_bytes()])
    }
}

/// Everything the archive of a village holds, as handed to the pure core.
#[derive(Debug, Clone, Default)]
pub(crate) struct Archive {
    /// The ledger.
    pub(crate) chain: Chain,
    /// Versions by address and number; one that is missing was removed on purpose or lost.
    pub(crate) versions: BTreeMap<(String, u32), Version>,
    /// What is wrong with the archive's own files, in Chinese; empty when it is sound.
    pub(crate) damage: Vec<String>,
}
