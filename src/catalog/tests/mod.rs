//! The embedded catalogue: complete, consistent, and right about the law of the day.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::verify;

mod dates;
mod items;
mod procedure;
mod voting;

#[track_caller]
pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn everything_named_exists_and_no_key_means_two_things() {
    let faults = verify::faults(&Catalog::embedded());
    let shown: Vec<String> = faults
        .iter()
        .map(|fault| format!("{} {}: {}", fault.entry, fault.word, fault.message))
        .collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
}

#[test]
fn every_list_of_columns_is_used_by_a_field() {
    let catalog = Catalog::embedded();
    for id in catalog.tables.keys() {
        let used = catalog
            .fields
            .values()
            .any(|field| field.table.as_ref() == Some(id));
        assert!(used, "{id}");
    }
}

#[test]
fn every_field_is_used() {
    let catalog = Catalog::embedded();
    let mut used: Vec<String> = Vec::new();
    for item in catalog.items.values() {
        used.extend(catalog.slots(item).iter().map(|slot| slot.field.id.clone()));
    }
    used.extend(
        catalog
            .procedure
            .steps
            .values()
            .flat_map(|step| step.fields.clone()),
    );
    let unused: Vec<&String> = catalog
        .fields
        .keys()
        .filter(|id| !used.contains(id))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn the_same_data_has_the_same_fingerprint() {
    assert_eq!(
        Catalog::embedded().fingerprint,
        Catalog::embedded().fingerprint
    );
    assert_eq!(Catalog::embedded().fingerprint.len(), 64);
}

#[test]
fn the_main_table_is_written_under_one_key() {
    let catalog = Catalog::embedded();
    for table in catalog
        .items
        .values()
        .filter_map(|item| item.table.as_ref())
    {
        assert_eq!(catalog.fields[table].name, catalog.tables[table].key);
    }
}

#[test]
fn a_notice_needs_little() {
    let catalog = Catalog::embedded();
    let slots = catalog.notice_slots();
    let required: Vec<&str> = slots
        .iter()
        .filter(|slot| slot.required)
        .map(|slot| slot.field.name.as_str())
        .collect();
    assert_eq!(required, ["标题", "公布日期", "类别"]);
}
