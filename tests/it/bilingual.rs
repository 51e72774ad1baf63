//! Translations under the seal, as a clerk makes them: added, changed in silence, corrected, left behind, withdrawn with
//! their record.
#![expect(
    clippy::disallowed_methods,
    reason = "a clerk writes files and calls the program"
)]

use std::path::Path;

use tempfile::TempDir;

use crate::seal::{NOTICE, read, replace, sanwu, write};

const UYGHUR: &str = "content/affairs/2026-11-water.ug.md";
const TIBETAN: &str = "content/affairs/2026-11-water.bo.md";
const DECISION: &str = "content/decision/2026-road.yaml";
/// A word of the translation that stands nowhere else.
const WORD: &str = "باپباراۋەر";

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
        UYGHUR,
        "---\n标题: سۇ توختىتىش ئۇقتۇرۇشى\n译自: 第1版\n译者: 阿依古丽\n---\n\nھەممە ئادەم باپباراۋەر بولۇپ تۇغۇلغان.\n",
    );
    root
}

#[track_caller]
fn says(root: &Path, args: &[&str], code: i32, parts: &[&str]) {
    crate::seal::says(&sanwu(root, args), code, parts);
}

/// The files below a folder that hold a word.
fn holding(folder: &Path, word: &str) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten();
    files
        .filter(|entry| entry.file_type().is_file())
        .filter(|entry| {
            let bytes = std::fs::read(entry.path()).unwrap();
            String::from_utf8_lossy(&bytes).contains(word)
        })
        .map(|entry| entry.path().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn no_translation_changes_in_silence() {
    let root = village();
    let root = root.path();
    let page = "public/affairs/2026-11-water/index.html";
    says(root, &["seal"], 0, &["第 1 号封存，首发 1"]);
    let files = "archive/village/items/affairs/2026-11-water/v0001.files";
    assert!(read(root, files).contains("  affairs/2026-11-water.ug.md\n"));
    assert_eq!(holding(&root.join("archive/village/blobs"), WORD).len(), 1);
    // It is found where it is read, and counts for no record.
    assert_eq!(holding(&root.join("public/search"), WORD).len(), 1);
    let data = read(root, "public/data/records.json");
    assert_eq!(data.matches("\"address\"").count(), 1);
    assert!(data.contains("\"translations\":[{\"language\":\"ug\""));

    replace(root, UYGHUR, "ئادەم", "ئادەملەر");
    let place = "维吾尔文译文 正文";
    says(root, &["seal"], 1, &["错误[R005]", "water.ug.md:", place]);
    replace(
        root,
        UYGHUR,
        "译者: 阿依古丽\n",
        "译者: 阿依古丽\n更正: [{日期: 2026-11-19, 原因: 译错, 批准人: 张三, 内容: 改正一个词}]\n",
    );
    says(root, &["seal"], 0, &["第 2 号封存，更正 1"]);
    let entry = read(root, "archive/village/ledger/000002.txt");
    let change = "change: 更正 affairs/2026-11-water v1 -> v2 sha256:";
    assert!(entry.contains(change), "{entry}");
    let note = "note: 维吾尔文译文：改正一个词，原因：译错 by: 张三";
    assert!(entry.contains(note), "{entry}");
    let html = read(root, page);
    assert!(
        html.contains("现行，第1版"),
        "the Chinese text is what it was"
    );
    assert!(html.contains("维吾尔文译文，更正"), "{html}");
    let former = read(root, "public/affairs/2026-11-water/v1/index.html");
    assert!(former.contains("当时的译文") && former.contains("维吾尔文（译自第1版）"));

    write(
        root,
        TIBETAN,
        "---\n标题: ཆུ\n译自: 第1版\n译者: 扎西\n---\n\nསྐྱེས་ཙམ་ཉིད་ནས།\n",
    );
    says(root, &["seal"], 0, &["第 3 号封存，补充 1"]);
    let entry = read(root, "archive/village/ledger/000003.txt");
    assert!(entry.contains("note: 增加藏文译文"), "{entry}");
}

#[test]
fn what_stays_behind_is_marked_until_it_follows() {
    let root = village();
    let root = root.path();
    let page = "public/affairs/2026-11-water/index.html";
    says(root, &["seal"], 0, &[]);
    replace(root, NOTICE, "停水一天", "停水两天");
    replace(
        root,
        NOTICE,
        "公布日期: 2026-11-12\n",
        "公布日期: 2026-11-12\n更正: [{日期: 2026-11-18, 原因: 没有修好, 批准人: 张三, 内容: 停水由一天改为两天}]\n",
    );
    says(root, &["seal"], 0, &["警告[C074]", "第 2 号封存，更正 1"]);
    assert!(read(root, page).contains("以汉文为准</b>。"));
    replace(root, UYGHUR, "第1版", "第2版");
    says(root, &["seal"], 0, &["第 3 号封存，补充 1"]);
    let entry = read(root, "archive/village/ledger/000003.txt");
    assert!(
        entry.contains("note: 维吾尔文译文照第2版重新翻译"),
        "{entry}"
    );
    assert!(!read(root, page).contains("以汉文为准</b>。"));

    let sealed = read(root, UYGHUR);
    std::fs::remove_file(root.join(UYGHUR)).unwrap();
    says(root, &["check"], 1, &["错误[R005]", "维吾尔文译文（删去）"]);
    write(root, UYGHUR, &sealed);
    replace(
        root,
        NOTICE,
        "更正: ",
        "撤回: {日期: 2026-11-19, 原因: 没有停水, 批准人: 张三, 取出原文: 是}\n更正: ",
    );
    says(root, &["seal"], 0, &["第 4 号封存，撤回 1"]);
    assert_eq!(holding(&root.join("public"), WORD), Vec::<String>::new());
}

#[test]
fn an_altered_translation_in_the_archive_is_found() {
    let root = village();
    let root = root.path();
    says(root, &["seal"], 0, &[]);
    let blobs = holding(&root.join("archive/village/blobs"), WORD);
    let text = std::fs::read_to_string(&blobs[0]).unwrap();
    std::fs::write(&blobs[0], text.replace("阿依古丽", "别人")).unwrap();
    says(
        root,
        &["check"],
        1,
        &["错误[R008]", "译文`affairs/2026-11-water.ug.md`"],
    );
}

/// A matter goes on without a correction; its translation is then behind all the same.
#[test]
fn a_step_that_was_gone_leaves_the_translation_behind() {
    let root = village();
    let root = root.path();
    let decision = "公开事项: 重大事项登记(动议)\n标题: 修路\n编制人: 赵四\n编制日期: 2026-06-20\n签批人: 张三\n签批日期: 2026-06-20\n公布日期: 2026-06-21\n项目名称: 修路\n预算: 60,000.00\n事项类型: 村庄规划、建设等乡村建设重要事项\n决策程序: 四议两公开\n步骤:\n  - {步骤: 提议, 会议: 支部委员会, 佐证材料: [a.txt], 时间: 2026-06-01, 应到: 3, 实到: 3, 同意: 3, 反对: 0, 弃权: 0, 结果: 通过}\n";
    write(root, DECISION, decision);
    write(root, "content/decision/a.txt", "提议\n");
    let translation = read(root, UYGHUR);
    write(root, "content/decision/2026-road.ug.md", &translation);
    says(root, &["seal"], 0, &["第 1 号封存，首发 2"]);
    let step = "  - {步骤: 审议, 会议: 党员大会, 佐证材料: [a.txt], 时间: 2026-06-05, 应到: 30, 实到: 26, 同意: 26, 反对: 0, 弃权: 0, 结果: 通过}\n";
    write(root, DECISION, &format!("{decision}{step}"));
    says(root, &["seal"], 0, &["第 2 号封存，补充 1"]);
    let behind = ["维吾尔文译文封存以后没有改过，汉文于 ", " 又有补充"];
    says(root, &["check"], 0, &["警告[C074]", behind[0], behind[1]]);
    let page = read(root, "public/decision/2026-road/index.html");
    assert!(page.contains("译文还没有跟着改"), "{page}");
    replace(
        root,
        "content/decision/2026-road.ug.md",
        "译者: 阿依古丽\n",
        "译者: 阿依古丽\n补充: [{日期: 2026-11-20, 原因: 新走完一步, 批准人: 张三, 内容: 补译审议}]\n",
    );
    replace(
        root,
        "content/decision/2026-road.ug.md",
        "ئادەم",
        "ئادەملەر",
    );
    says(root, &["seal"], 0, &["第 3 号封存，补充 1"]);
    let page = read(root, "public/decision/2026-road/index.html");
    assert!(!page.contains("译文还没有跟着改"), "{page}");
}
