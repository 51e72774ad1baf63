//! `docs/mechanisms.md`: every item it names exists, and every page it names says what it is said to say.
#![expect(
    clippy::disallowed_methods,
    reason = "the table and the catalogue are read as text, as a reader would"
)]

use std::collections::BTreeSet;
use std::path::Path;

use sanwu::{Look, build_folder};

/// What stands for a page where there is none.
const NO_PAGE: &str = "不上网页";

/// Pages that gather records, by folder.
const TOPICS: [&str; 5] = ["charter", "duties", "elections", "promises", "services"];

/// Mechanism, items, page, words.
fn rows() -> Vec<[String; 4]> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("docs/mechanisms.md")).unwrap();
    let lines = text.lines().filter(|line| line.starts_with("| "));
    let cells = |line: &str| {
        let cells: Vec<String> = line
            .trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect();
        let [name, items, page, words, _] = <[String; 5]>::try_from(cells).unwrap();
        [name, items, page, words]
    };
    lines.skip(1).map(cells).collect()
}

fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

fn items() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalog/data/items");
    let mut items = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let ids = text
            .lines()
            .filter_map(|line| line.strip_prefix("  - id: "));
        items.extend(ids.map(str::to_owned));
    }
    items
}

#[test]
fn every_mechanism_has_an_item_and_a_page() {
    let today = "2026-11-20".parse().unwrap();
    let pages = build_folder(Path::new(env!("CARGO_MANIFEST_DIR")), Look::on(today)).unwrap();
    let known = items();
    let rows = rows();
    assert!(rows.len() >= 36, "{}", rows.len());
    let mut wrong = Vec::new();
    for [name, items, page, words] in rows {
        if quoted(&items).is_empty() {
            wrong.push(format!("{name}: no item"));
        }
        let unknown = quoted(&items).into_iter().filter(|id| !known.contains(*id));
        wrong.extend(unknown.map(|id| format!("{name}: no item {id}")));
        if page == NO_PAGE {
            continue;
        }
        let path = quoted(&page).first().copied().unwrap_or_default();
        let html = pages.get(path).map(|html| String::from_utf8_lossy(html));
        if html.is_none_or(|html| words.is_empty() || !html.contains(&words)) {
            wrong.push(format!("{name}: {path} does not say {words}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_stays_inside_has_no_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = build_folder(root, Look::on("2026-11-20".parse().unwrap())).unwrap();
    for path in [
        "nanliugou/party/2026-rectification",
        "heshunli/party/2025-reserve",
        "yushutai/party/2026-09-warning",
        "yushutai/party/2026-q3-points-detail",
    ] {
        let source = root.join(format!("content/{path}.yaml"));
        assert!(source.exists(), "{path} is no record");
        assert!(!pages.contains_key(&format!("{path}/index.html")), "{path}");
    }
}

#[test]
fn a_village_without_such_records_has_no_such_pages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let day = Look::on("2026-11-20".parse().unwrap());
    let with = build_folder(&root.join("site-topics"), day).unwrap();
    let without = build_folder(&root.join("site-privacy"), day).unwrap();
    let home = |pages: &std::collections::BTreeMap<String, Vec<u8>>| {
        String::from_utf8_lossy(&pages["index.html"]).into_owned()
    };
    for topic in TOPICS {
        let path = format!("{topic}/index.html");
        assert!(with.contains_key(&path), "{topic}");
        assert!(home(&with).contains(&format!("href=\"{path}\"")), "{topic}");
        assert!(!without.contains_key(&path), "{topic}");
    }
    assert!(!home(&without).contains(">专题<"));
}
