//! C030: nothing of the template is left over: `X个`, `××村`, `某某`, `此处填写`, blanks of underscores.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::source::Span;
use crate::value::quote;

/// Left-over template text (DESIGN §4).
pub(crate) static TEMPLATE_TEXT: Check = Check {
    rule: Rule {
        code: "C030",
        title: "有没填的模板文字",
        level: Level::Error,
        basis: &["VCOL-35", "RCOL-34"],
        explain: "从模板或别处复制的文字里，`X个`、`××村`、`某某`、`此处填写`和空白下划线要换成真实内容。留着没填的公开，等于没有公开。",
        example: "标题: ××村2025年9月收支公开",
        repair: "标题: 东村2025年9月收支公开",
    },
    run: template_text,
};

const WORDS: &[&str] = &[
    "此处填写",
    "请填写",
    "在此填写",
    "填写说明",
    "某某",
    "XX村",
    "ＸＸ村",
    "XXX",
    "ＸＸＸ",
    "待填",
    "这里填写",
    "年__月",
    "年＿月",
];

fn template_text(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        for (start, length) in leftovers(&scope.tree.file(record.file).text) {
            let span = Span {
                file: record.file,
                start,
                end: start + length,
            };
            let text = quote(scope.tree.file(record.file).slice(span));
            report
                .at(span, format!("{text}像是模板里没填的文字"))
                .help("换成真实内容；还没有定的，加上`草稿: true`");
        }
    }
}

/// Byte offset and length of what is left over in each line, comments of the YAML left out.
fn leftovers(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.contains(may_be_left) && !line.trim_start().starts_with('#') {
            let in_line = in_line(line);
            if let (Some(first), Some(last)) = (in_line.first(), in_line.last()) {
                found.push((at + first.0, last.0 + last.1 - first.0));
            }
        }
        at += line.len();
    }
    found
}

/// One of these stands in everything sought; most lines have none.
fn may_be_left(c: char) -> bool {
    matches!(
        c,
        '填' | '某' | 'X' | 'Ｘ' | '_' | '＿' | '×' | '✕' | '╳' | '□'
    )
}

fn in_line(line: &str) -> Vec<(usize, usize)> {
    let code = line.split(" # ").next().unwrap_or_default();
    let mut found: Vec<(usize, usize)> = WORDS
        .iter()
        .flat_map(|word| code.match_indices(word).map(|(at, word)| (at, word.len())))
        .collect();
    for (at, mark) in code.char_indices() {
        let rest = code.get(at..).unwrap_or_default();
        let before = code.get(..at).and_then(|text| text.chars().next_back());
        match mark {
            '×' | '✕' | '╳' if rest.starts_with("××") || rest.starts_with("╳╳") => {
                found.push((at, 2 * mark.len_utf8()));
            }
            '_' | '＿'
                if before != Some(mark) && blank_run(rest, mark) >= 2 && !is_word(before) =>
            {
                found.push((at, blank_run(rest, mark) * mark.len_utf8()));
            }
            'X' | 'Ｘ' | '×' | '□' if !is_word(before) && counts_nothing(rest, mark) => {
                found.push((at, counted_length(rest)));
            }
            _ => {}
        }
    }
    found.sort_unstable();
    found.dedup_by(|next, first| next.0 < first.0 + first.1);
    found
}

/// `X个`, `X万元`, `×户`: a letter where a number belongs.
fn counts_nothing(rest: &str, mark: char) -> bool {
    let after = rest.trim_start_matches(mark);
    rest.len() - after.len() <= 2 * mark.len_utf8()
        && [
            "个", "户", "人", "元", "万元", "亩", "年", "月", "日", "天", "名", "次", "项", "村",
        ]
        .iter()
        .any(|unit| after.starts_with(unit))
}

fn counted_length(rest: &str) -> usize {
    rest.chars()
        .scan(false, |done, c| {
            if *done {
                return None;
            }
            *done = !matches!(c, 'X' | 'Ｘ' | '×' | '□');
            Some(c.len_utf8())
        })
        .sum()
}

fn blank_run(rest: &str, mark: char) -> usize {
    rest.chars().take_while(|c| *c == mark).count()
}

fn is_word(before: Option<char>) -> bool {
    before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-' || c == '/' || c == '_')
}

#[cfg(test)]
mod tests {
    use super::leftovers;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = leftovers(text)
            .into_iter()
            .filter_map(|(start, length)| text.get(start..start + length))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_what_was_not_filled_in() {
        check("标题: ××村收支", &["××"]);
        check("受益: X户", &["X户"]);
        check("因__于__年", &["__于__"]);
        check("负责人: 某某", &["某某"]);
        check("内容: （此处填写）", &["此处填写"]);
        check("共 XX 村", &[]);
        check("# ××村", &[]);
        check("附件: [files/2025_09__scan.pdf]", &[]);
        check("电话: 05XX-555 0186", &[]);
        check("算式: 面积 × 单价", &[]);
        check("长×宽 3×4米", &[]);
    }
}
