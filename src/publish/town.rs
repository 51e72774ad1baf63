//! Several villages in one target: a folder each, and a page that lists them.

use std::path::Path;

use crate::publish::examine::ledger;
use crate::publish::layout::{CAPSULES, LEDGER, OWN, POINTER, RELEASES, is_left_over, is_systems};
use crate::publish::{pages, trouble};
use crate::site::names;
use crate::storage::{Fs, Kind, replace};

/// What sanwu keeps beside the archives of a workspace: what git is told of them, and what a town has taken in.
const BESIDE_ARCHIVES: [&str; 2] = [".gitattributes", ".received"];

/// Whether several villages were published to a folder.
pub(crate) fn is_town(fs: &dyn Fs, target: &Path) -> bool {
    let is_folder = |name| matches!(fs.kind(&target.join(name)), Ok(Some(Kind::Folder)));
    is_folder(OWN) && !is_folder(LEDGER) && !is_folder(RELEASES) && !villages(fs, target).is_empty()
}

/// Makes a folder ours for several villages.
///
/// # Errors
/// When it holds one village alone or things of others, or the disk refuses.
pub(crate) fn claim(fs: &dyn Fs, target: &Path) -> anyhow::Result<()> {
    let refused = |error| trouble::refused(target, &error);
    let kind = |name| fs.kind(&target.join(name)).map_err(refused);
    if kind(LEDGER)?.is_some() || kind(RELEASES)?.is_some() {
        anyhow::bail!(
            "{} 里是单独一个村的发布，放不下几个村；换一个空文件夹，或用 --village 只发一个村",
            target.display()
        );
    }
    if kind(OWN)?.is_none() && fs.kind(target).map_err(refused)?.is_some() {
        let names = fs.list(target).map_err(refused)?;
        if let Some((name, _)) = names.iter().find(|(name, _)| !is_systems(name)) {
            anyhow::bail!(
                "{} 里有别的文件（{name}），不是 sanwu 发布的，没有发布；换一个空文件夹，或先把它移走",
                target.display()
            );
        }
    }
    fs.make_folder(&target.join(OWN)).map_err(refused)
}

/// Lists the villages that stand in a folder on its first page.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn list(fs: &dyn Fs, target: &Path) -> anyhow::Result<()> {
    let path = target.join(POINTER);
    let text = pages::town(&villages(fs, target));
    let standing = fs.read(&path).unwrap_or_default();
    if standing == text.as_bytes() {
        return Ok(());
    }
    replace(fs, &path, text.as_bytes()).map_err(|error| trouble::refused(&path, &error))
}

/// The villages in a folder, each with its origin.
pub(crate) fn villages(fs: &dyn Fs, target: &Path) -> Vec<(String, String)> {
    let names = fs.list(target).unwrap_or_default().into_iter();
    names
        .filter(|(name, kind)| {
            *kind == Kind::Folder && !name.starts_with('.') && names::is_portable(name)
        })
        .filter_map(|(name, _)| {
            let kept = ledger::read(fs, &target.join(&name)).ok()?;
            let origin = kept.chain.newest()?.origin.clone();
            Some((name, origin))
        })
        .collect()
}

/// What in a folder of several villages belongs to none of them.
pub(crate) fn strangers(fs: &dyn Fs, target: &Path) -> Vec<String> {
    let villages = villages(fs, target);
    let is_published = matches!(fs.kind(&target.join(OWN)), Ok(Some(Kind::Folder)));
    let is_village = |name: &str| villages.iter().any(|(folder, _)| folder == name);
    let names = fs.list(target).unwrap_or_default().into_iter();
    names
        .map(|(name, _)| name)
        .filter(|name| !is_village(name) && ![CAPSULES, OWN, POINTER].contains(&name.as_str()))
        .filter(|name| !is_systems(name) && !is_left_over(name))
        .filter(|name| is_published || !BESIDE_ARCHIVES.contains(&name.as_str()))
        .collect()
}
