//! Look-ups made once: a county reads a hundred thousand records, and each asks for its item and its keys.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::catalog::Catalog;
use crate::catalog::item::Item;
use crate::catalog::slot::Slot;
use crate::catalog::suggest::folded;

/// Names and keys, as they are compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Index {
    /// Item ids by folded name.
    names: BTreeMap<String, String>,
    /// Keys by item id.
    keys: BTreeMap<String, Keys>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Keys {
    slots: Vec<Slot>,
    by_key: BTreeMap<String, usize>,
}

impl Index {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let keys = catalog
            .items
            .values()
            .map(|item| (item.id.clone(), Keys::of(catalog.gather_slots(item))));
        Self {
            names: names(&catalog.items),
            keys: keys.collect(),
        }
    }

    /// The id of the item of that name.
    pub(super) fn item(&self, name: &str) -> Option<&str> {
        self.names.get(&folded(name)).map(String::as_str)
    }

    pub(super) fn slots(&self, item: &str) -> &[Slot] {
        self.keys
            .get(item)
            .map(|keys| keys.slots.as_slice())
            .unwrap_or_default()
    }

    #[cfg(test)]
    pub(super) fn slot(&self, item: &str, key: &str) -> Option<&Slot> {
        let keys = self.keys.get(item)?;
        keys.slots.get(*keys.by_key.get(&folded(key))?)
    }
}

impl Keys {
    fn of(slots: Vec<Slot>) -> Self {
        let mut by_key = BTreeMap::new();
        for (index, slot) in slots.iter().enumerate() {
            for key in slot.field.keys() {
                by_key.entry(folded(key)).or_insert(index);
            }
        }
        Self { slots, by_key }
    }
}

/// An id beats a name, and an earlier item a later one: no overlay can take another item's name.
fn names(items: &IndexMap<String, Arc<Item>>) -> BTreeMap<String, String> {
    let mut names: BTreeMap<String, String> =
        items.keys().map(|id| (folded(id), id.clone())).collect();
    for item in items.values() {
        for name in item.names() {
            names.entry(folded(name)).or_insert_with(|| item.id.clone());
        }
    }
    names
}
