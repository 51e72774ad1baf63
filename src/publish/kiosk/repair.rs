//! At its start and before it takes anything, a kiosk looks whether its pointer leads to a release that is whole; if not,
//! it leads to the newest one that is.

use std::path::Path;

use chrono::NaiveDate;

use crate::ledger::entry::Entry;
use crate::publish::examine::ledger::{self, Kept};
use crate::publish::examine::release;
use crate::publish::folder;
use crate::publish::kiosk::state::Memory;
use crate::publish::layout::{ENTRY, POINTER, RELEASES, number};
use crate::publish::pages::{self, Look};
use crate::publish::{standing, trouble};
use crate::storage::Fs;

/// What is shown, and what had to be done for it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// The number of the release; `None` where none is whole.
    pub(crate) seq: Option<u32>,
    /// The day until which it may be taken for current has passed.
    pub(crate) stale: bool,
    /// What is worth knowing.
    pub(crate) notes: Vec<String>,
}

/// Puts the pointer right.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn repair(fs: &dyn Fs, kiosk: &Path, today: NaiveDate) -> anyhow::Result<Shown> {
    let memory = Memory::read(fs, kiosk).ok();
    let kept = ledger::read(fs, kiosk).map_err(|error| trouble::unreadable(kiosk, &error))?;
    let mut shown = Shown::default();
    if let Some(fault) = kept.faults.first() {
        let note = format!(
            "本机的封存账不完好（{}），下次取到新的一号时会补好",
            fault.line()
        );
        shown.notes.push(note);
    }
    let pointer = fs.read(&kiosk.join(POINTER)).unwrap_or_default();
    let pointer = String::from_utf8_lossy(&pointer).into_owned();
    let served = pages::leads_to(&pointer);
    let mut numbers =
        standing::releases(fs, kiosk).map_err(|error| trouble::unreadable(kiosk, &error))?;
    // The one that is shown comes first: a newer one was not finished.
    numbers.sort_by_key(|seq| (Some(*seq) != served, u32::MAX - seq));
    for seq in numbers {
        let Some(entry) = entry(fs, kiosk, seq, (&kept, memory.as_ref())) else {
            continue;
        };
        let place = kiosk.join(RELEASES).join(number(seq));
        if !release::look(fs, &place, &entry).is_ok_and(|looked| looked.is_whole()) {
            shown.notes.push(format!("第 {seq} 号不完好，没有用"));
            continue;
        }
        let seen = seen(memory, today);
        let look = Look {
            kiosk: true,
            stale: seen > entry.valid_until,
            town: false,
        };
        if pages::pointer(&entry, look) != pointer {
            if served != Some(seq) {
                shown.notes.push(format!("首页已改指第 {seq} 号"));
            }
            folder::point(fs, &entry, kiosk, look)?;
        }
        shown.seq = Some(seq);
        shown.stale = look.stale;
        return Ok(shown);
    }
    Ok(shown)
}

/// The later of what the clock says and what was seen: a clock moved back clears no warning.
fn seen(memory: Option<Memory>, today: NaiveDate) -> NaiveDate {
    memory.map_or(today, |memory| memory.seen.max(today))
}

/// Notes down the day, so that a clock moved back is found.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn note_day(fs: &dyn Fs, kiosk: &Path, today: NaiveDate) -> anyhow::Result<()> {
    let Ok(memory) = Memory::read(fs, kiosk) else {
        return Ok(());
    };
    if today <= memory.seen {
        return Ok(());
    }
    Memory {
        seen: today,
        ..memory
    }
    .write(fs, kiosk)
}

/// The entry of a release: from the ledger, or, where that is damaged, the one that the memory stands for.
fn entry(
    fs: &dyn Fs,
    kiosk: &Path,
    seq: u32,
    (kept, memory): (&Kept, Option<&Memory>),
) -> Option<Entry> {
    if let Some((entry, _)) = kept.chain.entries().find(|(entry, _)| entry.seq == seq) {
        return Some(entry.clone());
    }
    let path = kiosk.join(RELEASES).join(number(seq)).join(ENTRY);
    let text = String::from_utf8(fs.read(&path).ok()?).ok()?;
    let entry = Entry::read(&text).ok()?;
    let is_remembered = memory.is_some_and(|memory| memory.head == entry.digest());
    is_remembered.then_some(entry)
}
