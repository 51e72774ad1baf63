//! `docs/handbook.md` is what the program prints, and every rule has an example that differs from its repair.
#![expect(
    clippy::disallowed_methods,
    reason = "runs the program as a clerk would"
)]

use std::path::Path;
use std::process::Command;

use snapbox::{Assert, Data};

#[test]
fn the_handbook_in_docs_is_the_one_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/handbook.md");
    let expected = Data::try_read_from(&path, None).expect("docs/handbook.md is there");
    let assert = Assert::new()
        .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
        .normalize_paths(false);
    assert.eq(explain(&["--all", "--today", "2026-11-22"]), expected.raw());
}

#[test]
fn every_rule_has_an_example_and_another_text_as_its_repair() {
    let book = explain(&["--all"]);
    let entries: Vec<&str> = book.split("\n### ").skip(1).collect();
    assert_eq!(entries.len(), sanwu::codes().len());
    for entry in entries {
        let mut blocks = entry.split("```").skip(1).step_by(2);
        let (example, repair) = (blocks.next(), blocks.next());
        assert!(repair.is_some(), "no example with its repair: {entry}");
        assert_ne!(example, repair, "the repair changes nothing: {entry}");
    }
}

fn explain(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_sanwu"))
        .arg("explain")
        .args(arguments)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}
