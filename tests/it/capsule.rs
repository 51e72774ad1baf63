//! The finished program: a village loses its computer and builds board and history again from a capsule.
#![expect(
    clippy::disallowed_methods,
    reason = "a clerk writes files, loses them, and calls the program"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::released::{contents, said, sanwu_on, text, write};

const DAY: &str = "2026-11-20";

/// Words that lie about in a workspace and must never be in a capsule.
const BAITS: [&str; 6] = [
    "草稿里的话",
    "检修管道",
    "11010519491231002X",
    "untrusted comment: minisign encrypted secret key",
    "没人写到的附件",
    "docs/keys",
];

/// A town of two villages; everything that a capsule must leave at home lies in the first.
struct Town {
    room: TempDir,
}

impl Town {
    /// Sealed twice, with a correction and a withdrawal in the second seal.
    fn sealed() -> Self {
        let town = Self {
            room: TempDir::new().unwrap(),
        };
        town.write("content/board.yaml", "名称: 示范街道\n");
        town.write(
            "content/catalog/county.yaml",
            "依据: [{id: CDA-1, 版本: [{名称: 县档案局归档范围表}]}]\n保管期限: [{期限: 30年, 依据: [CDA-1], 通知: true}]\n",
        );
        for (id, name) in [("dong", "东村"), ("xi", "西村")] {
            town.write(
                &format!("content/{id}/village.yaml"),
                &format!(
                    "名称: {name}\n区划代码: \"370105001001\"\n类型: 村\n值班电话: 0531-88881234\n意见受理: 0531-88881235\n"
                ),
            );
            town.write(
                &format!("content/{id}/affairs/2026-11-meters.yaml"),
                "标题: 水表登记\n类别: 村务公开\n公布日期: 2026-11-12\n附件:\n  - files/meters.txt\n  - {文件: files/inside.txt, 仅存档: 是}\n表:\n  - 表名: 水表\n    表头: [户, 读数]\n    行:\n      - [一组, 120]\n      - [二组, 85]\n",
            );
            town.write(
                &format!("content/{id}/affairs/files/meters.txt"),
                "水表照片说明\n",
            );
            town.write(
                &format!("content/{id}/affairs/files/inside.txt"),
                "留在里面的\n",
            );
        }
        let notice = "content/dong/affairs/2026-11-water.md";
        town.write(
            notice,
            "---\n标题: 停水通知\n类别: 村务公开\n公布日期: 2026-11-12\n---\n\n11月15日检修管道。\n",
        );
        town.write(
            "content/dong/affairs/2026-12-draft.md",
            "---\n标题: 草稿里的话\n类别: 村务公开\n公布日期: 2026-11-12\n草稿: true\n---\n\n草稿里的话。\n",
        );
        town.write(
            "content/dong/affairs/files/unnamed.txt",
            "没人写到的附件 11010519491231002X\n",
        );
        town.write(
            "content/dong/affairs/files/clerk.key",
            "untrusted comment: minisign encrypted secret key\nRWRTY0Iy\n",
        );
        town.ok(
            &["seal"],
            &["dong: 第 1 号封存，首发 2", "xi: 第 1 号封存，首发 1"],
        );
        town.write(
            notice,
            "---\n标题: 停水通知\n类别: 村务公开\n公布日期: 2026-11-12\n撤回: {日期: 2026-11-19, 原因: 写了不该公开的内容, 批准人: 张三, 取出原文: 是}\n---\n",
        );
        let meters = town.path("content/dong/affairs/2026-11-meters.yaml");
        let table = std::fs::read_to_string(&meters).unwrap().replace("85", "58").replace(
            "公布日期: 2026-11-12\n",
            "公布日期: 2026-11-12\n更正: [{日期: 2026-11-19, 原因: 两个数字写颠倒, 批准人: 张三, 内容: 二组由85改为58}]\n",
        );
        write(&meters, &table);
        town.ok(
            &["--village", "dong", "seal"],
            &["第 2 号封存，更正 1，撤回 1"],
        );
        town.write("archive/dong/keys/docs/keys", "docs/keys\n");
        town
    }

    fn root(&self) -> PathBuf {
        self.room.path().join("workspace")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.room.path().join(name)
    }

    fn write(&self, path: &str, words: &str) {
        write(&self.path(path), words);
    }

    #[track_caller]
    fn ok(&self, args: &[&str], parts: &[&str]) -> String {
        run(&self.root(), args, 0, parts)
    }
}

#[track_caller]
fn run(root: &Path, args: &[&str], code: i32, parts: &[&str]) -> String {
    let output = sanwu_on(DAY)
        .args(["--root", text(root)])
        .args(args)
        .output()
        .unwrap();
    let told = said(&output);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {told}");
    for part in parts {
        assert!(told.contains(part), "{part} is not said:\n{told}");
    }
    told
}

/// Pages, ledger and versions; not what the program notes for itself, nor what it told git.
fn standing(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = contents(root);
    files.retain(|path, _| {
        (path.starts_with("public/") || path.starts_with("archive/"))
            && !path.contains("/.sanwu")
            && !path.ends_with(".gitattributes")
            && !path.contains("docs/keys")
    });
    files
}

fn code(told: &str) -> &str {
    let (_, rest) = told.split_once("总核对码").unwrap();
    rest.trim_start_matches([':', ' ']).lines().next().unwrap()
}

#[test]
fn a_lost_workspace_is_built_again_byte_for_byte() {
    let town = Town::sealed();
    town.ok(&["build"], &[]);
    let before = standing(&town.root());
    let capsule = town.beside("capsule");
    let told = town.ok(
        &["导出", "--archive", text(&capsule)],
        &[
            "重做的网页和封存时一字不差",
            "东村第 2 号",
            "西村第 1 号",
            "不要放在公共阅览处",
        ],
    );
    for (path, bytes) in contents(&capsule) {
        let words = String::from_utf8_lossy(&bytes);
        for bait in BAITS {
            assert!(
                !words.contains(bait) && !path.contains(bait),
                "{bait} in {path}"
            );
        }
    }
    #[cfg(unix)]
    for list in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
        let mut check = Command::new("sha256sum");
        let check = check
            .args(["--quiet", "--strict", "-c", list])
            .current_dir(&capsule);
        assert!(check.status().unwrap().success(), "{list}");
    }
    speaks_for_itself(&capsule);
    std::fs::remove_dir_all(town.root()).unwrap();
    let new = town.beside("new");
    let told_new = run(
        town.room.path(),
        &["init", text(&new), "--from", text(&capsule)],
        0,
        &[
            "东村（dong）到第 2 号",
            "草稿",
            "私钥",
            "git 的历史从头开始",
        ],
    );
    assert_eq!(code(&told), code(&told_new));
    run(&new, &["build"], 0, &[]);
    let after = standing(&new);
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        after.keys().collect::<Vec<_>>()
    );
    for (path, bytes) in &before {
        assert!(after[path] == *bytes, "{path} differs");
    }
    run(
        &new,
        &["log", "affairs/2026-11-meters", "--village", "dong"],
        0,
        &["第 2 版", "85 → 58"],
    );
    run(&new, &["verify", text(&new.join("archive/dong"))], 0, &[]);
    run(
        &new,
        &["seal", "--renew"],
        0,
        &["dong: 第 3 号封存", "xi: 第 2 号封存"],
    );
    run(&new, &["verify", text(&capsule)], 0, &["档案包完好"]);
}

/// The list of the records with their terms, the label, and the letter.
fn speaks_for_itself(capsule: &Path) {
    let read = |name: &str| std::fs::read_to_string(capsule.join(name)).unwrap();
    let list = read("records.csv");
    let line =
        "西村,affairs/2026-11-meters,水表登记,,2026-11-12,1,有效,30年,《县档案局归档范围表》";
    assert!(list.contains(line), "{list}");
    let label = read("bag-info.txt");
    for line in [
        "Bagging-Date: 2026-11-20",
        "保管期限: 30年 3 件",
        "External-Identifier: 370105001001-示范街道-西村",
    ] {
        assert!(label.lines().any(|own| own == line), "{line}: {label}");
    }
    let letter = read("说明.txt");
    assert!(letter.starts_with("\u{feff}三务公开栏档案包\r\n"));
    assert!(!letter.contains(['{', '}']), "{letter}");
    // What no page shows stays out of the pages that the capsule opens.
    let site = contents(&capsule.join("data/site"));
    assert!(site.keys().all(|path| !path.contains("inside.txt")));
    let inside = capsule.join("data/content/xi/affairs/files/inside.txt");
    assert!(inside.exists());
}

#[test]
fn the_stick_of_the_kiosk_rebuilds_the_board() {
    let town = Town::sealed();
    let stick = town.beside("stick");
    let args = ["--village", "dong", "publish", text(&stick), "--capsule"];
    town.ok(&args, &["已发布: 东村第 2 号", "档案包写好了"]);
    let kiosk = town.beside("kiosk");
    run(
        &kiosk,
        &["kiosk", "init", text(&kiosk), "--from", text(&stick)],
        0,
        &[],
    );
    let taken = contents(&kiosk);
    assert!(taken.contains_key("releases/000002/index.html"));
    assert!(
        taken
            .keys()
            .all(|path| !path.contains("capsule") && !path.contains("content/"))
    );
    town.ok(&["verify", text(&stick)], &["档案包完好"]);
    let new = town.beside("new");
    run(
        town.room.path(),
        &["init", text(&new), "--from", text(&stick)],
        0,
        &["东村（dong）到第 2 号"],
    );
    run(&new, &["build"], 0, &[]);
    let site = contents(&new.join("public/dong"));
    for (path, bytes) in &site {
        assert!(
            taken[&format!("releases/000002/{path}")] == *bytes,
            "{path}"
        );
    }
    // Several villages share one capsule beside their folders.
    let stick = town.beside("town");
    town.ok(&["publish", text(&stick), "--capsule"], &["西村第 1 号"]);
    town.ok(&["verify", text(&stick)], &["档案包完好"]);
    let both = town.beside("both");
    run(
        town.room.path(),
        &["init", text(&both), "--from", text(&stick)],
        0,
        &["西村（xi）", "东村（dong）"],
    );
    run(
        town.room.path(),
        &["init", text(&both), "--from", text(&stick)],
        2,
        &["已经有东西"],
    );
}

#[test]
fn refuses_what_it_cannot_vouch_for() {
    let town = Town::sealed();
    let capsule = text(&town.beside("capsule")).to_owned();
    let args = ["export", "--archive", &capsule];
    town.write(
        "content/xi/affairs/2026-11-c.md",
        "---\n标题: 开会\n类别: 村务公开\n公布日期: 2026-11-12\n---\n\n开会。\n",
    );
    run(
        &town.root(),
        &args,
        2,
        &["xi: 封存以后又改过（affairs/2026-11-c）"],
    );
    town.write(
        "content/xi/affairs/2026-11-c.md",
        "---\n标题: 开会\n类别: 村务公开\n公布日期: 2026-11-12\n---\n\n联系 13905311234。\n",
    );
    run(&town.root(), &args, 2, &["xi: 有错误", "P003"]);
    std::fs::remove_file(town.path("content/xi/affairs/2026-11-c.md")).unwrap();
    std::fs::remove_file(town.path("archive/xi/items/affairs/2026-11-meters/v0001.nonce")).unwrap();
    run(&town.root(), &args, 2, &["xi: 档案不完好"]);
    std::fs::remove_dir_all(town.path("archive/xi")).unwrap();
    run(&town.root(), &args, 2, &["xi: 还没有封存过"]);
    assert!(!town.beside("capsule").exists());
    town.ok(&["--village", "dong", "export", "--archive", &capsule], &[]);
    // One village alone: nothing of the other one.
    let capsule = town.beside("capsule");
    assert!(contents(&capsule).keys().all(|path| !path.contains("xi/")));
    let new = town.beside("new");
    run(
        town.room.path(),
        &["init", text(&new), "--from", text(&capsule)],
        0,
        &["东村（dong）"],
    );
    run(&new, &["build"], 0, &["1 个村"]);
    run(
        &town.root(),
        &["publish", "a.zip", "--capsule"],
        2,
        &["压缩包里不放档案包"],
    );
}
