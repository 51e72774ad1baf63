//! Input made to slow the room down or to blow up its output.

use crate::markdown::tests::properties::check;
use crate::markdown::tests::resolve;
use crate::markdown::{ProblemKind, plain, problems, references, tables, to_html};

const SIZE: usize = 100_000;

/// Everything at once; a quadratic step would take minutes.
fn digest(text: &str) -> usize {
    let html = to_html(text, &resolve);
    plain(text);
    problems(text);
    references(text);
    tables(text);
    html.len()
}

#[test]
fn long_runs_of_marks() {
    for fragment in [
        "[",
        "*",
        "**",
        "* ",
        "_",
        "~~",
        "~",
        "`",
        "![",
        "](",
        "> ",
        "- ",
        "|",
        "<",
        "&",
        "\\",
        "　",
        "**（",
        "）**",
        "**：**甲",
        "**甲：*乙_",
        "甲**（",
        "*甲：_乙。",
        "~~甲：**",
        "[^a]",
        "[a](",
        "<a@",
        "1. ",
        "# ",
        "***：",
        "甲\n",
        "[^a]: ",
        "*：* ",
    ] {
        let text = fragment.repeat(SIZE / fragment.len());
        let size = digest(&text);
        assert!(size <= text.len() * 100, "{fragment}: {size}");
    }
}

#[test]
fn ten_thousand_stars_nest_a_little() {
    let text = format!("{0}甲：{0}乙", "*".repeat(10_000));
    let html = to_html(&text, &resolve);
    assert!(html.matches("<strong>").count() <= 16, "{}", html.len());
}

#[test]
fn a_small_text_makes_no_large_table() {
    let columns = 2_600;
    let text = format!(
        "{}|\n{}|\n{}",
        "|a".repeat(columns),
        "|-".repeat(columns),
        "|b\n".repeat(3_500)
    );
    let html = to_html(&text, &resolve);
    assert!(
        text.len() < 22_000 && html.len() < 500_000,
        "{} {}",
        text.len(),
        html.len()
    );
    assert!(
        tables(&text)
            .iter()
            .flat_map(|table| &table.rows)
            .all(|row| row.len() <= 1)
    );
    assert!(html.ends_with("|b\n</pre>\n</section>\n"));
    assert!(!html.contains("<p>"));
    assert!(
        problems(&text)
            .iter()
            .any(|problem| problem.kind == ProblemKind::TooManyCells)
    );
    for more in ["\n- 甲\n", "\n|a|\n|-|\n|1|\n\n# 乙\n", "\n> 丙\n\n[x](a)"] {
        check(&format!("{text}{more}"));
    }
}

#[test]
fn cells_beyond_the_limit_are_shown_as_written() {
    let text = format!("|a|b|\n|-|-|\n{}|甲|<b>|\n", "|1|2|\n".repeat(30_000));
    let html = to_html(&text, &resolve);
    assert_eq!(html.matches("<tr>").count(), 25_001);
    assert!(html.ends_with("|甲|&lt;b&gt;|\n</pre>\n</section>\n"));
    assert_eq!(
        problems(&text)
            .iter()
            .filter(|problem| problem.kind == ProblemKind::TooManyCells)
            .count(),
        1
    );
    assert_eq!(tables(&text)[0].rows.len(), 25_001 - 1);
}
