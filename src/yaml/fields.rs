//! The keys of one mapping, taken one by one, so that what nobody asked for can be named at the end.

use crate::source::Spanned;
use crate::yaml::{Entry, Node};

/// Keys and values not yet read.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    entries: Vec<Option<Entry>>,
}

impl Fields {
    /// All keys of a mapping.
    pub(crate) fn new(entries: Vec<Entry>) -> Self {
        Self {
            entries: entries.into_iter().map(Some).collect(),
        }
    }

    /// Takes the value of the first of these names that stands in the mapping.
    pub(crate) fn take<S: AsRef<str>>(&mut self, names: &[S]) -> Option<(Spanned<String>, Node)> {
        for slot in &mut self.entries {
            let found = slot
                .as_ref()
                .is_some_and(|entry| names.iter().any(|name| entry.key.value == name.as_ref()));
            if found {
                let entry = slot.take().expect("the slot was just looked at");
                return Some((entry.key, entry.value));
            }
        }
        None
    }

    /// The value under a name, without taking it.
    pub(crate) fn peek(&self, name: &str) -> Option<&Node> {
        self.entries
            .iter()
            .flatten()
            .find(|entry| entry.key.value == name)
            .map(|entry| &entry.value)
    }

    /// What nobody took, in the order of the file.
    pub(crate) fn rest(self) -> impl Iterator<Item = Entry> {
        self.entries.into_iter().flatten()
    }
}
