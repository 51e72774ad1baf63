//! Repositories as the stock git program makes them and sees them; it is run here and nowhere else.
#![expect(
    clippy::disallowed_methods,
    reason = "git is run and its files are changed by hand, as others would"
)]

mod commits;
mod histories;
mod hostile;
mod states;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use chrono::DateTime;
use tempfile::TempDir;

use crate::archive::git::{Commit, commit};

const FOLDER: &str = "archive/dong";

/// A workspace with an archive of one entry; no repository yet.
struct Work {
    root: TempDir,
}

impl Work {
    fn new() -> Self {
        let work = Self {
            root: TempDir::new().unwrap(),
        };
        work.write("work/content/board.yaml", "名称: 柳溪街道\n");
        work.write(&entry(1), "sanwu-ledger v1\nseq: 1\n");
        work.write(
            "work/archive/dong/items/finance/2026-q3/v0001.yaml",
            "标题: 一\r\n金额: 1\r\n",
        );
        work.write("work/archive/dong/blobs/sha256/ab/ab12.pdf", "%PDF");
        work
    }

    /// With a repository of this object format, and a first commit without the archive.
    fn with_git(format: &str) -> Self {
        let work = Self::new();
        work.git(&[
            "init",
            "-q",
            "-b",
            "main",
            &format!("--object-format={format}"),
        ]);
        work.git(&["add", "content"]);
        work.git(&["commit", "-q", "-m", "content"]);
        work
    }

    fn path(&self, local: &str) -> PathBuf {
        self.root.path().join(local)
    }

    fn folder(&self) -> PathBuf {
        self.path("work")
    }

    fn write(&self, local: &str, text: &str) {
        let path = self.path(local);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn commit(&self, message: &str) -> anyhow::Result<String> {
        commit(&Commit {
            root: &self.folder(),
            folder: FOLDER,
            message,
            author: ("东村 王一", "dong@sanwu"),
            time: DateTime::parse_from_rfc3339("2026-11-22T09:30:00+08:00").unwrap(),
        })
    }

    /// Adds an entry and commits it as a seal does.
    fn seal(&self, seq: u32) -> String {
        self.write(&entry(seq), &format!("sanwu-ledger v1\nseq: {seq}\n"));
        self.commit(&format!("第 {seq} 号封存")).unwrap()
    }

    /// git in the workspace; what it said, which has to be good.
    #[track_caller]
    fn git(&self, args: &[&str]) -> String {
        let output = self.run(&self.folder(), args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "git {args:?}\n{said}");
        String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned()
    }

    fn run(&self, folder: &Path, args: &[&str]) -> Output {
        let mut command = Command::new("git");
        command.current_dir(folder).args(args);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("GIT_") {
                command.env_remove(name);
            }
        }
        command
            .env("HOME", self.root.path())
            .env("GIT_CONFIG_NOSYSTEM", "1");
        for (name, value) in [("NAME", "git"), ("EMAIL", "git@localhost")] {
            command.env(format!("GIT_AUTHOR_{name}"), value);
            command.env(format!("GIT_COMMITTER_{name}"), value);
        }
        command.output().unwrap()
    }

    /// What git finds wrong.
    #[track_caller]
    fn check(&self) {
        self.git(&["fsck", "--strict", "--full", "--no-dangling"]);
        let said = self.git(&["status", "--porcelain", "--", "archive"]);
        assert_eq!(said, "", "git status");
    }

    /// Where a loose object lies.
    fn object(&self, id: &str) -> PathBuf {
        let (start, rest) = id.split_at(2);
        self.folder().join(".git/objects").join(start).join(rest)
    }

    /// Puts the bytes of one loose object under the number of another.
    fn forge(&self, id: &str, with: &str) {
        let bytes = fs::read(self.object(with)).unwrap();
        fs::remove_file(self.object(id)).unwrap();
        fs::write(self.object(id), bytes).unwrap();
    }
}

fn entry(seq: u32) -> String {
    format!("work/archive/dong/ledger/{seq:06}.txt")
}
