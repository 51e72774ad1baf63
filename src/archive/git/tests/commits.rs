//! What a seal leaves in git, as the stock program sees it.

use std::fs;

use super::{Work, entry};
use crate::archive::git::history;

const FORMATS: [&str; 2] = ["sha1", "sha256"];

#[test]
fn makes_a_repository_where_there_is_none() {
    let work = Work::new();
    let id = work
        .commit("第 1 号封存\n\n首发 finance/2026-q3\n")
        .unwrap();
    work.check();
    assert_eq!(work.git(&["rev-parse", "HEAD"]), id);
    assert_eq!(work.git(&["branch", "--show-current"]), "main");
    assert_eq!(
        work.git(&[
            "log",
            "--format=%an <%ae> %ad|%cn %cd|%s|%b",
            "--date=iso-strict"
        ]),
        "东村 王一 <dong@sanwu> 2026-11-22T09:30:00+08:00|东村 王一 2026-11-22T09:30:00+08:00|\
         第 1 号封存|首发 finance/2026-q3"
    );
    assert_eq!(
        work.git(&["ls-tree", "-r", "--format=%(objectmode) %(path)", "HEAD"]),
        "100644 archive/.gitattributes\n\
         100644 archive/dong/blobs/sha256/ab/ab12.pdf\n\
         100644 archive/dong/items/finance/2026-q3/v0001.yaml\n\
         100644 archive/dong/ledger/000001.txt"
    );
    // The rest of the workspace is the clerk's own matter.
    assert_eq!(work.git(&["status", "--porcelain"]), "?? content/");
    assert!(
        work.git(&["reflog"])
            .contains("commit (initial): 第 1 号封存")
    );
}

#[test]
fn bytes_survive_a_clone_on_any_machine() {
    let work = Work::new();
    work.commit("第 1 号封存").unwrap();
    // As git for Windows does unless told otherwise, and as an eager editor of attributes would.
    work.write(".config/git/attributes", "* text=auto eol=crlf\n");
    let cloned = work.run(
        work.root.path(),
        &["-c", "core.autocrlf=true", "clone", "-q", "work", "clone"],
    );
    assert!(cloned.status.success());
    for file in ["ledger/000001.txt", "items/finance/2026-q3/v0001.yaml"] {
        let own = fs::read(work.path("work/archive/dong").join(file)).unwrap();
        assert_eq!(
            fs::read(work.path("clone/archive/dong").join(file)).unwrap(),
            own
        );
    }
    let entries = history(&work.path("clone"), super::FOLDER).unwrap();
    assert_eq!(entries.len(), 1);
}

#[test]
fn leaves_everything_else_as_it_was() {
    for format in FORMATS {
        let work = Work::with_git(format);
        for name in ["a", "b", "c"] {
            work.write(&format!("work/{name}.txt"), "old\n");
        }
        work.git(&["add", "a.txt", "b.txt", "c.txt"]);
        work.git(&["commit", "-q", "-m", "three"]);
        work.write("work/a.txt", "new\n");
        work.write("work/b.txt", "new\n");
        work.git(&["add", "b.txt"]);
        work.git(&["rm", "-q", "--cached", "c.txt"]);
        let before = work.git(&["status", "--porcelain", "--", "a.txt", "b.txt", "c.txt"]);
        let parent = work.git(&["rev-parse", "HEAD"]);
        let id = work.commit("第 1 号封存").unwrap();
        work.check();
        let after = work.git(&["status", "--porcelain", "--", "a.txt", "b.txt", "c.txt"]);
        assert_eq!(before, after, "{format}");
        assert_eq!(work.git(&["rev-parse", "HEAD^"]), parent);
        let changed = work.git(&["diff", "--name-only", &parent, &id]);
        assert!(
            changed.lines().all(|path| path.starts_with("archive/")),
            "{changed}"
        );
        assert_eq!(work.git(&["show", "HEAD:b.txt"]), "old");
        assert_eq!(id.len(), if format == "sha1" { 40 } else { 64 });
    }
}

#[test]
fn goes_on_from_seal_to_seal() {
    for format in FORMATS {
        let work = Work::with_git(format);
        let first = work.seal(1);
        assert_eq!(work.commit("again").unwrap(), first, "nothing has changed");
        let second = work.seal(2);
        // Packed and gone to a packed branch, as after years.
        work.git(&["gc", "-q", "--prune=now"]);
        let third = work.seal(3);
        work.check();
        let log = work.git(&["log", "--format=%H", "-3"]);
        assert_eq!(log, format!("{third}\n{second}\n{first}"));
        // What was withheld goes, what was left half written by a seal that was cut off does not come.
        fs::remove_file(work.path("work/archive/dong/items/finance/2026-q3/v0001.yaml")).unwrap();
        work.write("work/archive/dong/ledger/000005.txt.tmp", "half");
        work.seal(4);
        work.check_without_strays();
        let names = work.git(&["ls-tree", "-r", "--name-only", "HEAD", "archive/dong"]);
        assert!(
            !names.contains("v0001.yaml") && !names.contains(".tmp"),
            "{names}"
        );
        assert_eq!(
            work.git(&[
                "show",
                &format!("{third}:archive/dong/items/finance/2026-q3/v0001.yaml")
            ])
            .lines()
            .count(),
            2
        );
    }
}

impl Work {
    #[track_caller]
    fn check_without_strays(&self) {
        self.git(&["fsck", "--strict", "--full", "--no-dangling"]);
        let said = self.git(&[
            "status",
            "--porcelain",
            "--untracked-files=no",
            "--",
            "archive",
        ]);
        assert_eq!(said, "");
    }
}

/// A file that was altered behind our back is committed as it is, and neither git nor we call it unchanged.
#[test]
fn sees_what_was_altered_in_place() {
    let work = Work::new();
    work.seal(1);
    for round in 0..3 {
        // The same length within the same second: the time alone tells nothing.
        work.write(&entry(1), &format!("sanwu-ledger v1\nseq: {round}\n"));
        let said = work.git(&["status", "--porcelain", "--", "archive"]);
        assert_eq!(said, " M archive/dong/ledger/000001.txt");
        work.commit("again").unwrap();
        work.check();
        let shown = work.git(&["show", "HEAD:archive/dong/ledger/000001.txt"]);
        assert_eq!(shown, format!("sanwu-ledger v1\nseq: {round}"));
    }
}

/// Other villages of the same town keep theirs.
#[test]
fn a_village_does_not_touch_another() {
    let work = Work::new();
    work.write("work/archive/xi/ledger/000001.txt", "x\n");
    work.seal(1);
    assert_eq!(
        work.git(&["status", "--porcelain", "--", "archive"]),
        "?? archive/xi/"
    );
    work.git(&["add", "archive/xi"]);
    work.git(&["commit", "-q", "-m", "xi"]);
    fs::remove_dir_all(work.path("work/archive/xi")).unwrap();
    work.seal(2);
    assert_eq!(
        work.git(&["show", "HEAD:archive/xi/ledger/000001.txt"]),
        "x"
    );
}
