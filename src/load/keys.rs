//! Which field of the catalogue a key of a record names.

use std::sync::Arc;

use crate::catalog::{Catalog, FieldDef, HEADER, Item, TableDef};
use crate::load::names::nearest;

/// Keys with a reader of their own.
pub(crate) const SPECIAL: &[&str] = &[
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
    own: Vec<&'a Arc<FieldDef>>,
    table: Option<&'a Arc<TableDef>>,
}

impl<'a> Keys<'a> {
    /// The header, and the fields of the item.
    pub(crate) fn of_item(catalog: &'a Catalog, item: Option<&'a Item>) -> Self {
        let ids = item
            .into_iter()
            .flat_map(|item| item.required.iter().chain(&item.optional))
            .map(String::as_str)
            .chain(HEADER.iter().copied());
        Self {
            catalog,
            own: ids.filter_map(|id| catalog.field(id)).collect(),
            table: item
                .and_then(|item| item.table.as_ref())
                .and_then(|table| catalog.tables.get(table)),
        }
    }

    /// The fields of a step.
    pub(crate) fn of_fields(catalog: &'a Catalog, ids: &'a [String]) -> Self {
        Self {
            catalog,
            own: ids.iter().filter_map(|id| catalog.field(id)).collect(),
            table: None,
        }
    }

    /// The field a key names: one of the record's own first, then any of the dictionary by its full name.
    pub(crate) fn field(&self, key: &str) -> Option<&'a Arc<FieldDef>> {
        let key = key.trim();
        if self.names_table(key) {
            return self.catalog.field("fin_table");
        }
        let own = self.own.iter().copied();
        own.clone()
            .find(|field| field.name == key || field.id == key)
            .or_else(|| {
                own.clone()
                    .find(|field| field.aliases.iter().any(|alias| alias == key))
            })
            .or_else(|| self.catalog.field(key))
            .or_else(|| self.catalog.fields.values().find(|field| field.name == key))
            .or_else(|| {
                let mut all = self.catalog.fields.values();
                all.find(|field| field.aliases.iter().any(|alias| alias == key))
            })
    }

    /// The table behind a field: its own, or the item's.
    pub(crate) fn table(&self, field: &FieldDef) -> Option<&'a Arc<TableDef>> {
        match &field.table {
            Some(id) => self.catalog.tables.get(id),
            None if field.id == "fin_table" => self.table,
            None => None,
        }
    }

    /// The item's own table.
    pub(crate) fn own_table(&self) -> Option<&'a Arc<TableDef>> {
        self.table
    }

    fn names_table(&self, key: &str) -> bool {
        self.table.is_some_and(|table| {
            table.key == key
                || table.name == key
                || table.id == key
                || table.aliases.iter().any(|alias| alias == key)
        })
    }

    /// The likely key for a misspelt one.
    pub(crate) fn suggest(&self, key: &str) -> Option<&'a str> {
        let own = self.own.iter().flat_map(|field| {
            std::iter::once(field.name.as_str()).chain(field.aliases.iter().map(String::as_str))
        });
        let table = self.table.map(|table| table.key.as_str());
        nearest(key, own.chain(table).chain(SPECIAL.iter().copied()))
    }
}
