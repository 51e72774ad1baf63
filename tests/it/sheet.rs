//! The sheet for the wall of every record in the example: it stands beside the page and names its ids once.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use sanwu::{Look, build_folder};

#[test]
fn every_record_has_a_sheet() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let pages = build_folder(Path::new(env!("CARGO_MANIFEST_DIR")), Look::on(today)).unwrap();
    let text = |path: &str| pages.get(path).map(|bytes| String::from_utf8_lossy(bytes));
    let mut sheets = 0;
    for path in pages.keys() {
        let Some(folder) = path.strip_suffix("/print.html") else {
            continue;
        };
        sheets += 1;
        let (sheet, page) = (
            text(path).unwrap(),
            text(&format!("{folder}/index.html")).unwrap(),
        );
        assert!(page.contains("href=\"print.html\">打印张榜版"), "{folder}");
        match sheet.split_once("核对码 <b>") {
            Some((_, code)) => {
                let (code, _) = code.split_once('<').unwrap();
                assert!(page.contains(code), "{folder}: {code} is not on the page");
            }
            // From a digest without a nonce the hidden names could be guessed: no code before it is sealed.
            None => assert!(page.contains("姓名已隐去"), "{folder} has no code"),
        }
        let ids = sheet.split(" id=\"").skip(1);
        let mut seen = BTreeSet::new();
        for id in ids.map(|part| part.split_once('"').unwrap().0) {
            assert!(seen.insert(id), "{path}: {id} twice");
        }
    }
    assert!(sheets > 300, "{sheets}");
    let quarter = text("dongquan/finance/2026-q3-summary/print.html").unwrap();
    for part in ["大写", "账上余额", "公示期 ", "民主理财小组组长"] {
        assert!(quarter.contains(part), "{part}");
    }
    let matter = text("heshunli/decision/2026-shed/print.html").unwrap();
    assert!(matter.contains("；同意 "));
}
