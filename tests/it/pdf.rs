//! Pages of PDF attachments as pictures, from the folder to the page of the record (feature `pdf`).

use std::path::Path;

use chrono::NaiveDate;
use sanwu::{Look, build_folder};

/// A scan, and a text whose letters do not lie in the file.
#[test]
fn pdf_pages_are_shown_beside_the_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/C044-scan");
    let look = Look::on(NaiveDate::from_ymd_opt(2025, 10, 8).unwrap());
    let pages = build_folder(&root, look).unwrap();
    let text = |path: &str| String::from_utf8_lossy(&pages[path]).into_owned();

    for path in ["files/scan.pdf.1.jpg", "files/scan.pdf.1.jpg.480.jpg"] {
        assert!(pages[path].starts_with(b"\xff\xd8\xff"), "{path}");
    }
    assert!(!pages.contains_key("files/scan.pdf.2.jpg"));
    assert!(!pages.contains_key("files/text.pdf.1.jpg"));
    assert!(pages.contains_key("files/scan.pdf") && pages.contains_key("files/text.pdf"));

    let record = text("notice/index.html");
    let small = "<a class=\"pic\" href=\"picture-1.html\"><img src=\"../files/scan.pdf.1.jpg.480.jpg\" \
                 width=\"339\" height=\"480\" alt=\"通知：scan.pdf，第 1 页\"";
    assert!(record.contains(small), "{record}");
    assert_eq!(record.matches("class=\"pic\"").count(), 1);
    let line = |name: &str| {
        let found = record
            .lines()
            .find(|line| line.contains(&format!("\">{name}</a>")));
        found.unwrap().to_owned()
    };
    assert!(line("scan.pdf").contains("扫描件（PDF）"));
    assert!(!line("scan.pdf").contains("显示不了"));
    assert!(line("text.pdf").contains("，这里显示不了，请打开原件看"));

    let alone = text("notice/picture-1.html");
    assert!(alone.contains("<img src=\"../files/scan.pdf.1.jpg\" width=\"1000\" height=\"1415\""));
    assert!(alone.contains("<a href=\"../files/scan.pdf\">打开原件：扫描件（PDF），1 页，"));
    assert!(!pages.contains_key("notice/picture-2.html"));
    assert_eq!(
        pages,
        build_folder(&root, look).unwrap(),
        "the same bytes again"
    );
}
