//! Publishing into a folder: on a disk that fails at any step, that is full, that holds other things.

use tempfile::TempDir;

use super::{Village, contents, copy, refused, served, sound, today, write};
use crate::publish::examine::{self, Verdict, Wrong};
use crate::publish::layout::number;
use crate::publish::release::Release;
use crate::storage::Disk;
use crate::storage::failing::Failing;

#[test]
fn what_was_published_is_what_was_sealed() {
    let (village, target) = Village::published(2, "stick");
    let found = sound(&target);
    assert_eq!(
        (found.served, found.whole.as_slice()),
        (Some(2), [2, 1].as_slice())
    );
    let release = contents(&target.join("releases/000002"));
    for (path, bytes) in contents(&village.path("public")) {
        assert_eq!(release[&path], bytes, "{path}");
    }
    let again = village.publish(&Disk, &target).unwrap();
    assert!(again.stood && again.written == 0);
    let done = {
        let mut village = village;
        village.seal("第 3 号");
        village.publish(&Disk, &target).unwrap()
    };
    // The manifest and two pages are new; what did not change comes from the last release.
    assert_eq!((done.written, done.reused), (3, 3));
}

/// The promise of all publishing: whenever the disk gives up, a reader gets a release that verifies, and the next run
/// comes to its end.
#[test]
fn a_disk_that_fails_at_any_step_serves_a_whole_release() {
    let (mut village, before) = Village::published(4, "before");
    village.seal("第 5 号");
    let mut steps = 0;
    for n in 1.. {
        let room = TempDir::new().unwrap();
        let target = room.path().join("stick");
        copy(&before, &target);
        let disk = Failing::after(n);
        let done = village.publish(&disk, &target);
        let shown = served(&target);
        match &done {
            Ok(done) => assert_eq!((shown, done.seq), (5, 5), "step {n}"),
            Err(_) => assert!(shown == 4 || shown == 5, "step {n}"),
        }
        let found = examine::examine(&Disk, &target, today());
        assert!(found.faults.is_empty(), "step {n}: {:?}", found.faults);
        village.publish(&Disk, &target).unwrap();
        let found = sound(&target);
        assert_eq!(found.served, Some(5), "step {n}");
        assert_eq!(found.whole, [5, 4, 3], "step {n}");
        assert_eq!(found.notes, [""; 0], "step {n}: nothing is left over");
        if !disk.has_failed() {
            steps = n;
            break;
        }
    }
    assert!(steps > 30, "{steps} steps");
}

#[test]
fn a_first_publication_that_fails_is_taken_up_again() {
    let village = Village::with(1);
    for n in 1.. {
        let room = TempDir::new().unwrap();
        let target = room.path().join("stick");
        let disk = Failing::after(n);
        let done = village.publish(&disk, &target);
        if target.join("index.html").exists() {
            assert_eq!(served(&target), 1, "step {n}");
        } else {
            assert!(done.is_err(), "step {n}");
        }
        village.publish(&Disk, &target).unwrap();
        sound(&target);
        if !disk.has_failed() {
            return;
        }
    }
}

#[test]
fn twenty_levels_of_room() {
    let (mut village, target) = Village::published(1, "stick");
    village.seal(&"很长的一页。".repeat(2_000));
    let release = village.release().unwrap();
    let size = release.size_bytes();
    let mut published = 0;
    for level in 0..20 {
        let room = TempDir::new().unwrap();
        let copied = room.path().join("stick");
        copy(&target, &copied);
        let free = size * level / 10;
        match village.publish(&Failing::with_room(free), &copied) {
            Ok(_) => {
                published += 1;
                assert!(free > size + size / 20, "{free} of {size}");
                assert_eq!(served(&copied), 2);
            }
            Err(error) => {
                let text = format!("{error:#}");
                assert!(text.contains("空间不够") && text.contains("差 "), "{text}");
                assert_eq!(served(&copied), 1);
                assert_eq!(sound(&copied).whole, [1]);
            }
        }
    }
    assert!((5..=9).contains(&published), "{published}");
}

#[test]
fn keeps_the_newest_three() {
    let (_village, target) = Village::published(6, "stick");
    assert_eq!(sound(&target).whole, [6, 5, 4]);
    assert!(!target.join("releases/000003").exists());
    assert!(target.join("ledger/000001.txt").exists());
}

#[test]
fn puts_right_a_release_that_was_damaged() {
    let (village, target) = Village::published(3, "stick");
    write(&target.join("releases/000003/index.html"), "改过");
    let found = examine::examine(&Disk, &target, today());
    assert_eq!(found.verdict(), Verdict::Altered);
    let done = village.publish(&Disk, &target).unwrap();
    assert!(!done.stood && done.notes[0].contains("不完好"), "{done:?}");
    assert_eq!(sound(&target).whole, [3, 2, 1]);
}

#[test]
fn refuses_what_is_not_its_own() {
    let village = Village::with(1);
    let foreign = village.path("foreign");
    write(&foreign.join("照片.jpg"), "x");
    refused(village.publish(&Disk, &foreign), "照片.jpg");
    let page = village.path("page");
    write(&page.join("index.html"), "<html>我的主页</html>");
    refused(village.publish(&Disk, &page), "不是 sanwu 发布的");
    assert_eq!(contents(&page).len(), 1);
    let file = village.path("file");
    write(&file, "x");
    refused(village.publish(&Disk, &file), "不是文件夹");
    let empty = village.path("System Volume Information");
    write(&empty.join("IndexerVolumeGuid"), "x");
    let stick = village.path("stick");
    write(&stick.join("System Volume Information/x"), "x");
    village.publish(&Disk, &stick).unwrap();
}

#[cfg(unix)]
#[test]
fn follows_no_links() {
    use std::os::unix::fs::symlink;

    let (village, target) = Village::published(1, "stick");
    let outside = village.path("outside");
    write(&outside.join("keep.txt"), "x");
    let link = village.path("link");
    symlink(&target, &link).unwrap();
    refused(village.publish(&Disk, &link), "链接");
    std::fs::rename(target.join("releases"), village.path("moved")).unwrap();
    symlink(&outside, target.join("releases")).unwrap();
    refused(village.publish(&Disk, &target), "链接");
    std::fs::remove_file(target.join("releases")).unwrap();
    // What a run that was cut off left may hold links: they go, what they lead to stays.
    std::fs::create_dir_all(target.join(".sanwu-publish/work")).unwrap();
    symlink(&outside, target.join(".sanwu-publish/work/old")).unwrap();
    village.publish(&Disk, &target).unwrap();
    assert!(outside.join("keep.txt").exists());
    let page = village.path("public/files/对账 单.pdf");
    std::fs::remove_file(&page).unwrap();
    symlink(outside.join("keep.txt"), &page).unwrap();
    refused(village.release(), "链接");
}

#[test]
fn refuses_another_story() {
    let (village, target) = Village::published(3, "stick");
    let older = Village::with(2);
    refused(older.publish(&Disk, &target), "是旧的");
    let mut other = Village::with(2);
    other.seal("另一个第 3 号");
    refused(other.publish(&Disk, &target), "同号异文");
    other.seal("又一号");
    refused(other.publish(&Disk, &target), "第 3 号");
    let mut neighbour = Village::new();
    neighbour.seal_entry(&[("index.html", "西村")], |entry| {
        entry.origin = "370105-示范街道-西村".to_owned();
    });
    refused(neighbour.publish(&Disk, &target), "西村");
    assert_eq!(sound(&target).served, Some(3));
    let entry = target.join("ledger/000002.txt");
    let text = std::fs::read_to_string(&entry).unwrap();
    write(&entry, &text.replace("张三", "李四"));
    refused(village.publish(&Disk, &target), "不完好");
}

#[test]
fn refuses_pages_that_changed_after_sealing() {
    let village = Village::with(1);
    write(&village.path("public/index.html"), "后来改的");
    refused(village.release(), "网页在封存以后变过（index.html）");
    let village = Village::with(1);
    std::fs::remove_file(village.path("public/assets/style.css")).unwrap();
    refused(village.release(), "缺少 assets/style.css");
    let bare = Village::new();
    refused(bare.release(), "还没有封存过");
}

#[test]
fn refuses_names_that_not_every_stick_holds() {
    for files in [
        [("index.html", "x"), ("files/CON.pdf", "x")].as_slice(),
        &[
            ("index.html", "x"),
            ("files/A.pdf", "x"),
            ("files/a.pdf", "y"),
        ],
        &[("index.html", "x"), ("files/a:b.pdf", "x")],
        &[("index.html", "x"), ("files/a./b.pdf", "x")],
        &[
            ("index.html", "x"),
            ("caf\u{e9}.pdf", "x"),
            ("cafe\u{301}.pdf", "y"),
        ],
        &[("index.html", "x"), ("SHA256SUMS", "x")],
        &[("home.html", "x")],
    ] {
        let mut village = Village::new();
        village.seal_pages(files);
        refused(village.release(), "没有发布");
    }
}

#[test]
fn names_every_kind_of_alteration() {
    let (_village, target) = Village::published(3, "stick");
    let style = std::fs::read_to_string(target.join("releases/000002/index.html")).unwrap();
    let change = |path: &str, text: &str| write(&target.join(path), text);
    change("releases/000003/index.html", &style);
    change("releases/000003/finance/2026-q3/index.html", "改过");
    std::fs::remove_file(target.join("releases/000003/assets/style.css")).unwrap();
    change("releases/000003/外来.html", "x");
    change("releases/000001/SHA256SUMS", "x");
    change("releases/000009/index.html", "x");
    change("autorun.inf", "x");
    change("ledger/notes.txt", "x");
    let found = examine::examine(&Disk, &target, today());
    let said = |wrong: Wrong, place: &str, reason: &str| {
        let has = found.faults.iter().any(|fault| {
            fault.wrong == wrong && fault.place == place && fault.reason.contains(reason)
        });
        assert!(has, "{place}: {:#?}", found.faults);
    };
    said(Wrong::Changed, "releases/000003/index.html", "第 2 号里的");
    said(
        Wrong::Changed,
        "releases/000003/finance/2026-q3/index.html",
        "不一样",
    );
    said(Wrong::Missing, "releases/000003/assets/style.css", "");
    said(Wrong::Foreign, "releases/000003/外来.html", "");
    said(Wrong::Changed, "releases/000001/SHA256SUMS", "清单");
    said(Wrong::Foreign, "releases/000009", "没有这一号");
    said(Wrong::Foreign, "autorun.inf", "");
    said(Wrong::Foreign, "ledger/notes.txt", "");
    assert_eq!(found.faults.len(), 8, "{:#?}", found.faults);
    assert_eq!(found.verdict().code(), 1);
}

#[test]
fn an_entry_rewritten_in_the_middle_is_named() {
    let (_village, target) = Village::published(4, "stick");
    let path = target.join(format!("ledger/{}.txt", number(2)));
    let text = std::fs::read_to_string(&path).unwrap();
    write(&path, &text.replace("张三", "李四"));
    let found = examine::examine(&Disk, &target, today());
    let broken: Vec<_> = found
        .faults
        .iter()
        .filter(|fault| fault.wrong == Wrong::Broken)
        .collect();
    assert_eq!(broken.len(), 1);
    assert!(broken[0].reason.contains("第 2 号或第 3 号"), "{broken:?}");
    std::fs::remove_file(path).unwrap();
    let found = examine::examine(&Disk, &target, today());
    assert!(
        found
            .faults
            .iter()
            .any(|fault| fault.wrong == Wrong::Missing && fault.place == "ledger/000002.txt")
    );
}

#[test]
fn a_target_can_be_the_source_of_another() {
    let (_village, target) = Village::published(2, "stick");
    let release = Release::of_target(&Disk, &target).unwrap();
    assert_eq!(release.entry().seq, 2);
    write(&target.join("releases/000002/SHA256SUMS"), "x");
    refused(Release::of_target(&Disk, &target), "清单");
}
