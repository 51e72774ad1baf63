//! The archive of a village on disk: `archive/<village>/` with its ledger, every disclosed version and every attachment.
//!
//! Files once written are never written again. The newest entry of the ledger is the last thing a seal writes, so that
//! what was cut off before it counts for nothing.

#[cfg(feature = "git")]
pub(crate) mod git;
mod list;
mod read;
#[cfg(test)]
mod tests;
mod write;

use std::path::{Path, PathBuf};

use crate::value::digest::Digest;

pub(crate) use list::files;
pub(crate) use read::{newest, originals, read};
pub(crate) use write::{Blob, Sealed, seal, withhold};

/// The folder of all archives in a workspace.
pub(crate) const ARCHIVE: &str = "archive";

/// What the files of one version end in, and in what order their bytes make its digest.
const NONCE: &str = "nonce";
const FILES: &str = "files";
const RECORDS: [&str; 3] = ["yaml", "yml", "md"];

/// The folder of a village's archive.
pub(crate) fn folder(root: &Path, id: &str) -> PathBuf {
    root.join(ARCHIVE).join(id)
}

/// The file of an entry: `ledger/000123.txt`.
pub(crate) fn entry(folder: &Path, seq: u32) -> PathBuf {
    folder.join("ledger").join(format!("{seq:06}.txt"))
}

/// The file of an attachment: `blobs/sha256/ab/abcd….pdf`.
pub(crate) fn blob(folder: &Path, path: &str, digest: Digest) -> PathBuf {
    let hex = digest.hex();
    let (start, _) = hex.split_at(2);
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let ending = ending.filter(|ending| ending.chars().all(|c| c.is_ascii_alphanumeric()));
    let file = match ending {
        Some(ending) => format!("{hex}.{}", ending.to_ascii_lowercase()),
        None => hex.clone(),
    };
    folder.join("blobs/sha256").join(start).join(file)
}

/// The files of a version, relative to the archive: nonce, list, and the record's own.
pub(crate) fn version_files(record: &str, number: u32, own: Option<&str>) -> Vec<String> {
    let ending = own.and_then(|path| path.rsplit_once('.'));
    let own = ending.map_or(RECORDS[0], |(_, ending)| ending);
    let endings = [NONCE, FILES, own].into_iter();
    endings
        .map(|ending| {
            let path = version(Path::new(""), record, number, ending);
            path.to_string_lossy().replace('\\', "/")
        })
        .collect()
}

/// A file of a version: `items/finance/2026-q3/v0002.yaml`.
fn version(folder: &Path, record: &str, number: u32, ending: &str) -> PathBuf {
    let file = format!("v{number:04}.{ending}");
    folder.join("items").join(record).join(file)
}
