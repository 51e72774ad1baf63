//! The ledger as git saw it come, and histories that are no witness.

use std::fs;

use super::{FOLDER, Work, entry};
use crate::archive::git::history;

/// Name, place, and whether an entry was changed or removed later.
fn told(work: &Work) -> Vec<String> {
    let entries = history(&work.folder(), FOLDER).unwrap();
    let line = |entry: &super::super::Committed| {
        let text = String::from_utf8_lossy(&entry.bytes);
        let fate = match (&entry.changed_in, &entry.removed_in) {
            (None, None) => "",
            (Some(_), None) => " changed",
            (None, Some(_)) => " removed",
            (Some(_), Some(_)) => " changed and removed",
        };
        format!(
            "{} {:?} at {}{fate}",
            entry.name,
            text.lines().last().unwrap(),
            entry.place
        )
    };
    entries.iter().map(line).collect()
}

#[test]
fn tells_what_came_when() {
    for format in ["sha1", "sha256"] {
        let work = Work::with_git(format);
        assert_eq!(told(&work), [""; 0]);
        let first = work.seal(1);
        work.seal(2);
        work.git(&["commit", "-q", "--allow-empty", "-m", "else"]);
        work.git(&["gc", "-q"]);
        work.seal(3);
        assert_eq!(
            told(&work),
            [
                "000001.txt \"seq: 1\" at 1",
                "000002.txt \"seq: 2\" at 2",
                "000003.txt \"seq: 3\" at 4"
            ]
        );
        let entries = history(&work.folder(), FOLDER).unwrap();
        assert_eq!(entries[0].commit, first);
        assert_eq!(entries[0].bytes, fs::read(work.path(&entry(1))).unwrap());
        // A bare copy testifies as well, and other villages have no part in it.
        work.run(
            work.root.path(),
            &["clone", "-q", "--bare", "work", "bare.git"],
        );
        assert_eq!(history(&work.path("bare.git"), FOLDER).unwrap(), entries);
        assert_eq!(history(&work.folder(), "archive/xi").unwrap(), []);
    }
    let none = history(&Work::new().folder(), FOLDER).unwrap_err();
    assert!(none.to_string().contains("不是 git 仓库"), "{none}");
}

#[test]
fn tells_what_became_of_an_entry() {
    let work = Work::new();
    work.seal(1);
    work.seal(2);
    work.seal(3);
    work.write(&entry(2), "other\n");
    let changed = work.commit("x").unwrap();
    fs::remove_file(work.path(&entry(3))).unwrap();
    let removed = work.commit("x").unwrap();
    // Put right again, and yet it was otherwise in between.
    work.write(&entry(2), "sanwu-ledger v1\nseq: 2\n");
    work.seal(3);
    assert_eq!(
        told(&work),
        [
            "000001.txt \"seq: 1\" at 0",
            "000002.txt \"seq: 2\" at 1 changed",
            "000003.txt \"seq: 3\" at 2 removed"
        ]
    );
    let entries = history(&work.folder(), FOLDER).unwrap();
    assert_eq!(entries[1].changed_in, Some(changed));
    assert_eq!(entries[2].removed_in, Some(removed));
    fs::remove_dir_all(work.path("work/archive/dong/ledger")).unwrap();
    work.commit("x").unwrap();
    assert!(told(&work).iter().all(|line| line.ends_with("removed")));
}

/// What came in with a merge counts from the merge on: only first parents were ever the branch.
#[test]
fn follows_first_parents() {
    let work = Work::with_git("sha1");
    work.seal(1);
    work.git(&["checkout", "-q", "-b", "side"]);
    work.seal(2);
    work.git(&["checkout", "-q", "main"]);
    work.git(&["commit", "-q", "--allow-empty", "-m", "own"]);
    work.git(&["merge", "-q", "--no-edit", "side"]);
    assert_eq!(told(&work)[1], "000002.txt \"seq: 2\" at 3");
}

#[track_caller]
fn refused(work: &Work, expected: &str) {
    let said = format!("{:#}", history(&work.folder(), FOLDER).expect_err(expected));
    assert!(said.contains(expected), "{said}");
    work.write(&entry(9), "9");
    assert!(
        work.commit("x").is_err(),
        "nothing is built on it: {expected}"
    );
    fs::remove_file(work.path(&entry(9))).unwrap();
}

#[test]
fn refuses_history_that_is_not_whole() {
    let work = Work::new();
    work.seal(1);
    work.seal(2);
    let url = format!("file://{}", work.folder().display());
    let root = work.root.path();
    work.run(root, &["clone", "-q", "--depth=1", &url, "shallow"]);
    let said = history(&work.path("shallow"), FOLDER)
        .unwrap_err()
        .to_string();
    assert!(said.contains("浅克隆"), "{said}");
    // A setting that points at another note of it is no way around.
    work.run(
        &work.path("shallow"),
        &["config", "gitoxide.core.shallowFile", "none"],
    );
    assert!(history(&work.path("shallow"), FOLDER).is_err());
}

#[test]
fn refuses_history_that_was_rewritten_for_readers() {
    let work = Work::new();
    let first = work.seal(1);
    let second = work.seal(2);
    work.write("work/.git/info/grafts", &format!("{second}\n"));
    refused(&work, "嫁接过");
    fs::remove_file(work.path("work/.git/info/grafts")).unwrap();
    work.git(&["replace", &second, &first]);
    assert_ne!(
        work.git(&["log", "--format=%s"]),
        "第 2 号封存\n第 1 号封存",
        "git is taken in"
    );
    refused(&work, "替换过的对象");
    work.git(&["pack-refs", "--all"]);
    assert!(
        !work
            .folder()
            .join(".git/refs/replace")
            .join(&second)
            .exists()
    );
    refused(&work, "替换过的对象");
    work.git(&["replace", "-d", &second]);
    assert_eq!(told(&work).len(), 2);
}

#[test]
fn refuses_forged_and_lost_objects() {
    let forgeries = [
        (
            "HEAD:archive/dong/ledger/000001.txt",
            "HEAD:archive/dong/ledger/000002.txt",
        ),
        ("HEAD:archive/dong/ledger", "HEAD:archive/dong/items"),
        ("HEAD:archive", "HEAD:archive/dong"),
        ("HEAD^{tree}", "HEAD^^{tree}"),
        ("HEAD", "HEAD^"),
        ("HEAD^", "HEAD"),
    ];
    for (victim, with) in forgeries {
        let work = Work::new();
        work.seal(1);
        work.seal(2);
        let id = |name: &str| work.git(&["rev-parse", name]);
        let (victim_id, with) = (id(victim), id(with));
        let good = fs::read(work.object(&victim_id)).unwrap();
        work.forge(&victim_id, &with);
        let said = format!("{:#}", history(&work.folder(), FOLDER).expect_err(victim));
        assert!(said.contains("对不上"), "{victim}: {said}");
        fs::remove_file(work.object(&victim_id)).unwrap();
        let said = format!("{:#}", history(&work.folder(), FOLDER).expect_err(victim));
        assert!(said.contains("缺对象"), "{victim}: {said}");
        fs::write(work.object(&victim_id), good).unwrap();
        assert_eq!(told(&work).len(), 2, "{victim}");
    }
}

/// An object that waits under the number of the entry to come, so that the commit would name other bytes than ours.
#[test]
fn does_not_build_on_an_object_laid_in_wait() {
    let work = Work::new();
    work.seal(1);
    work.write(&entry(2), "sanwu-ledger v1\nseq: 2\n");
    let coming = work.git(&["hash-object", "-w", "archive/dong/ledger/000002.txt"]);
    let other = work.git(&["rev-parse", "HEAD:archive/dong/ledger/000001.txt"]);
    work.forge(&coming, &other);
    let said = work.commit("x").unwrap_err().to_string();
    assert!(said.contains("对不上"), "{said}");
    let head = work.git(&["rev-parse", "HEAD"]);
    let tree = work.git(&["rev-parse", "HEAD^{tree}"]);
    work.forge(&tree, &other);
    assert!(work.commit("x").is_err());
    assert_eq!(
        fs::read_to_string(work.path("work/.git/refs/heads/main"))
            .unwrap()
            .trim_end(),
        head
    );
}

#[test]
fn refuses_trees_that_readers_see_differently() {
    let work = Work::new();
    work.seal(1);
    let blob = work.git(&["rev-parse", "HEAD:archive/dong/ledger/000001.txt"]);
    let other = work.git(&["rev-parse", "HEAD:archive/.gitattributes"]);
    for (lines, expected) in [
        (
            format!("100644 blob {blob}\t000001.txt\n100644 blob {other}\t000001.txt\n"),
            "同名",
        ),
        (format!("120000 blob {blob}\t000001.txt\n"), "不是普通文件"),
        (
            format!("160000 commit {blob}\t000001.txt\n"),
            "不是普通文件",
        ),
    ] {
        let mut tree = mktree(&work, &lines);
        for name in ["ledger", "dong", "archive"] {
            tree = mktree(&work, &format!("040000 tree {tree}\t{name}\n"));
        }
        let commit = work.git(&["commit-tree", "-m", "x", "-p", "HEAD", &tree]);
        let before = work.git(&["rev-parse", "HEAD"]);
        work.git(&["update-ref", "HEAD", &commit]);
        let said = history(&work.folder(), FOLDER)
            .expect_err(expected)
            .to_string();
        assert!(said.contains(expected), "{said}");
        work.git(&["update-ref", "HEAD", &before]);
    }
}

/// A tree of these lines, whatever git thinks of them: written by hand, since git sorts and refuses.
fn mktree(work: &Work, lines: &str) -> String {
    let mut bytes = Vec::new();
    for line in lines.lines() {
        let (head, name) = line.split_once('\t').unwrap();
        let words: Vec<&str> = head.split(' ').collect();
        bytes.extend(format!("{} {name}\0", words[0].trim_start_matches('0')).bytes());
        bytes.extend(
            gix::ObjectId::from_hex(words[2].as_bytes())
                .unwrap()
                .as_slice(),
        );
    }
    fs::write(work.path("tree"), bytes).unwrap();
    work.git(&["hash-object", "--literally", "-t", "tree", "-w", "../tree"])
}
