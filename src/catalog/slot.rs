//! The keys a record of an item may have: its header, its own fields, its table, and what any record may carry.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::catalog::field::FieldDef;
use crate::catalog::item::Item;
#[cfg(test)]
use crate::catalog::suggest;

/// One key of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) field: Arc<FieldDef>,
    pub(crate) required: bool,
    pub(crate) place: Place,
}

/// Where a key belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// Who prepared, reviewed, approved and published it, and when.
    Header,
    /// What the item is about.
    Own,
    /// The item's main table.
    Table,
    /// What any record may carry: attachments, corrections, references.
    Common,
}

impl Catalog {
    /// Every key a record of the item may have, in the order of a record; each field once. What the item asks
    /// for itself goes before the same field among the header or the common ones.
    pub(crate) fn slots(&self, item: &Item) -> &[Slot] {
        self.index.slots(&item.id)
    }

    /// The key that was probably meant in a record of the item, as the dictionary writes it.
    #[cfg(test)]
    #[cfg(test)]
    pub(crate) fn suggest_key(&self, item: &Item, text: &str) -> Option<&str> {
        let slots = self.slots(item);
        let keys = slots.iter().flat_map(|slot| slot.field.keys());
        let nearest = suggest::nearest(text, keys)?;
        slots
            .iter()
            .find(|slot| slot.field.is_called(nearest))
            .map(|slot| slot.field.name.as_str())
    }

    /// The slots, worked out from the item: for the index, and while an overlay is still being checked.
    pub(super) fn gather_slots(&self, item: &Item) -> Vec<Slot> {
        let required = self.header_of(item);
        let own = item.required.iter().map(|id| (id, true, Place::Own));
        let table = item
            .table
            .iter()
            .map(|id| (id, item.table_required, Place::Table));
        let optional = item.optional.iter().map(|id| (id, false, Place::Own));
        self.gather(&required, own.chain(table).chain(optional))
    }

    /// Every key a notice without an item may have.
    pub(crate) fn notice_slots(&self) -> Vec<Slot> {
        let required: Vec<&str> = self.notice.iter().map(String::as_str).collect();
        self.gather(&required, std::iter::empty())
    }

    fn gather<'a>(
        &'a self,
        required: &[&str],
        own: impl Iterator<Item = (&'a String, bool, Place)>,
    ) -> Vec<Slot> {
        let header = self.header.iter().chain(&self.header_given);
        let header = header.map(|id| (id, required.contains(&id.as_str()), Place::Header));
        let common = self.common.iter().map(|id| (id, false, Place::Common));
        let mut slots: Vec<Slot> = Vec::new();
        for (id, required, place) in header.chain(own).chain(common) {
            if let Some(known) = slots.iter_mut().find(|slot| slot.field.id == *id) {
                known.required |= required;
                continue;
            }
            let Some(field) = self.fields.get(id) else {
                continue;
            };
            slots.push(Slot {
                field: Arc::clone(field),
                required,
                place,
            });
        }
        slots
    }

    /// The header fields (ids) without which a record of the item is incomplete. What hangs until replaced has
    /// no last day.
    pub(crate) fn header_of<'a>(&'a self, item: &'a Item) -> Vec<&'a str> {
        let ids = item
            .header
            .as_ref()
            .unwrap_or(&self.header)
            .iter()
            .map(String::as_str);
        ids.filter(|id| *id != "post_until" || item.min_posting_days.is_some())
            .collect()
    }

    /// The slot that `key` (Chinese name, alias or id) means in a record of the item.
    #[cfg(test)]
    #[cfg(test)]
    pub(crate) fn slot(&self, item: &Item, key: &str) -> Option<&Slot> {
        self.index.slot(&item.id, key)
    }
}
