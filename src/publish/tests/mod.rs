//! Releases made by hand, and what becomes of them on disks that fail and in hands that do not mean well.
#![expect(
    clippy::disallowed_methods,
    reason = "releases are made and altered on the disk"
)]

mod bundle;
mod http;
mod kiosk;
mod publishing;
mod signed;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use tempfile::TempDir;

use crate::ledger::chain::Chain;
use crate::ledger::entry::Entry;
use crate::ledger::entry::tests::entry;
use crate::ledger::sums::Sums;
use crate::publish::examine::{self, Examination, Verdict};
use crate::publish::layout::number;
use crate::publish::pages::Look;
use crate::publish::release::Release;
use crate::publish::{folder, pages};
use crate::site::{Content, MANIFEST, Site};
pub(super) use crate::storage::failing::contents;
use crate::storage::{Disk, Fs};
use crate::value::digest::Digest;

/// A village with its archive and its pages.
pub(super) struct Village {
    root: TempDir,
    pub(super) chain: Chain,
}

impl Village {
    pub(super) fn new() -> Self {
        Self {
            root: TempDir::new().unwrap(),
            chain: Chain::default(),
        }
    }

    /// So many numbers, each with a page that changes and one that does not.
    pub(super) fn with(count: u32) -> Self {
        let mut village = Self::new();
        for seq in 1..=count {
            village.seal(&format!("第 {seq} 号"));
        }
        village
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub(super) fn seal(&mut self, text: &str) {
        self.seal_pages(&[
            ("index.html", text),
            ("finance/2026-q3/index.html", "三季度"),
            ("finance/2026-q3/print.html", &format!("{text}，张贴用")),
            ("assets/style.css", "body{margin:0}"),
            ("files/对账 单.pdf", "%PDF"),
        ]);
    }

    /// Writes pages and an entry for them, as `build` and `seal` leave them.
    pub(super) fn seal_pages(&mut self, files: &[(&str, &str)]) {
        self.seal_entry(files, |_| ());
    }

    pub(super) fn seal_entry(&mut self, files: &[(&str, &str)], amend: impl Fn(&mut Entry)) {
        let site = self.path("public");
        let _ = std::fs::remove_dir_all(&site);
        let mut pages = Site::default();
        for (path, text) in files {
            write(&site.join(path), text);
            let content = Content::Bytes(text.as_bytes().to_vec());
            pages.files.insert((*path).to_owned(), content);
        }
        let manifest = pages.manifest(&BTreeMap::new());
        write(&site.join(MANIFEST), &manifest.text());
        let mut sums = Sums::default();
        for (path, text) in files {
            let digest = Digest::of(text.as_bytes());
            sums.0.insert((*path).to_owned(), digest);
        }
        let own = Digest::of(manifest.text().as_bytes());
        sums.0.insert(MANIFEST.to_owned(), own);
        let seq = self.chain.next_seq();
        let mut next = entry(seq, self.chain.head());
        next.files = sums.0.len();
        next.sums = sums.digest();
        amend(&mut next);
        self.chain.push(next.clone()).unwrap();
        let path = format!("archive/ledger/{}.txt", number(seq));
        write(&self.path(&path), &next.to_string());
    }

    pub(super) fn release(&self) -> anyhow::Result<Release> {
        Release::of_site(&Disk, &self.path("public"), &self.path("archive"))
    }

    pub(super) fn publish(&self, fs: &dyn Fs, target: &Path) -> anyhow::Result<folder::Done> {
        folder::publish(fs, &self.release()?, target, Look::default())
    }

    /// A target with every number published one after the other.
    pub(super) fn published(count: u32, name: &str) -> (Self, PathBuf) {
        let mut village = Self::new();
        let target = village.path(name);
        for seq in 1..=count {
            village.seal(&format!("第 {seq} 号"));
            village.publish(&Disk, &target).unwrap();
        }
        (village, target)
    }
}

pub(super) fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Before the day until which the entries may be taken for current.
pub(super) fn today() -> NaiveDate {
    day("2026-11-23")
}

#[track_caller]
pub(super) fn sound(target: &Path) -> Examination {
    let found = examine::examine(&Disk, target, today());
    assert_eq!(found.verdict(), Verdict::Sound, "{found:?}");
    found
}

/// The number that a reader gets, after the release of it was proved from its own files alone.
#[track_caller]
pub(super) fn served(target: &Path) -> u32 {
    let text = std::fs::read_to_string(target.join("index.html")).unwrap();
    let seq = pages::leads_to(&text).unwrap();
    let place = target.join("releases").join(number(seq));
    let found = examine::examine(&Disk, &place, today());
    assert_eq!(found.verdict(), Verdict::Sound, "{found:?}");
    seq
}

pub(super) fn copy(from: &Path, to: &Path) {
    for (path, bytes) in contents(from) {
        let to = to.join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, bytes).unwrap();
    }
}

#[track_caller]
pub(super) fn refused(result: anyhow::Result<impl std::fmt::Debug>, word: &str) {
    let text = format!("{:#}", result.unwrap_err());
    assert!(text.contains(word), "{text}");
}
