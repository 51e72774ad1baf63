//! What may become a capsule, and who gets to see one.

use std::collections::BTreeMap;
use std::path::Path;

use crate::capsule::gather::gather;
use crate::capsule::restore::restore;
use crate::capsule::write;
use crate::publish::examine::{self, Verdict};
use crate::publish::folder;
use crate::publish::kiosk::shelf::{Page, Shelf};
use crate::publish::pages::Look;
use crate::publish::release::Release;
use crate::site::Content;
use crate::storage::Disk;

use super::{Village, day, put, refused, site};

#[test]
fn what_would_not_give_the_sealed_pages_is_no_capsule() {
    let village = Village::new();
    let other = |_: &Path, _: &str, _| {
        let mut site = site();
        site.files.remove("a/b.html").unwrap();
        Ok(site)
    };
    let place = village.path("capsule");
    refused(
        write::export(&Disk, village.gathered(), &place, &other),
        "和第 1 号封存的不一样",
    );
    assert!(!place.exists());
    village.export(&Disk, &place).unwrap();
    refused(
        restore(&Disk, &place, &village.path("new"), &other),
        "没有写入任何东西",
    );
    assert!(!village.path("new").exists());
    put(
        &village.root().join("content/dong/affairs/2026-11-b.md"),
        "---\n标题: 通知\n类别: 村务公开\n公布日期: 2026-11-12\n---\n\n开会。\n",
    );
    refused(
        gather(&Disk, &village.open(), &[]),
        "封存以后又改过（affairs/2026-11-b）",
    );
}

#[test]
fn the_shared_files_pass_the_gate_as_well() {
    let village = Village::new();
    let board = village.root().join("content/board.yaml");
    put(&board, "名称: 示范街道\n# 经办人 11010519491231002X\n");
    let error = format!("{:#}", gather(&Disk, &village.open(), &[]).unwrap_err());
    assert!(error.contains("board.yaml 第 2 行有身份证号"), "{error}");
    assert!(!error.contains("1231002"), "{error}");
}

/// A list whose term has ended since the seal is not brought back by a capsule that is made later.
#[test]
fn a_list_whose_term_is_over_is_not_brought_back() {
    let mut village = Village::new();
    let profile = village.root().join("content/dong/village.yaml");
    let text = std::fs::read_to_string(&profile).unwrap();
    put(
        &profile,
        &format!("{text}影响评估: {{日期: 2026-01-05, 编号: 评估〔2026〕1号, 保管: 村档案室}}\n"),
    );
    put(
        &village.root().join("content/dong/house.yaml"),
        "公开事项: 农村危房改造\n标题: 农村危房改造\n期间: 2026-10-05\n编制人: 赵四\n编制日期: 2026-10-05\n审核人: 李二\n审核意见: 同意\n审核日期: 2026-10-05\n签批人: 张三\n签批日期: 2026-10-05\n公布日期: 2026-10-05\n张贴起: 2026-10-05\n张贴止: 2026-10-22\n危房改造对象: [{户主: 王一, 村民小组: 一组, 补助金额: 20,000.00}]\n公示开始: 2026-10-05\n公示结束: 2026-10-22\n异议受理: 监督委员会 0531-88881235\n",
    );
    village.seal();
    gather(&Disk, &village.open(), &[]).unwrap();
    let later = "2026-11-25".parse().unwrap();
    refused(
        gather(&Disk, &village.open_on(later), &[]),
        "封存以后有名单张贴期满（house）",
    );
    village.seal_on(later);
    gather(&Disk, &village.open_on(later), &[]).unwrap();
}

/// A kiosk that is fed from a folder with a capsule in it neither takes it nor hands it out.
#[test]
fn no_kiosk_serves_a_capsule() {
    let village = Village::new();
    let root = village.root();
    let public = root.join("public/dong");
    std::fs::remove_dir_all(&public).unwrap();
    for (path, content) in site().files {
        let Content::Bytes(bytes) = content else {
            panic!("{path}")
        };
        put(&public.join(path), &String::from_utf8(bytes).unwrap());
    }
    let manifest = site().manifest(&BTreeMap::new()).text();
    put(&public.join("manifest.json"), &manifest);
    let release = Release::of_site(&Disk, &public, &root.join("archive/dong"));
    let target = village.path("stick");
    folder::publish(&Disk, &release.unwrap(), &target, Look::default()).unwrap();
    let done = village.refresh(&Disk, &target).unwrap();
    let shelf = Shelf::new(&target);
    let page = "releases/000001/index.html";
    assert!(matches!(shelf.get(page), Page::Bytes(_)));
    for path in [
        "index.html",
        "bag-info.txt",
        "data/content/dong/village.yaml",
    ] {
        let path = format!("sanwu-capsule/{}/{path}", done.name);
        assert!(target.join(&path).is_file(), "{path}");
        assert_eq!(shelf.get(&path), Page::Missing, "{path}");
    }
    let found = examine::examine(&Disk, &target, day());
    assert_eq!(found.verdict(), Verdict::Sound, "{found:?}");
}
