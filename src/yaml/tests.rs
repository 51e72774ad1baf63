//! Slips and mistakes of YAML as clerks make them.

use proptest::prelude::*;

use super::{Entry, Kind, Node, read};
use crate::diagnostic::Problem;
use crate::source::{Encoding, FileId, SourceFile};

fn parse(text: &str) -> (SourceFile, Vec<Entry>, Vec<Problem>) {
    let file = SourceFile::new("a.yaml".into(), text.into(), Encoding::Utf8);
    let mut problems = Vec::new();
    let entries = read(&file, FileId(0), 0..file.text.len(), &mut problems);
    (file, entries, problems)
}

fn shown(node: &Node) -> String {
    match &node.kind {
        Kind::Blank => "~".into(),
        Kind::Scalar(text) => text.clone(),
        Kind::List(list) => format!("[{}]", list.iter().map(shown).collect::<Vec<_>>().join("|")),
        Kind::Map(entries) => format!("{{{}}}", all(entries)),
    }
}

fn all(entries: &[Entry]) -> String {
    let parts: Vec<_> = entries
        .iter()
        .map(|entry| format!("{}={}", entry.key.value, shown(&entry.value)))
        .collect();
    parts.join(";")
}

/// Content, then `code line:column excerpt` of each problem.
#[track_caller]
fn check(text: &str, content: &str, expected: &[&str]) {
    let (file, entries, problems) = parse(text);
    assert_eq!(all(&entries), content);
    let found: Vec<_> = problems
        .iter()
        .map(|problem| {
            let at = file.position(problem.span.start);
            format!(
                "{} {}:{} {}",
                problem.rule.code,
                at.line,
                at.column,
                file.slice(problem.span)
            )
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn keeps_scalars_as_written() {
    check(
        "金额: 12.10\n编号: 007\n是: NO\n空:\n空二: ~\n日期: 2025-09-05\n",
        "金额=12.10;编号=007;是=NO;空=~;空二=~;日期=2025-09-05",
        &[],
    );
}

#[test]
fn reads_lists_and_maps() {
    check(
        "明细:\n  - {日期: 09-05, 收入: \"3,000.00\"}\n  - 日期: 09-06\n    支出: 5\n附件: [a.jpg, b.jpg]\n",
        "明细=[{日期=09-05;收入=3,000.00}|{日期=09-06;支出=5}];附件=[a.jpg|b.jpg]",
        &[],
    );
}

#[test]
fn mends_wide_colons_and_goes_on() {
    check(
        "标题：九月收支\n余额: 5\n明细:\n  - {日期：09-05，收入: 3}\n",
        "标题=九月收支;余额=5;明细=[{日期=09-05;收入=3}]",
        &["C004 1:3 ：", "C004 4:8 ：", "C004 4:14 ，"],
    );
}

#[test]
fn keeps_thousands_together_in_braces() {
    check(
        "行:\n  - {收入: 3,000.00, 支出: 1,234,567, 余额: 贷 1,000.00, 号: [1, 2,3], 年: [2025,100]}\n",
        "行=[{收入=3,000.00;支出=1,234,567;余额=贷 1,000.00;号=[1|2|3];年=[2025|100]}]",
        &[],
    );
}

#[test]
fn leaves_wide_colons_of_text_alone() {
    check(
        "正文: 第一：清淤，第二：修路\n列: [甲：乙]\n说明: |\n  标题：不是项\n意见:\n  - 一组：同意\n",
        "正文=第一：清淤，第二：修路;列=[甲：乙];说明=标题：不是项\n;意见=[一组：同意]",
        &[],
    );
}

#[test]
fn names_tabs_and_missing_spaces() {
    check(
        "明细:\n\t- {收入: 3}\n标题:九月\n网址: http://a\n时间: 9:30\n",
        "明细=[{收入=3}];标题=九月;网址=http://a;时间=9:30",
        &["C005 2:1 \t", "C009 3:3 :"],
    );
}

#[test]
fn names_lost_text_behind_hash() {
    check(
        "摘要: 维修 #3楼水管\n楼: #1\n引: \"修 #3\" # 注释\n",
        "摘要=维修;楼=~;引=修 #3",
        &["C007 1:8 #3楼水管", "C007 2:4 #1"],
    );
}

#[test]
fn names_duplicate_keys_at_every_depth() {
    check(
        "余额: 1\n余额: 2\n行:\n  - {甲: 1, 甲: 2}\n",
        "余额=1;行=[{甲=1}]",
        &["C003 2:1 余额", "C003 4:12 甲"],
    );
}

#[test]
fn loses_only_the_broken_key() {
    check(
        "标题: 甲\n明细:\n  - {收入: 3\n余额: 5\n公布日期: 2025-01-01\n",
        "标题=甲;余额=5;公布日期=2025-01-01",
        &["C008 3:11 "],
    );
    check("标题: \"甲\n余额: 5\n", "余额=5", &["C008 1:5 "]);
}

#[test]
fn points_at_whole_characters() {
    for text in ["{乙：\n*", "-\t，\u{2028}"] {
        let (file, _, problems) = parse(text);
        for problem in problems {
            assert!(file.text.is_char_boundary(problem.span.start), "{text}");
            assert!(file.text.is_char_boundary(problem.span.end), "{text}");
        }
    }
}

proptest! {
    #[test]
    fn never_panics(text in "[\\s\\-:#{}\\[\\]\"'|>：，甲乙a1&*!%@`\n\t]{0,80}") {
        let (file, _, problems) = parse(&text);
        for problem in problems {
            prop_assert!(file.text.is_char_boundary(problem.span.start));
            prop_assert!(file.text.is_char_boundary(problem.span.end));
        }
    }
}
