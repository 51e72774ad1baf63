//! A kiosk: it takes releases from a stick, a zip or a server of its network, uses none that does not go on from what it
//! has seen, and never goes dark.

pub(crate) mod repair;
pub(crate) mod shelf;
pub(crate) mod state;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::ledger::chain::{Chain, head_code};
use crate::publish::bundle::{self, CAPS};
use crate::publish::examine::ledger::{self, Kept};
use crate::publish::examine::release as look;
use crate::publish::examine::signatures::{self, Judged};
use crate::publish::fetch;
use crate::publish::folder::{self, Done};
use crate::publish::http::Address;
use crate::publish::kiosk::state::{Lost, Memory};
use crate::publish::layout::{LEDGER, OWN, REGISTERS, RELEASES, number};
use crate::publish::pages::Look;
use crate::publish::release::Release;
use crate::publish::signed::Pinned;
use crate::publish::standing::{self, first_difference};
use crate::publish::{signed, trouble, walk};
use crate::storage::{Fs, Kind};
use crate::trust::register::Register;
use crate::value::digest::Digest;

/// Where releases come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// A folder: a stick, a share.
    Folder(PathBuf),
    /// A zip.
    Zip(PathBuf),
    /// A server of the local network.
    Http(Address),
}

impl Source {
    /// Reads what somebody wrote.
    ///
    /// # Errors
    /// When it is an address that cannot be used.
    pub(crate) fn read(text: &str) -> anyhow::Result<Self> {
        if let Some(address) = Address::read(text) {
            return Ok(Self::Http(address));
        }
        if text.contains("://") || text.chars().any(char::is_control) {
            anyhow::bail!("`{text}`不能作来源，可以写文件夹、.zip 文件，或 http://内网地址/");
        }
        let path = PathBuf::from(text);
        let is_zip = path
            .extension()
            .is_some_and(|kind| kind.eq_ignore_ascii_case("zip"));
        Ok(if is_zip {
            Self::Zip(path)
        } else {
            Self::Folder(path)
        })
    }
}

/// What came of asking a source.
#[derive(Debug)]
pub(crate) enum Pulled {
    /// A new release is shown, or the one that is shown was put right.
    Shown(Done),
    /// What is shown is what the source has.
    Same(u32),
    /// Two ledgers: somebody must look at the paper.
    Alarm(String),
    /// The source has nothing that may be used.
    Refused(String),
}

/// Pins whose ledger a kiosk follows, and from where.
///
/// # Errors
/// When something is pinned already, or the source cannot be used.
pub(crate) fn init(
    fs: &dyn Fs,
    kiosk: &Path,
    (source, from, paper): (&Source, &str, Option<&str>),
    today: NaiveDate,
) -> anyhow::Result<Memory> {
    match Memory::read(fs, kiosk) {
        Err(Lost::None) => {}
        Ok(memory) => anyhow::bail!(
            "{} 已经设过，是`{}`的第 {} 号；要重新设，先换一个空文件夹",
            kiosk.display(),
            memory.origin,
            memory.seq
        ),
        Err(lost) => return Err(told(lost, kiosk)),
    }
    standing::look(fs, kiosk)?;
    let work = begin(fs, kiosk)?;
    let (folder, kept) = arrive(fs, source, &Kept::default(), &work.join("incoming"))?;
    if let Some(fault) = kept.faults.first() {
        anyhow::bail!("来源的封存账不完好（{}），没有使用", fault.line());
    }
    let (Some(entry), Some(head)) = (kept.chain.newest(), kept.chain.head()) else {
        anyhow::bail!("{} 里没有发布过的网页", folder.display());
    };
    let judged = signatures::judge(&kept);
    if let Some(fault) = judged.against() {
        anyhow::bail!("来源的签名不对（{}），没有使用", fault.line());
    }
    if let Some(paper) = paper {
        match signed::pinned(&judged, paper) {
            Pinned::Own(_) => {}
            Pinned::Other(line) | Pinned::Unclear(line) => anyhow::bail!("{line}；没有使用"),
        }
    }
    let memory = Memory {
        origin: entry.origin.clone(),
        seq: entry.seq,
        head,
        trust: judged.in_force().map(Register::digest),
        seen: today,
        from: from.to_owned(),
    };
    memory.write(fs, kiosk)?;
    clean(fs, &work)?;
    Ok(memory)
}

/// Takes what a source has, if it goes on from what was seen.
///
/// # Errors
/// When the source cannot be reached or the disk refuses; what was shown is shown still.
pub(crate) fn pull(
    fs: &dyn Fs,
    kiosk: &Path,
    source: &Source,
    today: NaiveDate,
) -> anyhow::Result<Pulled> {
    let mut memory = match Memory::read(fs, kiosk) {
        Ok(memory) => memory,
        Err(Lost::Forked(reason)) => return Ok(Pulled::Alarm(reason)),
        Err(lost) => return Err(told(lost, kiosk)),
    };
    let local = ledger::read(fs, kiosk).map_err(|error| trouble::unreadable(kiosk, &error))?;
    let work = begin(fs, kiosk)?;
    let incoming = work.join("incoming");
    let (place, kept) = arrive(fs, source, &local, &incoming)?;
    let judged = signatures::judge(&kept);
    let ruling = rule(&memory, &local.chain, (&kept, &judged));
    if let Err(stop) = ruling {
        clean(fs, &work)?;
        return Ok(stop);
    }
    memory.seen = memory.seen.max(today);
    let (Some(entry), Some(head)) = (kept.chain.newest(), kept.chain.head()) else {
        return Ok(Pulled::Refused("来源里没有发布过的网页".to_owned()));
    };
    memory.seen = memory.seen.max(entry.time.date_naive());
    let looks = Look {
        kiosk: true,
        stale: memory.seen > entry.valid_until,
        town: false,
    };
    let is_shown = entry.seq == memory.seq && stands(fs, kiosk, &kept.chain);
    if is_shown {
        folder::point(fs, entry, kiosk, looks)?;
        memory.write(fs, kiosk)?;
        clean(fs, &work)?;
        return Ok(Pulled::Same(entry.seq));
    }
    if let Source::Http(address) = source {
        fetch::release(fs, address, &kept, &near(fs, kiosk), &incoming)?;
    }
    let release = Release::of_target(fs, &place)?;
    if !local.faults.is_empty() {
        // What stands is damaged; the source goes on from the head that is remembered, so its ledger takes the place.
        for name in [LEDGER, REGISTERS] {
            let (ledger, aside) = (kiosk.join(name), work.join(format!("damaged-{name}")));
            let refused = |error| trouble::refused(&ledger, &error);
            if fs.kind(&ledger).map_err(refused)?.is_some() {
                fs.rename(&ledger, &aside).map_err(refused)?;
            }
        }
    }
    let mut done = folder::publish(fs, &release, kiosk, looks)?;
    memory.seq = done.seq;
    memory.head = head;
    let trust = judged.in_force().map(Register::digest);
    if let Some(register) = judged.in_force().filter(|_| trust != memory.trust) {
        done.notes.push(exchanged(register));
    }
    memory.trust = trust;
    memory.write(fs, kiosk)?;
    clean(fs, &work)?;
    Ok(Pulled::Shown(done))
}

/// What is worth knowing of a register that is new here.
fn exchanged(register: &Register) -> String {
    let fingerprint = register.fingerprint();
    match register.version {
        1 => format!("从这一号起有签名，钥匙册的指纹是 {fingerprint}，请和纸上留底的对一遍"),
        version => {
            format!("钥匙册换到第 {version} 版，是按上一版的要求签了名的，指纹 {fingerprint}")
        }
    }
}

/// The rules by which a kiosk goes on: an unbroken chain from the head it knows, signed as the register that it knows and
/// those that follow from it ask.
pub(crate) fn rule(
    memory: &Memory,
    local: &Chain,
    (kept, judged): (&Kept, &Judged),
) -> Result<(), Pulled> {
    let refused = |text: String| Err(Pulled::Refused(text));
    if let Some(fault) = kept.faults.first() {
        return refused(format!("来源的封存账不完好（{}），没有使用", fault.line()));
    }
    let Some(newest) = kept.chain.newest() else {
        return refused("来源里没有发布过的网页".to_owned());
    };
    if newest.origin != memory.origin {
        return refused(format!(
            "来源是`{}`的，本机是`{}`的，没有使用",
            newest.origin, memory.origin
        ));
    }
    let at = kept
        .chain
        .entries()
        .find(|(entry, _)| entry.seq == memory.seq);
    if let Some((_, digest)) = at
        && digest != memory.head
    {
        return Err(Pulled::Alarm(format!(
            "同号异文：来源第 {} 号的总核对码是 {}，本机见过的第 {} 号是 {}",
            memory.seq,
            head_code(digest),
            memory.seq,
            head_code(memory.head)
        )));
    }
    if let Some(difference) = first_difference(local, &kept.chain) {
        return Err(Pulled::Alarm(format!(
            "同号异文：来源第 {} 号的总核对码是 {}，本机的第 {} 号是 {}",
            difference.seq, difference.theirs, difference.seq, difference.ours
        )));
    }
    if at.is_none() {
        return refused(format!(
            "来源只到第 {} 号，本机已见过第 {} 号，来源是旧的或被截短了，没有使用",
            newest.seq, memory.seq
        ));
    }
    if let Some(fault) = judged.against() {
        return refused(format!("来源的签名不对（{}），没有使用", fault.line()));
    }
    let is_known = |known: Digest| judged.registers.iter().any(|one| one.digest() == known);
    if memory.trust.is_some_and(|known| !is_known(known)) {
        return Err(Pulled::Alarm(
            "钥匙册换成了另一本：本机记住的那一版不在来源里".to_owned(),
        ));
    }
    Ok(())
}

/// Whether the newest release of the ledger stands here whole.
fn stands(fs: &dyn Fs, kiosk: &Path, chain: &Chain) -> bool {
    chain.newest().is_some_and(|entry| {
        let place = kiosk.join(RELEASES).join(number(entry.seq));
        let local = ledger::read(fs, kiosk).is_ok_and(|kept| kept.chain.head() == chain.head());
        local && look::look(fs, &place, entry).is_ok_and(|looked| looked.is_whole())
    })
}

/// Content that stands on the kiosk's own disk, whole.
fn near(fs: &dyn Fs, kiosk: &Path) -> BTreeSet<Digest> {
    let found = ledger::read(fs, kiosk).unwrap_or_default();
    let numbers = standing::releases(fs, kiosk).unwrap_or_default();
    let Some(last) = numbers.first() else {
        return BTreeSet::new();
    };
    let entry = found.chain.entries().find(|(entry, _)| entry.seq == *last);
    let place = kiosk.join(RELEASES).join(number(*last));
    entry
        .and_then(|(entry, _)| look::look(fs, &place, entry).ok())
        .filter(look::Looked::is_whole)
        .and_then(|looked| looked.sums)
        .map(|sums| sums.0.into_values().collect())
        .unwrap_or_default()
}

/// Makes what a source has readable as a folder, and reads its ledger.
fn arrive(
    fs: &dyn Fs,
    source: &Source,
    local: &Kept,
    incoming: &Path,
) -> anyhow::Result<(PathBuf, Kept)> {
    let place = match source {
        Source::Folder(folder) => {
            let kind = fs.kind(folder);
            match kind.map_err(|error| trouble::unreadable(folder, &error))? {
                Some(Kind::Folder) => folder.clone(),
                Some(Kind::File | Kind::Other) => {
                    anyhow::bail!("{} 不是文件夹，也不是 .zip", folder.display())
                }
                None => anyhow::bail!("找不到 {}，U 盘插好了吗？", folder.display()),
            }
        }
        Source::Zip(path) => {
            bundle::unpack(fs, path, incoming, CAPS)?;
            incoming.to_owned()
        }
        Source::Http(address) => {
            fetch::history(fs, address, local, incoming)?;
            incoming.to_owned()
        }
    };
    let kept = ledger::read(fs, &place).map_err(|error| trouble::unreadable(&place, &error))?;
    Ok((place, kept))
}

fn begin(fs: &dyn Fs, kiosk: &Path) -> anyhow::Result<PathBuf> {
    let work = kiosk.join(OWN).join("arriving");
    clean(fs, &work)?;
    fs.make_folder(&work)
        .map_err(|error| trouble::refused(&work, &error))?;
    Ok(work)
}

fn clean(fs: &dyn Fs, work: &Path) -> anyhow::Result<()> {
    walk::clear(fs, work).map_err(|error| trouble::refused(work, &error))
}

fn told(lost: Lost, kiosk: &Path) -> anyhow::Error {
    match lost {
        Lost::None => anyhow::anyhow!(
            "{} 还没有设过，先 sanwu kiosk init {} --from 来源",
            kiosk.display(),
            kiosk.display()
        ),
        Lost::Forked(reason) | Lost::Unread(reason) => anyhow::anyhow!(reason),
    }
}
