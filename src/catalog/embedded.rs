//! The files of the catalogue that the program carries, in the order of the handbook.

use crate::catalog::language;

/// Name and text of each.
pub(super) const FILES: &[(&str, &str)] = &[
    ("record.yaml", include_str!("data/record.yaml")),
    ("fields.yaml", include_str!("data/fields.yaml")),
    (
        "tables/record.yaml",
        include_str!("data/tables/record.yaml"),
    ),
    ("tables/cash.yaml", include_str!("data/tables/cash.yaml")),
    (
        "tables/statements.yaml",
        include_str!("data/tables/statements.yaml"),
    ),
    (
        "tables/holdings.yaml",
        include_str!("data/tables/holdings.yaml"),
    ),
    ("tables/funds.yaml", include_str!("data/tables/funds.yaml")),
    ("tables/works.yaml", include_str!("data/tables/works.yaml")),
    ("tables/party.yaml", include_str!("data/tables/party.yaml")),
    (
        "tables/affairs.yaml",
        include_str!("data/tables/affairs.yaml"),
    ),
    (
        "tables/decision.yaml",
        include_str!("data/tables/decision.yaml"),
    ),
    ("items/party.yaml", include_str!("data/items/party.yaml")),
    (
        "items/affairs.yaml",
        include_str!("data/items/affairs.yaml"),
    ),
    (
        "items/finance.yaml",
        include_str!("data/items/finance.yaml"),
    ),
    (
        "items/decision.yaml",
        include_str!("data/items/decision.yaml"),
    ),
    ("sources.yaml", include_str!("data/sources.yaml")),
    ("params.yaml", include_str!("data/params.yaml")),
    ("profiles.yaml", include_str!("data/profiles.yaml")),
    ("offices.yaml", include_str!("data/offices.yaml")),
    ("holidays.yaml", include_str!("data/holidays.yaml")),
    ("languages.yaml", language::TEXT),
    ("privacy.yaml", include_str!("data/privacy.yaml")),
    ("retention.yaml", include_str!("data/retention.yaml")),
    (
        "procedure/roles.yaml",
        include_str!("data/procedure/roles.yaml"),
    ),
    (
        "procedure/bodies.yaml",
        include_str!("data/procedure/bodies.yaml"),
    ),
    (
        "procedure/steps.yaml",
        include_str!("data/procedure/steps.yaml"),
    ),
    (
        "procedure/variants.yaml",
        include_str!("data/procedure/variants.yaml"),
    ),
    (
        "procedure/matters.yaml",
        include_str!("data/procedure/matters.yaml"),
    ),
    (
        "procedure/timing.yaml",
        include_str!("data/procedure/timing.yaml"),
    ),
    (
        "procedure/lifecycle.yaml",
        include_str!("data/procedure/lifecycle.yaml"),
    ),
];
