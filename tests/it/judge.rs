//! `docs/verify.sh` as an independent judge: stock tools and a few lines of shell come to the same verdict as `verify`.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    reason = "copies are altered, and the shell is asked"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::released::{Board, Dice, TODAY, contents, pages, restore, rounds, said, text, write};

type Files = BTreeMap<String, Vec<u8>>;

/// The shell's verdict.
fn judged(target: &Path, today: &str) -> (i32, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/verify.sh");
    let output = Command::new("sh")
        .arg(script)
        .args([text(target), today])
        .env_remove("KEY")
        .output()
        .unwrap();
    (output.status.code().unwrap(), said(&output))
}

/// A copy altered in one of a dozen ways; the name of what was done comes back.
fn altered(round: usize, sealed: &Files, earlier: &Files, dice: &mut Dice) -> (Files, String) {
    let mut files = sealed.clone();
    let paths: Vec<String> = files.keys().cloned().collect();
    let mut some = |end: usize| dice.below(end);
    let path = paths[some(paths.len())].clone();
    let what = match round % 11 {
        0..=2 => {
            let bytes = files.get_mut(&path).unwrap();
            let at = some(bytes.len());
            bytes[at] ^= 1 << some(8);
            "a bit turned in"
        }
        3 => {
            files.remove(&path);
            "removed"
        }
        4 => {
            let bytes = files.get_mut(&path).unwrap();
            bytes.truncate(bytes.len() / 2);
            "cut"
        }
        5 => {
            let other = paths[some(paths.len())].clone();
            let bytes = files[&other].clone();
            files.insert(path.clone(), bytes);
            "content of another in"
        }
        6 => {
            let places = ["", "ledger/", "releases/", "releases/000003/", "照片/"];
            let place = places[some(places.len())];
            files.insert(format!("{place}外来 {round}.txt"), b"x".to_vec());
            "a stranger beside"
        }
        7 => {
            let page = files["releases/000002/index.html"].clone();
            files.insert("releases/000003/index.html".to_owned(), page);
            "an older page, not"
        }
        8 => {
            // Only the pointer is an older one.
            files.insert("index.html".to_owned(), earlier["index.html"].clone());
            "an older pointer, not"
        }
        9 => {
            files.remove("ledger/000003.txt");
            "the newest entry removed, not"
        }
        _ => "nothing done to",
    };
    (files, format!("{what} {path}"))
}

#[test]
fn the_shell_comes_to_the_same_verdict() {
    let (mut board, target) = Board::published(2);
    let earlier = contents(&target);
    board.seal(&pages("第 3 号"));
    board.publish(&target);
    let sealed = contents(&target);
    let mut dice = Dice(99);
    let mut verdicts = BTreeMap::new();
    for round in 0..rounds(66, 100) {
        let (files, what) = altered(round, &sealed, &earlier, &mut dice);
        restore(&target, &files);
        let (code, ours) = board.verify(&target, &[]);
        let (shells, theirs) = judged(&target, TODAY);
        assert_eq!(code, shells, "{what}\n{ours}\n{theirs}");
        *verdicts.entry(code).or_insert(0) += 1;
    }
    restore(&target, &sealed);
    assert_eq!(judged(&target, "2027-04-01").0, 2, "past its day");
    assert_eq!(judged(&board.path("nothing"), TODAY).0, 3);
    // Each verdict was reached, so that agreeing means something.
    for code in [0, 1, 2] {
        assert!(
            verdicts.get(&code).is_some_and(|count| *count > 4),
            "{verdicts:?}"
        );
    }
    write(&target.join("x"), "");
    assert_eq!(judged(&target, TODAY).0, 1);
}

#[test]
fn the_judge_is_short() {
    for (script, most) in [("docs/verify.sh", 30), ("docs/verify-keys.sh", 45)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(script);
        let lines = std::fs::read_to_string(path).unwrap().lines().count();
        assert!(lines <= most, "{script}: {lines} lines");
    }
}
