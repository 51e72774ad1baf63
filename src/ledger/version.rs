//! One version of a record as the archive keeps it: a nonce, the file's bytes, and the list of its files with digests.

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
    /// The record's file and its attachments by path relative to the village's folder.
    pub(crate) files: Sums,
}

impl Version {
    /// What the record's file is called in the village's folder: `finance/2026-q3.yaml`.
    pub(crate) fn path(&self) -> Option<&str> {
        let own = Digest::of(&self.bytes);
        let mut files = self.files.0.iter();
        let is_own = |path: &str| {
            [".yaml", ".yml", ".md"]
                .iter()
                .any(|end| path.ends_with(end))
        };
        files.find_map(|(path, digest)| (*digest == own && is_own(path)).then_some(path.as_str()))
    }

    /// The translations among its files.
    pub(crate) fn translations(&self) -> impl Iterator<Item = (&str, Digest)> {
        let own = self.path();
        let texts = self.files.0.iter().filter(move |(path, _)| {
            // What is written as text and is not the record can only be its translation.
            own != Some(path.as_str()) && path.to_ascii_lowercase().ends_with(".md")
        });
        texts.map(|(path, digest)| (path.as_str(), *digest))
    }

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
    /// The bytes of translations in those versions, by digest.
    pub(crate) texts: BTreeMap<Digest, Vec<u8>>,
    /// What is wrong with the archive's own files, in Chinese; empty when it is sound.
    pub(crate) damage: Vec<String>,
}
