//! The rows of a free table as a reader sees them: in blocks beside each other, and, where nothing is marked, in each of the
//! ways that numbering, indents and labels may be meant.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::model::free_table::{FreeRow, Role, Side};
use crate::model::row::{By, RowKind, Said, labelled};

/// Columns that belong together: a column of names, and the numbers behind it (收入项目 金额 | 支出项目 金额).
#[derive(Debug)]
pub(super) struct Block<'a> {
    pub(super) columns: Range<usize>,
    pub(super) lines: Vec<Line<'a>>,
}

/// A row, as far as it stands in a block.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) row: &'a FreeRow,
    pub(super) said: Said,
    pub(super) label: String,
}

/// The blocks of a side: one, unless a column of names stands between columns of numbers once more.
pub(super) fn blocks(side: &Side) -> Vec<Block<'_>> {
    let starts = starts(side);
    let ends = starts.iter().copied().skip(1).chain([side.columns.len()]);
    let ranges: Vec<Range<usize>> = starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(a, b)| a..b)
        .collect();
    let is_alone = ranges.len() == 1;
    let block = |columns: Range<usize>| {
        let line = |row| line(row, &columns, is_alone);
        Block {
            lines: side.rows.iter().map(line).collect(),
            columns,
        }
    };
    ranges.into_iter().map(block).collect()
}

/// Whether a column holds numbers that are added.
pub(super) fn is_added(role: Role) -> bool {
    matches!(role, Role::Amount | Role::Income | Role::Expense)
}

fn starts(side: &Side) -> Vec<usize> {
    let mut starts = vec![0];
    let first = side
        .columns
        .iter()
        .position(|column| column.role == Role::Text);
    let Some(first) = first else { return starts };
    for (index, column) in side.columns.iter().enumerate().skip(first + 1) {
        let last = starts.last().copied().unwrap_or_default();
        let is_between = side.columns[last..index]
            .iter()
            .any(|one| is_added(one.role))
            && side.columns[index..].iter().any(|one| is_added(one.role));
        if column.role == Role::Text && is_between && names_rows(side, first, index) {
            starts.push(index);
        }
    }
    starts
}

/// Whether a second column of words names rows as the first does: by its head, or because a total is named in both.
fn names_rows(side: &Side, first: usize, index: usize) -> bool {
    const NAMES: &[&str] = &["项目", "姓名", "名称", "户主", "科目", "摘要"];
    let head = |at: usize| {
        side.columns[at]
            .path
            .last()
            .map_or("", String::as_str)
            .trim()
    };
    let are_alike = NAMES
        .iter()
        .any(|name| head(first).ends_with(name) && head(index).ends_with(name));
    let names_total = |row: &FreeRow, at: usize| {
        let said = row.cells.get(at).and_then(|cell| labelled(&cell.text));
        said.is_some_and(|said| said.kind == RowKind::Total)
    };
    let mut rows = side.rows.iter();
    are_alike || rows.any(|row| names_total(row, first) && names_total(row, index))
}

fn line<'a>(row: &'a FreeRow, columns: &Range<usize>, is_alone: bool) -> Line<'a> {
    if is_alone {
        let (said, label) = (row.said, row.label());
        return Line { row, said, label };
    }
    let cells = row.cells.iter().take(columns.end).skip(columns.start);
    let label = cells
        .filter(|cell| cell.number.is_none())
        .map(|cell| cell.text.split_whitespace().collect::<String>())
        .find(|text| !text.is_empty())
        .unwrap_or_default();
    let said = if row.said.by == By::Mark || label.is_empty() && row.said.is_sum() {
        row.said
    } else {
        labelled(&label).unwrap_or(Said::PLAIN)
    };
    Line { row, said, label }
}

/// What the rows of a block may be in one column.
#[derive(Debug)]
pub(super) struct Views {
    /// As marked and labelled, then in other ways.
    pub(super) all: Vec<Vec<RowKind>>,
    /// With labels that only end like a total taken for entries.
    pub(super) plain: Vec<RowKind>,
    /// Whether it was guessed what some row is: then nothing here is an error.
    pub(super) is_guessed: bool,
}

/// All ways to read the rows; `value` is the number of a row in the column.
pub(super) fn views(lines: &[Line<'_>], value: &dyn Fn(usize) -> Option<Decimal>) -> Views {
    let kinds: Vec<RowKind> = lines.iter().map(|line| line.said.kind).collect();
    let with = |change: &dyn Fn(&Line<'_>) -> RowKind| -> Vec<RowKind> {
        lines.iter().map(change).collect()
    };
    let guessed = |to: RowKind| {
        with(&|line| {
            let is_guess = line.said.by == By::Guess && line.said.kind == RowKind::Total;
            if is_guess { to } else { line.said.kind }
        })
    };
    let plain = with(&|line| match line.said.by {
        By::Guess => RowKind::Plain,
        By::Mark | By::Label => line.said.kind,
    });
    let readings = [
        guessed(RowKind::Subtotal),
        plain.clone(),
        nested(lines, &kinds, value),
        nested(lines, &plain, value),
        continued(lines, &kinds, value),
    ];
    let mut all = vec![kinds.clone()];
    for reading in readings {
        if !all.contains(&reading) {
            all.push(reading);
        }
    }
    let is_open_part = kinds
        .windows(2)
        .zip(lines)
        .any(|(pair, line)| pair == [RowKind::PartOf, RowKind::Plain] && line.said.by == By::Label);
    let is_guessed = all.len() > 1 || is_open_part;
    // 上月结存 and 本月结存 count toward the total of a side where the two sides shall meet.
    let balances = |kind: &RowKind| match kind {
        RowKind::Opening | RowKind::Closing => RowKind::Plain,
        kind => *kind,
    };
    let met: Vec<RowKind> = kinds.iter().map(balances).collect();
    if met != kinds {
        all.push(met);
    }
    Views {
        all,
        plain,
        is_guessed,
    }
}

/// Rows numbered or set in below others (一、 1. 2. 二、) are inside them, where the upper row has a number of its own.
fn nested(
    lines: &[Line<'_>],
    kinds: &[RowKind],
    value: &dyn Fn(usize) -> Option<Decimal>,
) -> Vec<RowKind> {
    let is_numbered = lines.iter().any(|line| numbering(&line.label).is_some());
    let mut above: Vec<(u32, bool)> = Vec::new();
    let mut read = kinds.to_vec();
    for (at, line) in lines.iter().enumerate() {
        if kinds[at] != RowKind::Plain {
            continue;
        }
        let level = level(line, is_numbered);
        while above.last().is_some_and(|(upper, _)| *upper >= level) {
            above.pop();
        }
        if above.iter().any(|(_, has_number)| *has_number) {
            read[at] = RowKind::PartOf;
        }
        above.push((level, value(at).is_some()));
    }
    read
}

/// 其中 goes on in the rows after it that are set in, or until it is whole.
fn continued(
    lines: &[Line<'_>],
    kinds: &[RowKind],
    value: &dyn Fn(usize) -> Option<Decimal>,
) -> Vec<RowKind> {
    let mut read = kinds.to_vec();
    let mut at = 0;
    while at < lines.len() {
        let whole = value(at).filter(|_| kinds[at] != RowKind::PartOf);
        let mut next = at + 1;
        let mut sum = Decimal::ZERO;
        let is_part = |at: usize| kinds[at] == RowKind::PartOf && lines[at].said.by != By::Mark;
        while next < lines.len() && is_part(next) {
            sum += value(next).unwrap_or_default();
            next += 1;
        }
        let first = next;
        let mut end = (next > at + 1).then_some(next);
        while end.is_some() && next < lines.len() && kinds[next] == RowKind::Plain {
            sum += value(next).unwrap_or_default();
            next += 1;
            if lines[next - 1].row.indent > 0 || whole == Some(sum) {
                end = Some(next);
            }
        }
        for part in read.iter_mut().take(end.unwrap_or(first)).skip(first) {
            *part = RowKind::PartOf;
        }
        at = first.max(at + 1);
    }
    read
}

/// How deep a row stands.
fn level(line: &Line<'_>, is_numbered: bool) -> u32 {
    const UNNUMBERED: u32 = 9;
    let indent = u32::try_from(line.row.indent).unwrap_or_default();
    let own = numbering(&line.label).unwrap_or(if is_numbered { UNNUMBERED } else { 0 });
    own * 100 + indent
}

/// The level of the number before a label: `一、`, `（一）`, `1.`, `（1）`, `①`.
pub(super) fn numbering(label: &str) -> Option<u32> {
    let is_cjk = |c: char| "一二三四五六七八九十".contains(c);
    let first = label.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        return Some(5);
    }
    let is_in_brackets = matches!(first, '（' | '(');
    let rest = if is_in_brackets {
        label.get(first.len_utf8()..)?
    } else {
        label
    };
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let words = rest.trim_start_matches(is_cjk);
    let (after, level) = if digits.len() < rest.len() {
        (digits, 3)
    } else if words.len() < rest.len() {
        (words, 1)
    } else {
        return None;
    };
    let mark = after.chars().next()?;
    if is_in_brackets {
        return matches!(mark, '）' | ')').then_some(level + 1);
    }
    let is_decimal = after
        .get(mark.len_utf8()..)?
        .starts_with(|c: char| c.is_ascii_digit());
    (matches!(mark, '、' | '．') || mark == '.' && !is_decimal).then_some(level)
}
