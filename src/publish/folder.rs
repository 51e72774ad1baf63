//! Publishing into a folder: a share, a mounted stick, a kiosk's own disk.
//!
//! Nothing that a reader sees changes until the new release stands complete, was read back from the disk, and has its
//! name; then one small file is replaced. Whatever fails before that leaves the old release served.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::ledger::entry::Entry;
use crate::ledger::sums::Sums;
use crate::publish::examine::release;
use crate::publish::history::{self, same};
use crate::publish::layout::{KEPT, OWN, POINTER, RELEASES, SUMS, WORK, number};
use crate::publish::pages::{self, Look};
use crate::publish::release::Release;
use crate::publish::standing;
use crate::publish::{staging, trouble, walk};
use crate::site::names;
use crate::storage::{Fs, Kind};
use crate::value::digest::Digest;

/// What was done.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Done {
    /// The number that is served now.
    pub(crate) seq: u32,
    /// Files taken from the source.
    pub(crate) written: usize,
    /// Files that the last release in the target had already.
    pub(crate) reused: usize,
    /// The release stood there already.
    pub(crate) stood: bool,
    /// Releases that made room.
    pub(crate) removed: Vec<u32>,
    /// What is worth knowing.
    pub(crate) notes: Vec<String>,
}

/// Publishes a release; when it returns, the release is served and durable.
///
/// # Errors
/// When the target is not fit for it or its disk refuses: what was published before is still served.
pub(crate) fn publish(
    fs: &dyn Fs,
    release: &Release,
    target: &Path,
    look: Look,
) -> anyhow::Result<Done> {
    let kept = standing::look(fs, target)?;
    standing::admit(&kept, &release.chain, target)?;
    let seq = release.entry().seq;
    let place = target.join(RELEASES).join(number(seq));
    let mut done = Done {
        seq,
        ..Done::default()
    };
    let work = begin(fs, target)?;
    match is_whole(fs, release, target)? {
        Some(true) => done.stood = true,
        Some(false) => {
            let note = format!("原来的第 {seq} 号不完好，已重新写入");
            done.notes.push(note);
        }
        None => {}
    }
    if !done.stood {
        room(fs, release, target)?;
        let staging = work.join("staging");
        stage(fs, release, target, &staging, &mut done)?;
        confirm(fs, release, &staging)?;
        // The ledger comes first: a release without its entry would be a stranger.
        history::bring(fs, release, target, &kept)?;
        settle(fs, &staging, &place)?;
    }
    history::bring(fs, release, target, &kept)?;
    point(fs, release.entry(), target, look)?;
    read_back(fs, release, target)?;
    prune(fs, release, target, &mut done);
    Ok(done)
}

/// Makes the target ours, and removes what a run that was cut off has left.
fn begin(fs: &dyn Fs, target: &Path) -> anyhow::Result<PathBuf> {
    let work = target.join(OWN).join(WORK);
    let refused = |error| trouble::refused(&work, &error);
    walk::clear(fs, &work).map_err(refused)?;
    standing::sweep(fs, target).map_err(refused)?;
    fs.make_folder(&work).map_err(refused)?;
    Ok(work)
}

/// Whether the release stands in the target already and is whole; `None` where nothing stands.
fn is_whole(fs: &dyn Fs, release: &Release, target: &Path) -> anyhow::Result<Option<bool>> {
    let place = target.join(RELEASES).join(number(release.entry().seq));
    let unreadable = |error| trouble::unreadable(&place, &error);
    if fs.kind(&place).map_err(unreadable)?.is_none() {
        return Ok(None);
    }
    let looked = release::look(fs, &place, release.entry()).map_err(unreadable)?;
    let mut is_signed = true;
    for (name, bytes) in release.beside() {
        is_signed &= fs
            .read(&place.join(name))
            .is_ok_and(|standing| standing == bytes);
    }
    Ok(Some(looked.is_whole() && is_signed))
}

/// New bytes, the pointer, and a twentieth more.
fn room(fs: &dyn Fs, release: &Release, target: &Path) -> anyhow::Result<()> {
    let history = release.history();
    let small = history.values().chain(release.beside().values()).fold(
        pages::pointer(release.entry(), Look::default()).len(),
        |sum, bytes| sum + bytes.len(),
    );
    let bytes = release
        .size_bytes()
        .saturating_add(u64::try_from(small).unwrap_or(u64::MAX));
    staging::room(fs, target, bytes)
}

/// Writes the release beside what stands: pages that the last release has come from there, the others from the source.
fn stage(
    fs: &dyn Fs,
    release: &Release,
    target: &Path,
    staging: &Path,
    done: &mut Done,
) -> anyhow::Result<()> {
    let near = near(fs, release, target);
    let folders = staging::folders(fs, staging, release.sums.0.keys().map(String::as_str))?;
    for (path, digest) in &release.sums.0 {
        let to = staging.join(path);
        let refused = |error| trouble::refused(&to, &error);
        if let Some(from) = near.get(digest) {
            if matches!(fs.copy_new(from, &to), Ok(copied) if copied == *digest) {
                done.reused += 1;
                continue;
            }
            // What stood there was damaged: the source has it whole.
            if fs.kind(&to).map_err(refused)?.is_some() {
                fs.remove_file(&to).map_err(refused)?;
            }
        }
        let from = release.folder.join(path);
        if !matches!(fs.kind(&from), Ok(Some(Kind::File))) {
            anyhow::bail!("来源里缺少 {path}，没有发布；先 sanwu verify 看清楚");
        }
        let copied = fs.copy_new(&from, &to);
        if copied.map_err(refused)? != *digest {
            anyhow::bail!("来源里的 {path} 和封存的不一样，没有发布；先 sanwu verify 看清楚");
        }
        done.written += 1;
    }
    for (name, bytes) in release.beside() {
        let to = staging.join(name);
        fs.write_new(&to, &bytes)
            .map_err(|error| trouble::refused(&to, &error))?;
    }
    staging::sync(fs, &folders)
}

/// Pages that stand on the target's own disk, by content; what they hold is proved by copying.
fn near(fs: &dyn Fs, release: &Release, target: &Path) -> BTreeMap<Digest, PathBuf> {
    let numbers = standing::releases(fs, target).unwrap_or_default();
    let seq = release.entry().seq;
    let Some(before) = numbers.into_iter().find(|number| *number != seq) else {
        return BTreeMap::new();
    };
    let folder = target.join(RELEASES).join(number(before));
    let text = fs.read(&folder.join(SUMS)).ok();
    let list = text
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .and_then(|text| Sums::read(&text).ok())
        .unwrap_or_default();
    let files = list.0.into_iter();
    let plain = files.filter(|(path, _)| names::is_portable(path));
    plain
        .map(|(path, digest)| (digest, folder.join(path)))
        .filter(|(_, path)| matches!(fs.kind(path), Ok(Some(Kind::File))))
        .collect()
}

/// Reads everything back: cheap sticks say yes to all that is written.
fn confirm(fs: &dyn Fs, release: &Release, staging: &Path) -> anyhow::Result<()> {
    let looked = release::look(fs, staging, release.entry())
        .map_err(|error| trouble::unreadable(staging, &error))?;
    if let Some(fault) = looked.faults.first() {
        anyhow::bail!(
            "写进去的和读出来的不一样（{}），这个盘不可靠，没有发布；换一个盘",
            fault.line()
        );
    }
    if let Some(line) = looked.unread.first() {
        anyhow::bail!("写进去的读不出来（{line}），没有发布；换一个盘");
    }
    Ok(())
}

/// Gives the release its name; one that stood there and was damaged goes aside.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn settle(fs: &dyn Fs, staging: &Path, place: &Path) -> anyhow::Result<()> {
    let releases = place.parent().expect("a release stands in a folder");
    let target = releases.parent().expect("releases stand in a target");
    let work = staging.parent().expect("work stands in a folder");
    let steps = || {
        fs.make_folder(releases)?;
        fs.sync_folder(target)?;
        let aside = work.join("damaged");
        let stood = fs.kind(place)?.is_some();
        if stood {
            fs.rename(place, &aside)?;
        }
        if let Err(error) = fs.rename(staging, place) {
            if stood {
                // Better a damaged release than none.
                let _ = fs.rename(&aside, place);
            }
            return Err(error);
        }
        fs.sync_folder(releases)?;
        fs.sync_folder(work)
    };
    steps().map_err(|error| trouble::refused(place, &error))
}

/// Leads readers to the release.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn point(fs: &dyn Fs, entry: &Entry, target: &Path, look: Look) -> anyhow::Result<()> {
    same(
        fs,
        &target.join(pages::STYLE_PATH),
        pages::style().as_bytes(),
    )?;
    same(fs, &target.join(pages::BACK_PATH), pages::back().as_bytes())?;
    let text = pages::pointer(entry, look);
    same(fs, &target.join(POINTER), text.as_bytes())
}

/// What a reader gets now is what was meant.
fn read_back(fs: &dyn Fs, release: &Release, target: &Path) -> anyhow::Result<()> {
    let path = target.join(POINTER);
    let unreadable = |error| trouble::unreadable(&path, &error);
    let text = fs.read(&path).map_err(unreadable)?;
    let place = target.join(RELEASES).join(number(release.entry().seq));
    let kind = fs.kind(&place.join(pages::HOME)).map_err(unreadable)?;
    let reason = pages::unlike_pointer(&String::from_utf8_lossy(&text), release.entry());
    if let Some(reason) = reason {
        anyhow::bail!("{} {reason}，再发布一次", path.display());
    }
    if kind != Some(Kind::File) {
        anyhow::bail!("{} 不见了，再发布一次", place.display());
    }
    Ok(())
}

/// Keeps the newest releases that are whole. The new one is served already, so what cannot be removed is only told.
fn prune(fs: &dyn Fs, release: &Release, target: &Path, done: &mut Done) {
    let numbers = standing::releases(fs, target).unwrap_or_default();
    let mut kept = 1;
    for seq in numbers.into_iter().filter(|seq| *seq != done.seq) {
        let place = target.join(RELEASES).join(number(seq));
        let entry = release.chain.entries().find(|(entry, _)| entry.seq == seq);
        let Some((entry, _)) = entry else {
            done.notes
                .push(format!("{} 不是封存账里的，没有动它", place.display()));
            continue;
        };
        let is_whole =
            kept < KEPT && release::look(fs, &place, entry).is_ok_and(|looked| looked.is_whole());
        if is_whole {
            kept += 1;
            continue;
        }
        if kept < KEPT {
            done.notes.push(format!("旧的第 {seq} 号不完好，已经删去"));
        }
        match remove(fs, &place, target, seq) {
            Ok(()) => done.removed.push(seq),
            Err(error) => {
                let reason = trouble::refused(&place, &error);
                done.notes
                    .push(format!("旧的第 {seq} 号没有删掉：{reason}"));
            }
        }
    }
}

/// Takes a release out of sight in one step, then removes it.
fn remove(fs: &dyn Fs, place: &Path, target: &Path, seq: u32) -> std::io::Result<()> {
    let aside = target
        .join(OWN)
        .join(WORK)
        .join(format!("old-{}", number(seq)));
    fs.rename(place, &aside)?;
    fs.sync_folder(&target.join(RELEASES))?;
    walk::clear(fs, &aside)
}
