//! The few things the archive and publishing ask of a disk, behind a seam, so that a disk that fails at any step can be tried.
//!
//! Content is durable when a call returns: files are synced before they are named, folders after they changed.

mod disk;
#[cfg(test)]
pub(crate) mod failing;
mod lock;

use std::io;
use std::path::Path;

use crate::value::digest::Digest;

pub(crate) use disk::Disk;
pub(crate) use lock::{Lock, lock};

/// What stands at a path; links are never followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A link, a device, a socket: never read, never written through.
    Other,
}

/// A disk.
pub(crate) trait Fs: Sync {
    /// What stands there, `None` where nothing does.
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>>;
    /// The names in a folder, sorted; names that are not text are refused.
    fn list(&self, folder: &Path) -> io::Result<Vec<(String, Kind)>>;
    /// A whole file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// How large a file is.
    fn size_bytes(&self, path: &Path) -> io::Result<u64>;
    /// The digest of a file, read from the disk.
    fn digest(&self, path: &Path) -> io::Result<Digest>;
    /// Makes a folder with all above it.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// Makes a new file and syncs it; refused where something has that name.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Copies a plain file to a new one and syncs it; returns the digest of what was read.
    fn copy_new(&self, from: &Path, to: &Path) -> io::Result<Digest>;
    /// Gives a file or folder another name on the same disk; a file that has it is replaced.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_folder(&self, folder: &Path) -> io::Result<()>;
    /// Makes the names in a folder durable; nothing where the system has no such thing.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Bytes that a user may still write below a folder.
    fn free_bytes(&self, folder: &Path) -> io::Result<u64>;
}

/// Replaces a small file whole and durably, or leaves it as it was.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn replace(fs: &dyn Fs, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".tmp");
    let staged = path.with_file_name(name);
    if fs.kind(&staged)?.is_some() {
        fs.remove_file(&staged)?;
    }
    fs.write_new(&staged, bytes)?;
    fs.rename(&staged, path)?;
    match path.parent() {
        Some(folder) => fs.sync_folder(folder),
        None => Ok(()),
    }
}
