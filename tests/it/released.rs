//! A workspace with pages and a ledger, written by hand in the public formats, and the finished program run on it.
#![expect(
    clippy::disallowed_methods,
    reason = "files are written, changed and read, and the program is run"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

/// A day before the releases are to be renewed.
pub(crate) const TODAY: &str = "2026-11-23";

/// Pages by path.
pub(crate) type Pages = BTreeMap<String, String>;

/// A village that was sealed some times.
pub(crate) struct Board {
    room: TempDir,
    /// Texts of the entries.
    pub(crate) entries: Vec<String>,
    /// A further change that the next entry records, as a line of it.
    pub(crate) change: String,
    pub(crate) origin: String,
}

impl Board {
    pub(crate) fn new() -> Self {
        let board = Self {
            room: TempDir::new().unwrap(),
            entries: Vec::new(),
            change: String::new(),
            origin: "370105-示范街道-东村".to_owned(),
        };
        let profile = "名称: 东村\n类型: 村\n值班电话: 0531-88881234\n意见受理: 0531-88881235\n";
        write(&board.path("content/village.yaml"), profile);
        board
    }

    /// So many numbers, each published when it was sealed.
    pub(crate) fn published(count: usize) -> (Self, PathBuf) {
        let mut board = Self::new();
        let target = board.path("stick");
        for seq in 1..=count {
            board.seal(&pages(&format!("第 {seq} 号")));
            board.publish(&target);
        }
        (board, target)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.room.path().join(name)
    }

    /// Writes pages and an entry for them, as `build` and `seal` leave them.
    pub(crate) fn seal(&mut self, pages: &Pages) {
        let public = self.path("public");
        let _ = std::fs::remove_dir_all(&public);
        let mut manifest = String::from("{\"schema\": \"sanwu.manifest/1\", \"files\": {");
        for (index, (path, text)) in pages.iter().enumerate() {
            write(&public.join(path), text);
            let comma = if index == 0 { "" } else { "," };
            let (size, digest) = (text.len(), hex(text.as_bytes()));
            let _ = write!(
                manifest,
                "{comma}\n\"{path}\": {{\"size\": {size}, \"sha256\": \"{digest}\"}}"
            );
        }
        manifest.push_str("\n}}\n");
        write(&public.join("manifest.json"), &manifest);
        let mut files = pages.clone();
        files.insert("manifest.json".to_owned(), manifest);
        let mut list = String::new();
        for (path, text) in &files {
            let _ = writeln!(list, "{}  {path}", hex(text.as_bytes()));
        }
        self.append(files.len(), &hex(list.as_bytes()));
        self.write_ledger();
    }

    /// One entry more, for a list of so many files.
    pub(crate) fn append(&mut self, files: usize, sums: &str) {
        let seq = self.entries.len() + 1;
        let prev = self.entries.last().map_or_else(
            || "none".to_owned(),
            |text| format!("sha256:{}", hex(text.as_bytes())),
        );
        let version = hex(format!("{seq}").as_bytes());
        let change = if seq == 1 {
            format!("首发 finance/2026-q3 v1 sha256:{version} by: 张三")
        } else {
            let from = seq - 1;
            format!("更正 finance/2026-q3 v{from} -> v{seq} sha256:{version} note: 抄错 by: 张三")
        };
        let more = std::mem::take(&mut self.change);
        self.entries.push(format!(
            "sanwu-ledger v1\norigin: {}\nseq: {seq}\nprev: {prev}\ntime: 2026-11-22T09:30:00+08:00\nvalid-until: 2027-03-31\ngenerator: sanwu 0.1.0\nchange: {change}\n{more}files: {files} sha256:{sums}\n",
            self.origin
        ));
    }

    fn write_ledger(&self) {
        for (index, text) in self.entries.iter().enumerate() {
            let path = format!("archive/village/ledger/{:06}.txt", index + 1);
            write(&self.path(&path), text);
        }
    }

    /// The program in this workspace.
    pub(crate) fn sanwu(&self, args: &[&str]) -> Command {
        let mut command = sanwu_on(TODAY);
        command.args(["--root", text(self.room.path())]).args(args);
        command
    }

    #[track_caller]
    pub(crate) fn publish(&self, target: &Path) {
        let output = self.sanwu(&["publish", text(target)]).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }

    /// The exit code of `verify` and all it said.
    pub(crate) fn verify(&self, target: &Path, more: &[&str]) -> (i32, String) {
        let args = [&["verify", text(target)], more].concat();
        let output = self.sanwu(&args).output().unwrap();
        (output.status.code().unwrap(), said(&output))
    }
}

/// The program on a day.
pub(crate) fn sanwu_on(today: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sanwu"));
    command.env("NO_COLOR", "1").args(["--today", today]);
    command
}

/// Pages of a village that change a little from number to number.
pub(crate) fn pages(text: &str) -> Pages {
    let mut pages = Pages::new();
    for (path, text) in [
        ("index.html", format!("<h1>东村</h1><p>{text}</p>")),
        (
            "finance/2026-q3/index.html",
            format!("<p>{text}：三季度</p>"),
        ),
        ("finance/2026-q3/print.html", "<p>张贴</p>".to_owned()),
        ("assets/style.css", "body{margin:0}".to_owned()),
        ("files/对账 单.pdf", "%PDF".to_owned()),
        ("data/all.json", "{}".to_owned()),
    ] {
        pages.insert(path.to_owned(), text);
    }
    pages
}

pub(crate) fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// Every file of a folder with its content, what the program keeps for itself left out.
pub(crate) fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).into_iter().flatten();
    walk.filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let local = entry.path().strip_prefix(folder).unwrap();
            let bytes = std::fs::read(entry.path()).unwrap();
            (text(local).to_owned(), bytes)
        })
        .filter(|(path, _)| !path.starts_with(".sanwu-publish"))
        .collect()
}

/// Puts a folder back to what it held.
pub(crate) fn restore(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    let _ = std::fs::remove_dir_all(folder);
    for (path, bytes) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    let err = String::from_utf8_lossy(&output.stderr);
    format!("{}{err}", String::from_utf8_lossy(&output.stdout))
}

/// How often a test of chance is repeated: `few` in every run, `all` where `SANWU_PROOF=full` asks for the whole proof.
pub(crate) fn rounds(few: usize, all: usize) -> usize {
    match std::env::var("SANWU_PROOF").as_deref() {
        Ok("full") => all,
        _ => few,
    }
}

/// Numbers that look random and are the same each time.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).unwrap()).unwrap()
    }
}
