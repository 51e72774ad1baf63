//! A folder that releases are published to: the ledger, each release that stays, and the page that leads to one of them.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use chrono::NaiveDate;

use crate::ledger::entry::Entry;
use crate::ledger::sums::Sums;
use crate::publish::examine::{Examination, What, Wrong, ledger, release};
use crate::publish::layout::{
    CAPSULES, ENTRY, LEDGER, OWN, POINTER, REGISTERS, RELEASES, TRUST, WORK, is_left_over,
    is_signature, is_systems, number, read_number,
};
use crate::publish::{pages, trouble};
use crate::storage::{Fs, Kind};

/// Looks at everything in a target.
pub(crate) fn examine(fs: &dyn Fs, folder: &Path, today: NaiveDate) -> Examination {
    let mut found = Examination {
        what: Some(What::Target),
        ..Examination::default()
    };
    if let Err(error) = everything(fs, folder, &mut found) {
        found.unread.push(trouble::unread(folder, &error));
    }
    age(&mut found, today);
    found
}

fn everything(fs: &dyn Fs, folder: &Path, found: &mut Examination) -> io::Result<()> {
    let kept = ledger::read(fs, folder)?;
    let letters = kept.letters.clone();
    ledger::take(kept, found);
    top(fs, folder, found)?;
    let mut sums = BTreeMap::new();
    let mut releases: Vec<u32> = Vec::new();
    for (name, kind) in fs.list(&folder.join(RELEASES))? {
        let place = format!("{RELEASES}/{name}");
        match read_number(&name) {
            Some(seq) if kind == Kind::Folder => releases.push(seq),
            _ if [pages::BACK_PATH, pages::STYLE_PATH].contains(&place.as_str())
                && kind == Kind::File => {}
            _ if is_left_over(&name) => left_over(&place, found),
            _ => found.fault(Wrong::Foreign, place, ""),
        }
    }
    releases.sort_unstable_by(|one, other| other.cmp(one));
    for seq in releases {
        let entry = found.chain.entries().find(|(entry, _)| entry.seq == seq);
        let Some((entry, _)) = entry else {
            let place = format!("{RELEASES}/{}", number(seq));
            // Where the ledger is broken its releases cannot be judged, and that is said already.
            if found
                .faults
                .iter()
                .all(|fault| fault.wrong != Wrong::Broken)
            {
                found.fault(Wrong::Foreign, place, "封存账里没有这一号");
            }
            continue;
        };
        let entry = entry.clone();
        one(fs, folder, &entry, (&mut sums, found))?;
        same_signature(fs, folder, seq, (&letters, found))?;
    }
    mixed(&sums, found);
    pointer(fs, folder, found)?;
    ledger::signed(found);
    for (path, ours) in [
        (pages::BACK_PATH, pages::back()),
        (pages::STYLE_PATH, pages::style()),
    ] {
        match fs.kind(&folder.join(path))? {
            Some(Kind::File) => {
                let text = fs.read(&folder.join(path))?;
                let text = String::from_utf8_lossy(&text);
                if let Some(reason) = pages::unlike(&text, &ours) {
                    found.fault(Wrong::Changed, path, reason);
                }
                found.files += 1;
            }
            _ => found.fault(Wrong::Missing, path, ""),
        }
    }
    Ok(())
}

/// What stands beside the ledger and the releases.
fn top(fs: &dyn Fs, folder: &Path, found: &mut Examination) -> io::Result<()> {
    for (name, kind) in fs.list(folder)? {
        match (name.as_str(), kind) {
            (RELEASES | LEDGER | REGISTERS | OWN | CAPSULES, Kind::Folder)
            | (POINTER | TRUST, Kind::File) => {}
            (name, Kind::File) if is_signature(name, TRUST) => {}
            (name, Kind::File) if is_left_over(name) => left_over(name, found),
            (name, _) if is_systems(name) => {}
            (name, _) => found.fault(Wrong::Foreign, name, ""),
        }
    }
    let work = folder.join(OWN).join(WORK);
    if fs.kind(&work)? == Some(Kind::Folder) && !fs.list(&work)?.is_empty() {
        left_over(&format!("{OWN}/{WORK}"), found);
    }
    Ok(())
}

fn left_over(place: &str, found: &mut Examination) {
    found.notes.push(format!(
        "{place} 是上次没有做完时留下的，再发布一次就会清掉"
    ));
}

fn one(
    fs: &dyn Fs,
    folder: &Path,
    entry: &Entry,
    (sums, found): (&mut BTreeMap<u32, Sums>, &mut Examination),
) -> io::Result<()> {
    let name = format!("{RELEASES}/{}", number(entry.seq));
    let looked = release::look(fs, &folder.join(&name), entry)?;
    if looked.is_whole() {
        found.whole.push(entry.seq);
    }
    found.files += looked.files;
    found.unread.extend(looked.unread);
    for mut fault in looked.faults {
        fault.place = format!("{name}/{}", fault.place);
        // Which other release has this very page is found when all lists are known.
        if fault.wrong == Wrong::Changed && fault.reason.is_empty() {
            let digest = fs.digest(&folder.join(&fault.place))?;
            fault.reason = digest.hex();
        }
        found.faults.push(fault);
    }
    if let Some(list) = looked.sums {
        sums.insert(entry.seq, list);
    }
    Ok(())
}

/// A changed page may be that of another release: then releases were mixed.
fn mixed(sums: &BTreeMap<u32, Sums>, found: &mut Examination) {
    for fault in &mut found.faults {
        let Some(local) = fault.place.strip_prefix("releases/") else {
            continue;
        };
        let Some((_, path)) = local.split_once('/') else {
            continue;
        };
        if fault.wrong != Wrong::Changed || fault.reason.len() != 64 {
            continue;
        }
        let mut lists = sums.iter();
        let twin = lists.find(|(_, list)| {
            list.0
                .get(path)
                .is_some_and(|digest| digest.hex() == fault.reason)
        });
        fault.reason = match twin {
            Some((seq, _)) => format!("是第 {seq} 号里的那一份，混进来了"),
            None => "和封存时的内容不一样".to_owned(),
        };
    }
}

/// The signatures in a release are those beside the ledger.
fn same_signature(
    fs: &dyn Fs,
    folder: &Path,
    seq: u32,
    (letters, found): (&BTreeMap<String, Vec<u8>>, &mut Examination),
) -> io::Result<()> {
    let release = format!("{RELEASES}/{}", number(seq));
    let of = format!("{LEDGER}/{}.txt", number(seq));
    let mut expected: BTreeMap<String, &Vec<u8>> = letters
        .iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix(&of)?, bytes)))
        .map(|(rest, bytes)| (format!("{ENTRY}{rest}"), bytes))
        .collect();
    for (name, kind) in fs.list(&folder.join(&release))? {
        if !is_signature(&name, ENTRY) || kind != Kind::File {
            continue;
        }
        let place = format!("{release}/{name}");
        match expected.remove(&name) {
            None => found.fault(Wrong::Foreign, place, "封存账旁边没有这个签名"),
            Some(beside) if fs.read(&folder.join(&place))? != *beside => {
                found.fault(Wrong::Changed, place, "和封存账旁边的签名不一样");
            }
            Some(_) => {}
        }
    }
    for name in expected.into_keys() {
        let place = format!("{release}/{name}");
        found.fault(Wrong::Missing, place, "封存账旁边有签名，这里没有");
    }
    Ok(())
}

/// The page that leads to a release.
fn pointer(fs: &dyn Fs, folder: &Path, found: &mut Examination) -> io::Result<()> {
    let path = folder.join(POINTER);
    if fs.kind(&path)? != Some(Kind::File) {
        found.fault(Wrong::Missing, POINTER, "没有指向任何一号");
        return Ok(());
    }
    found.files += 1;
    let text = fs.read(&path)?;
    let text = String::from_utf8_lossy(&text);
    let Some(seq) = pages::leads_to(&text) else {
        found.fault(Wrong::Changed, POINTER, "看不出指向哪一号");
        return Ok(());
    };
    found.served = Some(seq);
    let entry = found.chain.entries().find(|(entry, _)| entry.seq == seq);
    let Some((entry, _)) = entry else {
        if found.chain.next_seq() <= seq {
            let reason = format!(
                "指向第 {seq} 号，封存账（到第 {} 号为止读得通）里没有",
                found.chain.next_seq() - 1
            );
            found.fault(Wrong::Changed, POINTER, reason);
        }
        return Ok(());
    };
    if let Some(reason) = pages::unlike_pointer(&text, entry) {
        found.fault(Wrong::Changed, POINTER, reason);
    }
    let name = format!("{RELEASES}/{}", number(seq));
    if fs.kind(&folder.join(&name))? != Some(Kind::Folder) {
        found.fault(Wrong::Missing, name, "首页指着它");
    }
    Ok(())
}

/// Past its day, or behind its own ledger.
fn age(found: &mut Examination, today: NaiveDate) {
    let served = found.served;
    let entry = found
        .chain
        .entries()
        .find(|(entry, _)| Some(entry.seq) == served);
    let Some((entry, _)) = entry else {
        return;
    };
    let (seq, until) = (entry.seq, entry.valid_until);
    let newest = found.chain.next_seq() - 1;
    if today > until {
        let line = format!("第 {seq} 号应更新日期是 {until}，今天 {today}，已经过了");
        found.stale.push(line);
    }
    if seq < newest && found.faults.is_empty() {
        found.stale.push(format!(
            "封存账已到第 {newest} 号，首页还指着第 {seq} 号：上次发布没有做完，请再发布一次"
        ));
    }
}
