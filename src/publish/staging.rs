//! What all durable writing of many files has in common: is there room, folders first, their names made durable last.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::publish::trouble;
use crate::storage::Fs;

/// Whether so many bytes and a twentieth more find room.
///
/// # Errors
/// Says how much is missing.
pub(crate) fn room(fs: &dyn Fs, folder: &Path, bytes: u64) -> anyhow::Result<()> {
    let needed = bytes.saturating_add(bytes.div_ceil(20));
    let free = fs
        .free_bytes(folder)
        .map_err(|error| trouble::unreadable(folder, &error))?;
    if free < needed {
        anyhow::bail!(
            "{} 空间不够：要 {}，还有 {}，差 {}；腾出空间再做一次，原来的没有动",
            folder.display(),
            megabytes(needed),
            megabytes(free),
            megabytes(needed - free)
        );
    }
    Ok(())
}

/// Makes the folders that files need, by their paths relative to one folder, and that folder itself.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn folders<'a>(
    fs: &dyn Fs,
    staging: &Path,
    paths: impl Iterator<Item = &'a str>,
) -> anyhow::Result<BTreeSet<PathBuf>> {
    let mut folders: BTreeSet<PathBuf> = BTreeSet::from([staging.to_owned()]);
    for path in paths {
        let above = path
            .match_indices('/')
            .filter_map(|(end, _)| path.get(..end));
        folders.extend(above.map(|folder| staging.join(folder)));
    }
    for folder in &folders {
        fs.make_folder(folder)
            .map_err(|error| trouble::refused(folder, &error))?;
    }
    Ok(folders)
}

/// Makes the names in folders durable, the deepest first: a name is durable when the folder that holds it is.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn sync(fs: &dyn Fs, folders: &BTreeSet<PathBuf>) -> anyhow::Result<()> {
    for folder in folders.iter().rev() {
        fs.sync_folder(folder)
            .map_err(|error| trouble::refused(folder, &error))?;
    }
    Ok(())
}

/// In the unit that systems show, rounded up.
pub(crate) fn megabytes(bytes: u64) -> String {
    match bytes {
        0..=1023 => format!("{bytes} 字节"),
        1024..=0xf_ffff => format!("{} KB", bytes.div_ceil(1024)),
        _ => {
            let tenths = bytes.div_ceil((1 << 20) / 10);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}
