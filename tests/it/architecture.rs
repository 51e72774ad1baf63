//! The table of the rooms in code: imports go down it, a library is known to one room, no file grows too long.
#![expect(
    clippy::disallowed_methods,
    reason = "the sources are read as text, as a reader would"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Each room with what it may import, from the bottom up.
const ROOMS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("attachment", &["source"]),
    ("value", &[]),
    ("ledger", &["value"]),
    ("storage", &["value"]),
    ("trust", &["value", "ledger", "storage"]),
    ("archive", &["value", "ledger", "storage"]),
    ("markdown", &[]),
    ("site", &["source"]),
    ("search", &["site"]),
    ("diagnostic", &["source"]),
    ("yaml", &["diagnostic", "source"]),
    ("catalog", &["value", "yaml", "diagnostic", "source"]),
    ("privacy", &["value"]),
    ("archive", &["ledger", "storage", "value"]),
    (
        "model",
        &["ledger", "catalog", "value", "yaml", "diagnostic", "source"],
    ),
    ("seal", &["ledger", "model", "catalog", "value", "source"]),
    ("calendar", &["model", "catalog", "value", "source"]),
    (
        "load",
        &[
            "ledger",
            "attachment",
            "model",
            "catalog",
            "value",
            "markdown",
            "yaml",
            "diagnostic",
            "source",
        ],
    ),
    (
        "check",
        &[
            "ledger",
            "calendar",
            "model",
            "catalog",
            "privacy",
            "value",
            "yaml",
            "diagnostic",
            "source",
        ],
    ),
    (
        "render",
        &[
            "ledger",
            "calendar",
            "model",
            "catalog",
            "value",
            "markdown",
            "diagnostic",
            "source",
            "search",
            "site",
        ],
    ),
    ("repair", &["load", "yaml", "diagnostic", "source"]),
    (
        "pipeline",
        &[
            "seal",
            "ledger",
            "load",
            "check",
            "render",
            "repair",
            "yaml",
            "calendar",
            "model",
            "catalog",
            "diagnostic",
            "source",
            "site",
        ],
    ),
    ("write", &["attachment", "source", "site"]),
    (
        "publish",
        &["archive", "trust", "ledger", "storage", "value", "site"],
    ),
    (
        "board",
        &[
            "publish",
            "trust",
            "ledger",
            "storage",
            "archive",
            "seal",
            "value",
            "pipeline",
            "repair",
            "load",
            "check",
            "render",
            "calendar",
            "ledger",
            "model",
            "catalog",
            "yaml",
            "diagnostic",
            "source",
            "site",
            "write",
        ],
    ),
    (
        "capsule",
        &[
            "board", "publish", "pipeline", "archive", "trust", "ledger", "privacy", "storage",
            "site", "value",
        ],
    ),
    ("serve", &["board", "diagnostic"]),
    ("cli", &["board", "trust"]),
    (
        "commands",
        &[
            "render",
            "archive",
            "ledger",
            "storage",
            "cli",
            "serve",
            "board",
            "repair",
            "calendar",
            "catalog",
            "trust",
            "ledger",
            "storage",
            "value",
            "diagnostic",
            "write",
            "publish",
            "capsule",
            "storage",
        ],
    ),
    (
        "inspect",
        &[
            "ledger",
            "storage",
            "archive",
            "board",
            "pipeline",
            "render",
            "calendar",
            "repair",
            "load",
            "diagnostic",
            "site",
            "write",
        ],
    ),
    (
        "bench",
        &[
            "ledger",
            "board",
            "pipeline",
            "load",
            "check",
            "render",
            "diagnostic",
            "site",
        ],
    ),
    ("lib", &["commands", "inspect"]),
    ("main", &[]),
];

/// A library and the only room that knows it: elsewhere it can be exchanged without a trace.
const LIBRARIES: &[(&str, &str)] = &[
    ("pulldown_cmark", "markdown"),
    ("tera", "render"),
    ("saphyr_parser", "yaml"),
    ("annotate_snippets", "diagnostic"),
    ("axum", "serve"),
    ("tokio", "serve"),
    ("clap", "cli"),
    ("png", "attachment"),
    ("zune_jpeg", "attachment"),
    ("jpeg_encoder", "attachment"),
    ("hayro", "attachment"),
    ("miniz_oxide", "attachment"),
    ("fs4", "storage"),
    ("zip::write", "publish"),
    ("unicode_normalization", "site"),
    ("minisign", "trust"),
    ("minisign_verify", "trust"),
    ("rpassword", "commands"),
    ("gix", "archive"),
];

/// Lines a file may have.
const LINES_MAX: usize = 400;

#[test]
fn imports_go_down_the_table() {
    let table: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    let mut wrong = BTreeSet::new();
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let room = room(path);
        let Some(allowed) = table.get(room) else {
            wrong.insert(format!("{path}: the room `{room}` is not in the table"));
            continue;
        };
        for (at, _) in text.match_indices("crate::") {
            let rest = text.get(at + "crate::".len()..).unwrap_or_default();
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
            let other = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            if other != room && table.contains_key(other) && !allowed.contains(&other) {
                wrong.insert(format!("{path}: `{room}` may not import `{other}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", lines(&wrong));
}

#[test]
fn the_table_has_no_circles() {
    for (index, (room, allowed)) in ROOMS.iter().enumerate() {
        for other in *allowed {
            let place = ROOMS.iter().position(|(name, _)| name == other);
            assert!(
                place.is_some_and(|place| place < index),
                "{room} stands above {other}"
            );
        }
    }
}

#[test]
fn a_library_is_known_to_one_room() {
    let mut wrong = BTreeSet::new();
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        for (library, owner) in LIBRARIES {
            let is_named = text.contains(&format!("{library}::"));
            if is_named && room(path) != *owner {
                wrong.insert(format!("{path}: `{library}` belongs to `{owner}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", lines(&wrong));
}

#[test]
fn files_stay_short() {
    let mut wrong = BTreeSet::new();
    for (path, text) in sources() {
        let count = text.lines().count();
        if count > LINES_MAX {
            wrong.insert(format!("{path} has {count} lines, {LINES_MAX} are allowed"));
        }
    }
    assert!(wrong.is_empty(), "{}", lines(&wrong));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: BTreeSet<String> = sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "{}", lines(&silent));
}

/// Every file of `src/` by its path in it; tests at the end of a file are cut off where imports are read.
fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let walk = walkdir::WalkDir::new(&root).into_iter().flatten();
    walk.filter(|entry| {
        entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "rs")
    })
    .map(|entry| {
        let local = entry
            .path()
            .strip_prefix(&root)
            .expect("it was found there");
        let path = local.to_string_lossy().replace('\\', "/");
        (
            path,
            std::fs::read_to_string(entry.path()).expect("sources are text"),
        )
    })
    .collect()
}

fn room(path: &str) -> &str {
    let first = path.split('/').next().unwrap_or(path);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// Tests may look anywhere.
fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/") || path.contains("/sample/")
}

fn lines(list: &BTreeSet<String>) -> String {
    list.iter().cloned().collect::<Vec<_>>().join("\n")
}
