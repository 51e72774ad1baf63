//! `verify archive/village`: every original and every attachment against the ledger, and what does not belong there.
#![expect(
    clippy::disallowed_methods,
    reason = "a clerk writes files and calls the program, and somebody alters the archive"
)]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::released::{Dice, contents, restore, rounds, said, sanwu_on, text, write};

const DAY: &str = "2026-11-20";
const NOTICE: &str = "---\n标题: 停水通知\n类别: 村务公开\n公布日期: 2026-11-12\n";

/// A notice that was withdrawn and taken out, and a list with an attachment.
fn sealed() -> (TempDir, PathBuf) {
    let root = TempDir::new().unwrap();
    let put = |path: &str, text: &str| write(&root.path().join("content").join(path), text);
    put(
        "village.yaml",
        "名称: 东村\n类型: 村\n值班电话: 0531-88881234\n意见受理: 0531-88881235\n",
    );
    put(
        "affairs/2026-11-water.md",
        &format!("{NOTICE}---\n\n停水一天。\n"),
    );
    put("affairs/files/list.csv", "户,读数\n一组,120\n");
    put(
        "affairs/2026-11-meters.yaml",
        "标题: 水表登记\n类别: 村务公开\n公布日期: 2026-11-12\n附件: [files/list.csv]\n表:\n  - 表名: 水表\n    表头: [户, 读数]\n    行:\n      - [一组, 120]\n",
    );
    seal(root.path());
    let gone = "撤回: {日期: 2026-11-19, 原因: 写了不该公开的内容, 批准人: 张三, 取出原文: 是}\n";
    put("affairs/2026-11-water.md", &format!("{NOTICE}{gone}---\n"));
    seal(root.path());
    let archive = root.path().join("archive/village");
    (root, archive)
}

#[track_caller]
fn seal(root: &Path) {
    let output = sanwu_on(DAY)
        .args(["--root", text(root), "seal"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

fn verify(folder: &Path, more: &[&str]) -> (i32, String) {
    let output = sanwu_on(DAY)
        .args(["verify", text(folder)])
        .args(more)
        .output()
        .unwrap();
    (output.status.code().unwrap(), said(&output))
}

fn blob(archive: &Path) -> PathBuf {
    let files = contents(archive);
    archive.join(
        files
            .keys()
            .find(|path| path.starts_with("blobs/"))
            .unwrap(),
    )
}

#[test]
#[expect(clippy::too_many_lines, reason = "one alteration after another")]
fn an_archive_is_held_against_its_ledger() {
    let (_root, archive) = sealed();
    let (code, said) = verify(&archive, &[]);
    assert_eq!(code, 0, "{said}");
    for part in [
        "原文已取出: `affairs/2026-11-water`第 1 版",
        "未签名",
        "和封存时一样",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let (code, report) = verify(&archive, &["--report"]);
    assert!(
        code == 0 && report.contains("原文: 2 个版本、1 个附件"),
        "{report}"
    );
    let sealed = contents(&archive);
    let item = archive.join("items/affairs/2026-11-meters");
    let attached = blob(&archive);
    let alterations: [(&dyn Fn(), &str); 9] = [
        (
            &|| write(&item.join("v0001.yaml"), "标题: 别的\n"),
            "被改 items/affairs/2026-11-meters/v0001：",
        ),
        (
            &|| fs::remove_file(item.join("v0001.nonce")).unwrap(),
            "缺少 items/affairs/2026-11-meters/v0001：",
        ),
        (
            &|| write(&attached, "户,读数\n一组,210\n"),
            "附件和封存时不一样",
        ),
        (&|| fs::remove_file(&attached).unwrap(), "附件不在档案里"),
        (
            &|| write(&item.join("v0002.yaml"), "x"),
            "多出 items/affairs/2026-11-meters/v0002.yaml",
        ),
        (&|| write(&archive.join("外来.txt"), "x"), "多出 外来.txt"),
        (
            &|| write(&archive.join("blobs/sha256/00/00.pdf"), "x"),
            "多出 blobs/sha256/00/00.pdf",
        ),
        (
            &|| {
                let path = archive.join("ledger/000001.txt");
                let text = fs::read_to_string(&path).unwrap();
                write(&path, &text.replace("首发", "补充"));
            },
            "断开 ledger/000001.txt",
        ),
        (
            &|| write(&archive.join("trust.json"), "{}"),
            "多出 trust.json",
        ),
    ];
    for (alter, expected) in alterations {
        alter();
        let (code, said) = verify(&archive, &[]);
        assert!(code == 1 && said.contains(expected), "{expected}: {said}");
        restore(&archive, &sealed);
    }
    // The newest entry has no other after it: where nobody signs, only the code on paper tells that it was altered.
    let (_, said) = verify(&archive, &[]);
    let code = said
        .lines()
        .find_map(|line| line.strip_prefix("总核对码: "));
    let paper = code.unwrap().to_owned();
    let paths: Vec<&String> = sealed.keys().collect();
    let mut dice = Dice(3);
    for round in 0..rounds(paths.len(), 500) {
        let path = paths[round % paths.len()];
        let mut bytes = sealed[path].clone();
        let at = dice.below(bytes.len());
        bytes[at] ^= 1 << dice.below(8);
        fs::write(archive.join(path), &bytes).unwrap();
        let (code, said) = verify(&archive, &["--head", &paper]);
        assert_eq!(code, 1, "{path} at {at}: {said}");
        fs::write(archive.join(path), &sealed[path]).unwrap();
    }
    assert_eq!(
        verify(archive.parent().unwrap(), &[]).0,
        0,
        "all archives of a workspace"
    );
    // A ledger without what it speaks of cannot be judged.
    for folder in ["items", "blobs"] {
        fs::remove_dir_all(archive.join(folder)).unwrap();
    }
    let (code, said) = verify(&archive, &[]);
    assert!(code == 3 && said.contains("没有原文"), "{said}");
}
