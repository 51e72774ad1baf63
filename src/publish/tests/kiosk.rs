//! What a kiosk takes, what it refuses, and that it never goes dark.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Village, contents, copy, day, refused, served, sound, today, write};
use crate::publish::examine::{self, Verdict};
use crate::publish::kiosk::repair::{note_day, repair};
use crate::publish::kiosk::shelf::{Page, Shelf};
use crate::publish::kiosk::state::Memory;
use crate::publish::kiosk::{Pulled, Source, init, pull};
use crate::storage::Disk;
use crate::storage::failing::Failing;

struct Kiosk {
    room: TempDir,
    stick: PathBuf,
}

impl Kiosk {
    fn path(&self) -> PathBuf {
        self.room.path().join("kiosk")
    }

    fn source(&self) -> Source {
        Source::Folder(self.stick.clone())
    }

    /// Set up from a stick, with its release shown.
    fn new(stick: &Path) -> Self {
        let kiosk = Self {
            room: TempDir::new().unwrap(),
            stick: stick.to_owned(),
        };
        init(
            &Disk,
            &kiosk.path(),
            (&kiosk.source(), "stick", None),
            today(),
        )
        .unwrap();
        assert!(matches!(kiosk.pull(), Pulled::Shown(_)));
        kiosk
    }

    fn pull(&self) -> Pulled {
        pull(&Disk, &self.path(), &self.source(), today()).unwrap()
    }

    #[track_caller]
    fn alarms(&self, word: &str) {
        let before = contents(&self.path().join("releases"));
        match self.pull() {
            Pulled::Alarm(reason) => assert!(reason.contains(word), "{reason}"),
            other => panic!("{other:?}"),
        }
        assert_eq!(contents(&self.path().join("releases")), before);
    }

    #[track_caller]
    fn refuses(&self, word: &str) {
        let before = contents(&self.path().join("releases"));
        match self.pull() {
            Pulled::Refused(reason) => assert!(reason.contains(word), "{reason}"),
            other => panic!("{other:?}"),
        }
        assert_eq!(contents(&self.path().join("releases")), before);
    }
}

#[test]
fn follows_an_unbroken_chain() {
    let (mut village, stick) = Village::published(1, "stick");
    let kiosk = Kiosk::new(&stick);
    assert_eq!(served(&kiosk.path()), 1);
    assert!(matches!(kiosk.pull(), Pulled::Same(1)));
    for seq in 2..=3 {
        village.seal(&format!("第 {seq} 号"));
    }
    village.publish(&Disk, &stick).unwrap();
    let Pulled::Shown(done) = kiosk.pull() else {
        panic!("a new release is shown");
    };
    assert_eq!((done.seq, done.reused), (3, 3));
    assert_eq!(sound(&kiosk.path()).served, Some(3));
    let page = std::fs::read_to_string(kiosk.path().join("index.html")).unwrap();
    assert!(
        page.contains("releases/000003/index.html?kiosk\""),
        "{page}"
    );
    refused(
        init(
            &Disk,
            &kiosk.path(),
            (&kiosk.source(), "stick", None),
            today(),
        ),
        "已经设过",
    );
}

#[test]
fn refuses_older_and_cut_off_ledgers() {
    let (_village, stick) = Village::published(3, "stick");
    let mut kiosk = Kiosk::new(&stick);
    let (_older, old) = Village::published(2, "old");
    kiosk.stick = old;
    kiosk.refuses("来源是旧的或被截短了");
    assert_eq!(served(&kiosk.path()), 3);
}

#[test]
fn two_stories_raise_the_alarm() {
    let (_village, stick) = Village::published(3, "stick");
    let mut kiosk = Kiosk::new(&stick);
    let mut other = Village::with(2);
    other.seal("另一个第 3 号");
    let fork = other.path("fork");
    other.publish(&Disk, &fork).unwrap();
    kiosk.stick.clone_from(&fork);
    kiosk.alarms("同号异文");
    other.seal("第 4 号");
    other.publish(&Disk, &fork).unwrap();
    kiosk.alarms("同号异文");
    assert_eq!(served(&kiosk.path()), 3);
}

#[test]
fn the_memory_outlives_the_ledger_on_its_own_disk() {
    let (_village, stick) = Village::published(3, "stick");
    let mut kiosk = Kiosk::new(&stick);
    // Somebody takes the kiosk's ledger and releases back by one number; what it has seen stays.
    let (_older, old) = Village::published(2, "old");
    for folder in ["ledger", "releases"] {
        std::fs::remove_dir_all(kiosk.path().join(folder)).unwrap();
        copy(&old.join(folder), &kiosk.path().join(folder));
    }
    std::fs::copy(old.join("index.html"), kiosk.path().join("index.html")).unwrap();
    kiosk.stick.clone_from(&old);
    kiosk.refuses("已见过第 3 号");
    kiosk.stick = stick;
    assert!(matches!(kiosk.pull(), Pulled::Shown(_)));
    assert_eq!(sound(&kiosk.path()).served, Some(3));
}

#[test]
fn refuses_damaged_sources_and_other_villages() {
    let (mut village, stick) = Village::published(2, "stick");
    let mut kiosk = Kiosk::new(&stick);
    village.seal("第 3 号");
    village.publish(&Disk, &stick).unwrap();
    let entry = stick.join("ledger/000002.txt");
    let text = std::fs::read_to_string(&entry).unwrap();
    write(&entry, &text.replace("张三", "李四"));
    kiosk.refuses("不完好");
    write(&entry, &text);
    write(&stick.join("releases/000003/index.html"), "改过");
    let error = pull(&Disk, &kiosk.path(), &kiosk.source(), today());
    refused(error, "和封存的不一样");
    assert_eq!(served(&kiosk.path()), 2);
    let mut neighbour = Village::new();
    for _ in 0..3 {
        neighbour.seal_entry(&[("index.html", "西村")], |entry| {
            entry.origin = "370105-示范街道-西村".to_owned();
        });
    }
    let place = neighbour.path("xi");
    neighbour.publish(&Disk, &place).unwrap();
    kiosk.stick = place;
    kiosk.refuses("西村");
    kiosk.stick = neighbour.path("nothing");
    refused(
        pull(&Disk, &kiosk.path(), &kiosk.source(), today()),
        "U 盘插好了吗",
    );
}

#[test]
fn a_disk_that_fails_at_any_step_of_a_pull_shows_a_whole_release() {
    let (mut village, stick) = Village::published(1, "stick");
    let before = Kiosk::new(&stick);
    village.seal("第 2 号");
    village.publish(&Disk, &stick).unwrap();
    for n in 1.. {
        let kiosk = Kiosk {
            room: TempDir::new().unwrap(),
            stick: stick.clone(),
        };
        copy(before.room.path(), kiosk.room.path());
        let disk = Failing::after(n);
        let pulled = pull(&disk, &kiosk.path(), &kiosk.source(), today());
        let shown = served(&kiosk.path());
        assert!(pulled.is_ok() || disk.has_failed(), "step {n}");
        assert!((1..=2).contains(&shown), "step {n}");
        assert_eq!(
            repair(&Disk, &kiosk.path(), today()).unwrap().seq,
            Some(shown)
        );
        kiosk.pull();
        assert_eq!(sound(&kiosk.path()).served, Some(2), "step {n}");
        assert_eq!(Memory::read(&Disk, &kiosk.path()).unwrap().seq, 2);
        if !disk.has_failed() {
            assert!(n > 30, "{n} steps");
            return;
        }
    }
}

#[test]
fn puts_a_broken_pointer_right() {
    let (mut village, stick) = Village::published(1, "stick");
    let kiosk = Kiosk::new(&stick);
    village.seal("第 2 号");
    village.publish(&Disk, &stick).unwrap();
    kiosk.pull();
    let pointer = kiosk.path().join("index.html");
    for broken in ["", "<html>url=releases/000009/index.html\"", "乱码"] {
        write(&pointer, broken);
        let shown = repair(&Disk, &kiosk.path(), today()).unwrap();
        assert_eq!(shown.seq, Some(2));
        sound(&kiosk.path());
    }
    std::fs::remove_file(&pointer).unwrap();
    // The newest one is damaged: the last good one is shown.
    write(&kiosk.path().join("releases/000002/index.html"), "改过");
    let shown = repair(&Disk, &kiosk.path(), today()).unwrap();
    assert_eq!(shown.seq, Some(1), "{shown:?}");
    assert_eq!(served(&kiosk.path()), 1);
    assert!(matches!(kiosk.pull(), Pulled::Shown(_)));
    assert_eq!(sound(&kiosk.path()).served, Some(2));
}

#[test]
fn a_ledger_that_rotted_is_replaced() {
    let (mut village, stick) = Village::published(2, "stick");
    let kiosk = Kiosk::new(&stick);
    write(&kiosk.path().join("ledger/000001.txt"), "x");
    let shown = repair(&Disk, &kiosk.path(), today()).unwrap();
    assert_eq!(shown.seq, Some(2), "what is remembered stands for it");
    village.seal("第 3 号");
    village.publish(&Disk, &stick).unwrap();
    assert!(matches!(kiosk.pull(), Pulled::Shown(_)));
    assert_eq!(sound(&kiosk.path()).served, Some(3));
}

#[test]
fn a_clock_moved_back_clears_no_warning() {
    let (mut village, stick) = Village::published(1, "stick");
    let kiosk = Kiosk::new(&stick);
    let page = || std::fs::read_to_string(kiosk.path().join("index.html")).unwrap();
    assert!(!page().contains("已超过应更新日期"));
    let late = day("2027-09-01");
    note_day(&Disk, &kiosk.path(), late).unwrap();
    assert!(repair(&Disk, &kiosk.path(), late).unwrap().stale);
    assert!(page().contains("已超过应更新日期"));
    note_day(&Disk, &kiosk.path(), today()).unwrap();
    assert!(repair(&Disk, &kiosk.path(), today()).unwrap().stale);
    assert!(matches!(kiosk.pull(), Pulled::Same(1)));
    assert!(page().contains("已超过应更新日期"));
    assert_eq!(
        examine::examine(&Disk, &kiosk.path(), late).verdict(),
        Verdict::Stale
    );
    // A new release with a later day does.
    village.seal_entry(&[("index.html", "第 2 号")], |entry| {
        entry.valid_until = day("2028-03-31");
    });
    village.publish(&Disk, &stick).unwrap();
    kiosk.pull();
    assert!(!page().contains("已超过应更新日期"));
}

#[test]
fn the_shelf_hands_out_sealed_content_only() {
    let (_village, stick) = Village::published(2, "stick");
    let kiosk = Kiosk::new(&stick);
    let shelf = Shelf::new(&kiosk.path());
    for path in [
        "index.html",
        "releases/index.html",
        "releases/pointer.css",
        "releases/000002/index.html",
        "releases/000002/files/对账 单.pdf",
        "releases/000002/SHA256SUMS",
        "ledger/000001.txt",
    ] {
        assert!(matches!(shelf.get(path), Page::Bytes(_)), "{path}");
    }
    write(&kiosk.path().join("releases/000002/secret.txt"), "x");
    for path in [
        "releases/000002/secret.txt",
        ".sanwu-publish/kiosk.txt",
        "releases/000002/../../index.html",
        "/etc/passwd",
        "",
    ] {
        assert_eq!(shelf.get(path), Page::Missing, "{path}");
    }
    write(&kiosk.path().join("releases/000002/index.html"), "改过");
    assert_eq!(shelf.get("releases/000002/index.html"), Page::Altered);
}
