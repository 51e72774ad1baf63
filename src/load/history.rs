//! From what the archive holds to the sealed past of a village: former versions are read as the records they were.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::ledger::chain::Sealing;
use crate::ledger::change::Kind;
use crate::ledger::entry::Entry;
use crate::ledger::version::{Archive, Version};
use crate::load::record::{self, Outcome};
use crate::load::{files, translation};
use crate::model::history::{Content, Edition, Former, History, Seal, sums};
use crate::model::record::Record;
use crate::source::facts::Facts;
use crate::source::{Asset, FileId, SourceFile, SourceTree, decode};
use crate::value::digest::Digest;

/// Reads the past; records that stand as they were sealed are not read twice.
pub(super) fn read(
    archive: &Archive,
    records: &[Record],
    tree: &SourceTree,
    kept_inside: &BTreeSet<String>,
    catalog: &Catalog,
) -> History {
    let mut history = History {
        damage: archive.damage.clone(),
        ..History::default()
    };
    history.seals = archive
        .chain
        .entries()
        .map(|(entry, head)| seal(entry, head))
        .collect();
    if let Some(newest) = history.seals.last_mut() {
        newest.head = None;
    }
    let standing: BTreeMap<&str, &Record> = records
        .iter()
        .map(|record| (record.address.as_str(), record))
        .collect();
    for (address, sealings) in archive.chain.records() {
        let record = standing.get(address).copied();
        let editions = sealings.iter().map(|sealing| {
            let stored = archive
                .versions
                .get(&(address.to_owned(), sealing.change.version));
            let content = match stored {
                None => Content::Withheld,
                Some(version) if stands(version, record, tree, kept_inside) => {
                    Content::Standing(version.files.clone())
                }
                Some(version) => former(version, (&tree.folder, archive), catalog),
            };
            edition(*sealing, content)
        });
        history
            .records
            .insert(address.to_owned(), editions.collect());
    }
    history
}

fn seal(entry: &Entry, head: Digest) -> Seal {
    let count = |kind: Kind| {
        let changes = entry.changes.iter();
        changes.filter(|change| change.kind == kind).count()
    };
    let kinds = Kind::ALL.into_iter().map(|kind| (kind, count(kind)));
    Seal {
        seq: entry.seq,
        day: entry.time.date_naive(),
        valid_until: entry.valid_until,
        changes: kinds.filter(|(_, count)| *count > 0).collect(),
        head: Some(head),
    }
}

fn edition(sealing: Sealing<'_>, content: Content) -> Edition {
    let change = sealing.change;
    Edition {
        version: change.version,
        kind: change.kind,
        seq: sealing.seq,
        day: sealing.day,
        note: change.note.clone(),
        by: change.by.clone(),
        digest: change.digest,
        content,
    }
}

/// Whether a record and its files stand exactly as in the version.
fn stands(
    version: &Version,
    record: Option<&Record>,
    tree: &SourceTree,
    kept_inside: &BTreeSet<String>,
) -> bool {
    record.is_some_and(|record| {
        Digest(record.digest) == Digest::of(&version.bytes)
            && sums(record, tree, kept_inside) == version.files
    })
}

/// Reads a version as if its file still stood in the folder, with its files beside it.
fn former(version: &Version, (folder, archive): (&str, &Archive), catalog: &Catalog) -> Content {
    let (text, encoding) = decode::decode(&version.bytes);
    let Some(path) = version.path() else {
        return Content::Withheld;
    };
    let shown = |path: &str| match folder {
        "" => path.to_owned(),
        folder => format!("{folder}/{path}"),
    };
    let own = SourceFile::decoded(shown(path), text, encoding, &version.bytes);
    let translated: Vec<(&str, &Vec<u8>)> = version
        .translations()
        .filter_map(|(path, digest)| Some((path, archive.texts.get(&digest)?)))
        .collect();
    let texts = translated.iter().map(|(path, bytes)| {
        let (text, encoding) = decode::decode(bytes);
        SourceFile::decoded(shown(path), text, encoding, bytes)
    });
    let assets = version.files.0.iter().filter(|(other, _)| {
        let mut texts = translated.iter().map(|(path, _)| *path);
        *other != path && !texts.any(|text| text == other.as_str())
    });
    let tree = SourceTree {
        folder: folder.to_owned(),
        files: std::iter::once(own).chain(texts).map(Arc::new).collect(),
        assets: assets
            .map(|(path, digest)| (path.clone(), asset(*digest)))
            .collect(),
        ..SourceTree::default()
    };
    // What is wrong with it was said before it was sealed; the rules may have changed since.
    let mut problems = Vec::new();
    match record::read(&tree, FileId(0), catalog, &mut problems) {
        Outcome::Record(mut record) => {
            translation::all(&tree, &mut record, catalog);
            record.files = files::of(&record, &tree, false);
            Content::Former(Former {
                record,
                files: version.files.clone(),
            })
        }
        Outcome::Unread(_) => Content::Withheld,
    }
}

fn asset(digest: Digest) -> Asset {
    Asset {
        size_bytes: 0,
        sha256: digest.hex(),
        facts: Arc::new(Facts::default()),
    }
}
