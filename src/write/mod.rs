//! A site to a folder: only what changed is written, and a folder is never cleared.
//!
//! All new content is staged before the first page is replaced, so a full disk or a lost attachment leaves the old
//! site whole; the manifest goes last, and only then what the last manifest lists and this site lacks is removed.
#![expect(
    clippy::disallowed_methods,
    reason = "reading the last manifest and removing stale files is this file's job"
)]

mod amend;
mod failure;
pub(crate) mod ledger;
pub(crate) mod output;
pub(crate) mod pictures;
mod stage;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rayon::prelude::*;

pub(crate) use crate::write::amend::{Amendment, amend};

use crate::site::{Content, Entry, MANIFEST, Manifest, Site, names};
use crate::write::ledger::{Ledger, Written};
use crate::write::pictures::Pictures;

/// Where a site goes.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    /// The folder of the pages.
    pub(crate) folder: PathBuf,
    /// The file that remembers what was written there, outside the pages.
    pub(crate) ledger: PathBuf,
}

/// What was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Report {
    /// Files that are new or differ.
    pub(crate) written: usize,
    /// Files left as they were, time stamp and all.
    pub(crate) unchanged: usize,
    /// Files of the last manifest that this site lacks.
    pub(crate) removed: usize,
}

/// Brings a folder in line with a site; attachments are read below `root`.
///
/// # Errors
/// When the folder is not ours, a name cannot be stored everywhere, or the disk refuses; the old files then stand.
pub(crate) fn site(site: &Site, root: &Path, target: &Target) -> anyhow::Result<Report> {
    let paths = site.files.keys().map(String::as_str);
    if let Some(reason) = names::unfit(paths.chain([MANIFEST])) {
        anyhow::bail!("{reason}，没有写入 {}", target.folder.display());
    }
    let mut ledger = known(target)?;
    let mut pictures = Pictures::draw(site, root, target, &ledger)?;
    let manifest = site.manifest(&pictures.entries);
    let mut current = standing(&manifest, target, &ledger);
    pictures.sign(&mut current);
    let changed: Vec<(&String, &Content)> = site
        .files
        .iter()
        .filter(|(path, _)| !current.contains_key(path.as_str()))
        .collect();
    let stale: Vec<String> = ledger
        .files
        .keys()
        .filter(|path| !site.files.contains_key(*path))
        .cloned()
        .collect();
    let mut report = Report {
        written: changed.len(),
        unchanged: current.len(),
        removed: 0,
    };
    let text = manifest.text();
    let manifest_stands = read_manifest(target).as_deref() == Some(text.as_str());
    let settled = changed.is_empty() && stale.is_empty() && manifest_stands;
    if settled && !ledger.open && ledger.files == current {
        return Ok(report);
    }
    if !settled {
        begin(&mut ledger, &manifest, target)?;
        make_way(&changed, &stale, target);
        replace(&changed, &text, &mut pictures, (root, target))?;
        report.removed = clear(&stale, &target.folder);
    }
    let mut files = finished(&manifest, current, target);
    pictures.sign(&mut files);
    Ledger { open: false, files }.write(&target.ledger)?;
    Ok(report)
}

/// Replaces a small file that sanwu keeps for itself, with the folders above it.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn note(path: &Path, text: &str) -> anyhow::Result<()> {
    stage::folder(path.parent().expect("a file stands in a folder"))?;
    stage::replace(path, text.as_bytes())
}

/// Makes a new file with the folders above it, whole or not at all; `false` where there is one already.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn create(path: &Path, text: &str) -> anyhow::Result<bool> {
    if let Some(folder) = path.parent() {
        stage::folder(folder)?;
    }
    stage::create_new(path, text.as_bytes())
}

/// Whether everything that was written still stands as it was, by size and time stamp alone.
pub(crate) fn is_intact(target: &Target) -> Option<Ledger> {
    let ledger = Ledger::read(&target.ledger).filter(|ledger| !ledger.open)?;
    let whole = ledger.files.par_iter().all(|(path, written)| {
        stage::stamp(&target.folder.join(path)) == Some((written.size_bytes, written.modified_ns))
    });
    (whole && target.folder.join(MANIFEST).is_file()).then_some(ledger)
}

/// Removes what was written for a village that is no more; foreign files and their folders stay.
///
/// # Errors
/// When the ledger itself cannot be removed.
pub(crate) fn withdraw(target: &Target) -> anyhow::Result<Report> {
    let ledger = Ledger::read(&target.ledger).unwrap_or_default();
    let paths: Vec<String> = ledger.files.into_keys().collect();
    let removed = clear(&paths, &target.folder);
    clear(&[MANIFEST.to_owned()], &target.folder);
    let _ = std::fs::remove_dir(&target.folder);
    std::fs::remove_file(&target.ledger)
        .with_context(|| format!("删不掉 {}", target.ledger.display()))?;
    Ok(Report {
        removed,
        ..Report::default()
    })
}

/// What the last runs wrote into the folder, by the ledger and, where that was lost, by the manifest.
fn known(target: &Target) -> anyhow::Result<Ledger> {
    let ledger = Ledger::read(&target.ledger);
    let manifest = read_manifest(target).and_then(|text| Manifest::read(&text));
    if ledger.is_none() && manifest.is_none() && !output::is_ours(&target.folder) {
        anyhow::bail!(
            "{} 里有别的文件，不是 sanwu 生成的，没有写入；换一个空文件夹，或先把它移走",
            target.folder.display()
        );
    }
    let mut ledger = ledger.unwrap_or_default();
    let listed = manifest.unwrap_or_default().files.into_keys();
    for path in listed.filter(|path| names::is_portable(path)) {
        ledger.files.entry(path).or_default();
    }
    Ok(ledger)
}

fn read_manifest(target: &Target) -> Option<String> {
    std::fs::read_to_string(target.folder.join(MANIFEST)).ok()
}

/// The files that already stand as this site wants them.
fn standing(manifest: &Manifest, target: &Target, ledger: &Ledger) -> BTreeMap<String, Written> {
    let found = manifest.files.par_iter().filter_map(|(path, entry)| {
        let file = target.folder.join(path);
        let (size_bytes, modified_ns) = stage::stamp(&file)?;
        if size_bytes != entry.size_bytes {
            return None;
        }
        let remembered = ledger.files.get(path)?;
        let untouched =
            (remembered.size_bytes, remembered.modified_ns) == (size_bytes, modified_ns);
        let same = if untouched {
            remembered.sha256 == entry.sha256
        } else {
            stage::digest(&file).as_ref() == Some(&entry.sha256)
        };
        same.then(|| (path.clone(), written(entry, modified_ns)))
    });
    found.collect()
}

fn written(entry: &Entry, modified_ns: u128) -> Written {
    Written {
        size_bytes: entry.size_bytes,
        modified_ns,
        sha256: entry.sha256.clone(),
        made_from: String::new(),
    }
}

/// Notes down everything that may stand in the folder from now on.
fn begin(ledger: &mut Ledger, manifest: &Manifest, target: &Target) -> anyhow::Result<()> {
    stage::folder(&target.folder)?;
    let beside = target.ledger.parent().expect("a file stands in a folder");
    stage::folder(beside)?;
    if ledger.open {
        stage::sweep(&target.folder);
    }
    ledger.open = true;
    for path in manifest.files.keys() {
        ledger.files.entry(path.clone()).or_default();
    }
    ledger.write(&target.ledger)
}

/// A file of ours may stand where a folder must be, or the other way round: it goes first.
fn make_way(changed: &[(&String, &Content)], stale: &[String], target: &Target) {
    let stale: BTreeSet<&str> = stale.iter().map(String::as_str).collect();
    let mut blocking = Vec::new();
    for (path, _) in changed {
        let above = path
            .match_indices('/')
            .filter_map(|(end, _)| path.get(..end));
        blocking.extend(above.filter(|part| stale.contains(part)).map(str::to_owned));
        let inside = format!("{path}/");
        let below = stale.range(inside.as_str()..);
        blocking.extend(
            below
                .take_while(|path| path.starts_with(&inside))
                .map(|path| (*path).to_owned()),
        );
    }
    clear(&blocking, &target.folder);
}

/// Stages everything, then renames it: what pages show first, the pages after it, the manifest last.
fn replace(
    changed: &[(&String, &Content)],
    manifest: &str,
    pictures: &mut Pictures,
    (root, target): (&Path, &Target),
) -> anyhow::Result<()> {
    let folders: BTreeSet<&str> = changed
        .iter()
        .map(|(path, _)| path.rsplit_once('/').map_or("", |(folder, _)| folder))
        .collect();
    for folder in folders {
        stage::folder(&target.folder.join(folder))?;
    }
    let staged = changed
        .par_iter()
        .filter_map(|(path, content)| {
            let file = target.folder.join(path);
            let staged = stage::content(root, content, &file)?;
            Some(staged.map(|staged| (staged, file)))
        })
        .collect::<anyhow::Result<Vec<_>>>();
    let mut staged = staged?;
    for (path, content) in changed {
        if matches!(content, Content::Picture { .. }) {
            staged.push((pictures.take(path)?, target.folder.join(path)));
        }
    }
    let listed = target.folder.join(MANIFEST);
    let manifest = stage::bytes(manifest.as_bytes(), &listed)?;
    staged.sort_by_key(|(_, file)| file.extension().is_some_and(|kind| kind == "html"));
    for (content, file) in staged {
        stage::settle(content, &file)?;
    }
    stage::settle(manifest, &listed)
}

/// Removes files and the folders that become empty, and counts the files; what is already gone is no failure.
fn clear(paths: &[String], folder: &Path) -> usize {
    let mut removed = 0;
    let mut folders = BTreeSet::new();
    for path in paths {
        removed += usize::from(std::fs::remove_file(folder.join(path)).is_ok());
        let above = path
            .match_indices('/')
            .filter_map(|(end, _)| path.get(..end));
        folders.extend(above.map(str::to_owned));
    }
    // The deepest first; a folder that holds anything else refuses and stays.
    for inner in folders.iter().rev() {
        let _ = std::fs::remove_dir(folder.join(inner));
    }
    removed
}

/// All files of the site with the time stamps they have now.
fn finished(
    manifest: &Manifest,
    mut standing: BTreeMap<String, Written>,
    target: &Target,
) -> BTreeMap<String, Written> {
    for (path, entry) in &manifest.files {
        standing.entry(path.clone()).or_insert_with(|| {
            let stamp = stage::stamp(&target.folder.join(path));
            written(entry, stamp.map_or(0, |(_, modified_ns)| modified_ns))
        });
    }
    standing
}
