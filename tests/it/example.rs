//! The example board: its deliberate gaps are found, and nothing else is.

use std::path::Path;

use sanwu::{Look, check_folder, due_folder};
use snapbox::{assert_data_eq, file};

#[test]
fn the_example_board_shows_its_deliberate_gaps_and_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let look = Look::on("2026-11-20".parse().unwrap());
    let checked = check_folder(root, look).unwrap();
    assert_eq!(checked.json["errors"], 0);
    assert_data_eq!(checked.text, file!["example.txt"].raw());
}

#[test]
fn the_register_shows_as_many_gaps_as_the_check_tells_of() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let look = Look::on("2026-11-20".parse().unwrap());
    let due = due_folder(root, look).unwrap();
    for village in due["villages"].as_array().unwrap() {
        let entries = village["entries"].as_array().unwrap();
        let missing = entries.iter().filter(|entry| entry["state"] == "missing");
        assert_eq!(village["missing"], missing.count(), "{}", village["id"]);
    }
}
