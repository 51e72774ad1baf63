//! What a kiosk remembers: whose ledger, the highest number and head it has seen, and the latest day. Kept in two places.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::publish::layout::OWN;
use crate::publish::trouble;
use crate::storage::{Fs, Kind, replace};
use crate::value::digest::Digest;

const HEAD: &str = "sanwu-kiosk v1";

/// What was seen last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Memory {
    /// Whose ledger was pinned when the kiosk was set up.
    pub(crate) origin: String,
    /// The highest number.
    pub(crate) seq: u32,
    /// The head at that number.
    pub(crate) head: Digest,
    /// Digest of the keys, where there are some.
    pub(crate) trust: Option<Digest>,
    /// The latest day that the clock or a release has shown.
    pub(crate) seen: NaiveDate,
    /// Where releases come from.
    pub(crate) from: String,
}

/// Why a memory cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// Nothing was ever pinned here, or both places are gone.
    None,
    /// The two places tell of two ledgers.
    Forked(String),
    /// The disk cannot be read.
    Unread(String),
}

impl Memory {
    /// Reads both places and takes what is newer.
    pub(crate) fn read(fs: &dyn Fs, kiosk: &Path) -> Result<Self, Lost> {
        let mut best: Option<Self> = None;
        for path in places(kiosk) {
            match fs.kind(&path) {
                Ok(Some(Kind::File)) => {}
                Ok(_) => continue,
                Err(error) => return Err(Lost::Unread(trouble::unread(&path, &error))),
            }
            let bytes = match fs.read(&path) {
                Ok(bytes) => bytes,
                Err(error) => return Err(Lost::Unread(trouble::unread(&path, &error))),
            };
            let text = String::from_utf8(bytes).unwrap_or_default();
            // A copy that was damaged is as good as none; the other one stands in.
            let Some(memory) = Self::parse(&text) else {
                continue;
            };
            best = Some(match best {
                None => memory,
                Some(other) => other.joined(memory)?,
            });
        }
        best.ok_or(Lost::None)
    }

    /// Writes both places, one after the other.
    ///
    /// # Errors
    /// When the first cannot be written; the second falls back to a place beside the first.
    pub(crate) fn write(&self, fs: &dyn Fs, kiosk: &Path) -> anyhow::Result<()> {
        let text = self.text();
        let [first, fallback, beside] = places(kiosk);
        let own = kiosk.join(OWN);
        let refused = |error| trouble::refused(&first, &error);
        fs.make_folder(&own).map_err(refused)?;
        replace(fs, &first, text.as_bytes()).map_err(refused)?;
        if replace(fs, &beside, text.as_bytes()).is_ok() {
            return Ok(());
        }
        replace(fs, &fallback, text.as_bytes()).map_err(refused)
    }

    /// Reads a memory that is kept in one place alone.
    ///
    /// # Errors
    /// Says why it cannot be read: without it nobody could tell an older release.
    pub(crate) fn of(fs: &dyn Fs, path: &Path) -> Result<Option<Self>, String> {
        let unread = |error| trouble::unread(path, &error);
        if fs.kind(path).map_err(unread)?.is_none() {
            return Ok(None);
        }
        let text = String::from_utf8(fs.read(path).map_err(unread)?).unwrap_or_default();
        let damaged = || {
            format!(
                "{} 读不懂，不知道上次收到第几号；和封存单对过以后删掉它，再生成一次",
                path.display()
            )
        };
        Self::parse(&text).map(Some).ok_or_else(damaged)
    }

    /// Writes it to one place alone.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn keep(&self, fs: &dyn Fs, path: &Path) -> anyhow::Result<()> {
        let refused = |error| trouble::refused(path, &error);
        let folder = path.parent().unwrap_or(Path::new("."));
        fs.make_folder(folder).map_err(refused)?;
        replace(fs, path, self.text().as_bytes()).map_err(refused)
    }

    fn joined(self, other: Self) -> Result<Self, Lost> {
        if self.origin != other.origin || (self.seq == other.seq && self.head != other.head) {
            return Err(Lost::Forked(format!(
                "本机两处记的不一样：一处是`{}`第 {} 号，一处是`{}`第 {} 号",
                self.origin, self.seq, other.origin, other.seq
            )));
        }
        let seen = self.seen.max(other.seen);
        let newer = if other.seq > self.seq { other } else { self };
        Ok(Self { seen, ..newer })
    }

    fn text(&self) -> String {
        let trust = self
            .trust
            .map_or_else(|| "none".to_owned(), |digest| digest.to_string());
        let text = format!(
            "{HEAD}\norigin: {}\nseq: {}\nhead: {}\ntrust: {trust}\nseen: {}\nfrom: {}\n",
            self.origin, self.seq, self.head, self.seen, self.from
        );
        let own = Digest::of(text.as_bytes());
        format!("{text}self: {own}\n")
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        (lines.next()? == HEAD).then_some(())?;
        let mut field = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(": ");
        let memory = Self {
            origin: field("origin")?.to_owned(),
            seq: field("seq")?.parse().ok()?,
            head: Digest::read(field("head")?)?,
            trust: match field("trust")? {
                "none" => None,
                text => Some(Digest::read(text)?),
            },
            seen: field("seen")?.parse().ok()?,
            from: field("from")?.to_owned(),
        };
        (memory.text() == text).then_some(memory)
    }
}

/// In the kiosk's folder, a second one in it, and beside it.
fn places(kiosk: &Path) -> [PathBuf; 3] {
    let own = kiosk.join(OWN);
    let name = kiosk
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let beside = match (kiosk.parent(), name) {
        (Some(parent), Some(name)) => parent.join(format!("{name}.sanwu-kiosk.txt")),
        _ => own.join("kiosk-3.txt"),
    };
    [own.join("kiosk.txt"), own.join("kiosk-2.txt"), beside]
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "one of the places is damaged")]
mod tests {
    use chrono::NaiveDate;
    use tempfile::TempDir;

    use super::{Lost, Memory, places};
    use crate::storage::Disk;
    use crate::value::digest::Digest;

    fn memory(seq: u32) -> Memory {
        Memory {
            origin: "370105-示范街道-东村".to_owned(),
            seq,
            head: Digest::of(&seq.to_be_bytes()),
            trust: None,
            seen: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
            from: "D:\\stick 1".to_owned(),
        }
    }

    #[test]
    fn one_place_is_enough() {
        let root = TempDir::new().unwrap();
        let kiosk = root.path().join("kiosk");
        assert_eq!(Memory::read(&Disk, &kiosk), Err(Lost::None));
        memory(7).write(&Disk, &kiosk).unwrap();
        let [first, _, beside] = places(&kiosk);
        for path in [&first, &beside] {
            let text = std::fs::read(path).unwrap();
            std::fs::write(path, &text[..text.len() / 2]).unwrap();
            assert_eq!(Memory::read(&Disk, &kiosk), Ok(memory(7)));
            std::fs::remove_file(path).unwrap();
            assert_eq!(Memory::read(&Disk, &kiosk), Ok(memory(7)));
            std::fs::write(path, text).unwrap();
        }
    }

    #[test]
    fn the_newer_one_counts_and_two_heads_are_told() {
        let root = TempDir::new().unwrap();
        let kiosk = root.path().join("kiosk");
        memory(7).write(&Disk, &kiosk).unwrap();
        let [first, _, _] = places(&kiosk);
        let later = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        let old = Memory {
            seen: later,
            ..memory(6)
        };
        std::fs::write(&first, old.text()).unwrap();
        let read = Memory::read(&Disk, &kiosk).unwrap();
        assert_eq!((read.seq, read.seen), (7, later));
        let other = Memory {
            head: Digest::of(b"other"),
            ..memory(7)
        };
        std::fs::write(&first, other.text()).unwrap();
        assert!(matches!(Memory::read(&Disk, &kiosk), Err(Lost::Forked(_))));
    }
}
