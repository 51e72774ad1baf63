//! One entry (一次封存): a small text of fixed order that names the entry before it, what changed, and the pages as a whole.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::ledger::change::Change;
use crate::value::digest::Digest;

/// The first line of every entry.
const HEAD: &str = "sanwu-ledger v1";

/// An entry of the ledger. Its text is its only form: what does not read back to the same bytes is no entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Whose ledger: 区划代码-上级-名称.
    pub(crate) origin: String,
    /// Its number, from 1 without a gap.
    pub(crate) seq: u32,
    /// Digest of the entry before; `None` for the first.
    pub(crate) prev: Option<Digest>,
    /// When the clerk's clock says it was made: a claim.
    pub(crate) time: DateTime<FixedOffset>,
    /// The day until which a reader may take the release for current.
    pub(crate) valid_until: NaiveDate,
    /// The program: `sanwu 1.0.0`.
    pub(crate) generator: String,
    /// What happened to records, in the order of their addresses; none in a renewal.
    pub(crate) changes: Vec<Change>,
    /// How many files the pages are.
    pub(crate) files: usize,
    /// Digest of the list of their digests.
    pub(crate) sums: Digest,
}

impl Entry {
    /// The digest that the next entry names, and that the head code stands for.
    pub(crate) fn digest(&self) -> Digest {
        Digest::of(self.to_string().as_bytes())
    }

    /// Reads an entry.
    ///
    /// # Errors
    /// Says which line is not as it should be, in Chinese.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut lines = Lines {
            lines: text.lines(),
            number: 0,
        };
        if lines.next()? != HEAD {
            return Err(format!("第 1 行应为`{HEAD}`"));
        }
        let origin = lines.field("origin")?.to_owned();
        let seq = lines.parsed("seq", |text| text.parse().ok().filter(|seq| *seq > 0))?;
        let prev = lines.parsed("prev", |text| match text {
            "none" => Some(None),
            _ => Digest::read(text).map(Some),
        })?;
        let time = lines.parsed("time", |text| DateTime::parse_from_rfc3339(text).ok())?;
        let valid_until = lines.parsed("valid-until", |text| text.parse().ok())?;
        let generator = lines.field("generator")?.to_owned();
        let mut changes = Vec::new();
        let files = loop {
            let line = lines.next()?;
            match line.strip_prefix("change: ") {
                Some(change) => changes.push(Change::read(change).ok_or_else(|| lines.wrong())?),
                None => break line.strip_prefix("files: ").ok_or_else(|| lines.wrong())?,
            }
        };
        let (files, sums) = files
            .split_once(' ')
            .and_then(|(count, digest)| Some((count.parse().ok()?, Digest::read(digest)?)))
            .ok_or_else(|| lines.wrong())?;
        let entry = Self {
            origin,
            seq,
            prev,
            time,
            valid_until,
            generator,
            changes,
            files,
            sums,
        };
        // One text for one entry: no other spelling, nothing before or behind.
        if entry.to_string() != text {
            return Err("写法不是封存时的写法（多了、少了空格或换行）".to_owned());
        }
        Ok(entry)
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEAD}")?;
        writeln!(f, "origin: {}", self.origin)?;
        writeln!(f, "seq: {}", self.seq)?;
        match self.prev {
            Some(prev) => writeln!(f, "prev: {prev}")?,
            None => writeln!(f, "prev: none")?,
        }
        writeln!(f, "time: {}", self.time.format("%Y-%m-%dT%H:%M:%S%:z"))?;
        writeln!(f, "valid-until: {}", self.valid_until)?;
        writeln!(f, "generator: {}", self.generator)?;
        for change in &self.changes {
            writeln!(f, "change: {change}")?;
        }
        writeln!(f, "files: {} {}", self.files, self.sums)
    }
}

struct Lines<'a> {
    lines: std::str::Lines<'a>,
    number: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Result<&'a str, String> {
        self.number += 1;
        self.lines
            .next()
            .ok_or_else(|| format!("到第 {} 行就断了", self.number))
    }

    fn field(&mut self, name: &str) -> Result<&'a str, String> {
        let line = self.next()?;
        line.strip_prefix(name)
            .and_then(|rest| rest.strip_prefix(": "))
            .ok_or_else(|| format!("第 {} 行应为`{name}: …`", self.number))
    }

    fn parsed<T>(&mut self, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, String> {
        let text = self.field(name)?;
        read(text).ok_or_else(|| self.wrong())
    }

    fn wrong(&self) -> String {
        format!("第 {} 行读不懂", self.number)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use chrono::{DateTime, NaiveDate};

    use super::Entry;
    use crate::ledger::change::{Change, Kind};
    use crate::value::digest::Digest;

    /// An entry with one change.
    pub(crate) fn entry(seq: u32, prev: Option<Digest>) -> Entry {
        Entry {
            origin: "370105-示范街道-东村".to_owned(),
            seq,
            prev,
            time: DateTime::parse_from_rfc3339("2026-11-22T09:30:00+08:00").unwrap(),
            valid_until: NaiveDate::from_ymd_opt(2027, 3, 31).unwrap(),
            generator: "sanwu 0.1.0".to_owned(),
            changes: vec![Change {
                kind: if seq == 1 {
                    Kind::First
                } else {
                    Kind::Correction
                },
                record: "finance/2026-q3".to_owned(),
                version: seq,
                digest: Digest::of(&seq.to_be_bytes()),
                note: if seq == 1 {
                    String::new()
                } else {
                    "抄错".to_owned()
                },
                by: "张三".to_owned(),
            }],
            files: 412,
            sums: Digest::of(b"sums"),
        }
    }

    #[test]
    fn reads_what_it_wrote() {
        for entry in [entry(1, None), entry(7, Some(Digest::of(b"6")))] {
            assert_eq!(Entry::read(&entry.to_string()), Ok(entry));
        }
    }

    #[test]
    fn has_one_text() {
        let text = entry(2, Some(Digest::of(b"1"))).to_string();
        for (from, to) in [
            ("seq: 2", "seq: 02"),
            ("seq: 2", "seq:  2"),
            ("\n", "\r\n"),
            ("+08:00", "+0800"),
            ("09:30:00", "09:30"),
            ("2027-03-31", "2027-3-31"),
            ("prev: sha256:", "prev: SHA256:"),
            ("files: 412", "files: +412"),
            ("change: ", "Change: "),
            ("sanwu-ledger v1", "sanwu-ledger v2"),
        ] {
            let other = text.replacen(from, to, 1);
            assert_ne!(other, text);
            assert!(Entry::read(&other).is_err(), "{to}");
        }
        assert!(Entry::read(&format!("{text}\n")).is_err());
        assert!(Entry::read(text.trim_end()).is_err());
        assert!(Entry::read("").is_err());
    }

    #[test]
    fn no_bit_of_it_can_be_turned_unseen() {
        let entry = entry(2, Some(Digest::of(b"1")));
        let bytes = entry.to_string().into_bytes();
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            let read = String::from_utf8(other)
                .ok()
                .and_then(|text| Entry::read(&text).ok());
            assert!(
                read.is_none_or(|read| read.digest() != entry.digest()),
                "{at}"
            );
        }
    }
}
