//! P008: namesakes are told apart by group or serial, never by the tail of a number.

use crate::check::privacy::half_hidden;
use crate::check::privacy::lists::{self, List};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::privacy::words::Words;
use crate::source::{FileId, Span};

/// PRIV-08: fragments of numbers combine.
pub(crate) static ID_TAIL: Check = Check {
    rule: Rule {
        code: "P008",
        title: "用证件号或电话的尾号区分同名",
        level: Level::Error,
        basis: &["PIPL-25", "PIPL-6"],
        explain: "身份证、手机、银行卡的尾号，和别处公布的几位数一拼，就能认出整个号码。同名的人用村民小组、楼院或户序号区分，尾号一位也不写；遮住中间几位、露出头尾的也提醒。合同、凭证、发票的编号不在此列。这里不显示号码，只说在哪一行。",
        example: "姓名: 王一一（身份证后四位……）",
        repair: "姓名: 王一一\n村民小组: 三组",
    },
    run: id_tail,
};

const HELP: &str = "删去尾号；同名的写村民小组、楼院或户序号";

fn id_tail(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        let text = &scope.tree.file(record.file).text;
        let mut told: Vec<Span> = Vec::new();
        for (at, _, word) in TAILS.found(text) {
            if let Some(end) = tail(text, (at, at + word.len())) {
                let span = Span {
                    file: record.file,
                    start: at,
                    end,
                };
                if told.last().is_none_or(|last| last.end < at) {
                    told.push(span);
                }
            }
        }
        if TAILS.any_in(text) {
            let lists = lists::of(record, scope.tree);
            told.extend(lists.iter().flat_map(columns));
            told.extend(lists.iter().flat_map(under_numbers));
        }
        told.sort();
        told.dedup_by_key(|span| line_of(text, record.file, span.start));
        let told_lines: Vec<_> = told
            .iter()
            .map(|span| line_of(text, record.file, span.start))
            .collect();
        for span in told {
            report.at(span, "这里写了号码的尾号").help(HELP);
        }
        // Practice covers the middle of numbers; no law says in words that the rest must not stand.
        let mut half = half_hidden::of(record, scope.tree, (&NUMBERS, &OTHERS));
        half.retain(|span| {
            told_lines
                .iter()
                .all(|line| *line != line_of(text, record.file, span.start))
        });
        half.sort();
        half.dedup_by_key(|span| line_of(text, record.file, span.start));
        for span in half {
            report
                .at(span, "这里的号码只遮住了一半")
                .help("整个号码都删去；同名的写村民小组、楼院或户序号")
                .warn_if(true);
        }
    }
}

/// Two findings on one line are one matter.
fn line_of(text: &str, file: FileId, at: usize) -> (FileId, usize) {
    let before = text.get(..at).unwrap_or_default();
    (file, before.rfind('\n').map_or(0, |line| line + 1))
}

/// The end of the digits behind a word for a tail, when the words before it speak of a person's number.
fn tail(text: &str, (start, end): (usize, usize)) -> Option<usize> {
    let before = text.get(..start)?;
    let near = before
        .char_indices()
        .rev()
        .nth(9)
        .map_or(before, |(at, _)| before.get(at..).unwrap_or_default());
    let near = near
        .rsplit(['\n', '，', '。', '；', '|', ','])
        .next()
        .unwrap_or_default();
    let name_before = near.trim_end().ends_with(['（', '('])
        && near
            .chars()
            .rev()
            .nth(1)
            .is_some_and(crate::value::person::is_han);
    if OTHERS.any_in(near) || !(NUMBERS.any_in(near) || name_before) {
        return None;
    }
    let rest = text.get(end..)?;
    let filler = rest.trim_start_matches(|c: char| {
        c.is_whitespace() && c != '\n' || "号码数为是：:（(\"".contains(c)
    });
    let digits = filler.trim_start_matches(|c: char| {
        c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, 'X' | 'x')
    });
    let count = filler.chars().count() - digits.chars().count();
    ((3..=6).contains(&count) && rest.len() - filler.len() <= 12).then(|| text.len() - digits.len())
}

/// The first cell under each head that asks for a tail.
fn columns(list: &List<'_>) -> Vec<Span> {
    let heads = list
        .columns(&TAILS)
        .filter(|index| !OTHERS.any_in(&list.heads[*index]));
    let cells = heads.filter_map(|index| {
        let mut cells = list.rows.iter().filter_map(|row| List::cell(row, index));
        cells.find(|cell| cell.text.chars().any(|c| c.is_ascii_digit()))
    });
    cells.map(|cell| cell.span).collect()
}

/// Cells under the head of a number that say themselves that they are its tail.
fn under_numbers(list: &List<'_>) -> Vec<Span> {
    let heads: Vec<usize> = list
        .columns(&NUMBERS)
        .filter(|index| !OTHERS.any_in(&list.heads[*index]))
        .collect();
    let cells = list.rows.iter().flat_map(|row| {
        let cells = heads.iter().filter_map(|index| List::cell(row, *index));
        cells
            .filter(|cell| TAILS.any_in(cell.text) && cell.text.chars().any(|c| c.is_ascii_digit()))
    });
    cells.map(|cell| cell.span).collect()
}

static TAILS: Words = Words::new(&[
    "尾号",
    "尾数",
    "后四位",
    "后4位",
    "末四位",
    "末4位",
    "后六位",
    "后6位",
    "末六位",
    "后三位",
    "后3位",
    "末三位",
]);

static NUMBERS: Words = Words::new(&[
    "身份证",
    "证件",
    "手机",
    "电话",
    "银行卡",
    "卡号",
    "社保卡",
    "一卡通",
    "存折",
    "残疾证",
]);

/// Papers and accounts of organisations have tails of their own.
static OTHERS: Words = Words::new(&[
    "合同",
    "凭证",
    "发票",
    "票据",
    "收据",
    "账户",
    "对公",
    "地块",
    "编号",
    "车牌",
    "办公电话",
    "值班",
    "热线",
    "公司",
]);
