//! Holds that everything the catalogue names exists, and that no key means two things.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::catalog::field::FieldType;
use crate::catalog::item::Item;
use crate::catalog::rule::{Identity, Rule};
use crate::catalog::slot::Slot;
use crate::catalog::suggest::folded;
use crate::catalog::table::TableDef;

/// The layouts a theme knows besides facts and tables.
pub(super) const LAYOUTS: &[&str] = &[
    "charter",
    "contracts",
    "matter",
    "org_tree",
    "resources",
    "statement",
];

/// A name that leads nowhere, or a key that means two things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The id of the entry that is wrong.
    pub(super) entry: String,
    /// The word in it that is wrong.
    pub(super) word: String,
    pub(super) message: String,
}

/// Everything wrong with the entries a clerk's record depends on: fields, tables, items, parameters, profiles.
pub(super) fn faults(catalog: &Catalog) -> Vec<Fault> {
    let mut faults = Vec::new();
    for field in catalog.fields.values() {
        let table = field.table.as_deref();
        if (field.kind == FieldType::Table) != table.is_some() {
            faults.push(fault(
                &field.id,
                &field.id,
                "类型是表的字段要写明表样，其他字段不写",
            ));
        }
        if let Some(table) = table.filter(|table| !catalog.tables.contains_key(*table)) {
            faults.push(fault(&field.id, table, &format!("没有`{table}`这个表样")));
        }
        if field.kind == FieldType::Enum && field.options.is_empty() {
            faults.push(fault(&field.id, &field.id, "选项类的字段要列出选项"));
        }
    }
    for table in catalog.tables.values() {
        table_faults(catalog, table, &mut faults);
    }
    for item in catalog.items.values() {
        item_faults(catalog, item, &mut faults);
    }
    item_names(catalog, &mut faults);
    place_faults(catalog, &mut faults);
    faults
}

fn table_faults(catalog: &Catalog, table: &TableDef, faults: &mut Vec<Fault>) {
    let columns = table
        .columns
        .iter()
        .map(|column| (column.id.as_str(), column.keys().collect()));
    for (key, one, two) in collisions(columns) {
        faults.push(fault(
            &table.id,
            &key,
            &format!("`{key}`既是列`{one}`又是列`{two}`"),
        ));
    }
    for column in &table.columns {
        if column.kind == FieldType::Enum && column.options.is_empty() {
            faults.push(fault(&table.id, &column.id, "选项类的列要列出选项"));
        }
    }
    for total in table
        .totals
        .iter()
        .filter(|total| table.column(total).is_none())
    {
        faults.push(fault(
            &table.id,
            total,
            &format!("合计里的`{total}`不是本表的列"),
        ));
    }
    for identity in &table.identities {
        for name in identity.rule.names() {
            if !is_known(catalog, table, name) {
                faults.push(fault(
                    &table.id,
                    name,
                    &format!("校验里的`{name}`不是本表的列，也不是字段"),
                ));
            }
        }
        identity_faults(catalog, &table.id, identity, faults);
    }
    source_faults(catalog, &table.id, &table.basis, faults);
}

fn item_faults(catalog: &Catalog, item: &Item, faults: &mut Vec<Fault>) {
    let named = item
        .required
        .iter()
        .chain(&item.optional)
        .chain(item.header.iter().flatten());
    for field in named.filter(|id| !catalog.fields.contains_key(*id)) {
        faults.push(fault(&item.id, field, &format!("没有`{field}`这个字段")));
    }
    if let Some(table) = item.table.as_ref() {
        // The main table is written under a field of the same id.
        if !catalog.tables.contains_key(table) || !catalog.fields.contains_key(table) {
            faults.push(fault(&item.id, table, &format!("没有`{table}`这个表样")));
        }
        if item.required.contains(table) || item.optional.contains(table) {
            faults.push(fault(&item.id, table, "主表不再列入必填或选填"));
        }
    }
    let slots = catalog.gather_slots(item);
    let keys = slots
        .iter()
        .map(|slot| (slot.field.id.as_str(), slot.field.keys().collect()));
    for (key, one, two) in collisions(keys) {
        faults.push(fault(
            &item.id,
            &key,
            &format!("`{key}`既是`{one}`又是`{two}`"),
        ));
    }
    for identity in &item.identities {
        for name in identity.rule.names() {
            if !is_known_to_item(catalog, item, name) {
                faults.push(fault(
                    &item.id,
                    name,
                    &format!("校验里的`{name}`不是本事项的字段"),
                ));
            }
        }
        identity_faults(catalog, &item.id, identity, faults);
    }
    if let Some(param) = item
        .deadline
        .param
        .as_ref()
        .filter(|param| !catalog.params.contains_key(*param))
    {
        faults.push(fault(&item.id, param, &format!("没有`{param}`这个参数")));
    }
    if let Some(field) = item
        .deadline
        .event_field
        .as_ref()
        .filter(|id| !catalog.fields.contains_key(*id))
    {
        faults.push(fault(&item.id, field, &format!("没有`{field}`这个字段")));
    }
    lead_faults(catalog, item, &slots, faults);
    if let Some(layout) = item
        .layout
        .as_ref()
        .filter(|layout| !LAYOUTS.contains(&layout.as_str()))
    {
        faults.push(fault(&item.id, layout, &format!("没有`{layout}`这个版式")));
    }
    source_faults(catalog, &item.id, &item.basis, faults);
}

fn lead_faults(catalog: &Catalog, item: &Item, slots: &[Slot], faults: &mut Vec<Fault>) {
    let Some(lead) = item.lead.as_ref() else {
        return;
    };
    let find = |id: &str| slots.iter().find(|slot| slot.field.id == id);
    for field in lead.fields().filter(|id| find(id).is_none()) {
        let message = format!("首句里的`{field}`不是本事项的字段");
        faults.push(fault(&item.id, field, &message));
    }
    if let Some([table, column]) = &lead.tally {
        let def = find(table).and_then(|slot| catalog.tables.get(slot.field.table.as_deref()?));
        if def.is_none_or(|def| def.column(column).is_none()) {
            let message = format!("首句里的`{column}`不是`{table}`的列");
            faults.push(fault(&item.id, column, &message));
        }
    }
}

fn identity_faults(catalog: &Catalog, entry: &str, identity: &Identity, faults: &mut Vec<Fault>) {
    source_faults(catalog, entry, &identity.basis, faults);
    let Rule::SameAs { item, other, .. } = &identity.rule else {
        return;
    };
    let Some(other_item) = catalog.items.get(item) else {
        faults.push(fault(entry, item, &format!("没有`{item}`这个事项")));
        return;
    };
    for name in other.expr.names() {
        if !is_known_to_item(catalog, other_item, name) {
            let message = format!("`{}`没有`{name}`这个字段或列", other_item.name);
            faults.push(fault(entry, name, &message));
        }
    }
}

fn source_faults(catalog: &Catalog, entry: &str, basis: &[String], faults: &mut Vec<Fault>) {
    for source in basis.iter().filter(|id| !catalog.sources.contains_key(*id)) {
        faults.push(fault(entry, source, &format!("没有`{source}`这条依据")));
    }
}

fn item_names(catalog: &Catalog, faults: &mut Vec<Fault>) {
    let names = catalog
        .items
        .values()
        .map(|item| (item.id.as_str(), item.names().collect()));
    for (name, one, two) in collisions(names) {
        faults.push(fault(
            two,
            &name,
            &format!("`{name}`既是事项`{one}`又是事项`{two}`"),
        ));
    }
}

fn place_faults(catalog: &Catalog, faults: &mut Vec<Fault>) {
    for profile in catalog.profiles.values() {
        if let Some(wider) = profile
            .extends
            .as_ref()
            .filter(|id| !catalog.profiles.contains_key(*id))
        {
            faults.push(fault(
                &profile.id,
                wider,
                &format!("没有`{wider}`这个规则包"),
            ));
        }
    }
    for param in catalog.params.values() {
        for value in &param.values {
            if !catalog.profiles.contains_key(&value.profile) {
                let message = format!("没有`{}`这个规则包", value.profile);
                faults.push(fault(&param.id, &value.profile, &message));
            }
            source_faults(catalog, &param.id, &value.basis, faults);
        }
    }
}

/// In a formula over the record a bare name is a field; everywhere else it is a column first.
fn is_known(catalog: &Catalog, table: &TableDef, name: &str) -> bool {
    table.column(name).is_some() || any_field(catalog, name)
}

fn is_known_to_item(catalog: &Catalog, item: &Item, name: &str) -> bool {
    if let Some((table, column)) = name.split_once('.') {
        let slot = slot(catalog, item, table);
        let table = slot.and_then(|slot| catalog.tables.get(slot.field.table.as_deref()?).cloned());
        return table.is_some_and(|table| table.column(column).is_some());
    }
    let main = item.table.as_ref().and_then(|id| catalog.tables.get(id));
    slot(catalog, item, name).is_some() || main.is_some_and(|table| table.column(name).is_some())
}

/// Not through the index, which an overlay still being checked has not renewed.
fn slot(catalog: &Catalog, item: &Item, key: &str) -> Option<Slot> {
    catalog
        .gather_slots(item)
        .into_iter()
        .find(|slot| slot.field.is_called(key))
}

fn any_field(catalog: &Catalog, name: &str) -> bool {
    catalog.fields.values().any(|field| field.is_called(name))
}

/// Keys that two owners claim, as they are compared, each with both owners.
fn collisions<'a>(
    owners: impl Iterator<Item = (&'a str, BTreeSet<&'a str>)>,
) -> Vec<(String, &'a str, &'a str)> {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for (owner, keys) in owners {
        for key in keys {
            let other = *first.entry(folded(key)).or_insert(owner);
            if other != owner {
                found.push((key.to_owned(), other, owner));
            }
        }
    }
    found
}

fn fault(entry: &str, word: &str, message: &str) -> Fault {
    Fault {
        entry: entry.to_owned(),
        word: word.to_owned(),
        message: message.to_owned(),
    }
}
