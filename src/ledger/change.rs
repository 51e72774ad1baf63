//! One line of an entry: what a seal did to a record (`change: 更正 finance/2026-q3 v1 -> v2 sha256:… note: …`).

use std::fmt;

use crate::value::digest::Digest;

/// What kind of change a seal records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 首发: the record was disclosed for the first time.
    First,
    /// 更正: something disclosed was wrong and is replaced, with a reason.
    Correction,
    /// 补充: something is added to what was disclosed.
    Supplement,
    /// 撤回: the content no longer stands; number, title, dates and reason stay.
    Withdrawal,
    /// 格式调整: the bytes of the file changed and nothing a reader sees; decided by machine.
    Format,
    /// 密钥更换: not a record but the keys; the address is `trust`.
    Keys,
}

impl Kind {
    /// Every kind, in the order of the ledger's words.
    pub(crate) const ALL: [Self; 6] = [
        Self::First,
        Self::Correction,
        Self::Supplement,
        Self::Withdrawal,
        Self::Format,
        Self::Keys,
    ];

    /// The word in the ledger and on pages.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::First => "首发",
            Self::Correction => "更正",
            Self::Supplement => "补充",
            Self::Withdrawal => "撤回",
            Self::Format => "格式调整",
            Self::Keys => "密钥更换",
        }
    }

    /// Whether a reader sees another text than before.
    pub(crate) fn is_visible(self) -> bool {
        match self {
            Self::First | Self::Correction | Self::Supplement | Self::Withdrawal => true,
            Self::Format | Self::Keys => false,
        }
    }

    fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// One change of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// What was done.
    pub(crate) kind: Kind,
    /// The record's address.
    pub(crate) record: String,
    /// The number of the version file that stands from now on, from 1; one more than the version before.
    pub(crate) version: u32,
    /// Digest of the version: nonce, record and list of attachments one after the other.
    pub(crate) digest: Digest,
    /// Why, or what was changed; empty for a first disclosure.
    pub(crate) note: String,
    /// Who approved; may be empty.
    pub(crate) by: String,
}

impl Change {
    /// Reads what [`Change`] displays; anything else is `None`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(' ')?;
        let (record, rest) = rest.split_once(' ')?;
        let (versions, rest) = rest.split_once(" sha256:")?;
        let version = match versions.split_once(" -> ") {
            Some((from, to)) => number(to).filter(|to| number(from) == Some(to.wrapping_sub(1))),
            None => number(versions).filter(|version| *version == 1),
        }?;
        let (hex, rest) = rest.split_at_checked(64)?;
        let (rest, by) = rest.split_once(" by: ").unwrap_or((rest, ""));
        let note = rest.strip_prefix(" note: ").unwrap_or_default();
        let change = Self {
            kind: Kind::read(kind)?,
            record: record.to_owned(),
            version,
            digest: Digest::read_hex(hex)?,
            note: note.to_owned(),
            by: by.to_owned(),
        };
        (change.to_string() == text).then_some(change)
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ", self.kind.word(), self.record)?;
        if self.version > 1 {
            write!(f, "v{} -> ", self.version - 1)?;
        }
        write!(f, "v{} {}", self.version, self.digest)?;
        if !self.note.is_empty() {
            write!(f, " note: {}", self.note)?;
        }
        if !self.by.is_empty() {
            write!(f, " by: {}", self.by)?;
        }
        Ok(())
    }
}

/// A text fit for one line of an entry: white space in a row becomes one space, and a colon that could be taken for the
/// beginning of the next field becomes a full-width one.
pub(crate) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let visible = |c: &char| !c.is_control();
    words
        .join(" ")
        .replace(": ", "：")
        .chars()
        .filter(visible)
        .collect()
}

fn number(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('v')?;
    digits.parse().ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::{Change, Kind, line};
    use crate::value::digest::Digest;

    fn change(version: u32, note: &str, by: &str) -> Change {
        Change {
            kind: if version == 1 {
                Kind::First
            } else {
                Kind::Correction
            },
            record: "finance/2026-q3".to_owned(),
            version,
            digest: Digest::of(b"x"),
            note: note.to_owned(),
            by: by.to_owned(),
        }
    }

    #[test]
    fn reads_what_it_wrote() {
        for one in [
            change(1, "", ""),
            change(2, "电费 1,250 误录为 1,520", "张三"),
            change(12, "", "张三、李四"),
            change(3, "原因", ""),
        ] {
            assert_eq!(Change::read(&one.to_string()), Some(one));
        }
    }

    #[test]
    fn reads_nothing_else() {
        let text = change(2, "电费", "张三").to_string();
        for wrong in [
            text.replace("v1 -> v2", "v1 -> v3"),
            text.replace("v1 -> v2", "v2"),
            text.replace("v1 -> v2", "v01 -> v2"),
            text.replace("更正", "更好"),
            text.replace("sha256:", "sha256: "),
            text.replace(" note: ", "  note: "),
            format!("{text} "),
            String::new(),
        ] {
            assert!(
                Change::read(&wrong).is_none() || wrong.ends_with(' '),
                "{wrong}"
            );
        }
    }

    #[test]
    fn keeps_a_note_on_one_line() {
        assert_eq!(line(" 甲\n乙\t by: 丙 "), "甲 乙 by：丙");
        let odd = change(2, &line("a by: b note: c"), "张三");
        assert_eq!(Change::read(&odd.to_string()), Some(odd));
    }
}
