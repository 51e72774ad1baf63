//! Looking at a capsule before it is used: every digest, nothing too much, the ledger whole, and everything it speaks of
//! as it was sealed. Nothing is changed, and nothing in it is believed before it was held against a digest.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::capsule::bag::{self, BESIDE, DATA, DECLARATION, DECLARED, INFO, KEPT, TAGS};
use crate::capsule::held;
use crate::ledger::chain::Chain;
use crate::ledger::sums::Sums;
use crate::publish::examine::{Fault, Wrong};
use crate::publish::layout::{CAPSULES, is_systems};
use crate::publish::{trouble, walk};
use crate::storage::{Fs, Kind};
use crate::value::digest::Digest;

/// A text of the bag that is longer is none.
const TEXT_MAX_BYTES: u64 = 64 << 20;

/// What a capsule turned out to hold.
#[derive(Debug, Default)]
pub(crate) struct Looked {
    /// What is not as it should be.
    pub(crate) faults: Vec<Fault>,
    /// Files below `data/` with their digests.
    pub(crate) sums: Sums,
    /// Its villages by address, each with its ledger.
    pub(crate) villages: BTreeMap<String, Chain>,
    /// Records that are in the content and not in the ledger: kept inside, or never sealed.
    pub(crate) unsealed: Vec<String>,
    /// Files looked into.
    pub(crate) files: usize,
}

impl Looked {
    /// Adds a fault.
    pub(super) fn fault(
        &mut self,
        wrong: Wrong,
        place: impl Into<String>,
        reason: impl Into<String>,
    ) {
        self.faults.push(Fault::new(wrong, place, reason));
    }
}

/// Whether a folder is a capsule.
pub(crate) fn is_capsule(fs: &dyn Fs, folder: &Path) -> bool {
    // One of them may have been taken away, and that is to be said.
    [DECLARATION, INFO, bag::MANIFEST]
        .iter()
        .any(|name| matches!(fs.kind(&folder.join(name)), Ok(Some(Kind::File))))
}

/// The capsule that a path leads to: itself, or the newest one beside the releases of a stick.
pub(crate) fn find(fs: &dyn Fs, place: &Path) -> Option<PathBuf> {
    if is_capsule(fs, place) {
        return Some(place.to_owned());
    }
    [place.join(CAPSULES), place.to_owned()]
        .iter()
        .find_map(|shelf| {
            let all = fs.list(shelf).ok()?.into_iter();
            let capsules = all.filter(|(name, kind)| *kind == Kind::Folder && bag::is_named(name));
            let (name, _) = capsules.max_by_key(|(name, _)| number(name))?;
            Some(shelf.join(name))
        })
}

fn number(name: &str) -> u32 {
    let number = name.split('-').next().unwrap_or_default();
    number.parse().unwrap_or_default()
}

/// Looks at everything in a capsule.
///
/// # Errors
/// When the disk refuses to be read.
pub(crate) fn look(fs: &dyn Fs, folder: &Path) -> anyhow::Result<Looked> {
    let mut looked = Looked::default();
    let unread = |error| trouble::unreadable(folder, &error);
    bytes(fs, folder, &mut looked).map_err(unread)?;
    if !looked.faults.is_empty() {
        return Ok(looked);
    }
    let mut known = BTreeSet::new();
    for id in held::ids(&looked.sums) {
        held::village(fs, folder, &id, (&mut known, &mut looked))?;
    }
    held::strangers(&known, &mut looked);
    if looked.villages.is_empty() && looked.faults.is_empty() {
        looked.fault(Wrong::Missing, format!("{DATA}/archive"), "里面没有一个村");
    }
    if looked.faults.is_empty() {
        held::label(fs, folder, &mut looked).map_err(unread)?;
    }
    Ok(looked)
}

/// Every file against the lists, none too many.
fn bytes(fs: &dyn Fs, folder: &Path, looked: &mut Looked) -> io::Result<()> {
    let tree = walk::tree(fs, folder)?;
    for path in &tree.strange {
        looked.fault(Wrong::Foreign, path, "不是普通文件");
    }
    let files = tree
        .files
        .into_iter()
        .filter(|path| !is_systems(last(path)));
    let files: BTreeSet<String> = files.collect();
    looked.files = files.len();
    let Some(tags) = list(fs, folder, TAGS, looked)? else {
        return Ok(());
    };
    for path in tags
        .0
        .keys()
        .filter(|path| !BESIDE.contains(&path.as_str()) || *path == TAGS)
    {
        looked.fault(Wrong::Changed, TAGS, format!("列了`{path}`，不该列"));
    }
    for path in BESIDE
        .into_iter()
        .filter(|path| *path != TAGS && !tags.0.contains_key(*path))
    {
        looked.fault(Wrong::Changed, TAGS, format!("没有列`{path}`"));
    }
    let beside = files
        .iter()
        .filter(|path| !path.starts_with("data/") && *path != TAGS);
    let beside = digests(fs, folder, beside, looked);
    compare((TAGS, &tags), &beside, looked);
    let declared = text(fs, folder, DECLARATION, looked)?;
    if declared.is_some_and(|text| text != DECLARED.as_bytes()) {
        looked.fault(Wrong::Changed, DECLARATION, "不是 BagIt 1.0");
    }
    if !looked.faults.is_empty() {
        return Ok(());
    }
    let Some(sums) = list(fs, folder, bag::MANIFEST, looked)? else {
        return Ok(());
    };
    for path in sums.0.keys() {
        if let Some(reason) = bag::stranger(path) {
            looked.fault(Wrong::Foreign, path, reason);
        }
    }
    let inside = files.iter().filter(|path| path.starts_with("data/"));
    let inside = digests(fs, folder, inside, looked);
    compare((bag::MANIFEST, &sums), &inside, looked);
    looked.sums = sums;
    Ok(())
}

fn list(fs: &dyn Fs, folder: &Path, name: &str, looked: &mut Looked) -> io::Result<Option<Sums>> {
    let Some(bytes) = text(fs, folder, name, looked)? else {
        return Ok(None);
    };
    match bag::read(bytes) {
        Ok(sums) => Ok(Some(sums)),
        Err(reason) => {
            looked.fault(Wrong::Changed, name, reason);
            Ok(None)
        }
    }
}

fn text(
    fs: &dyn Fs,
    folder: &Path,
    name: &str,
    looked: &mut Looked,
) -> io::Result<Option<Vec<u8>>> {
    let path = folder.join(name);
    match fs.kind(&path)? {
        Some(Kind::File) if fs.size_bytes(&path)? <= TEXT_MAX_BYTES => fs.read(&path).map(Some),
        Some(Kind::File) => {
            looked.fault(Wrong::Changed, name, "太大");
            Ok(None)
        }
        Some(Kind::Folder | Kind::Other) => {
            looked.fault(Wrong::Foreign, name, "不是普通文件");
            Ok(None)
        }
        None => {
            looked.fault(Wrong::Missing, name, "");
            Ok(None)
        }
    }
}

fn digests<'a>(
    fs: &dyn Fs,
    folder: &Path,
    paths: impl Iterator<Item = &'a String>,
    looked: &mut Looked,
) -> BTreeMap<String, Digest> {
    let paths: Vec<&String> = paths.collect();
    let digests: Vec<io::Result<Digest>> = paths
        .par_iter()
        .map(|path| fs.digest(&folder.join(path)))
        .collect();
    let mut found = BTreeMap::new();
    for (path, digest) in paths.into_iter().zip(digests) {
        match digest {
            Ok(digest) => drop(found.insert(path.clone(), digest)),
            Err(error) => {
                let reason = trouble::unread(&folder.join(path), &error);
                looked.fault(Wrong::Changed, path, reason);
            }
        }
    }
    found
}

fn compare((list, listed): (&str, &Sums), found: &BTreeMap<String, Digest>, looked: &mut Looked) {
    for (path, digest) in &listed.0 {
        match found.get(path) {
            None => looked.fault(Wrong::Missing, path, ""),
            Some(other) if other != digest => {
                looked.fault(Wrong::Changed, path, format!("和 {list} 里记的指纹不一样"));
            }
            Some(_) => {}
        }
    }
    for path in found.keys().filter(|path| !listed.0.contains_key(*path)) {
        looked.fault(Wrong::Foreign, path, format!("{list} 里没有"));
    }
}

/// The files that are put back, by path relative to the root of a workspace.
pub(super) fn kept(sums: &Sums) -> impl Iterator<Item = (&str, Digest)> {
    sums.0.iter().filter_map(|(path, digest)| {
        let local = path.strip_prefix("data/")?;
        let top = local.split('/').next()?;
        KEPT.contains(&top).then_some((local, *digest))
    })
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
