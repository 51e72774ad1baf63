//! No file panics, hangs or fills the memory, whatever is in it.

use std::sync::LazyLock;

use proptest::prelude::*;

use crate::attachment::facts;
use crate::attachment::tests::files::{Pdf, docx, pdf, xls, xlsx};
use crate::attachment::tests::pictures::{exif, jpeg_with, sheet, to_png};
use crate::source::facts::Unsearched;

static ROWS: &[&[&str]] = &[&["姓名", "号码"], &["张＊＊", "12345678901"]];

/// Names with the bytes of a sound file each.
static SOUND: LazyLock<Vec<(&str, Vec<u8>)>> = LazyLock::new(|| {
    vec![
        ("a.xlsx", xlsx(&[("名单", ROWS)])),
        ("a.docx", docx(&["一", "二"], ROWS)),
        ("a.xls", xls(ROWS)),
        ("a.pdf", pdf(&["姓名 号码", "12345678901"])),
        ("a.csv", "姓名,号\n张,\"1\"\n".as_bytes().to_vec()),
        ("a.jpg", jpeg_with(&exif(*b"II", "owner", [30, 1]))),
        ("a.png", to_png(&sheet(40, 30, 1))),
    ]
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn survives_damage(
        which in 0_usize..7,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        end in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let (name, sound) = &SOUND[which];
        let mut bytes = sound.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(end.index(bytes.len()));
        }
        facts(name, &bytes, true);
    }

    #[test]
    fn survives_anything(bytes in proptest::collection::vec(any::<u8>(), 0..2000), start in 0_usize..8) {
        let magic: [&[u8]; 8] = [
            b"PK\x03\x04", b"%PDF-", crate::attachment::compound::MAGIC, b"\xff\xd8\xff\xe1", b"\x89PNG", b"II*\0",
            b"RIFF0000WEBP", b"",
        ];
        let bytes = [magic[start], &bytes].concat();
        facts("a.xlsx", &bytes, true);
    }
}

#[test]
fn ends_what_runs_in_circles() {
    let mut file = Pdf(b"%PDF-1.4\n".to_vec());
    file.object(1, "<</Type/Catalog/Pages 2 0 R>>");
    file.object(2, "<</Type/Pages/Kids[2 0 R 3 0 R 3 0 R]>>");
    file.object(
        3,
        "<</Type/Page/Contents[4 0 R 4 0 R]/Resources<</XObject<</X 4 0 R>>/Font<</F 6 0 R>>>>>>",
    );
    file.stream(
        4,
        b"/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /F 1 Tf (a) Tj",
    );
    file.object(5, "5 0 R");
    file.object(6, "<</ToUnicode 5 0 R/DescendantFonts 5 0 R/Widths 5 0 R>>");
    assert_eq!(
        facts("a.pdf", &file.0, false).unsearched,
        Some(Unsearched::TooLong)
    );
    let nested = [b"%PDF-1.4\n1 0 obj ".to_vec(), b"<</A[".repeat(100_000)].concat();
    assert_eq!(
        facts("a.pdf", &nested, false).unsearched,
        Some(Unsearched::Broken)
    );
    let overlapping: Vec<u8> = (0..1_500)
        .flat_map(|number| format!("{number} 0 obj [").into_bytes())
        .collect();
    let overlapping = [b"%PDF-1.4\n".to_vec(), overlapping].concat();
    assert!(facts("a.pdf", &overlapping, false).parts.is_empty());
    let many = format!("<w:p>{}", "&".repeat(1 << 17));
    assert!(
        facts("a.docx", &docx(&[&many], &[]), false)
            .unsearched
            .is_none()
    );
}
