//! What a key has signed before, noted beside its file: nobody signs two entries of one number.
//!
//! A line each: number or version, digest, origin. Losing the note loses a safeguard and no signature.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::storage::{self, Fs, Kind};
use crate::trust::carry::Paper;
use crate::value::digest::Digest;

/// What a key has signed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    path: PathBuf,
    lines: Vec<String>,
}

impl Seen {
    /// Reads the note beside the file of a key.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn open(fs: &dyn Fs, key: &Path) -> anyhow::Result<Self> {
        let mut name = key.file_name().unwrap_or_default().to_owned();
        name.push(".seen");
        let path = key.with_file_name(name);
        let read = || match fs.kind(&path)? {
            Some(Kind::File) => fs.read(&path),
            _ => Ok(Vec::new()),
        };
        let bytes = read().with_context(|| format!("读不了 {}", path.display()))?;
        let text = String::from_utf8_lossy(&bytes);
        let lines = text.lines().map(str::to_owned).collect();
        Ok(Self { path, lines })
    }

    /// Why a paper must not be signed, in Chinese.
    pub(crate) fn against(&self, paper: &Paper) -> Option<String> {
        let (place, digest) = (paper.place(), paper.digest().to_string());
        let known = |place: &str| {
            let mut known = self.lines.iter().filter_map(|line| {
                let (own, rest) = line.split_once(' ')?;
                let (digest, origin) = rest.split_once(' ')?;
                (own == place && origin == paper.origin()).then_some(digest)
            });
            known.next_back()
        };
        if known(&place).is_some_and(|known| known != digest) {
            let what = paper.title();
            return Some(format!(
                "同号异文：这把钥匙签过另一份{what}，内容和这一份不一样"
            ));
        }
        let before = known(&paper.place_before());
        let prev = paper.prev().as_ref().map(Digest::to_string);
        if before.is_some() && before != prev.as_deref() {
            let what = paper.title();
            return Some(format!("{what}记的上一份，和这把钥匙签过的上一份不一样"));
        }
        None
    }

    /// Notes a paper as signed.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn note(&mut self, fs: &dyn Fs, paper: &Paper) -> anyhow::Result<()> {
        let line = format!("{} {} {}", paper.place(), paper.digest(), paper.origin());
        if self.lines.contains(&line) {
            return Ok(());
        }
        self.lines.push(line);
        let text = self.lines.join("\n") + "\n";
        storage::replace(fs, &self.path, text.as_bytes())
            .with_context(|| format!("没有写入 {}", self.path.display()))
    }
}
