//! The entries of a ledger in their order, each bound to the one before it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::ledger::change::{Change, Kind};
use crate::ledger::entry::Entry;
use crate::value::check_code;
use crate::value::digest::Digest;

/// Rounds of a head code: so many that two histories with one code cannot be searched for.
const HEAD_ROUNDS: u32 = 5_200;

/// A whole ledger, unbroken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Chain {
    entries: Vec<(Entry, Digest)>,
}

/// Where a ledger is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    /// The number of the first entry that is not as it should be.
    pub(crate) seq: u32,
    /// What is wrong, in Chinese.
    pub(crate) reason: String,
}

impl Chain {
    /// Reads the texts of the entries, the first one first.
    ///
    /// # Errors
    /// Names the first entry that is not as it should be.
    pub(crate) fn read<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, Broken> {
        let mut chain = Self::default();
        for text in texts {
            let entry = Entry::read(text).map_err(|reason| Broken {
                seq: chain.next_seq(),
                reason,
            })?;
            chain.push(entry)?;
        }
        Ok(chain)
    }

    /// Adds an entry.
    ///
    /// # Errors
    /// When it does not follow from the entries before it.
    pub(crate) fn push(&mut self, entry: Entry) -> Result<(), Broken> {
        let seq = self.next_seq();
        if let Some(reason) = self.unfit(&entry) {
            return Err(Broken { seq, reason });
        }
        let digest = entry.digest();
        self.entries.push((entry, digest));
        Ok(())
    }

    /// The number of the entry to come.
    pub(crate) fn next_seq(&self) -> u32 {
        u32::try_from(self.entries.len() + 1).expect("a ledger has fewer entries than 2^32")
    }

    /// The entries with their digests.
    pub(crate) fn entries(&self) -> impl DoubleEndedIterator<Item = (&Entry, Digest)> {
        self.entries.iter().map(|(entry, digest)| (entry, *digest))
    }

    /// The newest entry.
    pub(crate) fn newest(&self) -> Option<&Entry> {
        self.entries.last().map(|(entry, _)| entry)
    }

    /// The digest of the newest entry: it stands for all files and all history.
    pub(crate) fn head(&self) -> Option<Digest> {
        self.entries.last().map(|(_, digest)| *digest)
    }

    /// What happened to each record, by address, oldest first.
    pub(crate) fn records(&self) -> BTreeMap<&str, Vec<Sealing<'_>>> {
        let mut records: BTreeMap<&str, Vec<Sealing<'_>>> = BTreeMap::new();
        for (entry, _) in &self.entries {
            for change in &entry.changes {
                let sealing = Sealing {
                    change,
                    seq: entry.seq,
                    day: entry.time.date_naive(),
                };
                records.entry(&change.record).or_default().push(sealing);
            }
        }
        records
    }

    /// The number of the entry that a code on paper stands for.
    pub(crate) fn find(&self, code: &str) -> Option<u32> {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let mut entries = self.entries.iter().rev();
        let found = entries.find(|(_, digest)| {
            let own = head_code(*digest).replace(' ', "");
            own == digits || code.trim().ends_with(&check_code::in_base64url(&digest.0))
        });
        found.map(|(entry, _)| entry.seq)
    }

    fn unfit(&self, entry: &Entry) -> Option<String> {
        let seq = self.next_seq();
        if entry.seq != seq {
            return Some(format!("序号写的是 {}，应为 {seq}", entry.seq));
        }
        if entry.prev != self.head() {
            return Some("记的上一号和上一号的内容对不上".to_owned());
        }
        if let Some(before) = self.newest()
            && before.origin != entry.origin
        {
            let (ours, theirs) = (&before.origin, &entry.origin);
            return Some(format!("是`{theirs}`的，这本账是`{ours}`的"));
        }
        let last = self.records();
        let mut seen: Option<&str> = None;
        for change in &entry.changes {
            let version = last
                .get(change.record.as_str())
                .and_then(|sealings| sealings.last())
                .map_or(0, |sealing| sealing.change.version);
            if change.version != version + 1 {
                let (record, now) = (&change.record, change.version);
                return Some(format!("`{record}`从第 {version} 版跳到第 {now} 版"));
            }
            let first = change.version == 1;
            if (change.kind == Kind::First) != first && change.kind != Kind::Keys {
                let (record, word) = (&change.record, change.kind.word());
                return Some(format!("`{record}`第 {} 版写的是{word}", change.version));
            }
            if seen.is_some_and(|seen| seen >= change.record.as_str()) {
                return Some("改动没有按地址排列".to_owned());
            }
            seen = Some(&change.record);
        }
        None
    }
}

/// One change with the entry it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sealing<'a> {
    /// What was done.
    pub(crate) change: &'a Change,
    /// Number of the entry.
    pub(crate) seq: u32,
    /// Day of the entry.
    pub(crate) day: NaiveDate,
}

/// The code of a ledger's head (总核对码), for paper: six groups of five digits.
pub(crate) fn head_code(head: Digest) -> String {
    check_code::digits(&head.0, HEAD_ROUNDS)
}

/// What the QR of a head holds; no address, because telephones have no way into the intranet.
pub(crate) fn head_mark(entry: &Entry) -> String {
    let digest = check_code::in_base64url(&entry.digest().0);
    format!("SANWU1 {} 第{}号 {digest}", entry.origin, entry.seq)
}

#[cfg(test)]
mod tests {
    use super::{Chain, head_code, head_mark};
    use crate::ledger::entry::tests::entry;

    fn texts(count: u32) -> Vec<String> {
        let mut chain = Chain::default();
        for seq in 1..=count {
            chain.push(entry(seq, chain.head())).unwrap();
        }
        chain
            .entries()
            .map(|(entry, _)| entry.to_string())
            .collect()
    }

    fn read(texts: &[String]) -> Result<Chain, super::Broken> {
        Chain::read(texts.iter().map(String::as_str))
    }

    #[test]
    fn binds_each_entry_to_the_one_before() {
        let good = texts(4);
        let chain = read(&good).unwrap();
        assert_eq!(chain.next_seq(), 5);
        assert_eq!(chain.records()["finance/2026-q3"].len(), 4);
        for at in 0..good.len() - 1 {
            let mut other = good.clone();
            other[at] = other[at].replace("by: 张三", "by: 李四");
            // The entry itself still reads; the one behind it tells.
            assert_eq!(
                read(&other).unwrap_err().seq,
                u32::try_from(at).unwrap() + 2
            );
        }
    }

    #[test]
    fn refuses_what_does_not_follow() {
        let good = texts(3);
        let mut lost = good.clone();
        lost.remove(1);
        assert_eq!(read(&lost).unwrap_err().seq, 2);
        let mut turned = good.clone();
        turned.swap(0, 1);
        assert_eq!(read(&turned).unwrap_err().seq, 1);
        let mut chain = read(&good).unwrap();
        let mut foreign = entry(4, chain.head());
        foreign.origin = "370105-示范街道-西村".to_owned();
        assert!(chain.push(foreign).is_err());
        let mut jump = entry(4, chain.head());
        jump.changes[0].version = 5;
        assert!(chain.push(jump).is_err());
        assert!(chain.push(entry(4, chain.head())).is_ok());
    }

    #[test]
    fn finds_the_entry_of_a_code() {
        let chain = read(&texts(3)).unwrap();
        let (second, digest) = chain.entries().nth(1).unwrap();
        let code = head_code(digest);
        assert_eq!(chain.find(&code), Some(2));
        assert_eq!(chain.find(&code.replace(' ', "")), Some(2));
        assert_eq!(chain.find(&head_mark(second)), Some(2));
        assert_eq!(chain.find("12345"), None);
        assert_eq!(chain.find(""), None);
    }
}
