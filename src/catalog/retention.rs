//! How long records are kept in the archive (保管期限), by item; a county may set its own terms.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use crate::catalog::law::Confidence;

/// A term of 村级档案管理办法.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(crate) enum Term {
    /// 10年.
    #[serde(rename = "10年")]
    Ten,
    /// 30年.
    #[serde(rename = "30年")]
    Thirty,
    /// 永久.
    #[serde(rename = "永久")]
    Permanent,
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ten => "10年",
            Self::Thirty => "30年",
            Self::Permanent => "永久",
        })
    }
}

/// The items that are kept for one term, as a file of the catalogue lists them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TermEntry {
    #[serde(alias = "期限")]
    pub(crate) term: Term,
    /// Source ids.
    #[serde(alias = "依据")]
    pub(crate) basis: Vec<String>,
    #[serde(default = "own", alias = "可信度")]
    pub(crate) confidence: Confidence,
    /// Names or ids.
    #[serde(default, alias = "事项")]
    pub(crate) items: Vec<String>,
    /// Notices without an item belong here.
    #[serde(default, alias = "通知")]
    pub(crate) notices: bool,
}

/// A county speaks for itself.
fn own() -> Confidence {
    Confidence::S
}

/// How long one kind of record is kept, and who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Retention {
    pub(crate) term: Term,
    /// Source ids.
    pub(crate) basis: Vec<String>,
    pub(crate) confidence: Confidence,
}

/// The terms of all items.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Retentions {
    /// By item (id).
    pub(crate) items: BTreeMap<String, Retention>,
    /// Of notices without an item.
    pub(crate) notices: Option<Retention>,
}

impl Retentions {
    /// Those of the embedded lists, whose items are named by id.
    pub(super) fn of(entries: Vec<TermEntry>) -> Result<Self, String> {
        let mut all = Self::default();
        for entry in entries {
            for id in &entry.items {
                if all.items.contains_key(id) {
                    return Err(format!("`{id}` has two terms"));
                }
                all.take(id, &entry);
            }
            all.take_notices(&entry);
        }
        Ok(all)
    }

    /// Sets the term of an item (id), in place of an earlier one.
    pub(super) fn take(&mut self, id: &str, entry: &TermEntry) {
        self.items.insert(id.to_owned(), entry.retention());
    }

    /// Sets the term of notices, where the entry is about them.
    pub(super) fn take_notices(&mut self, entry: &TermEntry) {
        if entry.notices {
            self.notices = Some(entry.retention());
        }
    }

    /// How long records of an item (id) are kept, or notices without one; `None` where a county's own item was given no term.
    pub(crate) fn find(&self, item: Option<&str>) -> Option<&Retention> {
        match item {
            Some(id) => self.items.get(id),
            None => self.notices.as_ref(),
        }
    }
}

impl TermEntry {
    fn retention(&self) -> Retention {
        Retention {
            term: self.term,
            basis: self.basis.clone(),
            confidence: self.confidence,
        }
    }
}
