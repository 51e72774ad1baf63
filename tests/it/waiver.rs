//! A warning that was waived is on the page and in the data, with the reason and the name of who answers for it.

use std::path::Path;

use chrono::NaiveDate;
use sanwu::{Look, build_folder};

#[test]
fn a_waiver_is_shown_to_every_reader() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/C050-waived-ok");
    let today = NaiveDate::from_ymd_opt(2025, 10, 8).expect("a day");
    let pages = build_folder(&case, Look::on(today)).expect("the case has no error");
    for path in ["notice/index.html", "data/records.json"] {
        let page = String::from_utf8_lossy(pages.get(path).expect("the page is there"));
        for part in ["F009", "记-2 作废", "张三"] {
            assert!(page.contains(part), "{path} lacks {part}");
        }
    }
    let page = String::from_utf8_lossy(&pages["notice/index.html"]);
    assert!(page.contains("（F009）"), "the rule has its name");
}
