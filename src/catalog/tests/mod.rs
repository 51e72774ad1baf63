//! The embedded catalogue.

use crate::catalog::Catalog;

#[test]
fn reads_what_it_carries() {
    let catalog = Catalog::embedded();
    let item = catalog.item("集体收支逐笔明细").unwrap();
    assert!(
        catalog
            .slot(item, "收支明细")
            .is_some_and(|slot| slot.required)
    );
}
