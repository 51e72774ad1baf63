//! What holds for every page of the default theme and for themes that extend it.

use std::collections::BTreeSet;

use crate::render::sample::theme::{template_files, templates, theme};
use crate::render::sample::{files, pages};

/// Sizes that a page and its files may have, in bytes.
const PAGE: usize = 60 * 1024;
const STYLE: usize = 30 * 1024;
const SCRIPT: usize = 20 * 1024;

#[test]
fn pages_keep_the_rules_of_the_site() {
    for (path, page) in pages(&templates(&[])) {
        assert!(page.len() <= PAGE, "{path}: {} bytes", page.len());
        assert!(
            !page.contains(" style=") && !page.contains(" onclick"),
            "{path}: inline style or script"
        );
        assert!(
            !page.contains("src=\"http")
                && !page.contains("href=\"http")
                && !page.contains("=\"//"),
            "{path}: leaves the folder"
        );
        assert!(
            !page.contains("=\"/"),
            "{path}: an address that begins at the root of the disk"
        );
        if !path.contains(".xml") {
            let csp = "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self';";
            assert!(page.contains(csp), "{path}: the policy is not first");
        }
    }
}

#[test]
fn an_id_stands_once_on_a_page() {
    for (path, page) in pages(&templates(&[])) {
        let mut seen = BTreeSet::new();
        for part in page.split(" id=\"").skip(1) {
            let (id, _) = part.split_once('"').unwrap();
            assert!(seen.insert(id.to_owned()), "{path}: {id} twice");
        }
    }
}

#[test]
fn the_sheet_has_boxes_and_codes() {
    let pages = pages(&templates(&[]));
    let (_, sheet) = pages
        .iter()
        .find(|(path, _)| path.ends_with("2026-q3/print.html"))
        .unwrap();
    assert!(sheet.contains("2026年第三季度财务收支公开表（张榜版） - "));
    assert!(sheet.contains("<li>监委会主任</li>"));
    assert!(sheet.contains("<td class=\"qrc\"><svg class=\"qr\""));
    assert!(sheet.contains("核对码 <b>40817 22903 68105 93344 01276 55820</b>"));
    assert!(!sheet.contains("<nav"), "a sheet is not for walking about");
}

#[test]
fn links_name_files() {
    for (path, page) in pages(&templates(&[])) {
        for link in page.split(" href=\"").skip(1) {
            let (address, _) = link.split_once('"').unwrap();
            let (file, _) = address.split_once('#').unwrap_or((address, ""));
            let name = file.rsplit('/').next().unwrap();
            assert!(
                name.contains('.') || address.starts_with('#'),
                "{path}: {address}"
            );
        }
    }
}

#[test]
fn files_are_small() {
    for (path, text) in files() {
        let limit = if path.contains(".css") { STYLE } else { SCRIPT };
        assert!(text.len() <= limit, "{path}: {} bytes", text.len());
        assert!(
            !text.contains("@import") && !text.contains("url(http"),
            "{path}: leaves the folder"
        );
    }
}

#[test]
fn every_text_is_used() {
    let all: String = template_files().into_iter().map(|(_, text)| text).collect();
    for name in theme().texts.keys() {
        assert!(
            all.contains(&format!("texts.{name} ")) || all.contains(&format!("texts.{name}}}")),
            "{name}"
        );
    }
}

#[test]
fn a_child_theme_overrides_a_block_and_a_component() {
    let child = [
        (
            "record.html",
            "{% extends \"default/record.html\" %}{% block lead %}<p>本村</p>{{ super() }}{% endblock lead %}",
        ),
        (
            "components/lead.html",
            "{% component lead(runs: array) %}<p class=\"mine\">{% for run in runs %}{{ run.text }}{% endfor %}</p>{% endcomponent lead %}",
        ),
    ];
    let pages = pages(&templates(&child));
    let (_, page) = pages
        .iter()
        .find(|(path, _)| path.ends_with("dibao/index.html"))
        .unwrap();
    assert!(page.contains("<p>本村</p><p class=\"mine\">拟新增"));
    let (_, statement) = pages
        .iter()
        .find(|(path, _)| path.ends_with("2026-q3/index.html"))
        .unwrap();
    assert!(
        statement.contains("<p>本村</p>"),
        "a layout follows the child's record page"
    );
    assert!(statement.contains("账上还有多少钱"));
}

#[test]
fn text_is_escaped() {
    let pages = pages(&templates(&[]));
    let (_, feed) = pages
        .iter()
        .find(|(path, _)| path.ends_with("feed.xml"))
        .unwrap();
    assert!(feed.contains("收支 &lt;公开&gt; &amp; 明细"));
    assert!(feed.starts_with("<?xml"));
}
