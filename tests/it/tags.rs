//! The tags of public-sector sites: on every page what is configured, and never anything else.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use sanwu::{Look, build_folder};

/// The pages of a case, with the contents of their tags by name.
fn pages(case: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(case);
    let look = Look::on(NaiveDate::from_ymd_opt(2025, 10, 31).expect("a day"));
    let files = build_folder(&folder, look).expect("it builds").into_iter();
    let pages = files.filter(|(path, _)| path.rsplit('.').next() == Some("html"));
    pages
        .map(|(path, bytes)| (path, tags(&String::from_utf8_lossy(&bytes))))
        .collect()
}

fn tags(page: &str) -> BTreeMap<String, String> {
    let metas = page.split("<meta name=\"").skip(1);
    let pairs = metas.map(|meta| {
        let (name, rest) = meta.split_once("\" content=\"").expect("a content");
        (
            name.to_owned(),
            rest.split('"').next().unwrap_or_default().to_owned(),
        )
    });
    pairs.collect()
}

#[test]
fn a_registered_site_says_so_on_every_page() {
    let pages = pages("site-address");
    for (path, tags) in &pages {
        let has = |name: &str, value: &str| {
            assert_eq!(
                tags.get(name).map(String::as_str),
                Some(value),
                "{name} on {path}"
            );
        };
        has("SiteName", "东村三务公开栏");
        has("SiteDomain", "lx.gov.cn");
        has("SiteIDCode", "3799020003");
        if path != "404.html" {
            let folder = path.strip_suffix("index.html").unwrap_or(path);
            has("Url", &format!("https://sanwu.lx.gov.cn/dong/{folder}"));
        }
        let has_column = tags.contains_key("ColumnName");
        assert_eq!(
            has_column,
            !["404.html", "search/index.html"].contains(&path.as_str()),
            "{path}"
        );
        for name in ["ColumnDescription", "ColumnKeywords", "ColumnType"] {
            assert_eq!(
                tags.get(name).is_some_and(|text| !text.is_empty()),
                has_column,
                "{name} on {path}"
            );
        }
    }
    let record = &pages["finance/2025-09/index.html"];
    let expected = [
        ("ArticleTitle", "2025年9月集体收支逐笔公开"),
        ("PubDate", "2025-10-08 00:00"),
        ("ContentSource", "农村集体经济组织"),
        ("Keywords", "财务公开,集体收支逐笔明细"),
        ("Author", "王春梅"),
        ("ColumnName", "财务公开"),
        ("ColumnType", "数据发布"),
    ];
    for (name, value) in expected {
        assert_eq!(record.get(name).map(String::as_str), Some(value), "{name}");
    }
    assert!(
        record["Description"].starts_with("收 "),
        "{}",
        record["Description"]
    );
    assert!(!record.contains_key("Image"), "there is no picture");
    let notice = &pages["2025-10-water/index.html"];
    assert!(
        !notice.contains_key("ContentSource"),
        "nobody said who publishes it"
    );
    assert!(!notice.contains_key("Author"), "nobody said who wrote it");
}

#[test]
fn nothing_is_invented() {
    for (path, tags) in pages("T001-late") {
        for name in ["SiteDomain", "SiteIDCode", "Url", "Image"] {
            assert!(!tags.contains_key(name), "{name} on {path}");
        }
    }
}
