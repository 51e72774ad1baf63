//! The ledger of a target brought in line with that of a release: entries, registers of keys and signatures.

use std::path::Path;

use crate::publish::examine::ledger::Kept;
use crate::publish::layout::{LEDGER, REGISTERS, TRUST};
use crate::publish::release::Release;
use crate::publish::trouble;
use crate::storage::{Fs, Kind, replace};

/// Adds what the target lacks; an entry that stands is never touched. The register goes before the entry that puts it in
/// force, an entry before its signatures, so that what was cut off is told from what was altered.
///
/// # Errors
/// When the disk refuses.
pub(super) fn bring(
    fs: &dyn Fs,
    release: &Release,
    target: &Path,
    kept: &Kept,
) -> anyhow::Result<()> {
    let files = release.history();
    let is_ledger = |path: &str| path.starts_with(LEDGER);
    let has_keys = files.keys().any(|path| !is_ledger(path));
    for (name, is_needed) in [(REGISTERS, has_keys), (LEDGER, true)] {
        let folder = target.join(name);
        let refused = |error| trouble::refused(&folder, &error);
        if is_needed && fs.kind(&folder).map_err(refused)?.is_none() {
            fs.make_folder(&folder).map_err(refused)?;
            fs.sync_folder(target).map_err(refused)?;
        }
    }
    // The versions before the copy of the newest.
    let (versions, copies): (Vec<_>, Vec<_>) = files
        .iter()
        .filter(|(path, _)| !is_ledger(path))
        .partition(|(path, _)| !path.starts_with(TRUST));
    for (path, bytes) in versions.into_iter().chain(copies) {
        same(fs, &target.join(path), bytes)?;
    }
    let gone = kept.letters.keys();
    for path in gone.filter(|path| !is_ledger(path) && !files.contains_key(*path)) {
        let path = target.join(path);
        let refused = |error| trouble::refused(&path, &error);
        if fs.kind(&path).map_err(refused)?.is_some() {
            fs.remove_file(&path).map_err(refused)?;
        }
    }
    for (path, bytes) in files.iter().filter(|(path, _)| is_ledger(path)) {
        same(fs, &target.join(path), bytes)?;
    }
    Ok(())
}

/// Replaces a small file where it differs.
///
/// # Errors
/// When the disk refuses.
pub(super) fn same(fs: &dyn Fs, path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let refused = |error| trouble::refused(path, &error);
    if fs.kind(path).map_err(refused)? == Some(Kind::File)
        && fs.read(path).map_err(refused)? == bytes
    {
        return Ok(());
    }
    replace(fs, path, bytes).map_err(refused)
}
