//! A disk that refuses from its n-th change on, as one that was pulled out, and one that is full.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::storage::{Disk, Fs, Kind};
use crate::value::digest::Digest;

/// The real disk until so many changes were made; reading goes on, since what is left is looked at afterwards.
#[derive(Debug)]
pub(crate) struct Failing {
    left: AtomicUsize,
    free_bytes: u64,
}

impl Failing {
    /// Lets so many changes pass.
    pub(crate) fn after(changes: usize) -> Self {
        Self {
            left: AtomicUsize::new(changes),
            free_bytes: u64::MAX,
        }
    }

    /// A disk with so much room.
    pub(crate) fn with_room(free_bytes: u64) -> Self {
        Self {
            left: AtomicUsize::new(usize::MAX),
            free_bytes,
        }
    }

    /// Whether a change was refused.
    pub(crate) fn has_failed(&self) -> bool {
        self.left.load(Ordering::SeqCst) == 0
    }

    fn change(&self) -> io::Result<()> {
        let spend = |left: usize| left.checked_sub(1);
        match self
            .left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, spend)
        {
            Ok(1) | Err(_) => Err(io::Error::new(ErrorKind::StorageFull, "盘拔掉了")),
            Ok(_) => Ok(()),
        }
    }
}

impl Fs for Failing {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        Disk.kind(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<(String, Kind)>> {
        Disk.list(folder)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        Disk.read(path)
    }

    fn size_bytes(&self, path: &Path) -> io::Result<u64> {
        Disk.size_bytes(path)
    }

    fn digest(&self, path: &Path) -> io::Result<Digest> {
        Disk.digest(path)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.change()?;
        Disk.make_folder(folder)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // What was pulled out in the middle leaves half a file.
        let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
        match self.change() {
            Ok(()) => Disk.write_new(path, bytes),
            Err(error) => {
                let _ = Disk.write_new(path, half);
                Err(error)
            }
        }
    }

    fn copy_new(&self, from: &Path, to: &Path) -> io::Result<Digest> {
        match self.change() {
            Ok(()) => Disk.copy_new(from, to),
            Err(error) => {
                let _ = Disk.write_new(to, b"");
                Err(error)
            }
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change()?;
        Disk.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.change()?;
        Disk.remove_file(path)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        self.change()?;
        Disk.remove_folder(folder)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.change()?;
        Disk.sync_folder(folder)
    }

    fn free_bytes(&self, _folder: &Path) -> io::Result<u64> {
        Ok(self.free_bytes)
    }
}

/// Every file of a folder with its content, by path relative to it: what such a disk has left.
pub(crate) fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).into_iter().flatten();
    walk.filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let local = entry.path().strip_prefix(folder).unwrap();
            let bytes = Disk.read(entry.path()).unwrap();
            (local.to_string_lossy().into_owned(), bytes)
        })
        .collect()
}
