//! Rules over the rows of a table: running balance, one side only, uniqueness, numbers in a row.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;

use crate::catalog::field::Blank;
use crate::check::identity::Case;
use crate::check::identity::whole::shown;
use crate::check::report::Report;
use crate::model::row::RowKind;
use crate::model::table::{Row, Table};
use crate::model::value::Value;
use crate::source::Span;

/// Each balance follows from the one before it and the entry of its row.
pub(super) fn running(
    case: &Case<'_>,
    balance: &str,
    (plus, minus): (&[String], &[String]),
    opening: Option<&str>,
    report: &mut Report<'_>,
) {
    let Some(table) = case.table else { return };
    let Some(column) = table.column(balance) else {
        return;
    };
    let opening_field = opening.and_then(|id| case.record.fields.get(id));
    let mut before = opening_field.and_then(|value| value.number());
    // What a row that was reported should have been: the next may follow from that.
    let mut mended = None;
    for row in &table.rows {
        let written = row.number(column);
        match row.kind() {
            RowKind::Opening => before = written.or(before),
            RowKind::Total
            | RowKind::Subtotal
            | RowKind::PartOf
            | RowKind::Closing
            | RowKind::Aside
            | RowKind::Section => {}
            RowKind::Plain => {
                let expected = before.and_then(|sum| step(table, row, sum, (plus, minus)));
                let by_mended = mended
                    .take()
                    .and_then(|sum| step(table, row, sum, (plus, minus)));
                if let (Some(expected), Some(written)) = (expected, written)
                    && expected != written
                    && by_mended != Some(written)
                {
                    mended = Some(expected);
                    let note = report
                        .at(
                            row.cell(column).span,
                            format!(
                                "这一行的余额对不上，应为 {}，写的是 {}",
                                shown(expected, true),
                                shown(written, true)
                            ),
                        )
                        .help("上一行余额加收入、减支出；核对这一行和上一行");
                    case.grade(note);
                }
                // Go on from what was written, so that one slip is reported once.
                before = written.or(expected);
            }
        }
    }
}

fn step(
    table: &Table,
    row: &Row,
    sum: Decimal,
    (plus, minus): (&[String], &[String]),
) -> Option<Decimal> {
    let mut sum = sum;
    for (names, adds) in [(plus, true), (minus, false)] {
        for name in names {
            let column = table.column(name)?;
            let amount = match &row.cell(column).value {
                Value::Blank => Decimal::ZERO,
                value => value.number()?,
            };
            sum = if adds {
                sum.checked_add(amount)?
            } else {
                sum.checked_sub(amount)?
            };
        }
    }
    Some(sum)
}

/// A row is income or expense, not both and not neither.
pub(super) fn exactly_one(case: &Case<'_>, names: &[String], report: &mut Report<'_>) {
    let Some(table) = case.table else { return };
    let columns: Vec<usize> = names.iter().filter_map(|name| table.column(name)).collect();
    for row in table.entries() {
        if columns
            .iter()
            .any(|column| matches!(row.cell(*column).value, Value::Unread))
        {
            continue;
        }
        let given = columns
            .iter()
            .filter(|column| row.number(**column).is_some_and(|n| !n.is_zero()));
        let count = given.count();
        if count == 1 {
            continue;
        }
        let labels: Vec<&str> = columns
            .iter()
            .map(|column| table.def.columns[*column].name.as_str())
            .collect();
        let labels = labels.join("和");
        let message = if count == 0 {
            format!("这一行{labels}都没有写")
        } else {
            format!("这一行{labels}都写了")
        };
        let note = report
            .at(row.span, message)
            .help("一笔只写一边；既收又付的分成两行");
        case.grade(note);
    }
}

/// The date of a row lies in the record's period.
pub(super) fn within_period(case: &Case<'_>, name: &str, report: &mut Report<'_>) {
    let (Some(table), Some(period)) = (case.table, case.record.period()) else {
        return;
    };
    let Some(column) = table.column(name) else {
        return;
    };
    for row in table.entries() {
        let cell = row.cell(column);
        let Some(date) = cell.value.date() else {
            continue;
        };
        if period.contains(date) {
            continue;
        }
        let note = report
            .at(cell.span, format!("日期 {date} 不在 {period} 之内"))
            .help("核对日期；属于别的期间的一笔，记到那个期间去");
        case.grade(note);
    }
}

/// Year and month of a row; none where the numbers run through.
type Month = Option<(i32, u32)>;

fn month(date: NaiveDate) -> (i32, u32) {
    (date.year(), date.month())
}

/// Whether a row is one more line of the voucher above it: same number, same day, something else.
fn is_line_of(
    table: &Table,
    (above, row): (&Row, &Row),
    number: usize,
    dates: Option<usize>,
) -> bool {
    let text = |row: &Row, column: usize| row.cell(column).value.to_string();
    let is_same = |column: usize| text(row, column) == text(above, column);
    // 序号 and 余额 differ in every row.
    let columns = table.def.columns.iter().enumerate();
    let mut own = columns.filter(|(_, column)| column.blank != Blank::Derived);
    dates.is_some_and(|dates| is_same(dates) && is_same(number))
        && own.any(|(column, _)| !is_same(column))
}

/// A value stands in a column at most so often: in the whole table, or in each month of its dates.
pub(super) fn at_most(
    case: &Case<'_>,
    name: &str,
    (times, month_of): (u32, Option<&str>),
    report: &mut Report<'_>,
) {
    let Some(table) = case.table else { return };
    let Some(column) = table.column(name) else {
        return;
    };
    let dates = month_of.and_then(|dates| table.column(dates));
    let mut seen: BTreeMap<(Month, String), (u32, Span)> = BTreeMap::new();
    let mut before: Option<&Row> = None;
    for row in table.entries() {
        let cell = row.cell(column);
        if !cell.value.is_given() {
            continue;
        }
        let text = cell.value.to_string();
        let date = dates.and_then(|column| row.cell(column).value.date());
        let last = before.replace(row);
        let is_next_line = |last| is_line_of(table, (last, row), column, dates);
        if last.is_some_and(is_next_line) {
            continue;
        }
        let key = (date.map(month), text.clone());
        let entry = seen.entry(key).or_insert((0, cell.span));
        entry.0 += 1;
        if entry.0 <= times {
            continue;
        }
        let label = &table.def.columns[column].name;
        let message = if times == 1 {
            format!("{label}`{text}`重复")
        } else {
            format!("{label}`{text}`出现了 {} 次，最多 {times} 次", entry.0)
        };
        let help = if times == 1 {
            "核对是不是同一笔记了两次，或号码抄错".to_owned()
        } else {
            format!("核对名单；超出 {times} 次的不算数，改由别人承担")
        };
        let note = report
            .at(cell.span, message)
            .label(entry.1, "第一次")
            .help(help);
        case.grade(note);
    }
}

/// Voucher numbers of one series follow each other.
pub(super) fn gapless(
    case: &Case<'_>,
    name: &str,
    month_of: Option<&str>,
    report: &mut Report<'_>,
) {
    let Some(table) = case.table else { return };
    let Some(column) = table.column(name) else {
        return;
    };
    let dates = month_of.and_then(|dates| table.column(dates));
    let mut series: BTreeMap<(Month, String), BTreeMap<u64, Span>> = BTreeMap::new();
    for row in table.entries() {
        let cell = row.cell(column);
        let text = cell.value.to_string();
        let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = text.strip_prefix(head).unwrap_or_default();
        if let Ok(number) = digits.parse::<u64>() {
            let date = dates.and_then(|column| row.cell(column).value.date());
            series
                .entry((date.map(month), head.to_owned()))
                .or_default()
                .insert(number, cell.span);
        }
    }
    // Where the numbers run through, a voucher of another month fills the gap.
    let known: BTreeSet<(String, u64)> = series
        .iter()
        .flat_map(|((_, head), numbers)| numbers.keys().map(move |number| (head.clone(), *number)))
        .collect();
    for ((_, head), numbers) in series {
        let pairs = numbers.iter().zip(numbers.iter().skip(1));
        for ((before, first), (after, second)) in pairs {
            let missing = before + 1;
            if after - before == 1 || known.contains(&(head.clone(), missing)) {
                continue;
            }
            let note = report
                .at(
                    *second,
                    format!("凭证号从`{head}{before}`跳到`{head}{after}`，未见`{head}{missing}`"),
                )
                .label(*first, "上一号")
                .help("补上漏记的凭证；作废的写一行说明，或用`豁免`写明原因");
            case.grade(note);
        }
    }
}
