//! Capsules on disks that fail at any step, that are full, that hold other things.

use std::path::Path;

use crate::capsule::look;
use crate::storage::Disk;
use crate::storage::failing::Failing;

use super::{Village, again, copy, names, put, refused, room, same, whole};

/// The promise of every writing here: whole under its name or not there at all, and the next run comes to its end.
#[test]
fn a_disk_that_fails_at_any_step_leaves_no_half_capsule() {
    let village = Village::new();
    let room = room();
    let place = room.path().join("capsule");
    for n in 1.. {
        let disk = Failing::after(n);
        let done = village.export(&disk, &place);
        match done {
            Ok(_) => whole(&place),
            Err(_) if place.exists() => whole(&place),
            Err(_) => {}
        }
        if !disk.has_failed() {
            break;
        }
        let _ = std::fs::remove_dir_all(&place);
    }
    // What a run left that could not even clean up does not stand in the way of the next.
    std::fs::remove_dir_all(&place).unwrap();
    put(&room.path().join(".capsule.sanwu-capsule/data/x"), "half");
    village.export(&Disk, &place).unwrap();
    whole(&place);
    assert_eq!(names(room.path()), ["capsule"]);
}

#[test]
fn the_capsule_that_stood_stays_until_the_new_one_stands() {
    let mut village = Village::new();
    let before = village.path("before");
    village.refresh(&Disk, &before).unwrap();
    let shelf = before.join("sanwu-capsule");
    let [old] = names(&shelf).try_into().unwrap();
    whole(&shelf.join(&old));
    village.seal();
    let room = room();
    let target = room.path().join("stick");
    for n in 1.. {
        copy(&before, &target);
        let disk = Failing::after(n);
        let done = village.refresh(&disk, &target);
        let shelf = target.join("sanwu-capsule");
        let found = look::find(&Disk, &target).unwrap();
        whole(&found);
        if done.is_ok() {
            assert_ne!(found, shelf.join(&old), "step {n}");
        }
        for name in names(&shelf) {
            whole(&shelf.join(name));
        }
        if !disk.has_failed() {
            assert_eq!(names(&shelf).len(), 1);
            break;
        }
        let _ = std::fs::remove_dir_all(&target);
    }
    let again = village.refresh(&Disk, &target).unwrap();
    assert!(again.stood && again.notes.is_empty(), "{again:?}");
    let place = target.join("sanwu-capsule").join(&again.name);
    put(&place.join("index.html"), "改过");
    let mended = village.refresh(&Disk, &target).unwrap();
    assert!(!mended.stood, "a damaged one is replaced");
    whole(&place);
}

#[test]
fn a_disk_that_fails_at_any_step_leaves_no_half_workspace() {
    let village = Village::new();
    let capsule = village.path("capsule");
    village.export(&Disk, &capsule).unwrap();
    let room = room();
    let place = room.path().join("new");
    for n in 1.. {
        let disk = Failing::after(n);
        let done = again(&disk, &capsule, &place);
        if done.is_ok() || place.exists() {
            for part in ["archive", "content"] {
                same(&village.root().join(part), &place.join(part));
            }
        }
        if !disk.has_failed() {
            break;
        }
        let _ = std::fs::remove_dir_all(&place);
    }
    assert_eq!(names(room.path()), ["new"]);
}

#[test]
fn refuses_what_it_may_not_touch() {
    let village = Village::new();
    let capsule = village.path("capsule");
    refused(
        village.export(&Failing::with_room(1000), &capsule),
        "空间不够",
    );
    assert!(!capsule.exists());
    refused(village.export(&Disk, Path::new("/")), "");
    put(&village.path("full/a.txt"), "x");
    refused(
        village.export(&Disk, &village.path("full")),
        "已经有东西（a.txt）",
    );
    refused(
        village.export(&Disk, &village.path("full/a.txt")),
        "不是普通文件夹",
    );
    village.export(&Disk, &capsule).unwrap();
    refused(
        again(&Disk, &capsule, &village.path("full")),
        "已经有东西（a.txt）",
    );
    assert_eq!(names(&village.path("full")), ["a.txt"]);
    refused(
        again(&Disk, &village.path("full"), &village.path("new")),
        "没有档案包",
    );
    refused(
        again(&Failing::with_room(100), &capsule, &village.path("new")),
        "空间不够",
    );
    assert!(!village.path("new").exists());
}
