//! Plain text, and what is found in a text with its place.

use crate::markdown::{ProblemKind, plain, problems, references, tables};

#[test]
fn plain_text() {
    for (text, expected) in [
        ("# 甲\n\n**乙：**丙\n丁", "甲\n乙：丙丁"),
        ("- 一\n- 二\n  - 三", "一\n二\n三"),
        ("|a|b|\n|-|-|\n|1|2|", "a b\n1 2"),
        ("![图](a.jpg)[文](b)", "图文"),
        ("one\ntwo", "one two"),
    ] {
        assert_eq!(plain(text), expected, "{text}");
    }
}

#[test]
fn problems_have_their_place() {
    use ProblemKind::{MissingAlt, OutsideImage, RaggedTable, RawHtml, TooDeep, UnsafeLink};
    let deep = "> ".repeat(40) + "甲";
    for (text, expected) in [
        ("甲<b>乙", vec![(RawHtml, "<b>")]),
        ("<div>\n甲\n\n乙", vec![(RawHtml, "<div>\n甲\n")]),
        (
            "甲[x](javascript:1)",
            vec![(UnsafeLink, "[x](javascript:1)")],
        ),
        ("[x](a.html)[y](https://x)", vec![]),
        ("![](a.jpg)", vec![(MissingAlt, "![](a.jpg)")]),
        (
            "![甲](http://x/a.jpg)",
            vec![(OutsideImage, "![甲](http://x/a.jpg)")],
        ),
        (
            "|a|b|\n|-|-|\n|1|2|\n|3|\n|4|5|6|\n",
            vec![(RaggedTable, "|3|\n"), (RaggedTable, "|4|5|6|\n")],
        ),
        ("|a|b|\n|-|-|\n|1||\n||2|", vec![]),
        (&*deep, vec![(TooDeep, "")]),
    ] {
        let found = problems(text);
        let found: Vec<_> = found
            .iter()
            .map(|at| {
                (
                    at.kind,
                    if at.kind == TooDeep {
                        ""
                    } else {
                        text.get(at.start..at.end).unwrap()
                    },
                )
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn references_are_relative() {
    let text = "[甲](a.html)，![乙](b.jpg) [c](https://x) <a@b.c> [丁][d]\n\n[d]: 文件/d.pdf";
    let found = references(text);
    let found: Vec<_> = found
        .iter()
        .map(|at| (&*at.dest, text.get(at.start..at.end).unwrap(), at.image))
        .collect();
    assert_eq!(
        found,
        [
            ("a.html", "[甲](a.html)", false),
            ("b.jpg", "![乙](b.jpg)", true),
            ("文件/d.pdf", "[丁][d]", false)
        ]
    );
}

#[test]
fn tables_have_cells_with_places() {
    let text = "## 收支 *表*\n\n| 项目 | 金额 |\n|--|--|\n| **租金** | 1,200 |\n| 利息 |\n\n- 甲\n\n|a|\n|-|\n";
    let found = tables(text);
    let cells: Vec<Vec<_>> = found[0]
        .rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| (&*cell.text, text.get(cell.start..cell.end).unwrap()))
                .collect()
        })
        .collect();
    assert_eq!(
        cells,
        [
            vec![("租金", "**租金**"), ("1,200", "1,200")],
            vec![("利息", "利息")]
        ]
    );
    assert_eq!(found[0].caption.as_deref(), Some("收支 表"));
    assert_eq!(found[0].head[1].text, "金额");
    assert_eq!((found.len(), found[1].caption.as_deref()), (2, None));
}
