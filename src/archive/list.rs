//! Which files of an archive belong to it: entries with what is signed, versions and attachments that the ledger speaks of.
//!
//! Whatever else lies in the folder is none of them: work left over, a key that somebody put there, what was taken out.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Context as _;

use crate::archive;
use crate::ledger::version::{Archive, Version};
use crate::storage::{Fs, Kind};

/// What signature files end in.
const SIGNATURE: &str = ".minisig";

/// The files of an archive that was read without damage, by path relative to its folder.
///
/// # Errors
/// When the disk refuses, or an attachment of a version is not there.
pub(crate) fn files(
    fs: &dyn Fs,
    folder: &Path,
    archive: &Archive,
) -> anyhow::Result<BTreeSet<String>> {
    let mut files = BTreeSet::new();
    for name in names(fs, folder)? {
        if is_text_or_signature(&name, "trust.json") {
            files.insert(name);
        }
    }
    for name in names(fs, &folder.join("trust"))? {
        let number = name.split('.').next().unwrap_or_default();
        let is_number = number.len() >= 4 && number.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && is_text_or_signature(&name, &format!("{number}.json")) {
            files.insert(format!("trust/{name}"));
        }
    }
    let entries: BTreeSet<String> = archive
        .chain
        .entries()
        .map(|(entry, _)| format!("{:06}.txt", entry.seq))
        .collect();
    for name in names(fs, &folder.join("ledger"))? {
        let stem = name.split_once(".txt").map_or("", |(stem, _)| stem);
        let entry = format!("{stem}.txt");
        if entries.contains(&entry) && is_text_or_signature(&name, &entry) {
            files.insert(format!("ledger/{name}"));
        }
    }
    for ((record, number), version) in &archive.versions {
        for path in of_version(record, *number, version) {
            let is_there = fs.kind(&folder.join(&path));
            let is_there = is_there.with_context(|| format!("读不了档案 {path}"))?;
            if is_there != Some(Kind::File) {
                anyhow::bail!("档案里缺少 {path}（`{record}`第 {number} 版的）");
            }
            files.insert(path);
        }
    }
    Ok(files)
}

/// The files of one version, attachments included.
fn of_version(record: &str, number: u32, version: &Version) -> Vec<String> {
    let own = version.path();
    let mut files = archive::version_files(record, number, own);
    let attached = version.files.0.iter();
    let blobs = attached
        .filter(|(path, _)| Some(path.as_str()) != own)
        .map(|(path, digest)| archive::blob(Path::new(""), path, *digest));
    files.extend(blobs.map(|path| local(&path)));
    files
}

fn local(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Plain files of a folder; none where there is no folder.
fn names(fs: &dyn Fs, folder: &Path) -> anyhow::Result<Vec<String>> {
    let unread = || format!("读不了档案 {}", folder.display());
    if fs.kind(folder).with_context(unread)? != Some(Kind::Folder) {
        return Ok(Vec::new());
    }
    let names = fs.list(folder).with_context(unread)?.into_iter();
    Ok(names
        .filter(|(_, kind)| *kind == Kind::File)
        .map(|(name, _)| name)
        .collect())
}

/// A text, or a signature of it: `000001.txt`, `000001.txt.minisig`, `000001.txt.<key>.minisig`.
fn is_text_or_signature(name: &str, text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '.';
    name.strip_prefix(text).is_some_and(|rest| {
        rest.is_empty() || rest.ends_with(SIGNATURE) && rest.chars().all(is_plain)
    })
}
