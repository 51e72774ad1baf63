//! Whatever stands in a file, checking ends with findings: no panic, and every finding has its place.
#![expect(
    clippy::disallowed_methods,
    reason = "files are broken on purpose and read again"
)]

use std::path::Path;

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::Index;
use sanwu::{Look, check_folder, mend_folder};
use tempfile::TempDir;

/// Records of every kind: rows, steps, a free table, Markdown.
const RECORDS: &[&str] = &[
    "src/commands/example/2025-09.yaml",
    "src/commands/example/2025-10-water.md",
    "tests/cases/sample-27-register/content/2024-lamps.yaml",
    "tests/cases/sample-45-three-boards/content/board-1.yaml",
    "src/commands/example/village.yaml",
];

/// What is done to the bytes at a place.
#[derive(Debug, Clone)]
enum Wound {
    Insert(Index, Vec<u8>),
    Cut(Index, usize),
    Flip(Index, u8),
    Repeat(Index, usize),
}

fn wound() -> impl Strategy<Value = Wound> {
    let marks = prop::sample::select(vec![
        &b"\0"[..],
        b"\t",
        b"\r",
        b"\r\n",
        b"\xff",
        b"\xb1\xea",
        "：".as_bytes(),
        "，".as_bytes(),
        b"{",
        b"[",
        b"\"",
        b"'",
        b"#",
        b"&a",
        b"*a",
        b"---\n",
        b"...",
        b"|\n",
        b"%",
        b"!!",
        b"? ",
        "×".as_bytes(),
        b"- ",
        b": ",
        "\u{feff}".as_bytes(),
        "\u{202e}".as_bytes(),
        "９".as_bytes(),
        b"11010519491231002X",
    ]);
    prop_oneof![
        (any::<Index>(), marks).prop_map(|(at, mark)| Wound::Insert(at, mark.to_vec())),
        (any::<Index>(), prop::collection::vec(any::<u8>(), 1..5))
            .prop_map(|(at, bytes)| Wound::Insert(at, bytes)),
        (any::<Index>(), 1..40_usize).prop_map(|(at, length)| Wound::Cut(at, length)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, bits)| Wound::Flip(at, bits)),
        (any::<Index>(), 1..60_usize).prop_map(|(at, length)| Wound::Repeat(at, length)),
    ]
}

fn wounded(mut bytes: Vec<u8>, wounds: &[Wound]) -> Vec<u8> {
    for wound in wounds {
        if bytes.is_empty() {
            break;
        }
        match wound {
            Wound::Insert(at, piece) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, piece.iter().copied());
            }
            Wound::Cut(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Wound::Flip(at, bits) => {
                let at = at.index(bytes.len());
                bytes[at] ^= bits;
            }
            Wound::Repeat(at, length) => {
                let at = at.index(bytes.len());
                let piece = bytes[at..(at + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_bytes_are_checked(
        record in prop::sample::select(RECORDS),
        wounds in prop::collection::vec(wound(), 1..6),
    ) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let bytes = wounded(std::fs::read(root.join(record)).unwrap(), &wounds);
        let folder = TempDir::new().unwrap();
        let content = folder.path().join("content");
        std::fs::create_dir(&content).unwrap();
        std::fs::copy(root.join("src/commands/example/village.yaml"), content.join("village.yaml")).unwrap();
        let name = record.rsplit('/').next().unwrap();
        std::fs::write(content.join(name), &bytes).unwrap();
        let look = Look::on(NaiveDate::from_ymd_opt(2026, 6, 30).unwrap());
        let checked = check_folder(folder.path(), look).unwrap();
        for finding in checked.json["findings"].as_array().unwrap() {
            prop_assert!(finding["line"].as_u64() > Some(0), "{finding}");
            prop_assert!(!finding["message"].as_str().unwrap().is_empty());
        }
        mend_folder(folder.path(), look).unwrap();
    }
}
