//! A ledger on a disk: its entries in their order, what is signed beside them, and what does not belong there.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use chrono::NaiveDate;

use crate::ledger::chain::Chain;
use crate::ledger::entry::Entry;
use crate::publish::examine::{Examination, Fault, What, Wrong, archive, signatures};
use crate::publish::layout::{
    LEDGER, REGISTERS, SIGNATURE, TRUST, entry_of, is_left_over, is_signature, number, version_of,
};
use crate::publish::trouble;
use crate::storage::{Fs, Kind};

/// A ledger as it stands.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// The entries, as far as they are sound.
    pub(crate) chain: Chain,
    /// Signatures and keys by path relative to the folder that holds `ledger/`.
    pub(crate) letters: BTreeMap<String, Vec<u8>>,
    /// What is not as it was sealed.
    pub(crate) faults: Vec<Fault>,
    /// Files that a run left when it was cut off.
    pub(crate) left_over: Vec<String>,
}

/// Reads the ledger in a folder; none is an empty one.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn read(fs: &dyn Fs, folder: &Path) -> io::Result<Kept> {
    let mut kept = Kept::default();
    if fs.kind(folder)? != Some(Kind::Folder) {
        return Ok(kept);
    }
    registers(fs, folder, &mut kept)?;
    let ledger = folder.join(LEDGER);
    if fs.kind(&ledger)? != Some(Kind::Folder) {
        return Ok(kept);
    }
    let mut numbers = BTreeSet::new();
    for (name, kind) in fs.list(&ledger)? {
        let place = format!("{LEDGER}/{name}");
        match entry_of(&name) {
            Some(_) if kind != Kind::File => {
                kept.faults
                    .push(Fault::new(Wrong::Foreign, place, "不是普通文件"));
            }
            Some(seq) if !name.ends_with(SIGNATURE) => {
                numbers.insert(seq);
            }
            Some(_) => {
                let bytes = fs.read(&ledger.join(&name))?;
                kept.letters.insert(place, bytes);
            }
            None if is_left_over(&name) => kept.left_over.push(place),
            None => kept.faults.push(Fault::new(Wrong::Foreign, place, "")),
        }
    }
    chain(fs, folder, &numbers, &mut kept)?;
    Ok(kept)
}

/// The versions of the register and its copy, with what is signed beside them.
fn registers(fs: &dyn Fs, folder: &Path, kept: &mut Kept) -> io::Result<()> {
    let names = fs.list(folder)?.into_iter();
    let mut letters: Vec<(String, Kind)> = names
        .filter(|(name, _)| name == TRUST || is_signature(name, TRUST))
        .collect();
    match fs.kind(&folder.join(REGISTERS))? {
        None => {}
        Some(Kind::Folder) => {
            for (name, kind) in fs.list(&folder.join(REGISTERS))? {
                let place = format!("{REGISTERS}/{name}");
                if version_of(&name).is_some() {
                    letters.push((place, kind));
                } else if is_left_over(&name) {
                    kept.left_over.push(place);
                } else {
                    kept.faults.push(Fault::new(Wrong::Foreign, place, ""));
                }
            }
        }
        Some(Kind::File | Kind::Other) => {
            let fault = Fault::new(Wrong::Foreign, REGISTERS, "不是普通文件夹");
            kept.faults.push(fault);
        }
    }
    for (place, kind) in letters {
        if kind == Kind::File {
            let bytes = fs.read(&folder.join(&place))?;
            kept.letters.insert(place, bytes);
        } else {
            let fault = Fault::new(Wrong::Foreign, place, "不是普通文件");
            kept.faults.push(fault);
        }
    }
    Ok(())
}

/// The chain, entry by entry, up to the first that does not hold.
fn chain(fs: &dyn Fs, folder: &Path, numbers: &BTreeSet<u32>, kept: &mut Kept) -> io::Result<()> {
    let last = numbers.last().copied().unwrap_or_default();
    for seq in 1..=last {
        let place = format!("{LEDGER}/{}.txt", number(seq));
        if !numbers.contains(&seq) {
            let reason = format!("第 {seq} 号不在，后面到第 {last} 号接不上");
            kept.faults.push(Fault::new(Wrong::Missing, place, reason));
            return Ok(());
        }
        let bytes = fs.read(&folder.join(&place))?;
        let read = String::from_utf8(bytes)
            .map_err(|_| "不是文字".to_owned())
            .and_then(|text| Entry::read(&text));
        let pushed = match read {
            Ok(entry) => kept.chain.push(entry).map_err(|broken| broken.reason),
            Err(reason) => Err(reason),
        };
        if let Err(reason) = pushed {
            let before = seq.saturating_sub(1);
            let hint = if reason.contains("上一号") && before > 0 {
                format!("（第 {before} 号或第 {seq} 号被改过）")
            } else {
                String::new()
            };
            let reason = format!("第 {seq} 号{reason}{hint}");
            kept.faults.push(Fault::new(Wrong::Broken, place, reason));
            return Ok(());
        }
    }
    Ok(())
}

/// Looks at a ledger with the archive around it.
pub(crate) fn examine(fs: &dyn Fs, folder: &Path, today: NaiveDate) -> Examination {
    let mut found = Examination {
        what: Some(What::Ledger),
        ..Examination::default()
    };
    match read(fs, folder) {
        Ok(kept) => {
            take(kept, &mut found);
            signed(&mut found);
            archive::examine(fs, folder, &mut found);
        }
        Err(error) => found
            .unread
            .push(trouble::unread(&folder.join(LEDGER), &error)),
    }
    age(&mut found, today);
    found
}

/// Lays what a ledger showed into an examination.
pub(crate) fn take(kept: Kept, found: &mut Examination) {
    found.signatures = kept
        .letters
        .keys()
        .filter(|path| path.starts_with(LEDGER))
        .count();
    if kept.chain.newest().is_none() && kept.faults.is_empty() {
        found.unread.push("封存账里一号也没有".to_owned());
    }
    for path in kept.letters.keys() {
        let name = path.rsplit_once('/').map_or("", |(_, name)| name);
        let seq = entry_of(name);
        if seq.is_some_and(|seq| seq >= kept.chain.next_seq()) && kept.faults.is_empty() {
            found.fault(Wrong::Foreign, path, "签的那一号不在");
        }
    }
    for place in &kept.left_over {
        found.notes.push(format!(
            "{place} 是上次没有做完时留下的，再发布一次就会清掉"
        ));
    }
    let judged = signatures::judge(&kept);
    let is_whole = kept.faults.is_empty() && judged.faults.is_empty();
    let is_archive = found.what == Some(What::Ledger);
    let strays = if is_archive {
        Vec::new()
    } else {
        signatures::strays(&kept, &judged)
    };
    let copies = signatures::copy_faults(&kept, &judged, is_archive);
    found.chain = kept.chain;
    found.faults.extend(kept.faults);
    found.faults.extend(judged.faults.iter().cloned());
    if is_whole {
        found.faults.extend(strays.into_iter().chain(copies));
    }
    found.signed = judged;
}

/// Lays what lacks signatures into an examination. An entry behind the one that a reader gets is a publication that was cut
/// off, and no fault of what is read.
pub(crate) fn signed(found: &mut Examination) {
    let open = std::mem::take(&mut found.signed.open);
    let is_later = |seq: u32| found.served.is_some_and(|served| seq > served);
    let (later, lacking): (Vec<_>, Vec<_>) = open.iter().partition(|(seq, _)| is_later(*seq));
    for (seq, missing) in later {
        let line = format!("第 {seq} 号还没有签齐（还差签名: {missing}），读者还看不到它");
        found.stale.push(line);
    }
    let faults = lacking.into_iter();
    let faults = faults.map(|(seq, missing)| signatures::lacking(*seq, missing));
    found.faults.extend(faults);
    found.signed.open = open;
    let is_target = found.what == Some(What::Target);
    if found.signed.waiting && is_target && found.faults.is_empty() {
        let version = found.signed.sealed + 1;
        let line = format!("第 {version} 版钥匙册还没有起用：上次发布没有做完，请再发布一次");
        found.stale.push(line);
    }
}

/// Says where the newest entry is past its day.
pub(crate) fn age(found: &mut Examination, today: NaiveDate) {
    let Some(entry) = found.chain.newest() else {
        return;
    };
    if today > entry.valid_until {
        found.stale.push(format!(
            "第 {} 号应更新日期是 {}，今天 {today}，已经过了",
            entry.seq, entry.valid_until
        ));
    }
}
