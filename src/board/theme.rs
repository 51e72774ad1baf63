//! The workspace's own themes, from `themes/` into memory.
#![expect(
    clippy::disallowed_methods,
    reason = "reading theme files is this file's job"
)]

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use walkdir::WalkDir;

use crate::render::Theme;

/// The theme a board names, with what the workspace lays over the built-in ones.
///
/// # Errors
/// When a file cannot be read or a template is not one.
pub(super) fn load(root: &Path, name: &str) -> anyhow::Result<Theme> {
    let files = files(&root.join("themes"))?;
    Theme::load(name, &files).with_context(|| format!("主题`{name}`用不了"))
}

/// Every file below `themes/`, by path relative to it.
fn files(folder: &Path) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    let is_visible = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        !name.starts_with('.') && !name.ends_with('~')
    };
    for entry in WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(is_visible)
    {
        let entry = entry.with_context(|| format!("读不了文件夹 {}", folder.display()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let bytes = std::fs::read(entry.path())
            .with_context(|| format!("读不了主题文件 {}", entry.path().display()))?;
        let local = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts = local
            .components()
            .map(|part| part.as_os_str().to_string_lossy());
        files.insert(parts.collect::<Vec<_>>().join("/"), bytes);
    }
    Ok(files)
}
