//! Repositories in no state for a commit: refused by name, and left as they were.

use std::fs;

use chrono::DateTime;
use gix::ObjectId;

use super::{FOLDER, Work, entry};
use crate::archive::git::commit::advance;
use crate::archive::git::open::Repository;
use crate::archive::git::{Commit, commit};

#[track_caller]
fn refused(work: &Work, expected: &str) {
    let head = work.run(&work.folder(), &["rev-parse", "HEAD"]).stdout;
    let index = fs::read(work.folder().join(".git/index")).ok();
    let said = format!("{:#}", work.commit("第 1 号封存").expect_err(expected));
    assert!(said.contains(expected), "{said}");
    assert_eq!(
        work.run(&work.folder(), &["rev-parse", "HEAD"]).stdout,
        head
    );
    assert_eq!(fs::read(work.folder().join(".git/index")).ok(), index);
}

#[test]
fn a_head_without_a_branch() {
    let work = Work::with_git("sha1");
    work.git(&["checkout", "-q", "--detach"]);
    refused(&work, "不在任何分支上");
    work.git(&["checkout", "-q", "main"]);
    work.git(&["symbolic-ref", "HEAD", "refs/tags/x"]);
    refused(&work, "HEAD 不指向分支");
    work.git(&["symbolic-ref", "HEAD", "refs/heads/main"]);
    work.seal(1);
}

#[test]
fn a_merge_that_is_half_done() {
    let work = Work::with_git("sha1");
    work.git(&["checkout", "-q", "-b", "other"]);
    work.write("work/content/board.yaml", "名称: 甲\n");
    work.git(&["commit", "-q", "-a", "-m", "other"]);
    work.git(&["checkout", "-q", "main"]);
    work.write("work/content/board.yaml", "名称: 乙\n");
    work.git(&["commit", "-q", "-a", "-m", "own"]);
    assert!(
        !work
            .run(&work.folder(), &["merge", "other"])
            .status
            .success()
    );
    refused(&work, "做到一半的合并");
    // A conflict that is left over when the note of the merge is gone.
    fs::remove_file(work.folder().join(".git/MERGE_HEAD")).unwrap();
    refused(&work, "没解决的合并冲突");
    work.git(&["reset", "-q", "--hard"]);
    work.git(&["bisect", "start"]);
    refused(&work, "做到一半的二分查找");
    work.git(&["bisect", "reset"]);
    assert!(
        !work
            .run(&work.folder(), &["rebase", "other"])
            .status
            .success()
    );
    refused(&work, "做到一半的变基");
    work.git(&["rebase", "--abort"]);
    work.seal(1);
    work.check();
}

#[test]
fn a_lock_that_somebody_holds_or_left() {
    let work = Work::with_git("sha1");
    for lock in ["index.lock", "HEAD.lock", "refs/heads/main.lock"] {
        let path = work.folder().join(".git").join(lock);
        fs::write(&path, "").unwrap();
        refused(&work, lock);
        fs::remove_file(path).unwrap();
    }
    // Not even a repository that asks for it makes us wait.
    work.git(&["config", "core.filesRefLockTimeout", "-1"]);
    let path = work.folder().join(".git/refs/heads/main.lock");
    fs::write(&path, "").unwrap();
    refused(&work, "main.lock");
    fs::remove_file(path).unwrap();
    work.seal(1);
    work.check();
}

#[test]
fn a_repository_without_a_work_tree_of_its_own() {
    let work = Work::with_git("sha1");
    fs::create_dir(work.path("elsewhere")).unwrap();
    work.git(&[
        "config",
        "core.worktree",
        work.path("elsewhere").to_str().unwrap(),
    ]);
    let said = work.commit("x").unwrap_err().to_string();
    assert!(said.contains("工作树在别处"), "{said}");
    work.git(&["config", "--unset", "core.worktree"]);
    work.git(&["config", "core.bare", "true"]);
    let said = work.commit("x").unwrap_err().to_string();
    assert!(said.contains("没有工作树"), "{said}");
    let bare = Work::new();
    bare.git(&["init", "-q", "--bare", "."]);
    let said = bare.commit("x").unwrap_err().to_string();
    assert!(said.contains("裸仓库"), "{said}");
    let inner = Work::new();
    inner.run(inner.root.path(), &["init", "-q"]);
    let said = inner.commit("x").unwrap_err().to_string();
    assert!(
        said.contains("在另一个 git 仓库") && !inner.folder().join(".git").exists(),
        "{said}"
    );
}

#[test]
fn what_we_cannot_read() {
    let work = Work::with_git("sha1");
    let index = work.folder().join(".git/index");
    let good = fs::read(&index).unwrap();
    fs::write(&index, "DIRC?").unwrap();
    refused(&work, "读不懂");
    fs::write(&index, &good).unwrap();
    // An index in two parts is read, and written as one.
    work.git(&["update-index", "--split-index"]);
    work.seal(1);
    work.check();
    work.git(&[
        "sparse-checkout",
        "set",
        "--cone",
        "--sparse-index",
        "archive",
    ]);
    refused(&work, "稀疏检出");
    work.git(&["sparse-checkout", "disable"]);
    let reftable = Work::new();
    let made = reftable.run(&reftable.folder(), &["init", "-q", "--ref-format=reftable"]);
    assert!(made.status.success(), "this git knows reftable");
    refused(&reftable, "reftable");
    #[cfg(unix)]
    {
        let link = work.path(&entry(2));
        std::os::unix::fs::symlink("/etc/passwd", &link).unwrap();
        refused(&work, "不是普通文件");
        fs::remove_file(link).unwrap();
    }
    work.seal(1);
}

/// Another program commits between our reading and our writing: its commit stands.
#[test]
fn a_branch_that_moved_meanwhile_stays() {
    let work = Work::with_git("sha1");
    let old = work.git(&["rev-parse", "HEAD"]);
    let ours = work.seal(1);
    let folder = work.folder();
    let repository = Repository::open(&folder).unwrap();
    let id = |hex: &str| ObjectId::from_hex(hex.as_bytes()).unwrap();
    let request = Commit {
        root: &folder,
        folder: FOLDER,
        message: "x",
        author: ("a", "b"),
        time: DateTime::parse_from_rfc3339("2026-11-22T09:30:00+08:00").unwrap(),
    };
    let branch = "refs/heads/main".try_into().unwrap();
    for parent in [Some(id(&old)), None] {
        let moved = advance(&repository, &request, &branch, parent, id(&old));
        assert!(moved.unwrap_err().to_string().contains("没有移动"));
        assert_eq!(work.git(&["rev-parse", "HEAD"]), ours);
    }
    // A name that could break the line of the author is cleaned.
    let odd = Commit {
        author: (" <王\n一> ", ""),
        message: "odd",
        ..request
    };
    work.write(&entry(2), "2");
    commit(&odd).unwrap();
    work.check();
    assert_eq!(work.git(&["log", "-1", "--format=%an <%ae>"]), "王一 <>");
}
