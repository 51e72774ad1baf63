//! Whatever files a village leaves away, no cell of its register gets greener and no gap goes untold.
#![expect(
    clippy::disallowed_methods,
    reason = "the example board is copied, and files of the copy are put aside"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chrono::NaiveDate;
use proptest::prelude::*;
use sanwu::{Look, check_folder, due_folder};
use tempfile::TempDir;
use walkdir::WalkDir;

/// A copy of the example board, and the records of its villages.
struct Example {
    root: TempDir,
    records: Vec<PathBuf>,
    whole: Drawn,
}

/// What a run shows: the cells that somebody owes, and how many gaps are told.
struct Drawn {
    cells: BTreeMap<String, (i64, String)>,
    told: usize,
}

static EXAMPLE: LazyLock<Example> = LazyLock::new(|| {
    let root = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut records = Vec::new();
    for entry in WalkDir::new(&from).sort_by_file_name() {
        let entry = entry.expect("the example can be walked");
        let local = entry.path().strip_prefix(&from).expect("it lies below");
        let to = root.path().join("content").join(local);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&to).expect("the example has it");
            continue;
        }
        fs::copy(entry.path(), &to).expect("the example has it");
        let depth = local.components().count();
        if depth > 2 {
            records.push(to);
        }
    }
    let whole = drawn(root.path());
    Example {
        root,
        records,
        whole,
    }
});

fn drawn(root: &Path) -> Drawn {
    let today: NaiveDate = "2026-11-20".parse().expect("the example has it");
    let due = due_folder(root, Look::on(today)).expect("the example has it");
    let mut cells = BTreeMap::new();
    for village in due["villages"].as_array().expect("the example has it") {
        for entry in village["entries"].as_array().expect("the example has it") {
            if entry["owed"] == true {
                let cell = format!(
                    "{} {} {} {}",
                    village["id"], entry["item"], entry["book"], entry["period"]
                );
                let state = entry["state"]
                    .as_str()
                    .expect("the example has it")
                    .to_owned();
                let days = entry["days"].as_i64().expect("the example has it");
                cells.insert(cell, (green(&state, days), state));
            }
        }
    }
    let found = check_folder(root, Look::on(today))
        .expect("the example has it")
        .json;
    let found = found["findings"]
        .as_array()
        .expect("the example has it")
        .clone();
    let told = found.iter().filter(|finding| finding["code"] == "T003");
    Drawn {
        cells,
        told: told.count(),
    }
}

/// How green a cell is; what is missing is redder than what has no record.
fn green(state: &str, days: i64) -> i64 {
    match state {
        "done" => i64::MAX,
        "late" => i64::MAX - days,
        "missing" => -1,
        _ => 0,
    }
}

/// Puts these records aside, looks, and puts them back.
fn without(left_out: &BTreeSet<usize>) -> Drawn {
    let aside = |path: &Path| path.with_extension("aside~");
    let paths: Vec<&PathBuf> = left_out
        .iter()
        .map(|index| &EXAMPLE.records[*index])
        .collect();
    for path in &paths {
        fs::rename(path, aside(path)).expect("the example has it");
    }
    let drawn = drawn(EXAMPLE.root.path());
    for path in &paths {
        fs::rename(aside(path), path).expect("the example has it");
    }
    drawn
}

/// Nothing of `less` is greener than of `more`, and no cell that was there is gone.
fn compare(more: &Drawn, less: &Drawn) -> Result<(), TestCaseError> {
    for (cell, (before, state)) in &more.cells {
        let Some((after, now)) = less.cells.get(cell) else {
            return Err(TestCaseError::fail(format!("{cell}: {state} is gone")));
        };
        prop_assert!(after <= before, "{cell}: {state} became {now}");
    }
    prop_assert!(less.told >= more.told, "{} of {}", less.told, more.told);
    Ok(())
}

/// How many of the records are left away: a few, or most of them.
fn subsets() -> impl Strategy<Value = BTreeSet<usize>> {
    let count = EXAMPLE.records.len();
    prop_oneof![
        prop::collection::btree_set(0..count, 1..12),
        prop::collection::btree_set(0..count, count / 4..count),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn files_less_turn_no_cell_greener((first, second) in (subsets(), subsets())) {
        let less = without(&first);
        compare(&EXAMPLE.whole, &less)?;
        let both: BTreeSet<usize> = first.union(&second).copied().collect();
        compare(&less, &without(&both))?;
    }
}
