//! The archive of a village around its ledger: every version and every attachment against what was sealed, and nothing else.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::archive::{self, ARCHIVE};
use crate::publish::examine::{Examination, Wrong};
use crate::publish::layout::{LEDGER, REGISTERS, TRUST, is_signature, is_systems};
use crate::publish::{trouble, walk};
use crate::storage::{Fs, Kind};
use crate::value::digest::Digest;

/// The folders that hold what was sealed.
const CONTENTS: [&str; 2] = ["items", "blobs"];

/// Looks at everything that the ledger of an examination says should lie around it.
pub(super) fn examine(fs: &dyn Fs, folder: &Path, found: &mut Examination) {
    if let Err(error) = look(fs, folder, found) {
        found.unread.push(format!("{error:#}"));
    }
}

fn look(fs: &dyn Fs, folder: &Path, found: &mut Examination) -> anyhow::Result<()> {
    let unreadable = |error: io::Error| trouble::unreadable(folder, &error);
    let has_contents = CONTENTS
        .iter()
        .any(|name| matches!(fs.kind(&folder.join(name)), Ok(Some(Kind::Folder))));
    let originals = archive::originals(fs, folder, &found.chain)?;
    if !has_contents && !originals.damage.is_empty() {
        let reason = format!("这里只有封存账，没有原文；要核对原文，核验整个 {ARCHIVE}/村 文件夹");
        found.unread.push(reason);
        return Ok(());
    }
    let mut expected = BTreeSet::new();
    for damage in &originals.damage {
        let wrong = if damage.is_lost {
            Wrong::Missing
        } else {
            Wrong::Changed
        };
        let place = format!("items/{}/v{:04}", damage.record, damage.version);
        found.fault(wrong, place, damage.to_string());
    }
    for (record, version) in &originals.withheld {
        let line = format!("原文已取出: `{record}`第 {version} 版，已经撤回，账上的指纹还在");
        found.notes.push(line);
    }
    let mut blobs = BTreeSet::new();
    for ((record, number), version) in &originals.versions {
        let own = version.path();
        expected.extend(archive::version_files(record, *number, own));
        let files = version.files.0.iter();
        let attached = files.filter(|(path, _)| Some(path.as_str()) != own);
        blobs.extend(attached.map(|(path, digest)| {
            let place = archive::blob(Path::new(""), path, *digest);
            (place.to_string_lossy().replace('\\', "/"), *digest)
        }));
    }
    let sound = attachments(fs, folder, &blobs, found);
    found.originals = Some((originals.versions.len(), sound));
    expected.extend(blobs.into_iter().map(|(place, _)| place));
    let tree = walk::tree(fs, folder).map_err(unreadable)?;
    found.files = tree.files.len();
    for path in tree.files {
        if !is_expected(&path, &expected) && !is_told(&path, found) {
            other(path, found);
        }
    }
    for path in tree.strange {
        found.fault(Wrong::Foreign, path, "不是普通文件");
    }
    Ok(())
}

/// Holds every attachment against its digest; gives the number of those that are sound.
fn attachments(
    fs: &dyn Fs,
    folder: &Path,
    blobs: &BTreeSet<(String, Digest)>,
    found: &mut Examination,
) -> usize {
    let read: Vec<io::Result<Option<Digest>>> = blobs
        .par_iter()
        .map(|(place, _)| match fs.kind(&folder.join(place))? {
            Some(Kind::File) => fs.digest(&folder.join(place)).map(Some),
            _ => Ok(None),
        })
        .collect();
    let mut sound = 0;
    for ((place, digest), read) in blobs.iter().zip(read) {
        match read {
            Ok(Some(own)) if own == *digest => sound += 1,
            Ok(Some(_)) => found.fault(Wrong::Changed, place, "附件和封存时不一样"),
            Ok(None) => found.fault(Wrong::Missing, place, "附件不在档案里"),
            Err(error) => found
                .unread
                .push(trouble::unread(&folder.join(place), &error)),
        }
    }
    sound
}

/// Ledger and registers were looked at with the chain.
fn is_expected(path: &str, expected: &BTreeSet<String>) -> bool {
    let first = path.split('/').next().unwrap_or(path);
    [LEDGER, REGISTERS, TRUST].contains(&first)
        || is_signature(path, TRUST)
        || is_systems(first)
        || expected.contains(path)
}

/// A part of a version that is damaged is named with it.
fn is_told(path: &str, found: &Examination) -> bool {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    found.faults.iter().any(|fault| fault.place == stem)
}

fn other(path: String, found: &mut Examination) {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending);
    if ending == Some("tmp") {
        let line = format!("{path} 是上次没有做完时留下的，可以删去");
        found.notes.push(line);
    } else {
        found.fault(Wrong::Foreign, path, "封存账里没有");
    }
}
