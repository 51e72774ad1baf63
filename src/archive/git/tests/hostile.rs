//! Repositories that would run a program: git itself would in part, we never do.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::{FOLDER, Work};
use crate::archive::git::history;

const HOOKS: [&str; 8] = [
    "pre-commit",
    "prepare-commit-msg",
    "commit-msg",
    "post-commit",
    "post-index-change",
    "reference-transaction",
    "pre-auto-gc",
    "fsmonitor-watchman",
];

/// A workspace in which everything that can name a program names one that leaves a mark.
fn trap() -> (Work, std::path::PathBuf) {
    let work = Work::with_git("sha1");
    let mark = work.path("mark");
    let canary = work.path("canary");
    fs::write(
        &canary,
        format!("#!/bin/sh\necho \"$0 $*\" >>{}\ncat\n", mark.display()),
    )
    .unwrap();
    fs::set_permissions(&canary, fs::Permissions::from_mode(0o755)).unwrap();
    let program = canary.to_str().unwrap();
    for name in [
        "core.fsmonitor",
        "core.sshCommand",
        "core.editor",
        "core.pager",
        "core.askPass",
        "core.gitProxy",
        "core.alternateRefsCommand",
        "credential.helper",
        "gpg.program",
        "diff.external",
        "diff.x.textconv",
        "diff.x.command",
        "merge.x.driver",
        "filter.x.clean",
        "filter.x.smudge",
        "filter.x.process",
        "sequence.editor",
        "uploadpack.packObjectsHook",
        "trailer.x.command",
        "interactive.diffFilter",
        "protocol.ext.allow",
        "remote.origin.vcs",
    ] {
        work.git(&["config", name, program]);
    }
    for name in ["alias.commit", "alias.log", "alias.status"] {
        work.git(&["config", name, &format!("!{program}")]);
    }
    work.git(&["config", "filter.x.required", "true"]);
    work.git(&["config", "commit.gpgSign", "true"]);
    work.git(&["config", "include.path", "../../more"]);
    work.write(
        "more",
        &format!("[core]\n\thooksPath = {}\n", work.path("hooks").display()),
    );
    for place in ["hooks", "work/.git/hooks"] {
        fs::create_dir_all(work.path(place)).unwrap();
        for hook in HOOKS {
            fs::copy(&canary, work.path(place).join(hook)).unwrap();
        }
    }
    work.write("work/.gitattributes", "* filter=x diff=x merge=x\n");
    work.write("work/archive/dong/.gitattributes", "* filter=x ident\n");
    work.write("work/.git/info/attributes", "* filter=x\n");
    (work, mark)
}

#[test]
fn runs_nothing() {
    let (work, mark) = trap();
    let _ = fs::remove_file(&mark);
    let id = work.seal(1);
    work.seal(2);
    let entries = history(&work.folder(), FOLDER).unwrap();
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[0].commit, id);
    assert!(!mark.exists(), "{}", fs::read_to_string(&mark).unwrap());
    // The bytes are those of the disk, past every filter.
    assert_eq!(entries[1].bytes, b"sanwu-ledger v1\nseq: 2\n");
    // The trap is a good one: git walks into it.
    work.run(&work.folder(), &["status"]);
    work.run(&work.folder(), &["add", "content"]);
    work.run(&work.folder(), &["commit", "-m", "x"]);
    let marked = fs::read_to_string(&mark).unwrap();
    assert!(marked.lines().count() > 2, "{marked}");
}

/// Settings that would have us look elsewhere, or believe another thing.
#[test]
fn believes_no_setting() {
    let work = Work::with_git("sha1");
    work.seal(1);
    let honest = history(&work.folder(), FOLDER).unwrap();
    for (name, value) in [
        ("gitoxide.core.indexFile", "other"),
        ("gitoxide.core.shallowFile", "other"),
        ("gitoxide.core.refsNamespace", "other"),
        ("gitoxide.objects.replaceRefBase", "refs/heads/"),
        ("gitoxide.objects.noReplace", "false"),
        ("core.useReplaceRefs", "true"),
        ("core.commitGraph", "true"),
        ("core.logAllRefUpdates", "false"),
        ("core.compression", "0"),
        ("core.looseCompression", "0"),
        ("core.fileMode", "false"),
        ("core.ignoreCase", "true"),
        ("core.autocrlf", "true"),
        ("core.safecrlf", "true"),
        ("core.sparseCheckout", "true"),
        ("init.defaultBranch", "other"),
        ("user.name", "other"),
        ("commit.template", "other"),
        ("i18n.commitEncoding", "gbk"),
    ] {
        work.git(&["config", name, value]);
    }
    assert_eq!(history(&work.folder(), FOLDER).unwrap(), honest);
    let second = work.seal(2);
    assert!(!work.folder().join(".git/other").exists());
    assert_eq!(work.git(&["rev-parse", "refs/heads/main"]), second);
    assert_eq!(
        work.git(&["log", "-1", "--format=%an", "--encoding=utf-8"]),
        "东村 王一"
    );
    assert_eq!(history(&work.folder(), FOLDER).unwrap().len(), 2);
    work.check();
}

/// The environment of another git that is under way is not ours.
#[test]
fn follows_no_environment() {
    // Set for a child of its own, since tests share their environment: git hands these to hooks, and a hook may call us.
    let work = Work::with_git("sha1");
    work.seal(1);
    let other = Work::with_git("sha1");
    let program = std::env::current_exe().unwrap();
    let mut command = std::process::Command::new(program);
    command.args([
        "--exact",
        "archive::git::tests::hostile::in_a_strange_environment",
        "--nocapture",
    ]);
    command.env("SANWU_TEST_REPOSITORY", work.folder());
    for (name, local) in [
        ("GIT_DIR", ".git"),
        ("GIT_WORK_TREE", "."),
        ("GIT_INDEX_FILE", ".git/other"),
        ("GIT_OBJECT_DIRECTORY", ".git/objects"),
        ("GIT_COMMON_DIR", ".git"),
        ("GIT_SHALLOW_FILE", ".git/x"),
    ] {
        command.env(name, other.folder().join(local));
    }
    let output = command.env("GIT_NAMESPACE", "x").output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    assert_eq!(history(&work.folder(), FOLDER).unwrap().len(), 2);
    assert_eq!(history(&other.folder(), FOLDER).unwrap(), []);
    work.check();
}

/// The other half of the test above.
#[test]
fn in_a_strange_environment() {
    let Some(root) = std::env::var_os("SANWU_TEST_REPOSITORY") else {
        return;
    };
    let root = std::path::PathBuf::from(root);
    assert_eq!(history(&root, FOLDER).unwrap().len(), 1);
    fs::write(root.join(FOLDER).join("ledger/000002.txt"), "seq: 2\n").unwrap();
    let request = super::Commit {
        root: &root,
        folder: FOLDER,
        message: "2",
        author: ("a", "b"),
        time: chrono::DateTime::parse_from_rfc3339("2026-11-22T09:30:00+08:00").unwrap(),
    };
    super::commit(&request).unwrap();
}
