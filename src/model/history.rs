//! What was sealed of a village before: every edition of every record, and what became of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::catalog::procedure::Procedure;
use crate::ledger::change::Kind;
use crate::ledger::sums::Sums;
use crate::model::difference::{Difference, Side, differences};
use crate::model::record::Record;
use crate::model::village::Village;
use crate::source::SourceTree;
use crate::value::digest::Digest;

/// The sealed past of a village; empty where nothing was ever sealed.
#[derive(Debug, Default)]
pub(crate) struct History {
    /// Editions by address, oldest first.
    pub(crate) records: BTreeMap<String, Vec<Edition>>,
    /// Every seal, oldest first.
    pub(crate) seals: Vec<Seal>,
    /// What is wrong with the archive itself, in Chinese.
    pub(crate) damage: Vec<String>,
}

/// One seal of the village as a whole.
#[derive(Debug, Clone)]
pub(crate) struct Seal {
    /// Its number.
    pub(crate) seq: u32,
    /// Its day.
    pub(crate) day: NaiveDate,
    /// Until when a reader may take it for current.
    pub(crate) valid_until: NaiveDate,
    /// How many records of each kind it changed.
    pub(crate) changes: Vec<(Kind, usize)>,
    /// Digest of its entry; `None` for the newest, since a release never holds its own.
    pub(crate) head: Option<Digest>,
}

/// One version file of a record (版本) as it was sealed.
#[derive(Debug)]
pub(crate) struct Edition {
    /// Number of the version file, from 1.
    pub(crate) version: u32,
    /// What the seal called it.
    pub(crate) kind: Kind,
    /// Number of the seal.
    pub(crate) seq: u32,
    /// Day of the seal.
    pub(crate) day: NaiveDate,
    /// Why, or what was changed.
    pub(crate) note: String,
    /// Who approved.
    pub(crate) by: String,
    /// Digest in the ledger.
    pub(crate) digest: Digest,
    /// What it held.
    pub(crate) content: Content,
}

/// What an edition held.
#[derive(Debug)]
pub(crate) enum Content {
    /// Exactly what stands in the content folder now, with the digests of its files.
    Standing(Sums),
    /// Something else.
    Former(Former),
    /// Taken out of the archive on purpose (撤回 with removal), or lost; the ledger keeps its digest.
    Withheld,
}

/// A record as it was.
#[derive(Debug)]
pub(crate) struct Former {
    /// The record; its spans point into a file that is no longer there.
    pub(crate) record: Box<Record>,
    /// Its files with the digests they had.
    pub(crate) files: Sums,
}

impl History {
    /// Editions of a record, oldest first.
    pub(crate) fn of(&self, address: &str) -> &[Edition] {
        self.records.get(address).map_or(&[], Vec::as_slice)
    }

    /// The digest in the ledger of what stands in the folder, when exactly that was sealed.
    pub(crate) fn sealed(&self, address: &str) -> Option<&Edition> {
        let last = self.of(address).last()?;
        matches!(last.content, Content::Standing(_)).then_some(last)
    }
}

impl Village {
    /// The editions of a record, each with what reads differently than in the one before; `None` for the first, and where
    /// the content of one of the two was taken out.
    pub(crate) fn editions(
        &self,
        address: &str,
        procedure: &Procedure,
    ) -> Vec<(&Edition, Option<Vec<Difference>>)> {
        let mut before: Option<Side<'_>> = None;
        let mut told = Vec::new();
        for edition in self.history.of(address) {
            let side = self.side(address, edition);
            let pair = before.zip(side);
            let found = pair.map(|(old, new)| differences(old, new, procedure));
            told.push((edition, found));
            before = side;
        }
        told
    }

    /// What the check code of a record stands for: its sealed version, with a nonce in it; before it is sealed the file
    /// itself, unless names in it are hidden, since from a bare digest they could be guessed.
    pub(crate) fn coded(&self, record: &Record) -> Option<Digest> {
        let sealed = self.history.sealed(&record.address);
        let bare = || (!record.masks()).then_some(Digest(record.digest));
        sealed.map(|edition| edition.digest).or_else(bare)
    }

    /// The content of an edition, unless it was taken out.
    pub(crate) fn side<'a>(&'a self, address: &str, edition: &'a Edition) -> Option<Side<'a>> {
        match &edition.content {
            Content::Standing(files) => Some(Side {
                record: self.record(address)?,
                files,
            }),
            Content::Former(former) => Some(Side {
                record: &former.record,
                files: &former.files,
            }),
            Content::Withheld => None,
        }
    }
}

/// The record's own file, its translations and the files that its page shows, with their digests as they stand now.
pub(crate) fn sums(record: &Record, tree: &SourceTree, kept_inside: &BTreeSet<String>) -> Sums {
    let shown = record
        .files
        .iter()
        .filter(|path| !kept_inside.contains(*path));
    let files = shown.filter_map(|path| {
        let digest = Digest::read_hex(&tree.assets.get(path)?.sha256)?;
        Some((path.clone(), digest))
    });
    let own = tree.local_path(record.file).to_owned();
    let translations = record.translations.iter();
    let translations = translations.map(|one| (one.path.clone(), one.digest));
    let texts = translations.chain([(own, Digest(record.digest))]);
    Sums(files.chain(texts).collect())
}
