//! The disk itself.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this file is the disk of the archive and of publishing"
)]

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::storage::{Fs, Kind};
use crate::value::digest::Digest;

/// The disk of this machine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Disk;

impl Fs for Disk {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        match std::fs::symlink_metadata(path) {
            Ok(data) => Ok(Some(kind(data.file_type()))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            // A file stands where a folder was expected: nothing is there under that path.
            Err(error) if error.kind() == ErrorKind::NotADirectory => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<(String, Kind)>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().into_string().map_err(|name| {
                io::Error::new(
                    ErrorKind::InvalidData,
                    format!("文件名读不懂：{}", name.display()),
                )
            })?;
            names.push((name, kind(entry.file_type()?)));
        }
        names.sort();
        Ok(names)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn size_bytes(&self, path: &Path) -> io::Result<u64> {
        std::fs::symlink_metadata(path).map(|data| data.len())
    }

    fn digest(&self, path: &Path) -> io::Result<Digest> {
        let mut hasher = Sha256::new();
        each_block(&mut File::open(path)?, |block| {
            hasher.update(block);
            Ok(())
        })?;
        Ok(Digest(hasher.finalize().into()))
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        std::fs::create_dir_all(folder)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = create_new(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn copy_new(&self, from: &Path, to: &Path) -> io::Result<Digest> {
        let mut source = File::open(from)?;
        let mut file = create_new(to)?;
        let mut hasher = Sha256::new();
        each_block(&mut source, |block| {
            hasher.update(block);
            file.write_all(block)
        })?;
        file.sync_all()?;
        Ok(Digest(hasher.finalize().into()))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        std::fs::remove_dir(folder)
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            // Some shares and sticks cannot sync a folder; the files themselves are synced.
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::InvalidInput | ErrorKind::Unsupported
                ) =>
            {
                Ok(())
            }
            done => done,
        }
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn free_bytes(&self, folder: &Path) -> io::Result<u64> {
        fs4::available_space(folder)
    }
}

fn kind(data: std::fs::FileType) -> Kind {
    if data.is_file() {
        Kind::File
    } else if data.is_dir() {
        Kind::Folder
    } else {
        Kind::Other
    }
}

fn create_new(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

fn each_block(source: &mut File, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut buffer = vec![0; 64 << 10];
    loop {
        let length = source.read(&mut buffer)?;
        if length == 0 {
            return Ok(());
        }
        take(&buffer[..length])?;
    }
}
