//! The same input gives the same bytes: a second time, and with its files handed over in another order.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use sanwu::{Look, build_folder, check_folder};

/// Cases that together use most of the format.
const CASES: &[&str] = &[
    "sample-01-annual-finance",
    "sample-02-quarter-filled",
    "sample-13-social-assistance",
    "sample-44-registry",
    "sample-45-three-boards",
    "M007-not-authorised-ok",
    "F004-carried-forward",
];

/// Cases without an error, so that they have pages.
const SITES: &[&str] = &[
    "sample-06-road-gap",
    "sample-27-register",
    "sample-45-three-boards",
    "M007-not-authorised-ok",
];

#[test]
fn findings_are_the_same_twice_and_in_any_order() {
    for case in CASES {
        let first = check_folder(&folder(case), look(false)).expect("the case can be read");
        let second = check_folder(&folder(case), look(false)).expect("the case can be read");
        let reversed = check_folder(&folder(case), look(true)).expect("the case can be read");
        assert_eq!(first.text, second.text, "{case}: a second time");
        assert_eq!(first.text, reversed.text, "{case}: files in another order");
        assert_eq!(first.json, reversed.json, "{case}: files in another order");
    }
}

#[test]
fn pages_are_the_same_twice_and_in_any_order() {
    for case in SITES {
        let first = build_folder(&folder(case), look(false)).expect("the case has no error");
        let second = build_folder(&folder(case), look(false)).expect("the case has no error");
        let reversed = build_folder(&folder(case), look(true)).expect("the case has no error");
        assert_eq!(first, second, "{case}: a second time");
        for (path, page) in &first {
            assert_eq!(
                Some(page),
                reversed.get(path),
                "{case}: {path} in another order"
            );
        }
        assert_eq!(first.len(), reversed.len(), "{case}");
    }
}

#[test]
fn pages_hold_no_number_that_findings_named() {
    let checked = check_folder(&folder("sample-44-registry"), look(false)).expect("it can be read");
    let printed = format!("{}{}", checked.text, checked.json);
    for number in [
        "990101195001011230",
        "990101193501019010",
        "990101197501015677",
        "13800000001",
        "13800000005",
        "13800000003",
        "138000005678",
        "139000004567",
        "6222000000000001",
        "6222000000000009",
    ] {
        assert!(!printed.contains(number), "{number} got out");
    }
    assert!(build_folder(&folder("sample-44-registry"), look(false)).is_err());
}

fn folder(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(case)
}

fn look(is_reversed: bool) -> Look {
    Look {
        today: NaiveDate::from_ymd_opt(2026, 6, 30).expect("a day"),
        is_reversed,
    }
}
