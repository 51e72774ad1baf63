//! Finished pages: path to bytes, what must be copied beside them, and the manifest of it all.

pub(crate) mod names;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::*;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::source::facts::Form;

/// Where the manifest stands in a finished folder; it does not list itself.
pub(crate) const MANIFEST: &str = "manifest.json";

/// The files of one site, by path relative to its folder, with `/` between names.
#[derive(Debug, Default)]
pub(crate) struct Site {
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
    /// A picture made from an attachment: upright, of the size that pages show, without a word beside it.
    Picture {
        /// Path of the attachment relative to the root.
        from: String,
        /// SHA-256 of the attachment in hexadecimal.
        sha256: String,
        /// In which of its sizes.
        form: Form,
    },
}

/// Every file of a site with its size and digest (清单), in the order of the paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Manifest {
    /// By path relative to the folder.
    pub(crate) files: BTreeMap<String, Entry>,
}

/// What is known of one file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Entry {
    /// Size in bytes.
    #[serde(rename = "size")]
    pub(crate) size_bytes: u64,
    /// SHA-256 of the content, in hexadecimal.
    pub(crate) sha256: String,
}

impl Site {
    /// Size and digest of every file; `pictures` knows those of the pictures, which are made while they are written.
    pub(crate) fn manifest(&self, pictures: &BTreeMap<String, Entry>) -> Manifest {
        let entries: Vec<(String, Entry)> = self
            .files
            .par_iter()
            .filter_map(|(path, content)| {
                let entry = match content {
                    Content::Bytes(bytes) => Entry::of(bytes),
                    Content::Copy {
                        size_bytes, sha256, ..
                    } => Entry {
                        size_bytes: *size_bytes,
                        sha256: sha256.clone(),
                    },
                    Content::Picture { .. } => pictures.get(path)?.clone(),
                };
                Some((path.clone(), entry))
            })
            .collect();
        Manifest {
            files: entries.into_iter().collect(),
        }
    }
}

impl Entry {
    /// What is known of these bytes.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self {
            size_bytes: u64::try_from(bytes.len()).expect("memory is smaller than 2^64"),
            sha256: digest(bytes),
        }
    }
}

impl Manifest {
    /// As written: one line a file, so that two releases compare well.
    pub(crate) fn text(&self) -> String {
        let mut text = String::from("{\"schema\": \"sanwu.manifest/1\", \"files\": {");
        for (index, (path, entry)) in self.files.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let path = serde_json::Value::from(path.as_str());
            let Entry { size_bytes, sha256 } = entry;
            write!(
                text,
                "{comma}\n{path}: {{\"size\": {size_bytes}, \"sha256\": \"{sha256}\"}}"
            )
            .expect("a string takes everything");
        }
        text.push_str("\n}}\n");
        text
    }

    /// Reads what [`Manifest::text`] wrote; `None` where it is something else.
    pub(crate) fn read(text: &str) -> Option<Self> {
        #[derive(Deserialize)]
        struct File {
            schema: String,
            files: BTreeMap<String, Entry>,
        }
        let file: File = serde_json::from_str(text).ok()?;
        (file.schema == "sanwu.manifest/1").then_some(Self { files: file.files })
    }
}

/// SHA-256 in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| DIGITS[usize::from(half)]).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Content, Manifest, Site};

    #[test]
    fn reads_what_it_wrote() {
        let mut site = Site::default();
        for (path, text) in [("index.html", "东村"), ("files/对\"账.pdf", "")] {
            let bytes = Content::Bytes(text.as_bytes().to_vec());
            site.files.insert(path.to_owned(), bytes);
        }
        let manifest = site.manifest(&BTreeMap::new());
        assert_eq!(manifest.files["index.html"].size_bytes, 6);
        assert_eq!(Manifest::read(&manifest.text()), Some(manifest));
        assert_eq!(Manifest::read("{\"files\": {}}"), None);
        assert_eq!(Manifest::default().text().lines().count(), 2);
    }
}
