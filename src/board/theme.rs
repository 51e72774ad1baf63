//! The workspace's own themes, from `themes/` into memory.
#![expect(
    clippy::disallowed_methods,
    reason = "reading theme files is this file's job"
)]

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use walkdir::WalkDir;

use crate::render::{Theme, ThemeFiles};

/// The theme a board names, with what the workspace lays over the built-in ones.
///
/// # Errors
/// When a theme is not there, or one of its files cannot be read.
pub(crate) fn load(root: &Path, name: &str) -> anyhow::Result<Theme> {
    Theme::load(name, &|name| files(&root.join("themes").join(name)))
}

/// The files of the workspace's own themes that a theme is made of, by path relative to the root.
///
/// # Errors
/// When the theme cannot be used.
pub(crate) fn used(root: &Path, name: &str) -> anyhow::Result<Vec<String>> {
    let asked = RefCell::new(BTreeSet::new());
    Theme::load(name, &|name| {
        let found = files(&root.join("themes").join(name))?;
        let paths = found.keys().map(|path| format!("themes/{name}/{path}"));
        asked.borrow_mut().extend(paths);
        Some(found)
    })?;
    Ok(asked.into_inner().into_iter().collect())
}

/// Every text file of a theme's folder, by path relative to it; `None` where there is no such folder.
fn files(folder: &Path) -> Option<ThemeFiles> {
    if !folder.is_dir() {
        return None;
    }
    let is_visible = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !(name.starts_with('.') || name.ends_with('~'))
    };
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    let entries = walk.filter_entry(is_visible).flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    let texts = files.filter_map(|entry| {
        let text = std::fs::read_to_string(entry.path()).ok()?;
        let local = entry.path().strip_prefix(folder).ok()?;
        let parts = local
            .components()
            .map(|part| part.as_os_str().to_string_lossy());
        Some((parts.collect::<Vec<_>>().join("/"), text))
    });
    Some(texts.collect())
}
