//! One release on a disk against its entry of the ledger: every file, none too many.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::ledger::entry::Entry;
use crate::ledger::sums::Sums;
use crate::publish::examine::{Examination, Fault, What, Wrong};
use crate::publish::layout::{ENTRY, SUMS, is_beside_pages};
use crate::publish::{trouble, walk};
use crate::storage::Fs;
use crate::value::digest::Digest;

/// What a release turned out to hold.
#[derive(Debug, Default)]
pub(crate) struct Looked {
    /// What is not as it was sealed; places are relative to the release.
    pub(crate) faults: Vec<Fault>,
    /// What could not be read.
    pub(crate) unread: Vec<String>,
    /// Its list, where that is the sealed one.
    pub(crate) sums: Option<Sums>,
    /// Files looked into.
    pub(crate) files: usize,
}

impl Looked {
    /// Whether everything is there as it was sealed, and nothing else.
    pub(crate) fn is_whole(&self) -> bool {
        self.faults.is_empty() && self.unread.is_empty()
    }
}

/// Reads every file of a release from the disk and holds it against the entry.
///
/// # Errors
/// When the folder itself cannot be read.
pub(crate) fn look(fs: &dyn Fs, folder: &Path, entry: &Entry) -> io::Result<Looked> {
    let tree = walk::tree(fs, folder)?;
    let mut looked = Looked::default();
    for place in &tree.strange {
        let fault = Fault::new(Wrong::Foreign, place, "不是普通文件");
        looked.faults.push(fault);
    }
    let text = read(fs, folder, ENTRY, &tree.files, &mut looked);
    if text.is_some_and(|text| text != entry.to_string().into_bytes()) {
        let reason = format!("和封存账的第 {} 号不一样", entry.seq);
        looked
            .faults
            .push(Fault::new(Wrong::Changed, ENTRY, reason));
    }
    let pages = tree.files.iter().filter(|path| !is_beside_pages(path));
    let pages: Vec<&String> = pages.collect();
    let digests: Vec<io::Result<Digest>> = pages
        .par_iter()
        .map(|path| fs.digest(&folder.join(path)))
        .collect();
    let mut found = BTreeMap::new();
    for (path, digest) in pages.into_iter().zip(digests) {
        match digest {
            Ok(digest) => {
                found.insert(path.clone(), digest);
            }
            Err(error) => {
                let path = folder.join(path);
                looked.unread.push(trouble::unread(&path, &error));
            }
        }
    }
    looked.files = tree.files.len();
    let text = read(fs, folder, SUMS, &tree.files, &mut looked);
    if let Some(list) = list(text, &found, entry, &mut looked) {
        compare(&list, &found, &mut looked);
    }
    Ok(looked)
}

/// The bytes of a file that every release has.
fn read(
    fs: &dyn Fs,
    folder: &Path,
    name: &str,
    files: &[String],
    looked: &mut Looked,
) -> Option<Vec<u8>> {
    if !files.iter().any(|file| file == name) {
        looked.faults.push(Fault::new(Wrong::Missing, name, ""));
        return None;
    }
    match fs.read(&folder.join(name)) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            let path = folder.join(name);
            looked.unread.push(trouble::unread(&path, &error));
            None
        }
    }
}

/// The list to compare with: the sealed one, or, where that was changed, what it says all the same.
fn list(
    text: Option<Vec<u8>>,
    found: &BTreeMap<String, Digest>,
    entry: &Entry,
    looked: &mut Looked,
) -> Option<Sums> {
    let text = text?;
    let is_sealed = Digest::of(&text) == entry.sums;
    let list = String::from_utf8(text)
        .map_err(|_| "不是文字".to_owned())
        .and_then(|text| Sums::read(&text));
    if is_sealed && let Ok(list) = &list {
        if list.0.len() != entry.files {
            let reason = format!("列了 {} 个文件，封存时写的是 {}", list.0.len(), entry.files);
            looked.faults.push(Fault::new(Wrong::Changed, SUMS, reason));
        }
        looked.sums = Some(list.clone());
        return Some(list.clone());
    }
    let reason = format!("清单不是第 {} 号封存的那一份", entry.seq);
    looked.faults.push(Fault::new(Wrong::Changed, SUMS, reason));
    let standing = Sums(found.clone());
    if standing.digest() == entry.sums {
        // The pages are whole, and only the list was touched.
        return None;
    }
    list.ok()
}

/// The list of a release, where it is the sealed one; its files are not looked at.
pub(crate) fn sealed_list(fs: &dyn Fs, folder: &Path, entry: &Entry) -> Option<Sums> {
    let text = String::from_utf8(fs.read(&folder.join(SUMS)).ok()?).ok()?;
    let is_sealed = Digest::of(text.as_bytes()) == entry.sums;
    is_sealed.then(|| Sums::read(&text).ok()).flatten()
}

fn compare(list: &Sums, found: &BTreeMap<String, Digest>, looked: &mut Looked) {
    for (path, digest) in &list.0 {
        match found.get(path) {
            Some(standing) if standing == digest => {}
            Some(_) => {
                let fault = Fault::new(Wrong::Changed, path, "");
                looked.faults.push(fault);
            }
            None if looked.unread.iter().any(|line| line.contains(path)) => {}
            None => {
                let fault = Fault::new(Wrong::Missing, path, "");
                looked.faults.push(fault);
            }
        }
    }
    let foreign = found.keys().filter(|path| !list.0.contains_key(*path));
    let foreign = foreign.map(|path| Fault::new(Wrong::Foreign, path, "清单里没有"));
    looked.faults.extend(foreign);
}

/// Looks at a release by itself, taken out of its target: history cannot be followed then.
pub(crate) fn examine(fs: &dyn Fs, folder: &Path, today: NaiveDate) -> Examination {
    let mut found = Examination {
        what: Some(What::Release),
        ..Examination::default()
    };
    let path = folder.join(ENTRY);
    let bytes = match fs.read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            found.unread.push(trouble::unread(&path, &error));
            return found;
        }
    };
    let entry = match String::from_utf8(bytes)
        .map_err(|_| "不是文字".to_owned())
        .and_then(|text| Entry::read(&text))
    {
        Ok(entry) => entry,
        Err(reason) => {
            found.fault(Wrong::Changed, ENTRY, reason);
            return found;
        }
    };
    match look(fs, folder, &entry) {
        Ok(looked) => {
            if looked.is_whole() {
                found.whole.push(entry.seq);
            }
            found.faults.extend(looked.faults);
            found.unread.extend(looked.unread);
            found.files = looked.files;
        }
        Err(error) => found.unread.push(trouble::unread(folder, &error)),
    }
    found.served = Some(entry.seq);
    if today > entry.valid_until {
        found.stale.push(format!(
            "第 {} 号应更新日期是 {}，今天 {today}，已经过了",
            entry.seq, entry.valid_until
        ));
    }
    found.notes.push(format!(
        "只有第 {} 号的网页，没有封存账：以前的历史没有核对；它的总核对码是 {}",
        entry.seq,
        crate::ledger::chain::head_code(entry.digest())
    ));
    found
}
