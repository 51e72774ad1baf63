//! A village sealed: its records compared with the archive, its pages built with the new entry in mind, both written.
//!
//! The entry is written before the pages: were the pages first and the entry lost, they would tell of a seal that never was.

use std::collections::BTreeMap;

use anyhow::Context as _;
use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::archive::{self, Blob, Sealed};
use crate::board::homes::Home;
use crate::board::place::Places;
use crate::board::village;
use crate::board::workspace::Workspace;
use crate::diagnostic::Findings;
use crate::ledger::change::{Change, Kind};
use crate::ledger::entry::Entry;
use crate::ledger::sums::Sums;
use crate::ledger::version::{Archive, Version};
use crate::load::disk;
use crate::pipeline::{self, Draft, Input, Keep};
use crate::seal::{self, Hand, Plan};
use crate::site::{Content, MANIFEST, Site, digest};
use crate::storage::{Disk, Fs};
use crate::trust::store::Store;
use crate::value::digest::Digest;
use crate::write::{self, pictures};

/// How a village is to be sealed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish {
    /// What the clock says: a claim that the entry records.
    pub(crate) time: DateTime<FixedOffset>,
    /// Seal even where no record changed, so that the board stays current.
    pub(crate) renew: bool,
}

/// What came of one village.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// Something stands against it.
    Refused(Findings),
    /// No record changed since the last seal; its number, if there was one.
    Nothing(Findings, Option<u32>),
    /// Sealed.
    Sealed(Box<Done>),
}

/// A seal that stands.
#[derive(Debug)]
pub(crate) struct Done {
    /// What was found and does not stand against it.
    pub(crate) findings: Findings,
    /// The new entry.
    pub(crate) entry: Entry,
    /// Records whose former versions were taken out of the archive.
    pub(crate) taken_out: Vec<String>,
    /// What the disk refused after the entry stood, which `build` makes good.
    pub(crate) rest: anyhow::Result<()>,
}

/// Seals one village.
///
/// # Errors
/// When the disk refuses or a file changes meanwhile; the ledger then stands as it was.
pub(super) fn village(
    workspace: &Workspace,
    home: &Home,
    places: &Places,
    wish: Wish,
) -> anyhow::Result<Outcome> {
    let listing = disk::list(&workspace.root, &home.folder, &home.skip)?;
    let mut input = village::input(workspace, home, &listing)?;
    let draft = draft(workspace, &input)?;
    let Some(plan) = draft.plan else {
        return Ok(Outcome::Refused(draft.findings));
    };
    let before = input.archive.chain.newest().map(|entry| entry.seq);
    let folder = archive::folder(&workspace.root, &home.id);
    let keys = Store::open(&Disk, &folder)?.timeline()?.change();
    let is_idle = plan.changes.is_empty() && keys.is_none();
    if is_idle && (before.is_none() || !wish.renew) {
        return Ok(Outcome::Nothing(draft.findings, before));
    }
    let blobs = blobs(workspace, &input, &plan);
    let Plan {
        mut changes,
        versions,
        taken_out,
    } = plan;
    let versions: Vec<(String, u32, Version)> = changes
        .iter()
        .zip(versions)
        .map(|(change, version)| (change.record.clone(), change.version, version))
        .collect();
    if let Some(keys) = keys {
        changes.push(keys);
        changes.sort_by(|a, b| a.record.cmp(&b.record));
    }
    let unsealed = input.archive.clone();
    let whole = foretold(&draft.origin, &unsealed, (&changes, &versions), wish)?;
    input.archive = without(&whole, &taken_out);
    let build = pipeline::build(&input, &workspace.theme)?;
    let site = village::with_summary(build.site, &build.summary);
    let site = site.context("封存以后的网页没有通过检查，没有封存")?;
    let site = drawn(site, workspace)?;
    let entry = seal::entry(&draft.origin, &unsealed, changes, wish.time, &sums(&site));
    let sealed = Sealed {
        entry: &entry,
        versions: &versions,
        blobs: &blobs,
    };
    archive::seal(&Disk, &folder, &sealed)?;
    // From here on the seal stands, whatever else the disk refuses.
    let stays = &input.archive;
    let versions = whole.versions.iter();
    let gone = versions.filter(|(key, _)| !stays.versions.contains_key(key));
    let taken = archive::withhold(&Disk, &folder, gone, stays);
    let written = write::site(&site, &workspace.root, &places.of(home));
    Ok(Outcome::Sealed(Box::new(Done {
        findings: draft.findings,
        entry,
        taken_out: taken_out.into_iter().map(|(record, _)| record).collect(),
        rest: taken.and(written.map(|_| ())),
    })))
}

/// The archive as it will stand, so that the pages tell of their own seal; but for its digest, which nobody can know before
/// they are made.
fn foretold(
    origin: &str,
    unsealed: &Archive,
    (changes, versions): (&[Change], &[(String, u32, Version)]),
    wish: Wish,
) -> anyhow::Result<Archive> {
    let sums = Sums::default();
    let entry = seal::entry(origin, unsealed, changes.to_vec(), wish.time, &sums);
    let mut archive = unsealed.clone();
    for (record, number, version) in versions {
        let key = (record.clone(), *number);
        archive.versions.insert(key, version.clone());
    }
    let pushed = archive.chain.push(entry);
    pushed
        .map_err(|broken| anyhow::anyhow!("封存账第 {} 号接不上：{}", broken.seq, broken.reason))?;
    Ok(archive)
}

/// An archive without what stood before these versions of these records.
fn without(archive: &Archive, taken_out: &[(String, u32)]) -> Archive {
    let mut archive = archive.clone();
    archive.versions.retain(|(of, number), _| {
        let mut taken = taken_out.iter();
        !taken.any(|(record, stays)| record == of && number < stays)
    });
    archive
}

/// What the village would add to the ledger.
fn draft(workspace: &Workspace, input: &Input) -> anyhow::Result<Draft> {
    with_hand(workspace, |hand| pipeline::draft(input, hand))
}

/// What of the village belongs into a time capsule; `since` is the day of its newest seal.
pub(super) fn kept(workspace: &Workspace, input: &Input, since: NaiveDate) -> anyhow::Result<Keep> {
    with_hand(workspace, |hand| pipeline::keep(input, hand, since))
}

fn with_hand<T>(workspace: &Workspace, plan: impl FnOnce(&Hand<'_>) -> T) -> T {
    let read = |path: &str| {
        let path = workspace.root.join(path);
        Disk.read(&path)
            .with_context(|| format!("读不了 {}", path.display()))
    };
    plan(&Hand {
        read: &read,
        nonce: &nonce,
    })
}

/// Commits what a seal wrote to the git repository of the workspace, the second witness; gives the number of the commit.
///
/// # Errors
/// When the repository is in no state for it. The seal stands all the same.
#[cfg(feature = "git")]
pub(crate) fn commit(workspace: &Workspace, home: &Home, entry: &Entry) -> anyhow::Result<String> {
    let message = format!(
        "封存 {} 第 {} 号：{}\n",
        entry.origin,
        entry.seq,
        counts(entry)
    );
    archive::git::commit(&archive::git::Commit {
        root: &workspace.root,
        folder: &format!("{}/{}", archive::ARCHIVE, home.id),
        message: &message,
        author: (&entry.origin, "sanwu@localhost"),
        time: entry.time,
    })
}

/// Without git in the program nothing is committed.
///
/// # Errors
/// Always: it says so.
#[cfg(not(feature = "git"))]
pub(crate) fn commit(_: &Workspace, _: &Home, _: &Entry) -> anyhow::Result<String> {
    anyhow::bail!("这个程序没有带 git")
}

/// Attachments of the versions that are new.
fn blobs(workspace: &Workspace, input: &Input, plan: &Plan) -> Vec<Blob> {
    let mut blobs = Vec::new();
    for version in &plan.versions {
        let own = version.path();
        for (path, digest) in &version.files.0 {
            if Some(path.as_str()) != own {
                blobs.push(Blob {
                    from: workspace.root.join(&input.tree.folder).join(path),
                    name: path.clone(),
                    digest: *digest,
                });
            }
        }
    }
    blobs
}

/// The pages with their pictures made, since a seal names every byte.
pub(super) fn drawn(mut site: Site, workspace: &Workspace) -> anyhow::Result<Site> {
    for content in site.files.values_mut() {
        if let Content::Picture { from, sha256, form } = content {
            let made = pictures::made(&workspace.root.join(&*from), sha256, &[*form])?;
            *content = Content::Bytes(made.concat());
        }
    }
    Ok(site)
}

/// Every file of the pages with its digest, the manifest included.
pub(crate) fn sums(site: &Site) -> Sums {
    let manifest = site.manifest(&BTreeMap::new());
    let text = manifest.text();
    let own = (MANIFEST.to_owned(), digest(text.as_bytes()));
    let files = manifest
        .files
        .into_iter()
        .map(|(path, entry)| (path, entry.sha256));
    let read = |hex: &str| Digest::read_hex(hex).expect("a manifest holds digests");
    Sums(
        files
            .chain([own])
            .map(|(path, hex)| (path, read(&hex)))
            .collect(),
    )
}

/// Sixteen bytes that nobody can guess.
fn nonce() -> anyhow::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("系统给不出随机数（{error}）"))?;
    Ok(crate::site::hex(&bytes))
}

/// `首发 3，更正 1`: how many records of each kind an entry changed.
pub(crate) fn counts(entry: &Entry) -> String {
    let count = |kind: Kind| {
        let changes = entry.changes.iter();
        changes.filter(|change| change.kind == kind).count()
    };
    let told: Vec<String> = Kind::ALL
        .into_iter()
        .filter(|kind| count(*kind) > 0)
        .map(|kind| format!("{} {}", kind.word(), count(kind)))
        .collect();
    if told.is_empty() {
        return "续期，没有改动".to_owned();
    }
    told.join("，")
}
