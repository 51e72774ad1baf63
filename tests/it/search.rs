//! What can be found stands on a page: over the example board and the cases about personal data.
#![expect(
    clippy::disallowed_methods,
    reason = "the cases are folders, found as the case runner finds them"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use sanwu::{Look, build_folder};
use serde_json::Value;

type Pages = BTreeMap<String, Vec<u8>>;

#[test]
fn nothing_is_found_that_no_page_shows() {
    let mut looked_at = 0;
    for folder in folders() {
        // A folder with an error has no pages and so no index.
        let Ok(pages) = build_folder(&folder, Look::on(day())) else {
            continue;
        };
        for list in pages.keys().filter(|path| path.contains("search/m.")) {
            for (page, text) in texts(&pages, list) {
                let shown = words(&pages[&page]);
                for part in text
                    .split(['\t', '\n'])
                    .filter(|part| !part.starts_with('#'))
                {
                    let part: String = part.chars().filter(|c| !c.is_whitespace()).collect();
                    assert!(
                        shown.contains(&part),
                        "{}: {page}: {part}",
                        folder.display()
                    );
                    looked_at += 1;
                }
            }
        }
    }
    assert!(looked_at > 10_000, "{looked_at} lines");
}

#[test]
fn every_public_record_is_found_and_no_other() {
    let pages = build_folder(Path::new(env!("CARGO_MANIFEST_DIR")), Look::on(day()))
        .expect("the example has pages");
    for list in pages.keys().filter(|path| path.contains("search/m.")) {
        let (village, _) = list.split_once("search/").expect("a list has a folder");
        let records: Value = serde_json::from_slice(&pages[&format!("{village}data/records.json")])
            .expect("open data");
        let mut records: Vec<String> = records["records"]
            .as_array()
            .expect("records")
            .iter()
            .map(|record| format!("{village}{}", record["page"].as_str().expect("a path")))
            .collect();
        // And the pages of topics that the home page names.
        let home = String::from_utf8_lossy(&pages[&format!("{village}index.html")]);
        let topics = home.split("<div id=\"topic-").skip(1).map(|topic| {
            let (_, rest) = topic.split_once("href=\"").expect("a link");
            let (path, _) = rest.split_once('"').expect("an address");
            format!("{village}{path}")
        });
        records.extend(topics);
        let mut found: Vec<String> = texts(&pages, list)
            .into_iter()
            .map(|(page, _)| page)
            .collect();
        records.sort();
        found.sort();
        assert_eq!(found, records);
    }
    let all: String = pages
        .iter()
        .filter(|(path, _)| path.contains("/search/"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes))
        .collect();
    assert!(!all.contains("2026-12-draft"), "a draft can be found");
}

/// The page and the text of each document of a list, in its order.
fn texts(pages: &Pages, list: &str) -> Vec<(String, String)> {
    let (village, _) = list.split_once("search/").expect("a list has a folder");
    let meta = handed(&pages[list]);
    let chunks = meta["t"]
        .as_array()
        .expect("files of texts")
        .iter()
        .flat_map(|file| {
            let path = format!("{village}search/t.{}.js", file[1].as_str().expect("a hash"));
            let chunk = handed(&pages[&path]);
            chunk.as_array().expect("texts").clone()
        });
    let documents = meta["d"].as_array().expect("documents");
    let texts: Vec<Value> = chunks.collect();
    assert_eq!(documents.len(), texts.len(), "{list}");
    documents
        .iter()
        .zip(texts)
        .map(|(document, text)| {
            let address = document[0].as_str().expect("an address");
            let text = text.as_str().expect("a text").to_owned();
            (format!("{village}{address}/index.html"), text)
        })
        .collect()
}

/// The last argument of a script's one call.
fn handed(script: &[u8]) -> Value {
    let script = String::from_utf8_lossy(script);
    let start = script.find('(').expect("a call") + 1;
    let end = script.rfind(')').expect("a call");
    let arguments = script
        .get(start..end)
        .expect("arguments")
        .replace('\t', "\\t");
    let arguments: Vec<Value> = serde_json::from_str(&format!("[{arguments}]")).expect("literals");
    arguments.last().expect("an argument").clone()
}

/// A page without its tags and spaces.
fn words(page: &[u8]) -> String {
    let page = String::from_utf8_lossy(page);
    let mut words = String::new();
    for part in page.split('<') {
        words.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    for (name, c) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        words = words.replace(name, c);
    }
    words.retain(|c| !c.is_whitespace());
    words
}

/// The example board, every case about personal data, and some real disclosures.
fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = std::fs::read_dir(root.join("tests/cases")).expect("there are cases");
    let cases = cases.flatten().map(|entry| entry.path());
    let is_wanted = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with('P') || name.starts_with("sample-1")
    };
    let mut folders: Vec<PathBuf> = cases.filter(is_wanted).collect();
    folders.sort();
    folders.push(root.to_owned());
    folders
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day")
}
