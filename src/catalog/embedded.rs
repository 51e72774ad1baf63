//! The files of the catalogue that the program carries, in the order of the handbook.

/// Name and text of each.
pub(super) const FILES: &[(&str, &str)] = &[
    ("record.yaml", include_str!("data/record.yaml")),
    ("fields.yaml", include_str!("data/fields.yaml")),
    ("tables/cash.yaml", include_str!("data/tables/cash.yaml")),
    (
        "items/finance.yaml",
        include_str!("data/items/finance.yaml"),
    ),
    (
        "procedure/timing.yaml",
        include_str!("data/procedure/timing.yaml"),
    ),
];
