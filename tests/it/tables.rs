//! The examples of `docs/tables.md` are records without a finding.
#![expect(
    clippy::disallowed_methods,
    reason = "writes a workspace as a clerk would"
)]

use std::path::Path;

use sanwu::{Look, check_folder};

#[test]
fn the_examples_of_the_page_on_tables_hold() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tables.md");
    let page = std::fs::read_to_string(path).expect("docs/tables.md is there");
    let blocks: Vec<&str> = page.split("```").skip(1).step_by(2).collect();
    assert!(blocks.len() > 5, "the page has lost its examples");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    std::fs::create_dir_all(&content).expect("a folder");
    let village = "名称: 东村\n类型: 村\n值班电话: 0531-88881234\n意见受理: 0531-88881235\n";
    std::fs::write(content.join("village.yaml"), village).expect("a village");
    for (index, block) in blocks.iter().enumerate() {
        let (kind, text) = block.split_once('\n').expect("a block has a kind");
        let extension = if kind == "markdown" { "md" } else { "yaml" };
        let path = content.join(format!("example-{index}.{extension}"));
        std::fs::write(path, text).expect("a record");
    }
    let look = Look::on("2026-10-12".parse().expect("a day"));
    let checked = check_folder(folder.path(), look).expect("it can be checked");
    assert!(
        checked.text.starts_with("检查完毕: 没有发现问题"),
        "{}",
        checked.text
    );
}
