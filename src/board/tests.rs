//! Whole boards in temporary folders.
#![expect(
    clippy::disallowed_methods,
    reason = "tests lay out folders of their own"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use tempfile::TempDir;

use crate::board::workspace::{self, Today, Workspace};
use crate::board::{Outcome, Request, build, check};
use crate::diagnostic::Level;

struct Town {
    root: TempDir,
}

impl Town {
    fn new(villages: &[&str]) -> Self {
        let town = Self {
            root: TempDir::new().unwrap(),
        };
        town.put("content/board.yaml", "名称: 示范镇\n");
        for id in villages {
            town.put(
                &format!("content/{id}/village.yaml"),
                &format!(
                    "名称: {id}村\n类型: 村\n值班电话: 0531-8888 1234\n意见受理: 0531-8888 1235\n"
                ),
            );
            town.put(&format!("content/{id}/affairs/water.md"), NOTICE);
        }
        town
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn open(&self) -> Workspace {
        let clock = NaiveDate::from_ymd_opt(2025, 10, 8).unwrap();
        workspace::open(self.root.path(), Today { given: None, clock }).unwrap()
    }

    fn output(&self) -> PathBuf {
        self.root.path().join("public")
    }

    fn request(&self) -> Request {
        Request {
            output: self.output(),
            ..Request::default()
        }
    }

    fn build(&self) -> Outcome {
        build(&self.open(), &self.request(), &|_, _| ()).unwrap()
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.output().join(path)).ok()
    }
}

const NOTICE: &str =
    "---\n标题: 停水通知\n类别: 村务公开\n公布日期: 2025-10-08\n---\n\n周日上午停水。\n";

/// Everything published, by path.
fn published(output: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(output).into_iter();
    let visible = entries
        .filter_entry(|entry| entry.file_name() != ".sanwu")
        .flatten();
    let files = visible.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let local = entry.path().strip_prefix(output).unwrap().to_owned();
            (local, fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn skips_what_did_not_change() {
    let town = Town::new(&["dong", "xi"]);
    let first = town.build();
    assert_eq!((first.villages, first.skipped, first.records), (2, 0, 2));
    assert!(first.report.written > 10);
    let again = town.build();
    assert_eq!(
        (again.skipped, again.records, again.pages),
        (2, 2, first.pages)
    );
    assert_eq!(again.report.written, 0);
    assert_eq!(again.report.unchanged, first.report.written);
    town.put(
        "content/xi/affairs/water.md",
        &NOTICE.replace("周日", "周六"),
    );
    let changed = town.build();
    assert_eq!(changed.skipped, 1);
    assert!(
        (1..20).contains(&changed.report.written),
        "{:?}",
        changed.report
    );
    let page = town.read("xi/affairs/water/index.html").unwrap();
    assert!(page.contains("周六") && !page.contains("周日"));
}

#[test]
fn a_new_day_or_a_damaged_page_is_a_change() {
    let town = Town::new(&["dong"]);
    town.build();
    let mut workspace = town.open();
    workspace.today = NaiveDate::from_ymd_opt(2025, 10, 9).unwrap();
    let outcome = build(&workspace, &town.request(), &|_, _| ()).unwrap();
    assert_eq!(outcome.skipped, 0);
    town.build();
    fs::write(town.output().join("dong/index.html"), "").unwrap();
    let outcome = town.build();
    assert_eq!((outcome.skipped, outcome.report.written), (0, 1));
    assert!(town.read("dong/index.html").unwrap().contains("dong村"));
}

#[test]
fn a_village_with_an_error_keeps_its_last_good_pages() {
    let town = Town::new(&["dong", "xi"]);
    town.build();
    town.put(
        "content/dong/affairs/water.md",
        &NOTICE.replace("10-08", "13-08"),
    );
    town.put(
        "content/xi/affairs/water.md",
        &NOTICE.replace("周日", "周六"),
    );
    let outcome = town.build();
    assert_eq!(outcome.failed, ["dong"]);
    assert_eq!(outcome.findings.count(Level::Error), 1);
    assert!(
        town.read("dong/affairs/water/index.html")
            .unwrap()
            .contains("周日")
    );
    assert!(
        town.read("xi/affairs/water/index.html")
            .unwrap()
            .contains("周六")
    );
    assert!(town.read("index.html").unwrap().contains("显示的是上一次"));
    town.put("content/dong/affairs/water.md", NOTICE);
    let outcome = town.build();
    assert!(outcome.failed.is_empty());
    assert!(!town.read("index.html").unwrap().contains("显示的是上一次"));
}

#[test]
fn a_village_that_never_succeeded_is_named_without_a_link() {
    let town = Town::new(&["dong", "xi"]);
    town.put(
        "content/dong/affairs/water.md",
        &NOTICE.replace("10-08", "13-08"),
    );
    town.build();
    let home = town.read("index.html").unwrap();
    assert!(home.contains("dong村"), "the hole is on the page");
    assert!(home.contains("还没有网页"));
    assert!(
        !home.contains("dong/"),
        "no link to a page that is not there"
    );
    assert!(home.contains("xi/index.html"));
    town.put("content/dong/affairs/water.md", NOTICE);
    town.build();
    assert!(town.read("index.html").unwrap().contains("dong/index.html"));
}

#[test]
fn a_skipped_village_still_warns() {
    let town = Town::new(&["dong"]);
    town.put("content/dong/files/old.jpg", "照片");
    let first = town.build();
    assert_eq!(first.findings.count(Level::Warning), 1);
    let again = town.build();
    assert_eq!(again.skipped, 1);
    assert_eq!(
        format!("{:?}", again.findings),
        format!("{:?}", first.findings)
    );
}

#[test]
fn a_village_that_left_takes_its_pages_along() {
    let town = Town::new(&["dong", "xi"]);
    town.build();
    fs::write(town.output().join("xi/note.txt"), "别人的").unwrap();
    fs::remove_dir_all(town.root.path().join("content/xi")).unwrap();
    let outcome = town.build();
    assert!(outcome.report.removed > 5);
    let left: Vec<_> = published(&town.output().join("xi")).into_keys().collect();
    assert_eq!(left, [PathBuf::from("note.txt")]);
    assert!(!town.read("index.html").unwrap().contains("xi村"));
}

#[test]
fn shares_joined_are_the_whole() {
    let town = Town::new(&["bei", "dong", "nan", "xi"]);
    town.build();
    let whole = published(&town.output());
    let joined = Request {
        output: town.root.path().join("joined"),
        ..Request::default()
    };
    for shard in ["1/3", "2/3", "3/3"] {
        let share = Request {
            shard: Some(shard.parse().unwrap()),
            ..joined.clone()
        };
        build(&town.open(), &share, &|_, _| ()).unwrap();
    }
    assert!(!joined.output.join("index.html").exists());
    let board_only = Request {
        board_only: true,
        ..joined.clone()
    };
    build(&town.open(), &board_only, &|_, _| ()).unwrap();
    assert_eq!(published(&joined.output), whole);
}

#[test]
fn one_village_needs_no_folder_of_its_own() {
    let town = Town::new(&[]);
    fs::remove_file(town.root.path().join("content/board.yaml")).unwrap();
    town.put(
        "content/village.yaml",
        "名称: 东村\n类型: 村\n值班电话: 0531-8888 1234\n意见受理: 0531-8888 1235\n",
    );
    town.put("content/affairs/water.md", NOTICE);
    town.put("content/catalog/own.yaml", "");
    let outcome = town.build();
    assert_eq!(
        outcome.findings.count(Level::Error),
        0,
        "{:?}",
        outcome.findings
    );
    assert!(
        town.read("affairs/water/index.html")
            .unwrap()
            .contains("停水")
    );
    assert!(town.read("index.html").unwrap().contains("东村"));
    assert_eq!(town.build().skipped, 1);
    // The village moves into a folder: what stood at the top goes, the town's pages come.
    for path in ["village.yaml", "affairs/water.md"] {
        let from = town.root.path().join("content").join(path);
        town.put(
            &format!("content/dong/{path}"),
            &fs::read_to_string(&from).unwrap(),
        );
        fs::remove_file(from).unwrap();
    }
    fs::remove_dir(town.root.path().join("content/affairs")).unwrap();
    town.put("content/board.yaml", "名称: 示范镇\n");
    town.build();
    assert_eq!(town.read("affairs/water/index.html"), None);
    assert!(town.read("dong/affairs/water/index.html").is_some());
    assert!(town.read("index.html").unwrap().contains("示范镇"));
}

#[test]
fn names_what_is_wrong_with_the_town() {
    let town = Town::new(&["dong", "西村", "data"]);
    fs::create_dir_all(town.root.path().join("content/empty")).unwrap();
    town.put("content/会议.docx", "");
    let workspace = town.open();
    let codes: Vec<_> = workspace.findings.iter().map(|one| one.rule.code).collect();
    assert_eq!(codes, ["C024", "C024", "C038", "C025"]);
    let outcome = build(&workspace, &town.request(), &|_, _| ()).unwrap();
    assert_eq!(outcome.findings.count(Level::Error), 2);
    assert!(!town.output().exists());
    let failure = check(&workspace, &["dng".into()], &|_, _| ()).unwrap_err();
    assert!(
        failure.to_string().contains("是不是想写`dong`"),
        "{failure}"
    );
    let nowhere = Today {
        given: None,
        clock: workspace.today,
    };
    assert!(workspace::open(&town.root.path().join("content"), nowhere).is_err());
}

#[test]
fn will_not_write_among_foreign_files() {
    let town = Town::new(&["dong"]);
    town.put("public/thesis.doc", "我的");
    let failure = build(&town.open(), &town.request(), &|_, _| ()).unwrap_err();
    assert!(
        failure.to_string().contains("不是 sanwu 生成的"),
        "{failure}"
    );
    assert_eq!(published(&town.output()).len(), 1);
}
