//! F023: an amount in words (大写) equals the amount in figures beside it.

use crate::check::finance::capitals_cells::in_table;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::source::{FileId, Span, Spanned};
use crate::value::money::Money;

/// 大写 and 小写 agree (DOMAIN §5.5): values are compared, since two spellings are legal.
pub(crate) static CAPITALS: Check = Check {
    rule: Rule {
        code: "F023",
        title: "大写金额与小写对不上",
        level: Level::Error,
        basis: &["ACCT-21"],
        explain: "大写金额和旁边的小写金额要是同一个数；旁边没有小写、写着“本季收入”“季末结余”这样的，和本条的收入合计、支出合计、期末余额比。`表`里一列大写、一行`合计（大写）`，和同一行、同一张表的小写比。大写允许两种写法（例如 壹拾万伍仟元整、壹拾万零伍仟元整），按数值比较。",
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

/// What a total is called in running text, and its field.
const TOTALS: &[(&str, &str)] = &[
    ("收入", "total_income"),
    ("支出", "total_expense"),
    ("结余", "closing_balance"),
    ("余额", "closing_balance"),
    ("决算", "settlement"),
    ("合同价", "contract_price"),
    ("中标价", "contract_price"),
];

/// Words that leave a total what it is.
const SAID_OF_TOTALS: &[&str] = &[
    "本季",
    "本月",
    "本期",
    "季末",
    "月末",
    "期末",
    "金额",
    "大写",
    "人民币",
    "合计",
    "总",
    "共",
    "为",
    "计",
];

fn capitals(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        for table in &record.free_tables {
            in_table(table, report);
        }
        let file: FileId = record.file;
        let text = &scope.tree.file(file).text;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let base = Span {
                file,
                start: at,
                end: at + line.len(),
            };
            line_capitals(record, line, base, report);
            at += line.len();
        }
    }
}

fn line_capitals(record: &Record, line: &str, base: Span, report: &mut Report<'_>) {
    for (start, words) in runs(line) {
        let Ok(spelt) = Money::read_capitals(words) else {
            continue;
        };
        let before = line.get(..start).unwrap_or_default();
        let after = line.get(start + words.len()..).unwrap_or_default();
        let place = base.within(start, start + words.len());
        let beside = figures_after(after, start + words.len()).or_else(|| figures_before(before));
        if let Some((figures, amount)) = beside {
            if amount != spelt {
                report
                    .at(place, format!("大写是 {spelt}，旁边的小写是 {amount}"))
                    .label(base.within(figures.0, figures.1), "小写")
                    .help("核对哪一个写错了");
            }
        } else if let Some((name, amount)) = total(record, before)
            && amount.value != spelt
        {
            report
                .at(
                    place,
                    format!("大写是 {spelt}，`{name}`是 {}", amount.value),
                )
                .label(amount.span, name)
                .help("核对哪一个写错了");
        }
    }
}

/// `本季收入壹仟元整`: no figures beside it, but the words name a total of the record. Any further word in the clause
/// may mean a part of it, so there must be none.
fn total(record: &Record, before: &str) -> Option<(String, Spanned<Money>)> {
    let clause = before
        .rsplit(['，', '。', '；', '：', ',', ';', ':'])
        .find(|clause| !clause.trim().is_empty())?;
    let mut rest = clause.trim().to_owned();
    for word in SAID_OF_TOTALS {
        rest = rest.replace(word, "");
    }
    let (_, id) = TOTALS.iter().find(|(name, _)| *name == rest)?;
    let name = record.fields.0.get(*id)?.def.name.clone();
    Some((name, record.fields.money(id)?))
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
