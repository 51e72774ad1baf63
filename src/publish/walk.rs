//! Folders as they are: every file in them, nothing behind a link; and their removal.

use std::io;
use std::path::Path;

use crate::storage::{Fs, Kind};

/// Deeper folders are not ours.
const DEPTH_MAX: usize = 40;

/// What a folder holds, by path relative to it.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// Plain files, sorted.
    pub(crate) files: Vec<String>,
    /// Folders, sorted, the folder itself not among them.
    pub(crate) folders: Vec<String>,
    /// Links, devices, and folders that are too deep or whose names cannot be read.
    pub(crate) strange: Vec<String>,
}

/// Everything below a folder.
///
/// # Errors
/// When a folder cannot be read.
pub(crate) fn tree(fs: &dyn Fs, folder: &Path) -> io::Result<Tree> {
    let mut tree = Tree::default();
    enter(fs, folder, "", &mut tree)?;
    tree.files.sort();
    tree.folders.sort();
    tree.strange.sort();
    Ok(tree)
}

fn enter(fs: &dyn Fs, folder: &Path, local: &str, tree: &mut Tree) -> io::Result<()> {
    let names = match fs.list(folder) {
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            tree.strange.push(format!("{local}（有名字读不懂的文件）"));
            return Ok(());
        }
        names => names?,
    };
    for (name, kind) in names {
        let path = if local.is_empty() {
            name.clone()
        } else {
            format!("{local}/{name}")
        };
        match kind {
            Kind::File => tree.files.push(path),
            Kind::Folder if path.matches('/').count() < DEPTH_MAX => {
                enter(fs, &folder.join(&name), &path, tree)?;
                tree.folders.push(path);
            }
            Kind::Folder | Kind::Other => tree.strange.push(path),
        }
    }
    Ok(())
}

/// Removes a folder with all in it; a link goes, what it leads to stays. What is not there needs no removing.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn clear(fs: &dyn Fs, folder: &Path) -> io::Result<()> {
    match fs.kind(folder)? {
        None => return Ok(()),
        Some(Kind::Folder) => {}
        Some(Kind::File | Kind::Other) => return fs.remove_file(folder),
    }
    for (name, kind) in fs.list(folder)? {
        let path = folder.join(name);
        match kind {
            Kind::Folder => clear(fs, &path)?,
            Kind::File | Kind::Other => fs.remove_file(&path)?,
        }
    }
    fs.remove_folder(folder)
}
