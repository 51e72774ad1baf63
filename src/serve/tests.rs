//! The parts of the preview that need no network.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::board::homes::Home;
use crate::diagnostic::Findings;
use crate::serve::page::{content_type, with_preview};
use crate::serve::state::Shared;
use crate::serve::watch::{Touched, touched};

fn homes() -> Vec<Home> {
    let home = |id: &str| Home {
        id: id.into(),
        folder: format!("content/{id}"),
        skip: Vec::new(),
    };
    vec![home("dong"), home("xi")]
}

#[test]
fn tells_villages_from_the_whole_board() {
    let root = Path::new("/w");
    let check = |paths: &[&str], expected: Touched| {
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        assert_eq!(touched(root, &paths, &homes()), expected, "{paths:?}");
    };
    let villages =
        |ids: &[&str]| Touched::Villages(ids.iter().map(|id| (*id).to_owned()).collect());
    check(&["/w/content/dong/finance/a.yaml"], villages(&["dong"]));
    check(
        &["/w/content/dong/a.md", "/w/content/xi/b.md"],
        villages(&["dong", "xi"]),
    );
    check(
        &["/w/content/dong/a.md", "/w/content/board.yaml"],
        Touched::Everything,
    );
    check(&["/w/content/dong/village.yaml"], Touched::Everything);
    check(&["/w/content/nan/a.yaml"], Touched::Everything);
    check(&["/w/themes/own/theme.yaml"], Touched::Everything);
    check(&[""], Touched::Everything);
    check(&[], Touched::Nothing);
}

#[test]
fn finds_only_what_was_built() {
    let shared = Shared::new(Path::new("/w/public"), false);
    assert_eq!(shared.file("index.html"), None);
    let files = ["index.html", "dong/index.html"].map(|path| (path.to_owned(), String::new()));
    shared.built(BTreeMap::from(files), &Findings::default());
    assert_eq!(
        shared.file("dong/index.html"),
        Some("/w/public/dong/index.html".into())
    );
    for path in [
        "../content/board.yaml",
        "dong/../index.html",
        "/etc/passwd",
        ".sanwu/root.ledger",
    ] {
        assert_eq!(shared.file(path), None, "{path}");
    }
}

#[test]
fn adds_to_pages_and_to_nothing_else() {
    let page = "<meta content=\"default-src 'none'; script-src 'self'\"><body>东村</body></html>";
    let served = with_preview(page);
    assert!(served.contains("default-src 'none'; connect-src 'self'; script-src 'self'"));
    assert!(served.contains("preview.js\"></script></body></html>"));
    assert_eq!(
        content_type("dong/data/records.json"),
        "application/json; charset=utf-8"
    );
    assert_eq!(content_type("files/a.PDF"), "application/pdf");
    assert_eq!(content_type("files/a"), "application/octet-stream");
}
