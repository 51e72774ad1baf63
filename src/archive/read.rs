//! From the folder of an archive to what it holds; whatever is wrong with it is told, and nothing of it is used.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use anyhow::Context as _;
use rayon::prelude::*;

use crate::archive::{self, FILES, NONCE, RECORDS};
use crate::ledger::chain::Chain;
use crate::ledger::change::Kind;
use crate::ledger::entry::Entry;
use crate::ledger::sums::Sums;
use crate::ledger::version::{Archive, Version};
use crate::storage::{self, Fs};
use crate::value::digest::Digest;

/// Reads an archive; an empty one where there is none.
///
/// # Errors
/// When the disk refuses to be read.
pub(crate) fn read(fs: &dyn Fs, folder: &Path) -> anyhow::Result<Archive> {
    let mut archive = Archive::default();
    chain(fs, folder, &mut archive)?;
    let originals = originals(fs, folder, &archive.chain)?;
    archive.versions = originals.versions;
    let damage = originals.damage.iter().map(ToString::to_string);
    archive.damage.extend(damage);
    translations(fs, folder, &mut archive)?;
    Ok(archive)
}

/// The versions that a ledger names, as they lie in the archive.
#[derive(Debug, Default)]
pub(crate) struct Originals {
    /// Those that are as they were sealed.
    pub(crate) versions: BTreeMap<(String, u32), Version>,
    /// Those of withdrawn records that were taken out.
    pub(crate) withheld: Vec<(String, u32)>,
    /// Those that are lost or altered.
    pub(crate) damage: Vec<Damage>,
}

/// A version that is not as it was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Damage {
    /// The record's address.
    pub(crate) record: String,
    /// The version's number.
    pub(crate) version: u32,
    /// It is not there, or not all of it.
    pub(crate) is_lost: bool,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            record, version, ..
        } = self;
        if self.is_lost {
            write!(f, "`{record}`第 {version} 版的原文不在档案里")
        } else {
            write!(f, "档案里`{record}`第 {version} 版的原文和封存时不一样")
        }
    }
}

/// Reads every version that a ledger names and holds it against the digest there.
///
/// # Errors
/// When the disk refuses to be read.
pub(crate) fn originals(fs: &dyn Fs, folder: &Path, chain: &Chain) -> anyhow::Result<Originals> {
    let mut wanted = Vec::new();
    for (record, sealings) in chain.records() {
        let last = sealings.last().map(|sealing| sealing.change.kind);
        // Content withdrawn may have been taken out; its digest stays.
        let may_lack = last == Some(Kind::Withdrawal);
        for sealing in sealings {
            if sealing.change.kind != Kind::Keys {
                wanted.push((record.to_owned(), sealing.change, may_lack));
            }
        }
    }
    let read: Vec<anyhow::Result<Option<Version>>> = wanted
        .par_iter()
        .map(|(record, change, _)| version(fs, folder, record, change.version))
        .collect();
    let mut originals = Originals::default();
    for ((record, change, may_lack), version) in wanted.into_iter().zip(read) {
        let key = (record, change.version);
        let is_lost = match version? {
            Some(version) if version.digest() == change.digest && version.path().is_some() => {
                originals.versions.insert(key, version);
                continue;
            }
            None if may_lack => {
                originals.withheld.push(key);
                continue;
            }
            version => version.is_none(),
        };
        let (record, version) = key;
        originals.damage.push(Damage {
            record,
            version,
            is_lost,
        });
    }
    Ok(originals)
}

/// The translations that versions name, each once.
fn translations(fs: &dyn Fs, folder: &Path, archive: &mut Archive) -> anyhow::Result<()> {
    let mut lost = BTreeSet::new();
    for version in archive.versions.values() {
        for (path, digest) in version.translations() {
            if archive.texts.contains_key(&digest) {
                continue;
            }
            let blob = archive::blob(folder, path, digest);
            let is_there = fs.kind(&blob).with_context(|| refused(&blob))?.is_some();
            let bytes = is_there.then(|| fs.read(&blob).with_context(|| refused(&blob)));
            let bytes = bytes.transpose()?.unwrap_or_default();
            if Digest::of(&bytes) == digest {
                archive.texts.insert(digest, bytes);
            } else {
                lost.insert(format!("译文`{path}`不在档案里，或和封存时不一样"));
            }
        }
    }
    archive.damage.extend(lost);
    Ok(())
}

/// The text of the newest entry, empty where there is none: it stands for all that the archive should hold.
///
/// # Errors
/// When the disk refuses to be read.
pub(crate) fn newest(fs: &dyn Fs, folder: &Path) -> anyhow::Result<String> {
    let ledger = folder.join("ledger");
    if fs.kind(&ledger).with_context(|| refused(&ledger))? != Some(storage::Kind::Folder) {
        return Ok(String::new());
    }
    let names = fs.list(&ledger).with_context(|| refused(&ledger))?;
    let mut entries = names
        .iter()
        .map(|(name, _)| name)
        .filter(|name| is_entry(name));
    let Some(newest) = entries.next_back() else {
        return Ok(String::new());
    };
    let path = ledger.join(newest);
    let bytes = fs.read(&path).with_context(|| refused(&path))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reads the entries in the order of their numbers, as far as they follow from one another.
fn chain(fs: &dyn Fs, folder: &Path, archive: &mut Archive) -> anyhow::Result<()> {
    let ledger = folder.join("ledger");
    if fs.kind(&ledger).with_context(|| refused(&ledger))? != Some(storage::Kind::Folder) {
        return Ok(());
    }
    let names = fs.list(&ledger).with_context(|| refused(&ledger))?;
    let entries = names
        .iter()
        .filter(|(name, kind)| *kind == storage::Kind::File && is_entry(name));
    for (name, _) in entries {
        let seq = archive.chain.next_seq();
        if *name != format!("{seq:06}.txt") {
            archive
                .damage
                .push(format!("封存账缺第 {seq} 号，后面却有`{name}`"));
            return Ok(());
        }
        let path = ledger.join(name);
        let bytes = fs.read(&path).with_context(|| refused(&path))?;
        let entry = String::from_utf8(bytes)
            .map_err(|_| "不是文本".to_owned())
            .and_then(|text| Entry::read(&text));
        let pushed = match entry {
            Ok(entry) => archive.chain.push(entry).map_err(|broken| broken.reason),
            Err(reason) => Err(reason),
        };
        if let Err(reason) = pushed {
            archive
                .damage
                .push(format!("封存账第 {seq} 号被改动过：{reason}"));
            return Ok(());
        }
    }
    Ok(())
}

/// Whether a file of the ledger is an entry rather than a signature of one.
fn is_entry(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "txt")
}

fn version(
    fs: &dyn Fs,
    folder: &Path,
    record: &str,
    number: u32,
) -> anyhow::Result<Option<Version>> {
    let read = |ending: &str| -> anyhow::Result<Option<Vec<u8>>> {
        let path = archive::version(folder, record, number, ending);
        if fs.kind(&path).with_context(|| refused(&path))? != Some(storage::Kind::File) {
            return Ok(None);
        }
        fs.read(&path).map(Some).with_context(|| refused(&path))
    };
    let text = |ending: &str| -> anyhow::Result<Option<String>> {
        Ok(read(ending)?.and_then(|bytes| String::from_utf8(bytes).ok()))
    };
    let mut bytes = None;
    for ending in RECORDS {
        bytes = read(ending)?;
        if bytes.is_some() {
            break;
        }
    }
    let (Some(nonce), Some(files), Some(bytes)) = (text(NONCE)?, text(FILES)?, bytes) else {
        return Ok(None);
    };
    Ok(Some(Version {
        nonce,
        bytes,
        // A list that is not one gives another digest, and that is told.
        files: Sums::read(&files).unwrap_or_default(),
    }))
}

fn refused(path: &Path) -> String {
    format!("读不了档案 {}", path.display())
}
