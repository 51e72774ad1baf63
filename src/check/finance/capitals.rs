//! F023: an amount in words (大写) equals the amount in figures beside it.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::source::{FileId, Span};
use crate::value::money::Money;

/// 大写 and 小写 agree (DOMAIN §5.5): values are compared, since two spellings are legal.
pub(crate) static CAPITALS: Check = Check {
    rule: Rule {
        code: "F023",
        title: "大写金额与小写对不上",
        level: Level::Error,
        basis: &["ACCT-21"],
        explain: "大写金额和旁边的小写金额要是同一个数。大写允许两种写法（例如 壹拾万伍仟元整、壹拾万零伍仟元整），按数值比较。",
        example: "合计 1,234.56 元（大写：壹仟贰佰叁拾肆元伍角陆分整改为叁分）",
        repair: "合计 1,234.56 元（大写：壹仟贰佰叁拾肆元伍角陆分）",
    },
    run: capitals,
};

/// What an amount in words is written with.
fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '零' | '壹'
            | '贰'
            | '叁'
            | '肆'
            | '伍'
            | '陆'
            | '柒'
            | '捌'
            | '玖'
            | '拾'
            | '佰'
            | '仟'
            | '万'
            | '亿'
            | '元'
            | '圆'
            | '角'
            | '分'
            | '整'
            | '正'
    )
}

fn capitals(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        let file: FileId = record.file;
        let text = &scope.tree.file(file).text;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            line_capitals(
                line,
                Span {
                    file,
                    start: at,
                    end: at + line.len(),
                },
                report,
            );
            at += line.len();
        }
    }
}

fn line_capitals(line: &str, base: Span, report: &mut Report<'_>) {
    for (start, words) in runs(line) {
        let Ok(spelt) = Money::read_capitals(words) else {
            continue;
        };
        let before = line.get(..start).unwrap_or_default();
        let after = line.get(start + words.len()..).unwrap_or_default();
        let Some((figures, amount)) =
            figures_after(after, start + words.len()).or_else(|| figures_before(before))
        else {
            continue;
        };
        if amount == spelt {
            continue;
        }
        report
            .at(
                base.within(start, start + words.len()),
                format!("大写是 {spelt}，旁边的小写是 {amount}"),
            )
            .label(base.within(figures.0, figures.1), "小写")
            .help("核对哪一个写错了");
    }
}

/// Runs of capital numerals that name an amount.
fn runs(line: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, mark) in line.char_indices().chain([(line.len(), '\n')]) {
        match (start, is_numeral(mark)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let words = line.get(from..at).unwrap_or_default();
                if words.chars().count() >= 3 && words.contains(['元', '圆', '角', '分']) {
                    found.push((from, words));
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// `壹仟元整（¥1,000.00）`: figures right behind, in brackets.
fn figures_after(after: &str, offset: usize) -> Option<((usize, usize), Money)> {
    let open = after
        .char_indices()
        .next()
        .filter(|(_, c)| matches!(c, '（' | '('))?;
    let inner = after.get(open.1.len_utf8()..)?;
    let close = inner.find(['）', ')'])?;
    let text = inner.get(..close)?;
    let bare = text
        .trim_start_matches("小写")
        .trim_start_matches(['：', ':', ' ']);
    let money = Money::read(bare.trim(), None).ok()?;
    let start = offset + open.1.len_utf8();
    Some(((start, start + close), money))
}

/// `1,000.00 元（大写：壹仟元整）`: figures right before the bracket.
fn figures_before(before: &str) -> Option<((usize, usize), Money)> {
    let head = before
        .trim_end_matches(['：', ':', ' '])
        .strip_suffix("大写")?
        .trim_end_matches("人民币")
        .trim_end_matches(['（', '(', '，', ',', ' ', '[', '"', '、']);
    let end = head.len();
    let tail = head.trim_end_matches('元').trim_end();
    let number = tail.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let text = tail.get(number.len()..)?;
    let money = Money::read(text, None).ok()?;
    Some(((number.len(), end), money))
}
