//! Which register holds at which number of the ledger, and how an entry stands by it.
//!
//! An entry with `change: 密钥更换 trust vN sha256:…` puts version N in force, for itself and for every entry after it.

use crate::ledger::chain::Chain;
use crate::ledger::change::{Change, Kind};
use crate::ledger::entry::Entry;
use crate::trust::history::{History, Signed, Wrong, signers};
use crate::trust::register::{Key, Register};
use crate::trust::threshold::{Act, Threshold};

/// The address under which the ledger speaks of the register.
pub(crate) const RECORD: &str = "trust";

/// How an entry stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    /// 未签名: at that number the village had no keys.
    Unsigned,
    /// Every signature is good; the act may still lack some.
    Signed {
        /// Who has signed.
        by: Vec<Key>,
        /// What the act lacks; nothing when it is complete.
        missing: Threshold,
    },
    /// A signature file, or the entry itself, is not as it should be.
    Wrong(Wrong),
}

/// The registers with the number from which each holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Timeline<'a> {
    history: &'a History,
    chain: &'a Chain,
}

impl<'a> Timeline<'a> {
    /// Binds a history to a ledger.
    ///
    /// # Errors
    /// When the ledger names a version that is not there, is another, or lacks signatures.
    pub(crate) fn new(history: &'a History, chain: &'a Chain) -> Result<Self, Wrong> {
        let timeline = Self { history, chain };
        for (entry, _) in chain.entries() {
            timeline.named(entry)?;
        }
        Ok(timeline)
    }

    /// The register that holds for an entry of this number.
    pub(crate) fn in_force(&self, seq: u32) -> Option<&'a Register> {
        let entries = self.chain.entries().rev();
        let earlier = entries.filter(|(entry, _)| entry.seq <= seq);
        let mut named = earlier.filter_map(|(entry, _)| self.named(entry).ok().flatten());
        named.next()
    }

    /// The version in force at the end of the ledger; 0 for a village without keys.
    pub(crate) fn sealed_version(&self) -> u32 {
        self.in_force(u32::MAX)
            .map_or(0, |register| register.version)
    }

    /// The change that the next entry has to record, when a version waits to be put in force.
    pub(crate) fn change(&self) -> Option<Change> {
        let waiting = self.sealed_version() as usize;
        let register = self.history.registers().get(waiting)?;
        Some(Change {
            kind: Kind::Keys,
            record: RECORD.to_owned(),
            version: register.version,
            digest: register.digest(),
            note: String::new(),
            by: String::new(),
        })
    }

    /// The register that an entry to come will be judged by, and the keys it asks for.
    pub(crate) fn next_register(&self) -> Option<&'a Register> {
        let registers = self.history.registers();
        registers
            .get(self.sealed_version() as usize)
            .or_else(|| self.in_force(u32::MAX))
    }

    /// How an entry of the ledger stands.
    pub(crate) fn verify(&self, kept: &Signed) -> Standing {
        match self.judge(kept) {
            Ok(standing) => standing,
            Err(wrong) => Standing::Wrong(wrong),
        }
    }

    fn judge(&self, kept: &Signed) -> Result<Standing, Wrong> {
        let entry = Entry::read(&kept.text).map_err(|reason| Wrong::new(&kept.file, reason))?;
        let mut entries = self.chain.entries();
        let digest = entry.digest();
        if !entries.any(|(known, own)| known.seq == entry.seq && own == digest) {
            return Err(Wrong::new(&kept.file, "不是这本账里的这一号"));
        }
        let Some(register) = self.in_force(entry.seq) else {
            return match kept.signatures.first() {
                None => Ok(Standing::Unsigned),
                Some((file, _)) => Err(Wrong::new(file, "有签名，当时却没有钥匙册")),
            };
        };
        let keys: Vec<&Key> = register.keys.iter().collect();
        let by = signers(&keys, kept)?;
        let missing = register.missing(&acts(&entry), &by);
        Ok(Standing::Signed { by, missing })
    }

    /// The register that an entry puts in force.
    fn named(&self, entry: &Entry) -> Result<Option<&'a Register>, Wrong> {
        let file = format!("{:06}.txt", entry.seq);
        let is_about = |change: &&Change| change.record == RECORD || change.kind == Kind::Keys;
        let Some(change) = entry.changes.iter().find(is_about) else {
            return Ok(None);
        };
        if change.record != RECORD || change.kind != Kind::Keys {
            return Err(Wrong::new(&file, "密钥更换和别的改动混在一起"));
        }
        let version = change.version;
        let register = self.history.registers().get(version as usize - 1);
        let Some(register) = register else {
            let reason = format!("缺少签好名的第 {version} 版钥匙册");
            return Err(Wrong::new(&file, reason));
        };
        if register.digest() != change.digest {
            let reason = format!("第 {version} 版钥匙册和账上记的不一样");
            return Err(Wrong::new(&file, reason));
        }
        if register.origin != entry.origin {
            let reason = format!("钥匙册是`{}`的", register.origin);
            return Err(Wrong::new(&file, reason));
        }
        Ok(Some(register))
    }
}

/// What an entry does, as the register speaks of it.
pub(crate) fn acts(entry: &Entry) -> Vec<Act> {
    if entry.changes.is_empty() {
        return vec![Act::Renewal];
    }
    let acts = entry.changes.iter().map(|change| Act::of(change.kind));
    acts.collect()
}
