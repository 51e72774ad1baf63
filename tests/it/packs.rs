//! A town that builds its board from what villages hand in: each pack proved before a page of it is shown.
#![expect(
    clippy::disallowed_methods,
    reason = "villages and towns are laid out, and what they hand in is altered"
)]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::released::{Board, contents, pages, restore, said, sanwu_on, text, write};

const DAY: &str = "2026-11-20";

fn profile(name: &str, code: &str) -> String {
    format!(
        "名称: {name}\n类型: 村\n区划代码: \"{code}\"\n值班电话: 0531-88881234\n意见受理: 0531-88881235\n启用日期: 2026-01-01\n"
    )
}

fn notice(title: &str) -> String {
    format!("---\n标题: {title}\n类别: 村务公开\n公布日期: 2026-11-12\n---\n\n检修管道。\n")
}

/// A workspace with villages in folders, and what its `board.yaml` says besides the name.
fn workspace(root: &Path, villages: &[(&str, &str, &str)], more: &str) {
    let content = root.join("content");
    write(
        &content.join("board.yaml"),
        &format!("名称: 示范街道\n{more}"),
    );
    for (id, name, code) in villages {
        let folder = content.join(id);
        write(&folder.join("village.yaml"), &profile(name, code));
        write(&folder.join("affairs/water.md"), &notice("停水通知"));
    }
}

const DONG: (&str, &str, &str) = ("dong", "东村", "370105001201");
const NAN: (&str, &str, &str) = ("nan", "南村", "370105001202");

struct Room {
    room: TempDir,
}

impl Room {
    /// A village that sealed once and published to a stick, and a town with a village of its own.
    fn new() -> Self {
        let room = Self {
            room: TempDir::new().unwrap(),
        };
        workspace(&room.path("nan"), &[NAN], "");
        room.hand_in("stick");
        let pack = format!("来件: {{nan: \"{}\"}}\n", text(&room.path("stick")));
        workspace(&room.path("town"), &[DONG], &pack);
        room
    }

    fn path(&self, name: &str) -> PathBuf {
        self.room.path().join(name)
    }

    fn run(&self, root: &str, args: &[&str]) -> (i32, String) {
        let root = self.path(root);
        let output = sanwu_on(DAY)
            .args(["--root", text(&root)])
            .args(args)
            .output()
            .unwrap();
        (output.status.code().unwrap(), said(&output))
    }

    #[track_caller]
    fn hand_in(&self, target: &str) {
        for args in [&["seal"][..], &["publish", text(&self.path(target))]] {
            let (code, said) = self.run("nan", args);
            assert_eq!(code, 0, "{said}");
        }
    }

    fn town(&self) -> (i32, String) {
        self.run("town", &["build"])
    }

    fn page(&self) -> String {
        fs::read_to_string(self.path("town/public/index.html")).unwrap()
    }

    fn pages(&self) -> usize {
        contents(&self.path("town/public/nan")).len()
    }

    /// The town refuses what lies on the stick, says why, and shows what it showed.
    #[track_caller]
    fn refuses(&self, cause: &str) {
        let before = contents(&self.path("town/public/nan"));
        let (code, said) = self.town();
        assert!(
            code == 1 && said.contains("来件`nan`没有采用") && said.contains(cause),
            "{said}"
        );
        assert_eq!(contents(&self.path("town/public/nan")), before, "{cause}");
        let page = self.page();
        assert!(
            page.contains("新的来件没有通过核验，显示的是上一次核验过的内容"),
            "{cause}"
        );
    }
}

/// What is missing, as the town's page lists it.
fn gaps(page: &str) -> &str {
    let (_, rest) = page.split_once("id=\"gaps\"").unwrap();
    rest.split_once("</table>").unwrap().0
}

#[test]
fn a_pack_is_shown_as_a_village_that_is_built_here() {
    let room = Room::new();
    let (code, said) = room.town();
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("收到 nan（南村）第 1 号，未签名，总核对码 "),
        "{said}"
    );
    let page = room.page();
    for part in [
        "href=\"nan/index.html\">南村</a>",
        ">未签名<",
        "来件第 1 号，2026-11-20 封存",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    workspace(&room.path("whole"), &[DONG, NAN], "");
    assert_eq!(room.run("whole", &["build"]).0, 0);
    let whole = fs::read_to_string(room.path("whole/public/index.html")).unwrap();
    assert!(gaps(&page).contains("nan/due/index.html"));
    assert_eq!(gaps(&page), gaps(&whole));
    // Files that stand as they should are left as they are, and nothing is said twice.
    let (code, said) = room.town();
    assert!(
        code == 0 && said.contains("写入 0,") && !said.contains("收到"),
        "{said}"
    );
    // A further number, in a zip.
    write(
        &room.path("nan/content/nan/affairs/power.md"),
        &notice("停电通知"),
    );
    room.hand_in("nan.zip");
    let pack = format!("来件: {{nan: \"{}\"}}\n", text(&room.path("nan.zip")));
    write(
        &room.path("town/content/board.yaml"),
        &format!("名称: 示范街道\n{pack}"),
    );
    let (code, said) = room.town();
    assert!(code == 0 && said.contains("第 2 号"), "{said}");
    assert!(room.page().contains("停电通知"));
    // Past its day it is shown with the words for it.
    let town = room.path("town");
    let late = ["--root", text(&town), "--village", "nan", "build"];
    sanwu_on("2027-08-01").args(late).output().unwrap();
    assert!(room.page().contains("已超过应更新日期 2027-03-31"));
}

#[test]
fn what_does_not_hold_is_refused_and_the_last_good_pages_stand() {
    let room = Room::new();
    let (stick, first) = (room.path("stick"), contents(&room.path("stick")));
    assert_eq!(room.town().0, 0);
    let fork = room.path("fork");
    for (path, bytes) in contents(&room.path("nan")) {
        write(&fork.join(path), &String::from_utf8_lossy(&bytes));
    }
    write(
        &room.path("nan/content/nan/affairs/power.md"),
        &notice("停电通知"),
    );
    room.hand_in("stick");
    assert_eq!(room.town().0, 0);
    let second = contents(&stick);
    let home = stick.join("releases/000002/index.html");
    write(
        &home,
        &fs::read_to_string(&home).unwrap().replace("南村", "北村"),
    );
    room.refuses("被改 releases/000002/index.html");
    restore(&stick, &first);
    room.refuses("来源只到第 1 号，本机已见过第 2 号");
    // Another number 2 after the same first.
    write(
        &fork.join("content/nan/affairs/gas.md"),
        &notice("停气通知"),
    );
    assert_eq!(room.run("fork", &["seal"]).0, 0);
    fs::remove_dir_all(&stick).unwrap();
    assert_eq!(room.run("fork", &["publish", text(&stick)]).0, 0);
    room.refuses("警报: 同号异文");
    // A stick that is not there stops nobody.
    fs::remove_dir_all(&stick).unwrap();
    let count = room.pages();
    let (code, said) = room.town();
    assert!(
        code == 0 && said.contains("来件`nan`还没有收到") && room.pages() == count,
        "{said}"
    );
    restore(&stick, &second);
    assert_eq!(room.town().0, 0);
    assert!(!room.page().contains("没有通过核验"));
    let paper = format!(
        "名称: 示范街道\n来件: {{nan: \"{}\"}}\n来件指纹: {{nan: 01234 56789 01234 56789 01234 56789}}\n",
        text(&stick)
    );
    write(&room.path("town/content/board.yaml"), &paper);
    room.refuses("这里没有钥匙册");
}

/// Pages that sanwu did not make, and files that no site consists of, whatever seal they carry.
#[test]
fn only_what_a_site_consists_of_is_taken() {
    let room = TempDir::new().unwrap();
    let mut board = Board::new();
    let stick = board.path("stick");
    let town = |from: &Path| {
        let pack = format!("来件: {{nan: \"{}\"}}\n", text(from));
        workspace(room.path(), &[], &pack);
        let output = sanwu_on(DAY)
            .args(["--root", text(room.path()), "build"])
            .output()
            .unwrap();
        (output.status.code().unwrap(), said(&output))
    };
    board.seal(&pages("第 1 号"));
    board.publish(&stick);
    let (code, said) = town(&stick);
    assert!(
        code == 1 && said.contains("不是 sanwu 生成的网页"),
        "{said}"
    );
    let page = fs::read_to_string(room.path().join("public/index.html")).unwrap();
    for part in [
        "来件没有通过核验，还没有网页",
        ">还不知道<",
        "0 个村（社区）",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!room.path().join("public/nan").exists());
    let mut more = pages("第 2 号");
    more.insert("data/run.exe".to_owned(), "MZ".to_owned());
    board.seal(&more);
    board.publish(&stick);
    let (code, said) = town(&stick);
    assert!(
        code == 1 && said.contains("有网页里不该有的文件`data/run.exe`"),
        "{said}"
    );
    let (code, said) = town(&room.path().join("nothing"));
    assert!(code == 0 && said.contains("还没有收到"), "{said}");
    // One village in two places, and an address that is none.
    let twice = format!("来件: {{dong: \"{}\", \"南 村\": x}}\n", text(&stick));
    workspace(room.path(), &[DONG], &twice);
    let output = sanwu_on(DAY)
        .args(["--root", text(room.path()), "check"])
        .output()
        .unwrap();
    let said = crate::released::said(&output);
    assert!(
        said.contains("`dong`在 content 里有文件夹") && said.contains("不能作网址"),
        "{said}"
    );
}
