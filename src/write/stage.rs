//! New content goes beside the old one under another name, and takes its place when all of it is there.
#![expect(
    clippy::disallowed_methods,
    reason = "making folders and replacing files is this file's job"
)]
#![expect(
    clippy::disallowed_types,
    reason = "attachments are copied and hashed in one pass"
)]

use std::fs::{File, Metadata};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};
use tempfile::{NamedTempFile, TempPath};
use walkdir::WalkDir;

use crate::site::{Content, hex};
use crate::write::failure::refused;

/// How files in the making are called.
const PREFIX: &str = ".sanwu-";
const SUFFIX: &str = ".tmp";

/// Makes a folder with all above it, without asking first.
pub(super) fn folder(path: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(path).map_err(|error| refused(path, &error))
}

/// Replaces one file whole, or leaves it as it was.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    settle(self::bytes(bytes, path)?, path)
}

/// Makes one file whole; `false`, and nothing touched, where something has that name already.
pub(super) fn create_new(path: &Path, bytes: &[u8]) -> anyhow::Result<bool> {
    let staged = self::bytes(bytes, path)?;
    match staged.persist_noclobber(path) {
        Ok(()) => Ok(true),
        Err(failure) if failure.error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(failure) => Err(refused(path, &failure.error)),
    }
}

/// Writes bytes beside the place they will take.
pub(super) fn bytes(bytes: &[u8], path: &Path) -> anyhow::Result<TempPath> {
    stage(path, |file| file.write_all(bytes))
}

/// Writes content beside the place it will take; `None` for pictures, which were written already.
pub(super) fn content(
    root: &Path,
    content: &Content,
    path: &Path,
) -> Option<anyhow::Result<TempPath>> {
    match content {
        Content::Bytes(bytes) => Some(self::bytes(bytes, path)),
        Content::Copy { from, sha256, .. } => Some(copy(&root.join(from), sha256, path)),
        Content::Picture { .. } => None,
    }
}

/// Puts staged content into its place.
pub(super) fn settle(staged: TempPath, path: &Path) -> anyhow::Result<()> {
    staged
        .persist(path)
        .map_err(|failure| refused(path, &failure.error))
}

/// Removes what a run that was cut off has left under the folder.
pub(super) fn sweep(folder: &Path) {
    for entry in WalkDir::new(folder).into_iter().flatten() {
        let name = entry.file_name().to_string_lossy();
        if entry.file_type().is_file() && name.starts_with(PREFIX) && name.ends_with(SUFFIX) {
            // Nothing depends on it: what cannot be removed now is found again next time.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn stage(
    path: &Path,
    fill: impl FnOnce(&mut File) -> std::io::Result<()>,
) -> anyhow::Result<TempPath> {
    let beside = path.parent().expect("a file stands in a folder");
    let mut staged = create(beside).map_err(|error| refused(path, &error))?;
    fill(staged.as_file_mut()).map_err(|error| refused(path, &error))?;
    Ok(staged.into_temp_path())
}

/// As readable as any file of the user: other programs serve and copy the pages.
fn create(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Copies an attachment and holds it against the digest it had when the village was read.
fn copy(from: &Path, sha256: &str, path: &Path) -> anyhow::Result<TempPath> {
    let mut source = File::open(from)
        .map_err(|error| anyhow::anyhow!("读不了附件 {}（{error}）", from.display()))?;
    let mut hasher = Sha256::new();
    let staged = stage(path, |file| {
        let mut buffer = vec![0; 64 << 10];
        loop {
            let length = source.read(&mut buffer)?;
            if length == 0 {
                return Ok(());
            }
            hasher.update(&buffer[..length]);
            file.write_all(&buffer[..length])?;
        }
    })?;
    if hex(&hasher.finalize()) != sha256 {
        anyhow::bail!("附件 {} 在生成途中被改动，请再生成一次", from.display());
    }
    Ok(staged)
}

/// The digest of a file as it stands, `None` where it cannot be read.
pub(super) fn digest(path: &Path) -> Option<String> {
    let mut file = File::open(path).ok()?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        let length = file.read(&mut buffer).ok()?;
        if length == 0 {
            return Some(hex(&hasher.finalize()));
        }
        hasher.update(&buffer[..length]);
    }
}

/// Size and time of change of a plain file; a link is none.
pub(super) fn stamp(path: &Path) -> Option<(u64, u128)> {
    let data = std::fs::symlink_metadata(path).ok()?;
    data.is_file().then(|| (data.len(), modified_ns(&data)))
}

fn modified_ns(data: &Metadata) -> u128 {
    let modified = data.modified().ok();
    let since = modified.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    since.map_or(0, |since| since.as_nanos())
}
