//! Capsules on disks that fail at any step, that are full, that hold other things, and in hands that do not mean well.
#![expect(
    clippy::disallowed_methods,
    reason = "capsules are made and altered on the disk"
)]

mod disks;
mod gate;
mod hostile;

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use tempfile::TempDir;

use crate::board::workspace::{self, Today};
use crate::board::{self, Request};
use crate::capsule::gather::{Gathered, gather};
use crate::capsule::restore::restore;
use crate::capsule::{look, write};
use crate::ledger::entry::Entry;
use crate::site::{Content, Site};
use crate::storage::failing::contents;
use crate::storage::{Disk, Fs};

/// A workspace of one village, sealed once; its pages are a few, since making them is not what is tried here.
struct Village {
    room: TempDir,
    gathered: OnceCell<Gathered>,
}

impl Village {
    fn new() -> Self {
        let mut village = Self {
            room: room(),
            gathered: OnceCell::new(),
        };
        put(
            &village.root().join("content/dong/village.yaml"),
            "名称: 东村\n类型: 村\n值班电话: 0531-88881234\n意见受理: 0531-88881235\n",
        );
        put(
            &village.root().join("content/board.yaml"),
            "名称: 示范街道\n",
        );
        put(
            &village.root().join("content/dong/affairs/2026-11-water.md"),
            "---\n标题: 停水通知\n类别: 村务公开\n公布日期: 2026-11-12\n---\n\n停水一天。\n",
        );
        village.seal();
        village
    }

    fn root(&self) -> PathBuf {
        self.room.path().join("workspace")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.room.path().join(name)
    }

    fn open(&self) -> workspace::Workspace {
        self.open_on(day())
    }

    fn open_on(&self, today: NaiveDate) -> workspace::Workspace {
        let today = Today {
            given: Some(today),
            clock: today,
        };
        workspace::open(&self.root(), today).unwrap()
    }

    fn seal(&mut self) {
        self.seal_on(day());
    }

    fn seal_on(&mut self, day: NaiveDate) {
        self.gathered.take();
        let time = format!("{day}T12:00:00+08:00").parse().unwrap();
        let wish = board::seal::Wish { time, renew: true };
        let request = Request {
            output: self.root().join("public"),
            ..Request::default()
        };
        for (_, outcome) in board::seal(&self.open_on(day), &request, wish, &|_, _| ()).unwrap() {
            assert!(
                matches!(outcome, Ok(board::seal::Outcome::Sealed(..))),
                "{outcome:?}"
            );
        }
        // The newest entry, for the few pages.
        let ledger = self.root().join("archive/dong/ledger");
        let newest = names(&ledger).pop().unwrap();
        let text = std::fs::read_to_string(ledger.join(&newest)).unwrap();
        let mut entry = Entry::read(&text).unwrap();
        let sums = board::seal::sums(&site());
        (entry.files, entry.sums) = (sums.0.len(), sums.digest());
        put(&ledger.join(&newest), &entry.to_string());
    }

    /// Once: it compiles the theme.
    fn gathered(&self) -> &Gathered {
        let gather = || gather(&Disk, &self.open(), &[]).unwrap();
        self.gathered.get_or_init(gather)
    }

    fn export(&self, fs: &dyn Fs, place: &Path) -> anyhow::Result<write::Done> {
        write::export(fs, self.gathered(), place, &pages)
    }

    fn refresh(&self, fs: &dyn Fs, target: &Path) -> anyhow::Result<write::Done> {
        write::refresh(fs, self.gathered(), target, &pages)
    }
}

fn again(fs: &dyn Fs, from: &Path, place: &Path) -> anyhow::Result<()> {
    restore(fs, from, place, &pages).map(drop)
}

fn site() -> Site {
    let pages = [
        ("index.html", "<h1>东村</h1>"),
        ("a/b.html", "停水"),
        ("data/x.json", "{}"),
    ];
    let files = pages.map(|(path, text)| (path.to_owned(), Content::Bytes(text.into())));
    Site {
        files: files.into(),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "it stands in for one that fails")]
fn pages(_: &Path, _: &str, _: NaiveDate) -> anyhow::Result<Site> {
    Ok(site())
}

/// In memory where the system has a folder there: what is synced thousands of times takes long on a disk.
fn room() -> TempDir {
    let memory = TempDir::new_in("/dev/shm");
    memory.or_else(|_| TempDir::new()).unwrap()
}

fn day() -> NaiveDate {
    "2026-11-20".parse().unwrap()
}

fn put(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

#[track_caller]
fn whole(capsule: &Path) {
    let looked = look::look(&Disk, capsule).unwrap();
    assert_eq!(looked.faults, [], "{}", capsule.display());
    assert_eq!(looked.villages.len(), 1);
}

/// The names in a folder; none where it is not there.
fn names(folder: &Path) -> Vec<String> {
    let names = Disk.list(folder).unwrap_or_default().into_iter();
    names.map(|(name, _)| name).collect()
}

#[track_caller]
fn refused(result: anyhow::Result<impl std::fmt::Debug>, word: &str) {
    let text = format!("{:#}", result.unwrap_err());
    assert!(text.contains(word), "{text}");
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in contents(from) {
        let to = to.join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, bytes).unwrap();
    }
}

/// The same files, but for what git was told of them.
#[track_caller]
fn same(one: &Path, other: &Path) {
    let own = |folder: &Path| {
        let mut files = contents(folder);
        files.remove(".gitattributes");
        files
    };
    assert_eq!(own(one), own(other));
}
