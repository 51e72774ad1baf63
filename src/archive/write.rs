//! One seal to the disk: attachments, versions, and last the entry that makes them count.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::archive::{self, FILES, NONCE, RECORDS};
use crate::ledger::entry::Entry;
use crate::ledger::version::{Archive, Version};
use crate::storage::{self, Fs};
use crate::value::digest::Digest;

/// Everything that one seal adds.
#[derive(Debug)]
pub(crate) struct Sealed<'a> {
    /// The entry.
    pub(crate) entry: &'a Entry,
    /// Versions by record and number.
    pub(crate) versions: &'a [(String, u32, Version)],
    /// Attachments.
    pub(crate) blobs: &'a [Blob],
}

/// An attachment to keep.
#[derive(Debug)]
pub(crate) struct Blob {
    /// The file as it stands in the content folder.
    pub(crate) from: PathBuf,
    /// Its name, for the ending.
    pub(crate) name: String,
    /// Its digest.
    pub(crate) digest: Digest,
}

/// Writes a seal; what was there before is not touched.
///
/// # Errors
/// When the disk refuses or an attachment changed meanwhile; the entry is then not there.
pub(crate) fn seal(fs: &dyn Fs, folder: &Path, sealed: &Sealed<'_>) -> anyhow::Result<()> {
    for blob in sealed.blobs {
        keep(fs, folder, blob)?;
    }
    for (record, number, version) in sealed.versions {
        let ending = version
            .path()
            .and_then(|path| path.rsplit_once('.'))
            .map_or(RECORDS[0], |(_, ending)| ending);
        let files = version.files.to_string();
        for (ending, bytes) in [
            (NONCE, version.nonce.as_bytes()),
            (FILES, files.as_bytes()),
            (ending, &version.bytes),
        ] {
            let path = archive::version(folder, record, *number, ending);
            put(fs, &path, bytes).with_context(|| refused(&path))?;
        }
    }
    let path = archive::entry(folder, sealed.entry.seq);
    if fs.kind(&path).with_context(|| refused(&path))?.is_some() {
        anyhow::bail!(
            "{} 已经有了，没有封存；是不是另一个程序正在封存？",
            path.display()
        );
    }
    put(fs, &path, sealed.entry.to_string().as_bytes()).with_context(|| refused(&path))
}

/// Takes versions out of the archive, nonces and all, so that nobody can guess them from the digests that stay; with them
/// the attachments that no version left behind has. What git has committed stays in git.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn withhold<'a>(
    fs: &dyn Fs,
    folder: &Path,
    gone: impl Iterator<Item = (&'a (String, u32), &'a Version)>,
    left: &Archive,
) -> anyhow::Result<()> {
    let files = left
        .versions
        .values()
        .flat_map(|version| version.files.0.values());
    let kept: BTreeSet<Digest> = files.copied().collect();
    for ((record, number), version) in gone {
        for ending in RECORDS.into_iter().chain([FILES, NONCE]) {
            remove(fs, &archive::version(folder, record, *number, ending))?;
        }
        for (path, digest) in version
            .files
            .0
            .iter()
            .filter(|(_, digest)| !kept.contains(digest))
        {
            remove(fs, &archive::blob(folder, path, *digest))?;
        }
    }
    Ok(())
}

fn remove(fs: &dyn Fs, path: &Path) -> anyhow::Result<()> {
    if fs.kind(path).with_context(|| refused(path))?.is_none() {
        return Ok(());
    }
    fs.remove_file(path)
        .with_context(|| format!("删不掉 {}", path.display()))
}

/// Copies an attachment under its digest, unless it is there.
fn keep(fs: &dyn Fs, folder: &Path, blob: &Blob) -> anyhow::Result<()> {
    let path = archive::blob(folder, &blob.name, blob.digest);
    let stands = || -> io::Result<bool> {
        Ok(fs.kind(&path)?.is_some() && fs.digest(&path)? == blob.digest)
    };
    if stands().with_context(|| refused(&path))? {
        return Ok(());
    }
    let staged = path.with_extension("tmp");
    let copy = || -> io::Result<Digest> {
        fs.make_folder(path.parent().expect("a blob stands in a folder"))?;
        if fs.kind(&staged)?.is_some() {
            fs.remove_file(&staged)?;
        }
        fs.copy_new(&blob.from, &staged)
    };
    let copied = copy().with_context(|| refused(&path))?;
    if copied != blob.digest {
        anyhow::bail!(
            "附件 {} 在封存途中被改动，请再封存一次",
            blob.from.display()
        );
    }
    fs.rename(&staged, &path).with_context(|| refused(&path))?;
    let folder = path.parent().expect("a blob stands in a folder");
    fs.sync_folder(folder).with_context(|| refused(&path))
}

fn put(fs: &dyn Fs, path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs.make_folder(path.parent().expect("a file stands in a folder"))?;
    storage::replace(fs, path, bytes)
}

fn refused(path: &Path) -> String {
    format!("写不了档案 {}，没有封存", path.display())
}
