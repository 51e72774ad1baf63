//! Sealing as a clerk does it, over the finished program: first disclosure, silent change, correction, withdrawal, renewal.
#![expect(
    clippy::disallowed_methods,
    reason = "a clerk writes files and calls the program"
)]

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const DAY: &str = "2026-11-20";
pub(crate) const NOTICE: &str = "content/affairs/2026-11-water.md";

/// A village with one notice and one list of meters.
fn village() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| write(root.path(), path, text);
    write(
        "content/village.yaml",
        "名称: 东村\n类型: 村\n值班电话: 0531-88881234\n意见受理: 0531-88881235\n",
    );
    write(
        NOTICE,
        "---\n标题: 停水通知\n类别: 村务公开\n公布日期: 2026-11-12\n---\n\n11月15日检修管道，停水一天。\n",
    );
    write(
        "content/affairs/2026-11-meters.yaml",
        "标题: 水表登记\n类别: 村务公开\n公布日期: 2026-11-12\n表:\n  - 表名: 水表\n    表头: [户, 读数]\n    行:\n      - [一组, 120]\n      - [二组, 85]\n",
    );
    root
}

pub(crate) fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

pub(crate) fn replace(root: &Path, path: &str, from: &str, to: &str) {
    let path = root.join(path);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from} is not in {}", path.display());
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
}

pub(crate) fn read(root: &Path, path: &str) -> String {
    std::fs::read_to_string(root.join(path)).unwrap()
}

pub(crate) fn sanwu(root: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sanwu"))
        .arg("--root")
        .arg(root)
        .args(["--today", DAY])
        .args(args)
        .output()
        .unwrap()
}

#[track_caller]
pub(crate) fn says(output: &Output, code: i32, parts: &[&str]) {
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{text}");
    for part in parts {
        assert!(text.contains(part), "{part} is not said:\n{text}");
    }
}

#[test]
fn nothing_changes_in_silence() {
    let root = village();
    let root = root.path();
    says(
        &sanwu(root, &["seal"]),
        0,
        &["第 1 号封存，首发 2", "总核对码 ", "有效至 2027-03-31"],
    );
    says(&sanwu(root, &["build"]), 0, &["写入 0"]);
    says(&sanwu(root, &["seal"]), 0, &["第 1 号以后没有改动"]);

    replace(root, "content/affairs/2026-11-meters.yaml", "85", "58");
    let silent = sanwu(root, &["seal"]);
    says(
        &silent,
        1,
        &[
            "错误[R005]",
            "2026-11-meters.yaml:9:14",
            "封存时是“85”，现在是“58”",
            "没有封存",
        ],
    );
    assert!(!root.join("archive/village/ledger/000002.txt").exists());

    replace(
        root,
        "content/affairs/2026-11-meters.yaml",
        "公布日期: 2026-11-12\n",
        "公布日期: 2026-11-12\n更正: [{日期: 2026-11-19, 原因: 两个数字写颠倒, 批准人: 张三, 内容: 二组由85改为58}]\n",
    );
    says(&sanwu(root, &["seal"]), 0, &["第 2 号封存，更正 1"]);
    let entry = read(root, "archive/village/ledger/000002.txt");
    assert!(
        entry.contains("change: 更正 affairs/2026-11-meters v1 -> v2 sha256:"),
        "{entry}"
    );
    assert!(
        entry.contains("note: 二组由85改为58，原因：两个数字写颠倒 by: 张三"),
        "{entry}"
    );
    says(
        &sanwu(root, &["log", "affairs/2026-11-meters"]),
        0,
        &[
            "第 1 版  2026-11-20  首发",
            "第 2 版  2026-11-20  更正",
            "读数: 85 → 58",
        ],
    );
    says(
        &sanwu(root, &["历史", "affairs/2026-11-meter"]),
        2,
        &["是不是想写`affairs/2026-11-meters`"],
    );

    let page = read(root, "public/affairs/2026-11-meters/index.html");
    for part in [
        "<del>85</del>",
        "<ins>58</ins>",
        "href=\"v1/index.html\"",
        "第 2 号，2026-11-20",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let former = read(root, "public/affairs/2026-11-meters/v1/index.html");
    assert!(former.contains(">85<") && former.contains("已经不是现在的内容"));
    assert!(read(root, "public/corrections/index.html").contains("两个数字写颠倒"));
    let list = read(root, "public/data/versions.json");
    assert!(
        list.contains("affairs/2026-11-meters/v1/index.html"),
        "{list}"
    );
}

#[test]
fn a_release_does_not_hold_its_own_head() {
    let root = village();
    let root = root.path();
    let sealed = sanwu(root, &["seal"]);
    let said = String::from_utf8_lossy(&sealed.stdout).into_owned();
    let (_, code) = said.split_once("总核对码 ").unwrap();
    let code = code.lines().next().unwrap();
    for entry in walkdir::WalkDir::new(root.join("public")) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let bytes = std::fs::read(entry.path()).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(code.trim()), "{}", entry.path().display());
        }
    }
    let sheets = root.join("sheets");
    let renewed = sanwu(
        root,
        &["seal", "--renew", "--sheet", sheets.to_str().unwrap()],
    );
    says(&renewed, 0, &["第 2 号封存，续期，没有改动", "封存单"]);
    // The sheet for the wall is the place of the newest code.
    let said = String::from_utf8_lossy(&renewed.stdout).into_owned();
    let (_, newest) = said.split_once("总核对码 ").unwrap();
    let groups: Vec<&str> = newest.lines().next().unwrap().split(' ').collect();
    let sheet = read(root, "sheets/village-000002.html");
    for half in [groups[..3].join(" "), groups[3..].join(" ")] {
        assert!(sheet.contains(&half), "{half}");
    }
    // The code of the seal before may be told, and is.
    assert!(read(root, "public/verify/index.html").contains(code.trim()));
}

#[test]
fn what_was_sealed_cannot_be_deleted() {
    let root = village();
    let root = root.path();
    says(&sanwu(root, &["seal"]), 0, &["首发 2"]);
    let notice = read(root, NOTICE);
    std::fs::remove_file(root.join(NOTICE)).unwrap();
    says(
        &sanwu(root, &["seal"]),
        1,
        &["错误[R007]", "affairs/2026-11-water", "没有封存"],
    );
    write(
        root,
        NOTICE,
        &notice.replacen("---\n", "---\n草稿: true\n", 1),
    );
    says(&sanwu(root, &["check"]), 1, &["错误[R007]"]);
}

#[test]
fn what_was_withdrawn_can_be_taken_out() {
    let root = village();
    let root = root.path();
    says(&sanwu(root, &["seal"]), 0, &["首发 2"]);
    write(
        root,
        NOTICE,
        "---\n标题: 停水通知\n类别: 村务公开\n公布日期: 2026-11-12\n撤回: {日期: 2026-11-19, 原因: 写了不该公开的内容, 批准人: 张三, 取出原文: 是}\n---\n",
    );
    says(
        &sanwu(root, &["seal"]),
        0,
        &[
            "第 2 号封存，撤回 1",
            "已从档案取出`affairs/2026-11-water`的原文，git 以前的提交里还有",
        ],
    );
    assert!(
        !root
            .join("archive/village/items/affairs/2026-11-water/v0001.md")
            .exists()
    );
    assert!(
        !root
            .join("archive/village/items/affairs/2026-11-water/v0001.nonce")
            .exists()
    );
    // The ledger still stands, and so does the board.
    says(&sanwu(root, &["check"]), 0, &["没有发现问题"]);
    says(&sanwu(root, &["build"]), 0, &["写入 0"]);
    let former = read(root, "public/affairs/2026-11-water/v1/index.html");
    assert!(former.contains("内容已从档案中取出") && !former.contains("检修管道"));
    for entry in walkdir::WalkDir::new(root).into_iter().flatten() {
        if entry.file_type().is_file() {
            let bytes = std::fs::read(entry.path()).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("检修管道"), "{}", entry.path().display());
        }
    }
}

#[test]
fn the_format_may_change_without_a_word() {
    let root = village();
    let root = root.path();
    says(&sanwu(root, &["seal"]), 0, &["首发 2"]);
    replace(root, NOTICE, "标题: 停水通知", "标题:   停水通知  # 已核对");
    says(&sanwu(root, &["seal"]), 0, &["第 2 号封存，格式调整 1"]);
}

#[test]
fn an_altered_archive_stops_everything() {
    let root = village();
    let root = root.path();
    says(&sanwu(root, &["seal"]), 0, &["首发 2"]);
    let version = "archive/village/items/affairs/2026-11-water/v0001.md";
    replace(root, version, "停水一天", "停水两天");
    replace(root, NOTICE, "停水一天", "停水两天");
    says(
        &sanwu(root, &["check"]),
        1,
        &["错误[R008]", "第 1 版的原文和封存时不一样"],
    );
    says(&sanwu(root, &["seal"]), 1, &["没有封存"]);
}

/// What is refused after the entry stands is said, and a build makes it good; nothing of the seal is lost.
#[test]
fn pages_that_cannot_be_written_undo_no_seal() {
    let root = village();
    let root = root.path();
    says(&sanwu(root, &["build"]), 0, &["没有发现问题"]);
    std::fs::remove_dir_all(root.join("public/affairs")).unwrap();
    write(root, "public/affairs", "not ours");
    let sealed = sanwu(root, &["seal"]);
    says(
        &sealed,
        2,
        &[
            "第 1 号封存，首发 2",
            "总核对码 ",
            "已经封存，还有没做完的",
            "同名的文件占了位置",
        ],
    );
    assert!(root.join("archive/village/ledger/000001.txt").exists());
    std::fs::remove_file(root.join("public/affairs")).unwrap();
    says(&sanwu(root, &["build"]), 0, &["没有发现问题"]);
    let stick = root.join("stick");
    let published = sanwu(root, &["publish", stick.to_str().unwrap()]);
    says(&published, 0, &["第 1 号"]);
}
