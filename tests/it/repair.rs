//! `check --fix`: slips in valid records are taken back to the letter, a second run changes nothing, and what is not
//! sure stays as it was.
#![expect(
    clippy::disallowed_methods,
    reason = "records are written, mended and read again"
)]

use std::path::Path;

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::Index;
use sanwu::{Look, check_folder, mend_folder};
use tempfile::TempDir;

const VILLAGE: &str = "名称: 东村\n类型: 村\n值班电话: 0531-88881234\n意见受理: 0531-88881235\n";

const DETAIL: &str = "\
# 九月，编制人填
公开事项: 集体收支逐笔明细
标题: 2025年9月集体收支逐笔公开
期间: 2025-09
编制人: 王春梅
编制日期: 2025-10-03
审核人: 李建国、周玉兰 # 监委会
审核意见: 同意
审核日期: 2025-10-05
签批人: 陈志强
签批日期: 2025-10-06
公布日期: 2025-10-08
张贴起: 2025-10-08
张贴止: 2025-10-24
期初余额: 12,300.00
收支明细:
  # 行里的话：不动，也不丢
  - {日期: 09-05, 凭证号: 记-1, 摘要: 收土地流转款, 收入: 3,000.00, 经手人: 赵德福, 证明人: 钱秀英, 审批人: 陈志强}
  - {日期: 09-18, 凭证号: 记-2, 摘要: 付路灯电费, 支出: 860.00, 经手人: 赵德福, 证明人: 钱秀英, 审批人: 陈志强}
期末余额: 14,440.00
";

const NOTICE: &str = "\
---
标题: 关于停水的通知
类别: 村务公开
公布日期: 2025-09-01
---
各位村民：九月三日停水，请提前蓄水。

* 东街：8时至12时
";

/// One slip of a clerk; the number says where.
#[derive(Debug, Clone)]
enum Slip {
    /// `：` for the colon behind a key.
    WideColon(Index),
    /// Nothing behind the colon.
    NoSpace(Index),
    /// `，` between two fields in braces.
    WideComma(Index),
    /// A tab for two spaces at the beginning of a line.
    Tab(Index),
    /// A date in eight digits.
    JoinedDate(Index),
    /// Digits in full width.
    WideDigits(Index),
    /// A character that looks like the right one.
    LikeCharacter,
}

fn slip() -> impl Strategy<Value = Slip> {
    let at = any::<Index>;
    prop_oneof![
        at().prop_map(Slip::WideColon),
        at().prop_map(Slip::NoSpace),
        at().prop_map(Slip::WideComma),
        at().prop_map(Slip::Tab),
        at().prop_map(Slip::JoinedDate),
        at().prop_map(Slip::WideDigits),
        Just(Slip::LikeCharacter),
    ]
}

impl Slip {
    fn make(&self, text: &str) -> String {
        match self {
            Self::WideColon(at) => replaced(text, &keys(text), *at, "："),
            Self::NoSpace(at) => replaced(text, &keys(text), *at, ":"),
            Self::WideComma(at) => replaced(text, &commas(text), *at, "，"),
            Self::Tab(at) => replaced(text, &starts(text, "\n  -"), *at, "\n\t-"),
            Self::JoinedDate(at) => {
                let dates = starts(text, ": 2025-10-08").into_iter();
                let dates: Vec<_> = dates.chain(starts(text, ": 2025-09-01")).collect();
                let Some((start, end)) = picked(&dates, *at) else {
                    return text.to_owned();
                };
                let joined = part(text, start, end).replace('-', "");
                spliced(text, (start, end), &joined)
            }
            Self::WideDigits(at) => {
                let amounts = starts(text, ": 860.00").into_iter();
                let amounts: Vec<_> = amounts.chain(starts(text, ": 12,300.00")).collect();
                let Some((start, end)) = picked(&amounts, *at) else {
                    return text.to_owned();
                };
                let wide = part(text, start, end);
                let wide = wide.replace('0', "０").replace('3', "３");
                spliced(text, (start, end), &wide)
            }
            Self::LikeCharacter => text.replace("期末余额", "期未余额"),
        }
    }
}

/// `: ` behind a name, where a value follows.
fn keys(text: &str) -> Vec<(usize, usize)> {
    starts(text, ": ")
}

/// `, ` before the name of a field.
fn commas(text: &str) -> Vec<(usize, usize)> {
    let found = starts(text, ", ").into_iter();
    found
        .filter(|(_, end)| {
            part(text, *end, text.len())
                .split([',', '}', '\n'])
                .next()
                .is_some_and(|rest| rest.contains(':') || rest.contains('：'))
        })
        .collect()
}

fn starts(text: &str, what: &str) -> Vec<(usize, usize)> {
    text.match_indices(what)
        .map(|(at, _)| (at, at + what.len()))
        .collect()
}

fn picked(places: &[(usize, usize)], at: Index) -> Option<(usize, usize)> {
    (!places.is_empty()).then(|| *at.get(places))
}

fn replaced(text: &str, places: &[(usize, usize)], at: Index, with: &str) -> String {
    match picked(places, at) {
        Some(place) => spliced(text, place, with),
        None => text.to_owned(),
    }
}

fn part(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).expect("a place in the text")
}

fn spliced(text: &str, (start, end): (usize, usize), with: &str) -> String {
    let (before, after) = (part(text, 0, start), part(text, end, text.len()));
    format!("{before}{with}{after}")
}

/// How the file may be stored.
fn stored(text: &str, how: u8) -> Vec<u8> {
    match how % 5 {
        0 => ["\u{feff}", text].concat().into_bytes(),
        1 => text.replace('\n', "\r\n").into_bytes(),
        2 => encoding_rs::GB18030.encode(text).0.into_owned(),
        3 => {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        }
        _ => text.as_bytes().to_vec(),
    }
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let content = folder.path().join("content");
    std::fs::create_dir(&content).expect("it can be made");
    std::fs::write(content.join("village.yaml"), VILLAGE).expect("it can be written");
    for (name, bytes) in files {
        std::fs::write(content.join(name), bytes).expect("it can be written");
    }
    folder
}

fn look() -> Look {
    Look::on(NaiveDate::from_ymd_opt(2025, 10, 31).expect("a day"))
}

/// Mends the files where they stand.
fn mend(root: &Path) -> usize {
    let mended = mend_folder(root, look()).expect("it can be read");
    for (path, text) in &mended {
        std::fs::write(root.join(path), text).expect("it can be written");
    }
    mended.len()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn slips_are_taken_back_to_the_letter(
        slips in prop::collection::vec(slip(), 1..6),
        how in any::<u8>(),
    ) {
        for (name, clean) in [("a.yaml", DETAIL), ("b.md", NOTICE)] {
            let slipped = slips.iter().fold(clean.to_owned(), |text, slip| slip.make(&text));
            let folder = folder(&[(name, &stored(&slipped, how))]);
            mend(folder.path());
            let mended = std::fs::read_to_string(folder.path().join("content").join(name)).unwrap();
            prop_assert_eq!(&mended, clean, "{}", slipped);
            prop_assert_eq!(mend(folder.path()), 0);
        }
    }

    #[test]
    fn a_second_run_changes_nothing(
        at in any::<Index>(),
        piece in "[：，:#\t {}\\[\\]\"'0-9０-９。年月日-]{1,4}",
        slips in prop::collection::vec(slip(), 0..4),
    ) {
        let slipped = slips.iter().fold(DETAIL.to_owned(), |text, slip| slip.make(&text));
        let places: Vec<usize> = slipped.char_indices().map(|(at, _)| at).collect();
        let place = *at.get(&places);
        let text = spliced(&slipped, (place, place), &piece);
        let folder = folder(&[("a.yaml", text.as_bytes())]);
        let before = check_folder(folder.path(), look()).unwrap();
        mend(folder.path());
        let path = folder.path().join("content/a.yaml");
        let once = std::fs::read_to_string(&path).unwrap();
        let after = check_folder(folder.path(), look()).unwrap();
        prop_assert!(after.json["errors"].as_u64() <= before.json["errors"].as_u64() || once == text
            || after.text.contains("错误[F") || after.text.contains("错误[C03"), "{}", after.text);
        prop_assert_eq!(mend(folder.path()), 0, "{}", once);
        let comments = |text: &str| text.lines().filter(|line| line.trim_start().starts_with('#')).count();
        prop_assert_eq!(comments(&once), comments(&text));
        prop_assert_eq!(once.lines().count(), text.lines().count());
    }
}

#[track_caller]
fn check(from: &str, to: &str) {
    let folder = folder(&[("a.yaml", from.as_bytes())]);
    mend(folder.path());
    let mended =
        std::fs::read_to_string(folder.path().join("content/a.yaml")).expect("it can be read");
    assert_eq!(mended, to);
}

const HEAD: &str = "标题: 通知\n类别: 财务公开\n公布日期: 2025-09-01\n";

#[test]
fn what_is_not_sure_stays() {
    for line in [
        "期末余额: 5、5\n",
        "期末余额: 3。000\n",
        "张贴起: 2025-06-31\n",
        "张贴起: 20250631\n",
        "期初余颔: 5\n",
        "去年余额: 5\n",
        "备注: 收齐了 #欠王家的未还\n",
        "收支明细:\n  - {日期: 2025-09-05, 摘要: 修路，其中：人工费500元, 收入: 5.00}\n",
        "备注: 联系 13700001111，其中：甲\n",
    ] {
        let text = format!("{HEAD}{line}");
        check(&text, &text);
    }
}

#[test]
fn a_number_behind_a_hash_is_text_and_its_comment_stays_one() {
    check(
        &format!("{HEAD}备注: 维修 #3楼水管\n"),
        &format!("{HEAD}备注: \"维修 #3楼水管\"\n"),
    );
    let text = format!("{HEAD}备注: 维修 #3楼水管 # 王一补记\n");
    check(&text, &text);
}

#[test]
fn a_file_of_which_something_was_lost_is_not_stored_anew() {
    let cut = &DETAIL.as_bytes()[..DETAIL.len() - 2];
    let slipped = String::from_utf8_lossy(cut).replace("标题: ", "标题：");
    let bytes = &slipped.as_bytes()[..slipped.len() - 1];
    let pasted = [bytes, &b"\xb1\xea\xcc\xe2\n"[..]].concat();
    let folder = folder(&[("a.yaml", &pasted)]);
    assert_eq!(mend(folder.path()), 0);
}

#[test]
fn a_finding_that_only_shows_now_does_not_hold_the_repair_back() {
    let text = "标题: 通知\n类别: 财务公开\n公布日期: 20250901\n张贴起: 2025-09-02\n";
    check(text, &text.replace("20250901", "2025-09-01"));
}
