//! One run at a time in a folder.
#![expect(clippy::disallowed_types, reason = "the lock is an open file")]

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// Held while a run works in a folder.
#[derive(Debug)]
pub(crate) struct Lock(
    #[expect(dead_code, reason = "the lock lasts as long as the file is open")] File,
);

/// Takes the lock that a file stands for; `None` where another run holds it.
///
/// # Errors
/// When the file cannot be made.
pub(crate) fn lock(path: &Path) -> io::Result<Option<Lock>> {
    let mut options = File::options();
    let file = options
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Ok(None),
        // Some shares know no locks; a single clerk on them needs none.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(Lock(file))),
    }
}
