//! Capsules that were changed, by accident or on purpose.

use std::path::Path;

use crate::capsule::{bag, look};
use crate::ledger::sums::Sums;
use crate::publish::examine::Fault;
use crate::storage::Disk;
use crate::value::digest::Digest;

use super::{Village, again, contents, copy, put, refused};

/// Somebody who makes all lists anew still has to hold to the ledger, and to the shape of a capsule.
#[test]
fn lists_made_anew_do_not_help() {
    let village = Village::new();
    let good = village.path("good");
    village.export(&Disk, &good).unwrap();
    let cases: [(&str, &str, &str); 9] = [
        (
            "data/content/dong/affairs/2026-11-water.md",
            "停水两天",
            "被改 data/content/dong/affairs/2026-11-water.md",
        ),
        (
            "data/archive/dong/items/affairs/2026-11-water/v0001.md",
            "停水两天",
            "被改 data/archive/dong",
        ),
        (
            "data/archive/dong/ledger/000001.txt",
            "x",
            "被改 data/archive/dong",
        ),
        (
            "data/site/dong/index.html",
            "x",
            "被改 data/site/dong/index.html",
        ),
        (
            "data/site/dong/more.html",
            "x",
            "多出 data/site/dong/more.html",
        ),
        (
            "data/content/xi/affairs/a.md",
            "x",
            "多出 data/content/xi/affairs/a.md",
        ),
        (
            "data/archive/dong/tool.exe",
            "x",
            "多出 data/archive/dong/tool.exe",
        ),
        ("data/hook/run.sh", "x", "多出 data/hook/run.sh"),
        (
            "bag-info.txt",
            "封存账: dong 第 9 号\n",
            "被改 bag-info.txt",
        ),
    ];
    for (path, text, expected) in cases {
        let bad = village.path("bad");
        let _ = std::fs::remove_dir_all(&bad);
        copy(&good, &bad);
        put(&bad.join(path), text);
        relist(&bad);
        let looked = look::look(&Disk, &bad).unwrap();
        let lines: Vec<String> = looked.faults.iter().map(Fault::line).collect();
        assert!(
            lines.iter().any(|line| line.starts_with(expected)),
            "{expected}: {lines:?}"
        );
    }
}

#[test]
fn every_turned_bit_missing_and_added_file_is_named() {
    let village = Village::new();
    let capsule = village.path("capsule");
    village.export(&Disk, &capsule).unwrap();
    let named = |path: &str| {
        let new = village.path("new");
        let error = again(&Disk, &capsule, &new).unwrap_err();
        let text = format!("{error:#}");
        assert!(text.contains(path), "{path}: {text}");
        assert!(text.contains("没有写入任何东西") && !new.exists());
    };
    for (path, bytes) in contents(&capsule) {
        for at in [0, bytes.len() / 2, bytes.len() - 1] {
            let mut other = bytes.clone();
            other[at] ^= 1 << (at % 8);
            std::fs::write(capsule.join(&path), &other).unwrap();
            named(&path);
        }
        std::fs::remove_file(capsule.join(&path)).unwrap();
        named(&format!("缺少 {path}"));
        std::fs::write(capsule.join(&path), &bytes).unwrap();
    }
    for path in ["autorun.inf", "data/content/dong/新.yaml", "data/x"] {
        put(&capsule.join(path), "x");
        named(&format!("多出 {path}"));
        std::fs::remove_file(capsule.join(path)).unwrap();
    }
    put(
        &capsule.join("data/Thumbs.db"),
        "what systems leave is no fault",
    );
    let new = village.path("new");
    again(&Disk, &capsule, &new).unwrap();
    assert!(new.join("content/board.yaml").exists() && !new.join("Thumbs.db").exists());
}

/// Paths that lead elsewhere, in lists that fit one another.
#[test]
fn paths_that_lead_elsewhere_are_refused() {
    let village = Village::new();
    let capsule = village.path("capsule");
    village.export(&Disk, &capsule).unwrap();
    let list = std::fs::read_to_string(capsule.join(bag::MANIFEST)).unwrap();
    let digest = Digest::of(b"x").hex();
    for hostile in [
        "data/../../../etc/cron.d/x",
        "/etc/passwd",
        "data/content/con.yaml",
        "data\\content\\a",
        "data/content/a/../../b",
        "data/content//a",
        "content/a",
    ] {
        put(
            &capsule.join(bag::MANIFEST),
            &format!("{list}{digest}  {hostile}\n"),
        );
        let mut tags = Sums::default();
        for (path, bytes) in contents(&capsule) {
            if !path.starts_with("data/") && path != bag::TAGS {
                tags.0.insert(path, Digest::of(&bytes));
            }
        }
        put(&capsule.join(bag::TAGS), &bag::text(&tags));
        let new = village.path("new");
        refused(again(&Disk, &capsule, &new), "没有写入任何东西");
        assert!(!new.exists(), "{hostile}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let village = Village::new();
    let capsule = village.path("capsule");
    village.export(&Disk, &capsule).unwrap();
    let path = capsule.join("data/content/board.yaml");
    std::fs::rename(&path, village.path("elsewhere.yaml")).unwrap();
    std::os::unix::fs::symlink(village.path("elsewhere.yaml"), &path).unwrap();
    refused(
        again(&Disk, &capsule, &village.path("new")),
        "多出 data/content/board.yaml：不是普通文件",
    );
}

/// Writes the lists of a bag so that they fit whatever lies in it.
fn relist(capsule: &Path) {
    let list = |is_inside: bool| {
        let mut sums = Sums::default();
        for (path, bytes) in contents(capsule) {
            if path.starts_with("data/") == is_inside && path != bag::TAGS {
                sums.0.insert(path, Digest::of(&bytes));
            }
        }
        bag::text(&sums)
    };
    put(&capsule.join(bag::MANIFEST), &list(true));
    put(&capsule.join(bag::TAGS), &list(false));
}
