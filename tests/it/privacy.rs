//! What must not leave: items kept inside, files kept in the archive, names that are masked, lists whose term is over.
#![expect(
    clippy::disallowed_methods,
    reason = "the picture is read as it stands in the folder"
)]

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use sanwu::{Look, build_folder};

/// Names and files that stand in the folder.
const KEPT: &[&str] = &[
    "魏一一",
    "姜二二",
    "范三三",
    "house.jpg",
    "欧阳小小",
    "热合曼",
    "钱五五",
    "后备人选",
    "inner.jpg",
];

#[test]
fn what_is_kept_stands_in_no_file_of_the_site() {
    for (path, bytes) in &site() {
        let text = String::from_utf8_lossy(bytes);
        for kept in KEPT {
            assert!(
                !text.contains(kept) && !path.contains(kept),
                "{kept} in {path}"
            );
        }
    }
}

#[test]
fn what_is_shown_instead() {
    let pages = site();
    let text = |path: &str| String::from_utf8_lossy(&pages[path]).into_owned();
    let page = text("affairs/house/index.html");
    for part in [
        "名单已撤下",
        "2026年4月3日至2026年4月20日张贴过",
        "3 条",
        "54,000.00 元",
        "村部一楼档案室查原件",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let sheet = text("affairs/house/print.html");
    assert!(sheet.contains("张贴过"), "{sheet}");
    assert!(!pages.contains_key("data/affairs/house.csv"));
    assert!(text("data/records.json").contains("\"list_ended\":true"));
    let relief = text("affairs/relief/index.html");
    for masked in ["欧阳＊＊", "阿＊＊·＊＊＊"] {
        assert!(relief.contains(masked), "{masked} in {relief}");
    }
    assert!(pages.contains_key("affairs/files/board.jpg"));
    assert!(!pages.contains_key("affairs/files/sign.jpg"));
    // A link to what is kept is shown as it was written.
    assert!(!text("affairs/meeting/index.html").contains("sign.jpg\""));
}

/// A telephone wrote the place and its owner into a picture: both leave with nothing that is published.
#[test]
fn pictures_leave_without_what_the_camera_wrote() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/P011-position-in-photo");
    let source = std::fs::read(root.join("content/files/visit.jpg")).expect("it is there");
    let speaks = |bytes: &[u8]| bytes.windows(4).any(|part| part == b"Exif");
    assert!(speaks(&source), "the camera wrote something");
    let today = NaiveDate::from_ymd_opt(2025, 10, 8).expect("a day of the calendar");
    let pages = build_folder(&root, Look::on(today)).expect("a warning stops nothing");
    assert!(pages["files/visit.jpg"].starts_with(&[0xff, 0xd8, 0xff]));
    assert!(pages.values().all(|bytes| !speaks(bytes)));
    assert_eq!(pages, build_folder(&root, Look::on(today)).expect("again"));
}

/// Nor with what stands in a text: upright, small, and as sharp as it is kept on paper.
#[test]
fn pictures_in_texts_leave_like_those_attached() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/site-pictures-in-text");
    let source = std::fs::read(root.join("content/affairs/files/slope.jpg")).expect("it is there");
    let holds = |bytes: &[u8], mark: &[u8]| bytes.windows(mark.len()).any(|part| part == mark);
    assert!(holds(&source, b"Exif") && holds(&source, b"TESTCAM"));
    let today = NaiveDate::from_ymd_opt(2025, 10, 8).expect("a day of the calendar");
    let pages = build_folder(&root, Look::on(today)).expect("a warning stops nothing");
    for (path, bytes) in &pages {
        assert!(
            !holds(bytes, b"Exif") && !holds(bytes, b"TESTCAM"),
            "{path}"
        );
    }
    // Height and width follow the head of a frame.
    let size = |path: &str| {
        let bytes = &pages[path];
        let frame = bytes.windows(3).position(|part| part == [0xff, 0xc0, 0x00]);
        let at = frame.expect("a frame") + 5;
        let number = |at: usize| u16::from_be_bytes([bytes[at], bytes[at + 1]]);
        (number(at + 2), number(at))
    };
    assert_eq!(size("affairs/files/slope.jpg"), (600, 900));
    assert_eq!(size("affairs/files/slope.jpg.480.jpg"), (320, 480));
    for sheet in ["affairs/slope/print.html", "affairs/slope/gongwen.html"] {
        let text = String::from_utf8_lossy(&pages[sheet]);
        assert!(
            text.contains("src=\"../../affairs/files/slope.jpg\""),
            "{sheet}"
        );
    }
}

fn site() -> std::collections::BTreeMap<String, Vec<u8>> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day of the calendar");
    build_folder(&folder(), Look::on(today)).expect("the case has no error")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/site-privacy")
}
