//! Signatures of a ledger, judged by the register of keys that was in force at each entry.

use std::collections::BTreeMap;

use crate::publish::examine::ledger::Kept;
use crate::publish::examine::{Fault, Wrong};
use crate::publish::layout::{LEDGER, REGISTERS, SIGNATURE, TRUST, number, register, version_of};
use crate::trust::history::{History, Signed, Wrong as File};
use crate::trust::register::{Key, Register};
use crate::trust::threshold::Threshold;
use crate::trust::timeline::{Standing, Timeline};

/// How the entries of a ledger are signed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Judged {
    /// Versions of the register that are signed as the one before asks, the first one first.
    pub(crate) registers: Vec<Register>,
    /// The version in force at the end of the ledger; 0 where the village has no keys.
    pub(crate) sealed: u32,
    /// The first entry that is judged by a register.
    pub(crate) since: Option<u32>,
    /// Entries with every signature they need.
    pub(crate) complete: usize,
    /// Who has signed, each once, by role and name.
    pub(crate) signers: Vec<Key>,
    /// What is not as it should be with registers and signatures.
    pub(crate) faults: Vec<Fault>,
    /// Entries that lack signatures, and what they lack.
    pub(crate) open: Vec<(u32, Threshold)>,
    /// A version lies there that no entry has put in force.
    pub(crate) waiting: bool,
}

impl Judged {
    /// The register in force at the end of the ledger.
    pub(crate) fn in_force(&self) -> Option<&Register> {
        let place = usize::try_from(self.sealed).ok()?.checked_sub(1)?;
        self.registers.get(place)
    }

    /// The first thing that stands against using the ledger: a fault, or an entry that lacks signatures.
    pub(crate) fn against(&self) -> Option<Fault> {
        let open = self.open.first();
        let fault = self.faults.first().cloned();
        fault.or_else(|| open.map(|(seq, missing)| lacking(*seq, missing)))
    }
}

/// An entry that lacks signatures, as a fault.
pub(crate) fn lacking(seq: u32, missing: &Threshold) -> Fault {
    let place = format!("{LEDGER}/{}.txt", number(seq));
    Fault::new(Wrong::Unsigned, place, format!("还差签名: {missing}"))
}

/// Judges every entry by the register in force at its number.
pub(crate) fn judge(kept: &Kept) -> Judged {
    let mut judged = Judged::default();
    if let Err(fault) = follow(kept, &mut judged) {
        judged.faults.push(fault);
    }
    judged
}

fn follow(kept: &Kept, judged: &mut Judged) -> Result<(), Fault> {
    let versions = versions(kept)?;
    let history = History::read(&versions).map_err(|wrong| fault(REGISTERS, wrong))?;
    judged.registers = history.registers().to_vec();
    let timeline = Timeline::new(&history, &kept.chain).map_err(|mut wrong| {
        if let Some(draft) = history.draft() {
            let (version, missing) = (draft.register.version, &draft.missing);
            let reason = &wrong.reason;
            wrong.reason = format!("{reason}（第 {version} 版还差签名: {missing}）");
        }
        fault(LEDGER, wrong)
    })?;
    judged.sealed = timeline.sealed_version();
    let later = kept.letters.keys().filter_map(|path| version_in(path));
    let later: Vec<u32> = later.filter(|version| *version > judged.sealed).collect();
    judged.waiting = !later.is_empty();
    for (entry, _) in kept.chain.entries() {
        if timeline.in_force(entry.seq).is_some() {
            judged.since.get_or_insert(entry.seq);
        }
        let name = format!("{}.txt", number(entry.seq));
        match timeline.verify(&signed(kept, LEDGER, name, entry.to_string())) {
            Standing::Unsigned => {}
            Standing::Wrong(wrong) => judged.faults.push(fault(LEDGER, wrong)),
            Standing::Signed { by, missing } => {
                for key in by {
                    if !judged.signers.contains(&key) {
                        judged.signers.push(key);
                    }
                }
                if missing.is_nothing() {
                    judged.complete += 1;
                } else {
                    judged.open.push((entry.seq, missing));
                }
            }
        }
    }
    judged
        .signers
        .sort_by(|one, other| (one.role, &one.name).cmp(&(other.role, &other.name)));
    Ok(())
}

/// The versions of the register, the first one first, up to the first that is not there.
fn versions(kept: &Kept) -> Result<Vec<Signed>, Fault> {
    let mut versions = Vec::new();
    for version in 1.. {
        let name = register(version);
        let Some(bytes) = kept.letters.get(&format!("{REGISTERS}/{name}")) else {
            break;
        };
        let text = String::from_utf8(bytes.clone())
            .map_err(|_| fault(REGISTERS, File::new(&name, "不是文字")))?;
        versions.push(signed(kept, REGISTERS, name, text));
    }
    Ok(versions)
}

/// A text with the signature files beside it.
fn signed(kept: &Kept, folder: &str, file: String, text: String) -> Signed {
    let path = format!("{folder}/{file}");
    let beside = kept.letters.range(format!("{path}.")..);
    let beside = beside.take_while(|(name, _)| name.starts_with(&path));
    let signatures = beside.filter(|(name, _)| name.ends_with(SIGNATURE));
    let signatures = signatures.map(|(name, bytes)| {
        let name = name.rsplit('/').next().unwrap_or(name);
        (name.to_owned(), String::from_utf8_lossy(bytes).into_owned())
    });
    Signed {
        signatures: signatures.collect(),
        file,
        text,
    }
}

/// The version of the register that a letter is or is a signature of.
fn version_in(path: &str) -> Option<u32> {
    version_of(path.strip_prefix(REGISTERS)?.strip_prefix('/')?)
}

fn fault(folder: &str, wrong: File) -> Fault {
    let place = format!("{folder}/{}", wrong.file);
    Fault::new(Wrong::Signature, place, wrong.reason)
}

/// What `trust.json` and the signatures beside it are when a version is the newest.
fn copies(kept: &Kept, version: u32) -> BTreeMap<String, &Vec<u8>> {
    let path = format!("{REGISTERS}/{}", register(version));
    let letters = kept.letters.range(path.clone()..);
    let own = letters.take_while(|(name, _)| name.starts_with(&path));
    own.map(|(name, bytes)| (name.replacen(&path, TRUST, 1), bytes))
        .collect()
}

/// What is wrong with `trust.json`, by which nothing is judged: it repeats the version in force, or, in an archive, the
/// newest that is signed.
pub(crate) fn copy_faults(kept: &Kept, judged: &Judged, is_archive: bool) -> Vec<Fault> {
    let newest = if is_archive {
        u32::try_from(judged.registers.len()).unwrap_or(u32::MAX)
    } else {
        judged.sealed
    };
    let expected = copies(kept, newest);
    // A publication that was cut off has brought the next version and not yet the entry that puts it in force.
    let is_between = judged.waiting && !is_archive;
    let next = if is_between {
        copies(kept, newest + 1)
    } else {
        BTreeMap::new()
    };
    let standing = kept.letters.iter();
    let standing = standing.filter(|(path, _)| path.starts_with(TRUST));
    let mut missing = expected.clone();
    let mut faults = Vec::new();
    for (path, bytes) in standing {
        missing.remove(path);
        if expected.get(path) == Some(&bytes) || next.get(path) == Some(&bytes) {
            continue;
        }
        let (wrong, reason) = if expected.contains_key(path) {
            let reason = format!("和 {REGISTERS} 文件夹里的第 {newest} 版不一样");
            (Wrong::Changed, reason)
        } else if newest == 0 {
            let reason = "封存账里没有起用过钥匙册";
            (Wrong::Foreign, reason.to_owned())
        } else {
            let reason = format!("{REGISTERS} 文件夹里的第 {newest} 版没有");
            (Wrong::Foreign, reason)
        };
        faults.push(Fault::new(wrong, path, reason));
    }
    if !is_between {
        let missing = missing.into_keys();
        faults.extend(missing.map(|path| Fault::new(Wrong::Missing, path, "")));
    }
    faults
}

/// Letters of the register that belong to no version: behind a gap, or signatures without their text.
pub(crate) fn strays(kept: &Kept, judged: &Judged) -> Vec<Fault> {
    let known = judged.sealed + 1;
    let letters = kept.letters.keys();
    let stray = letters.filter(|path| version_in(path).is_some_and(|version| version > known));
    let reason = "封存账里没有起用它";
    stray
        .map(|path| Fault::new(Wrong::Foreign, path, reason))
        .collect()
}

/// What of a ledger's letters goes to a target: signatures of entries, the versions of the register that the ledger has
/// put in force, and the newest of these once more as `trust.json`.
pub(crate) fn carried(kept: &Kept, judged: &Judged) -> BTreeMap<String, Vec<u8>> {
    let is_in_force = |path: &str| match version_in(path) {
        Some(version) => version <= judged.sealed,
        None => path.starts_with(LEDGER),
    };
    let letters = kept.letters.iter();
    let letters = letters.filter(|(path, _)| is_in_force(path));
    let mut carried: BTreeMap<String, Vec<u8>> = letters
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect();
    let copies = copies(kept, judged.sealed).into_iter();
    carried.extend(copies.map(|(path, bytes)| (path, bytes.clone())));
    carried
}
