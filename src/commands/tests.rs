//! What `init` and `new` write, held against what `check` asks for.

use std::ffi::OsString;
use std::path::Path;

use tempfile::TempDir;

use crate::board::workspace::{self, Today};
use crate::board::{self, Request};
use crate::catalog::Catalog;
use crate::cli;
use crate::commands::terminal::Terminal;
use crate::commands::{init, perform, template};
use crate::value::period::Period;

fn opened(root: &Path) -> workspace::Workspace {
    let clock = chrono::NaiveDate::from_ymd_opt(2030, 1, 1).unwrap();
    workspace::open(root, Today { given: None, clock }).unwrap()
}

#[test]
fn a_new_workspace_builds_without_findings() {
    let root = TempDir::new().unwrap();
    init::run(root.path()).unwrap();
    let request = Request {
        output: root.path().join("public"),
        ..Request::default()
    };
    let outcome = board::build(&opened(root.path()), &request, &|_, _| ()).unwrap();
    let messages: Vec<_> = outcome.findings.iter().map(|one| &one.message).collect();
    assert_eq!(messages, [""; 0]);
    assert_eq!((outcome.villages, outcome.records), (1, 2));
    assert!(init::run(root.path()).is_err());
}

#[test]
fn a_new_record_asks_to_be_filled_in_and_for_nothing_else() {
    let root = TempDir::new().unwrap();
    let terminal = Terminal::new();
    init::run(root.path()).unwrap();
    let args = [
        "sanwu",
        "--root",
        root.path().to_str().unwrap(),
        "new",
        "集体收支逐笔明细",
    ];
    let options = cli::read(args.map(OsString::from)).unwrap();
    perform(&options, &terminal).unwrap();
    let path = root
        .path()
        .join("content/dong/finance/monthly_detail-2025-09.yaml");
    assert!(path.is_file());
    assert!(
        perform(&options, &terminal).is_err(),
        "nothing is overwritten"
    );
    let findings = board::check(&opened(root.path()), &[], &|_, _| ()).unwrap();
    let codes: std::collections::BTreeSet<_> = findings.iter().map(|one| one.rule.code).collect();
    assert!(
        codes.contains("C001") && codes.contains("C030"),
        "{codes:?}"
    );
    for code in ["C002", "C007", "C008", "C012", "C013", "C018"] {
        assert!(!codes.contains(code), "{code}");
    }
}

/// Every key a template writes is one the reader knows.
#[test]
fn every_item_has_a_template_that_reads() {
    let root = TempDir::new().unwrap();
    init::run(root.path()).unwrap();
    let catalog = Catalog::embedded();
    let period = Period::read("2025-09").unwrap();
    for (index, item) in catalog.items.values().enumerate() {
        let path = root.path().join(format!("content/dong/new/r{index}.yaml"));
        let text = template::record(&catalog, item, &period);
        crate::write::create(&path, &text).unwrap();
    }
    let findings = board::check(&opened(root.path()), &[], &|_, _| ()).unwrap();
    let unreadable = [
        "C002", "C003", "C004", "C005", "C007", "C008", "C020", "C026",
    ];
    let broken: Vec<String> = findings
        .iter()
        .filter(|one| unreadable.contains(&one.rule.code))
        .map(|one| format!("{} {} {}", one.rule.code, one.record, one.message))
        .collect();
    assert_eq!(broken, [""; 0]);
}
