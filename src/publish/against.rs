//! Two copies of a ledger held against each other.

use std::path::Path;

use crate::ledger::chain::Chain;
use crate::publish::examine::ledger;
use crate::publish::standing::{Difference, first_difference};
use crate::publish::trouble;
use crate::storage::Fs;

/// How two ledgers go together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Compared {
    /// To the last entry, of this number.
    Same(u32),
    /// One goes on from the other.
    Longer {
        /// The last number of the first.
        ours: u32,
        /// The last number of the second.
        theirs: u32,
    },
    /// Two stories: same number, other content.
    Different(Difference),
    /// The other one cannot be read.
    Unread(String),
}

impl Compared {
    /// In one sentence.
    pub(crate) fn line(&self) -> String {
        match self {
            Self::Same(seq) => format!("两份封存账一样，都到第 {seq} 号"),
            Self::Longer { ours, theirs } => {
                let (longer, shorter, which) = if ours > theirs {
                    (ours, theirs, "前一份")
                } else {
                    (theirs, ours, "后一份")
                };
                format!(
                    "两份封存账到第 {shorter} 号都一样，{which}更长，到第 {longer} 号；短的那份是旧的，或者被截短了"
                )
            }
            Self::Different(Difference { seq, ours, theirs }) => format!(
                "同号异文：两份封存账从第 {seq} 号起不一样，前一份的总核对码是 {ours}，后一份是 {theirs}；拿墙上的封存单来对，看哪一份是真的"
            ),
            Self::Unread(reason) => format!("没法比较：{reason}"),
        }
    }
}

/// Compares a ledger with that in a folder.
pub(crate) fn compare(fs: &dyn Fs, ours: &Chain, other: &Path) -> Compared {
    let kept = match ledger::read(fs, other) {
        Ok(kept) => kept,
        Err(error) => return Compared::Unread(trouble::unread(other, &error)),
    };
    if let Some(difference) = first_difference(ours, &kept.chain) {
        return Compared::Different(difference);
    }
    if let Some(fault) = kept.faults.first() {
        return Compared::Unread(format!(
            "{} 的封存账不完好（{}）",
            other.display(),
            fault.line()
        ));
    }
    let (ours, theirs) = (ours.next_seq() - 1, kept.chain.next_seq() - 1);
    match (ours, theirs) {
        (0, _) | (_, 0) => Compared::Unread("有一份里没有封存账".to_owned()),
        _ if ours == theirs => Compared::Same(ours),
        _ => Compared::Longer { ours, theirs },
    }
}
