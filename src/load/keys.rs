//! Which field of the catalogue a key of a record names.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::catalog::field::FieldDef;
use crate::catalog::item::Item;
use crate::catalog::slot::Place;
use crate::catalog::table::TableDef;
use crate::load::names::{is_same_word, nearest};

/// Keys with a reader of their own.
const SPECIAL: &[&str] = &[
    "公开事项",
    "类别",
    "附件",
    "更正",
    "撤回",
    "关联",
    "合同",
    "豁免",
    "草稿",
    "表",
    "步骤",
    "编号",
];

/// The keys one record may have.
#[derive(Debug)]
pub(crate) struct Keys<'a> {
    catalog: &'a Catalog,
    own: Vec<Arc<FieldDef>>,
    required: Vec<Arc<FieldDef>>,
    table: Option<&'a Arc<TableDef>>,
}

impl<'a> Keys<'a> {
    /// The header, the fields of the item, and what any record may carry; a free notice needs title and date alone.
    pub(crate) fn of_item(catalog: &'a Catalog, item: Option<&'a Item>) -> Self {
        let Some(item) = item else {
            let slots = catalog.notice_slots();
            // The category decides how the file is read, so it has been asked for before.
            let required = slots
                .iter()
                .filter(|slot| slot.required && slot.field.id != "category");
            return Self {
                catalog,
                required: required.map(|slot| Arc::clone(&slot.field)).collect(),
                own: slots.iter().map(|slot| Arc::clone(&slot.field)).collect(),
                table: None,
            };
        };
        let slots = catalog.slots(item);
        let required = slots.iter().filter(|slot| slot.required);
        Self {
            catalog,
            required: required.map(|slot| Arc::clone(&slot.field)).collect(),
            own: slots.iter().map(|slot| Arc::clone(&slot.field)).collect(),
            table: item
                .table
                .as_ref()
                .and_then(|table| catalog.tables.get(table)),
        }
    }

    /// The same, but nothing is asked for besides the header: there is nothing else to tell (本期无此项).
    pub(crate) fn of_header(catalog: &'a Catalog, item: Option<&'a Item>) -> Self {
        let mut keys = Self::of_item(catalog, item);
        if let Some(item) = item {
            let header = catalog.slots(item).iter();
            let header = header.filter(|slot| slot.required && slot.place == Place::Header);
            keys.required = header.map(|slot| Arc::clone(&slot.field)).collect();
        }
        keys
    }

    /// The fields of a step.
    pub(crate) fn of_fields(catalog: &'a Catalog, ids: &[&String], required: &[&String]) -> Self {
        let fields = |ids: &[&String]| {
            let fields = ids.iter().filter_map(|id| catalog.field(id));
            fields.cloned().collect::<Vec<_>>()
        };
        Self {
            catalog,
            own: fields(ids),
            required: fields(required),
            table: None,
        }
    }

    /// The field a key names: one of the record's own first, then any of the dictionary.
    pub(crate) fn field(&self, key: &str) -> Option<&Arc<FieldDef>> {
        let key = key.trim();
        if let Some(table) = self.table.filter(|table| names_table(table, key)) {
            let of_table = |field: &&Arc<FieldDef>| field.table.as_ref() == Some(&table.id);
            if let Some(field) = self.own.iter().find(of_table) {
                return Some(field);
            }
        }
        let own = || self.own.iter();
        let all = || self.catalog.fields.values();
        own()
            .find(|field| field.name == key || field.id == key)
            .or_else(|| own().find(|field| field.is_called(key)))
            .or_else(|| self.catalog.field(key))
            .or_else(|| all().find(|field| field.name == key))
            .or_else(|| all().find(|field| field.is_called(key)))
    }

    /// The table behind a field.
    pub(crate) fn table(&self, field: &FieldDef) -> Option<&'a Arc<TableDef>> {
        self.catalog.tables.get(field.table.as_ref()?)
    }

    /// The record's own fields that hold tables, the item's main table first.
    pub(crate) fn tables(&self) -> Vec<(&Arc<FieldDef>, &'a Arc<TableDef>)> {
        let tables = self
            .own
            .iter()
            .filter_map(|field| Some((field, self.table(field)?)));
        let mut tables: Vec<_> = tables.collect();
        let main = self.table.map(|table| table.id.as_str());
        tables.sort_by_key(|(_, table)| main != Some(table.id.as_str()));
        tables
    }

    /// Fields that must be given.
    pub(crate) fn required(&self) -> &[Arc<FieldDef>] {
        &self.required
    }

    /// The likely key for a misspelt one.
    pub(crate) fn suggest(&self, key: &str) -> Option<&str> {
        let own = self.own.iter().flat_map(|field| {
            std::iter::once(field.name.as_str()).chain(field.aliases.iter().map(String::as_str))
        });
        let table = self.table.map(|table| table.key.as_str());
        let all = || {
            self.catalog
                .fields
                .values()
                .map(|field| field.name.as_str())
        };
        nearest(key, own.chain(table).chain(SPECIAL.iter().copied()))
            .or_else(|| all().find(|name| is_same_word(key, name)))
    }
}

fn names_table(table: &TableDef, key: &str) -> bool {
    table.key == key
        || table.name == key
        || table.id == key
        || table.aliases.iter().any(|alias| alias == key)
}
