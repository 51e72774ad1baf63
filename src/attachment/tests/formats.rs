//! What is read of each format, and where it says that it stands.

use encoding_rs::GB18030;

use crate::attachment::facts;
use crate::attachment::tests::files::{Pdf, compound, docx, pdf, xls, xlsx, zip};
use crate::source::facts::{Body, Unsearched};

/// The text of a file with its places, a line for each row or paragraph.
fn shown(path: &str, bytes: &[u8]) -> Vec<String> {
    let facts = facts(path, bytes, false);
    let mut lines = Vec::new();
    for part in &facts.parts {
        match &part.body {
            Body::Prose { text, .. } => {
                lines.extend(text.lines().map(|line| format!("{}:{line}", part.place)));
            }
            Body::Rows(rows) => lines.extend(
                rows.iter()
                    .map(|row| format!("{}{}:{}", part.place, row.number, row.cells.join("|"))),
            ),
        }
    }
    if let Some(why) = facts.unsearched {
        lines.push(format!("{why:?}"));
    }
    lines
}

const ROWS: &[&[&str]] = &[&["姓名", "号码"], &["张＊＊", "12345678901"]];

#[test]
fn reads_plain_text_and_tables() {
    assert_eq!(shown("a.txt", "一\n二".as_bytes()), [":一", ":二"]);
    let csv = "姓名,\"号\n码\"\n张,1\n";
    let expected = ["1:姓名|号\n码", "3:张|1"];
    assert_eq!(shown("a.csv", csv.as_bytes()), expected);
    assert_eq!(shown("a.csv", &GB18030.encode(csv).0), expected);
    let wide: Vec<u8> = "\u{feff}姓名\t号"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(shown("a.csv", &wide), ["1:姓名|号"]);
    assert_eq!(shown("a.csv", b"\xff\xff\xff\0"), ["Broken"]);
    let page = "<table><tr><td>甲</td><td>1</td></table><script>2</script>";
    assert_eq!(shown("a.xls", page.as_bytes()), [":", ":甲\t1\t"]);
}

#[test]
fn reads_workbooks() {
    let expected = [
        "工作表“名单”1:姓名|号码",
        "工作表“名单”2:张＊＊|12345678901",
    ];
    assert_eq!(shown("a.xlsx", &xlsx(&[("名单", ROWS)])), expected);
    assert_eq!(shown("a.xls", &xls(ROWS)), expected);
    let long = "<worksheet><row><c r=\"C1\"><v>1.2345E+11</v></c><c t=\"inlineStr\"><is><t>甲</t></is></c></row></worksheet>";
    let members = [
        (
            "xl/workbook.xml",
            "<workbook><sheet name='表' r:id='a'/></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationship Id='a' Target='/xl/s.xml'/>",
        ),
        ("xl/s.xml", long),
        (
            "xl/comments1.xml",
            "<comments><comment><text><t>注</t></text></comment></comments>",
        ),
        (
            "docProps/core.xml",
            "<cp><dc:creator>张三</dc:creator></cp>",
        ),
    ];
    assert_eq!(
        shown("a.xlsx", &zip(&members)),
        ["工作表“表”1:||123450000000|甲", "批注:注", "文件属性:张三"]
    );
}

#[test]
fn reads_documents() {
    let expected = ["表11:姓名|号码", "表12:张＊＊|12345678901", ":一", ":二&"];
    assert_eq!(shown("a.docx", &docx(&["一", "", "二&"], ROWS)), expected);
    let table = "<table:table table:name='名单'><table:table-row table:number-rows-repeated='3'>\
        <table:table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated='2'/>\
        <table:table-cell office:value='123456789012'><text:p>1.23E+11</text:p></table:table-cell></table:table-row></table:table>";
    let sheet = zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", table),
    ]);
    assert_eq!(shown("a.ods", &sheet), ["工作表“名单”4:||123456789012"]);
    let text = "<text:p>甲<office:annotation><dc:date>1</dc:date><text:p>注</text:p></office:annotation>乙</text:p>";
    let document = zip(&[("content.xml", text)]);
    assert_eq!(shown("a.odt", &document), [":甲1注", ":乙"]);
    let slides = zip(&[
        ("ppt/presentation.xml", ""),
        ("ppt/slides/slide10.xml", "<a:p><a:t>十</a:t></a:p>"),
        ("ppt/slides/slide2.xml", "<a:p><a:t>二</a:t></a:p>"),
    ]);
    assert_eq!(shown("a.pptx", &slides), ["第1页:二", "第2页:十"]);
    let fixed = zip(&[
        ("OFD.xml", ""),
        (
            "Doc_0/Pages/Page_0/Content.xml",
            "<ofd:TextObject><ofd:TextCode X='1'>甲</ofd:TextCode></ofd:TextObject>",
        ),
    ]);
    assert_eq!(shown("a.ofd", &fixed), ["第1页:甲"]);
}

#[test]
fn reads_pdf() {
    let bytes = pdf(&["姓名 号码\n张＊＊ 12345678901", "第二页"]);
    assert_eq!(
        shown("a.pdf", &bytes),
        [
            "第1页:姓名 号码",
            "第1页:张＊＊ 12345678901",
            "第2页:第二页"
        ]
    );
}

/// A PDF of one page with this content, drawn with these things.
fn one_page(content: &str, resources: &str) -> Vec<u8> {
    let mut file = Pdf(b"%PDF-1.4\n".to_vec());
    file.object(1, "<</Type/Catalog/Pages 2 0 R>>");
    file.object(2, "<</Type/Pages/Kids[3 0 R]>>");
    file.object(
        3,
        &format!("<</Type/Page/Contents 4 0 R/Resources<<{resources}>>>>"),
    );
    file.stream(4, content.as_bytes());
    file.object(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 48/Widths[500 500 500 500 500 500 500 500 500 500]>>");
    file.0
}

#[test]
fn keeps_cells_of_pdf_apart() {
    let font = "/Font<</F 5 0 R>>";
    let cells = "BT /F 10 Tf 10 700 Td (123) Tj 100 0 Td (456) Tj ET";
    assert_eq!(shown("a.pdf", &one_page(cells, font)), ["第1页:123 | 456"]);
    // Single digits, each put at its own place.
    let single = "BT /F 10 Tf 1 0 0 1 10 700 Tm (1) Tj 1 0 0 1 15 700 Tm (2) Tj 1 0 0 1 20 700 Tm [(3) -40 (4)] TJ ET";
    assert_eq!(shown("a.pdf", &one_page(single, font)), ["第1页:1234"]);
    let lines =
        "BT /F 10 Tf 12 TL 10 700 Td (1) Tj T* (2) ' ET q 1 0 0 1 0 -50 cm BT /F 10 Tf (3) Tj ET Q";
    assert_eq!(
        shown("a.pdf", &one_page(lines, font)),
        ["第1页:1", "第1页:2", "第1页:3"]
    );
    let turned = "BT /F 10 Tf 0 1 -1 0 100 10 Tm (12) Tj (34) Tj ET";
    assert_eq!(shown("a.pdf", &one_page(turned, font)), ["第1页:1234"]);
}

#[test]
fn says_why_text_was_not_searched() {
    assert_eq!(
        shown("a.pdf", &one_page("/X Do", "/XObject<</X 3 0 R>>")),
        ["Scan"]
    );
    assert_eq!(
        shown("a.pdf", b"%PDF-1.4 trailer <</Encrypt 5 0 R>>"),
        ["Encrypted"]
    );
    assert_eq!(shown("a.pdf", b"%PDF-1.4"), ["Broken"]);
    assert_eq!(shown("a.pdf", b"x"), ["Broken"]);
    assert_eq!(shown("a.docx", b"PK\x03\x04"), ["Broken"]);
    assert_eq!(shown("a.doc", &compound("WordDocument", vec![0])), ["Kind"]);
    assert_eq!(
        shown("a.xlsx", &compound("EncryptedPackage", vec![0])),
        ["Encrypted"]
    );
    assert_eq!(shown("a.wps", b"abc"), ["Kind"]);
    assert_eq!(shown("a.zip", &zip(&[("a.txt", "甲")])), ["Kind"]);
    assert!(shown("a.mp4", b"abc").is_empty());
    assert_eq!(
        facts("a.rar", b"Rar!", false).unsearched,
        Some(Unsearched::Kind)
    );
}

#[test]
fn unpacks_no_bomb() {
    let row = "<row><c t='inlineStr'><is><t>甲</t></is></c></row>";
    let sheet = format!("<worksheet>{}</worksheet>", row.repeat(700_000));
    let bytes = zip(&[
        ("xl/workbook.xml", "<sheet name='表' r:id='a'/>"),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationship Id='a' Target='s.xml'/>",
        ),
        ("xl/s.xml", &sheet),
    ]);
    assert!(bytes.len() < 300_000);
    assert_eq!(
        facts("a.xlsx", &bytes, false).unsearched,
        Some(Unsearched::TooLong)
    );
    let huge = " ".repeat(70 << 20);
    let bytes = zip(&[("word/document.xml", &huge)]);
    assert_eq!(
        facts("a.docx", &bytes, false).unsearched,
        Some(Unsearched::TooLong)
    );
}

#[test]
fn counts_the_pages_of_a_document() {
    let pages = |bytes: &[u8]| facts("a.pdf", bytes, false).pages;
    let three = pdf(&["一", "二", "三"]);
    assert_eq!(pages(&three), Some(3));
    // A page that a change has left loose is no page of the book.
    let changed = [&three[..], b"\n90 0 obj <</Type/Page>> endobj\n"].concat();
    assert_eq!(pages(&changed), Some(3));
    let locked = [&three[..], b"\ntrailer <</Encrypt 9 0 R>>"].concat();
    assert_eq!((pages(&locked), pages(b"%PDF-1.4\n")), (None, None));
}
