//! What stands where something is to be published: nothing, something of ours, or something of others.

use std::path::Path;

use crate::ledger::chain::{Chain, head_code};
use crate::publish::examine::ledger::{self, Kept};
use crate::publish::layout::{
    CAPSULES, LEDGER, OWN, POINTER, REGISTERS, RELEASES, SIGNATURE, TRUST, is_left_over,
    is_systems, number, read_number,
};
use crate::publish::{pages, trouble};
use crate::storage::{Fs, Kind};

/// Looks at a target and refuses what is not ours; the ledger in it is returned.
///
/// # Errors
/// When the folder holds other things, a link stands where a folder must be, or the disk refuses.
pub(crate) fn look(fs: &dyn Fs, target: &Path) -> anyhow::Result<Kept> {
    let at = |path: &Path| {
        fs.kind(path)
            .map_err(|error| trouble::unreadable(path, &error))
    };
    match at(target)? {
        None => return Ok(Kept::default()),
        Some(Kind::Folder) => {}
        Some(Kind::File) => anyhow::bail!("{} 是文件，不是文件夹，没有发布", target.display()),
        Some(Kind::Other) => {
            anyhow::bail!("{} 是链接，不是普通文件夹，没有发布", target.display());
        }
    }
    let first = target.join(LEDGER).join(format!("{}.txt", number(1)));
    let is_ours = at(&target.join(OWN))? == Some(Kind::Folder) || at(&first)? == Some(Kind::File);
    let names = fs
        .list(target)
        .map_err(|error| trouble::unreadable(target, &error))?;
    for (name, kind) in names {
        let is_right = match name.as_str() {
            CAPSULES | OWN | LEDGER | REGISTERS | RELEASES => kind == Kind::Folder,
            POINTER | TRUST => kind == Kind::File,
            _ => true,
        };
        if !is_right {
            anyhow::bail!("{} 不该是链接，没有发布", target.join(name).display());
        }
        if !is_ours && !is_systems(&name) {
            anyhow::bail!(
                "{} 里有别的文件（{name}），不是 sanwu 发布的，没有发布；换一个空文件夹，或先把它移走",
                target.display()
            );
        }
    }
    if at(&target.join(POINTER))?.is_some() {
        let bytes = fs.read(&target.join(POINTER));
        let bytes = bytes.map_err(|error| trouble::unreadable(target, &error))?;
        // A pointer that was damaged is written anew; a page of somebody else is not overwritten.
        if !pages::is_ours(&String::from_utf8_lossy(&bytes)) && at(&first)?.is_none() {
            anyhow::bail!(
                "{} 里的 {POINTER} 不是 sanwu 发布的，没有发布；换一个空文件夹",
                target.display()
            );
        }
    }
    ledger::read(fs, target).map_err(|error| trouble::unreadable(target, &error))
}

/// Whether our ledger goes on from the one that stands there.
///
/// # Errors
/// Says what does not go together.
pub(crate) fn admit(kept: &Kept, ours: &Chain, target: &Path) -> anyhow::Result<()> {
    let place = target.display();
    if let Some(fault) = kept.faults.first() {
        anyhow::bail!(
            "{place} 里原有的封存账不完好（{}），没有发布；先 sanwu verify 看清楚，要重新开始就换一个空文件夹",
            fault.line()
        );
    }
    let (Some(theirs), Some(newest)) = (kept.chain.newest(), ours.newest()) else {
        return Ok(());
    };
    if theirs.origin != newest.origin {
        anyhow::bail!(
            "{place} 是`{}`的，要发布的是`{}`，没有发布",
            theirs.origin,
            newest.origin
        );
    }
    if let Some(difference) = first_difference(ours, &kept.chain) {
        let Difference { seq, ours, theirs } = difference;
        anyhow::bail!(
            "同号异文：{place} 里第 {seq} 号的核对码是 {theirs}，要发布的第 {seq} 号是 {ours}，没有发布；两本账只有一本是真的，请拿墙上的封存单来对"
        );
    }
    if theirs.seq > newest.seq {
        anyhow::bail!(
            "{place} 里已到第 {} 号，要发布的封存账只到第 {} 号，是旧的，没有发布",
            theirs.seq,
            newest.seq
        );
    }
    Ok(())
}

/// The first number at which two ledgers differ, with both codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    /// The number.
    pub(crate) seq: u32,
    /// The code of the first ledger.
    pub(crate) ours: String,
    /// The code of the second.
    pub(crate) theirs: String,
}

/// Compares two ledgers as far as both go.
pub(crate) fn first_difference(ours: &Chain, theirs: &Chain) -> Option<Difference> {
    let pairs = ours.entries().zip(theirs.entries());
    pairs
        .into_iter()
        .find(|((_, ours), (_, theirs))| ours != theirs)
        .map(|((entry, ours), (_, theirs))| Difference {
            seq: entry.seq,
            ours: head_code(ours),
            theirs: head_code(theirs),
        })
}

/// Removes what a run that was cut off left beside the files it was about to replace.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn sweep(fs: &dyn Fs, target: &Path) -> std::io::Result<()> {
    for folder in [
        target.to_owned(),
        target.join(LEDGER),
        target.join(REGISTERS),
        target.join(RELEASES),
    ] {
        if fs.kind(&folder)? != Some(Kind::Folder) {
            continue;
        }
        for (name, kind) in fs.list(&folder)? {
            if kind == Kind::File && is_left_over(&name) {
                fs.remove_file(&folder.join(name))?;
            }
        }
    }
    Ok(())
}

/// Numbers of the releases that stand, the newest first.
///
/// # Errors
/// When the folder cannot be read.
pub(crate) fn releases(fs: &dyn Fs, target: &Path) -> std::io::Result<Vec<u32>> {
    let folder = target.join(RELEASES);
    if fs.kind(&folder)? != Some(Kind::Folder) {
        return Ok(Vec::new());
    }
    let names = fs.list(&folder)?;
    let mut numbers: Vec<u32> = names
        .iter()
        .filter(|(_, kind)| *kind == Kind::Folder)
        .filter_map(|(name, _)| read_number(name))
        .collect();
    numbers.sort_unstable_by(|one, other| other.cmp(one));
    Ok(numbers)
}

/// Whether a file in a target is a signature or the keys.
pub(crate) fn is_letter(path: &str) -> bool {
    path == TRUST || path.ends_with(SIGNATURE)
}
