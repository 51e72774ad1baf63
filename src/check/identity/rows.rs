//! Rules over the rows of a table: running balance, one side only, uniqueness, signatures.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::catalog::field::FieldType;
use crate::check::identity::Case;
use crate::check::identity::whole::shown;
use crate::check::report::Report;
use crate::model::table::{Row, RowKind, Table};
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
    for row in &table.rows {
        let written = row.number(column);
        match row.kind {
            RowKind::Opening => before = written.or(before),
            RowKind::Total => {}
            RowKind::Plain => {
                let expected = before.and_then(|sum| step(table, row, sum, (plus, minus)));
                if let (Some(expected), Some(written)) = (expected, written)
                    && expected != written
                {
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

/// A value stands in a column at most so often.
pub(super) fn at_most(case: &Case<'_>, name: &str, times: u32, report: &mut Report<'_>) {
    let Some(table) = case.table else { return };
    let Some(column) = table.column(name) else {
        return;
    };
    let mut seen: BTreeMap<String, (u32, Span)> = BTreeMap::new();
    for row in table.entries() {
        let cell = row.cell(column);
        if !cell.value.is_given() {
            continue;
        }
        let text = cell.value.to_string();
        let entry = seen.entry(text.clone()).or_insert((0, cell.span));
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
pub(super) fn gapless(case: &Case<'_>, name: &str, report: &mut Report<'_>) {
    let Some(table) = case.table else { return };
    let Some(column) = table.column(name) else {
        return;
    };
    let mut series: BTreeMap<String, BTreeMap<u64, Span>> = BTreeMap::new();
    for row in table.entries() {
        let cell = row.cell(column);
        let text = cell.value.to_string();
        let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = text.strip_prefix(head).unwrap_or_default();
        if let Ok(number) = digits.parse::<u64>() {
            series
                .entry(head.to_owned())
                .or_default()
                .insert(number, cell.span);
        }
    }
    for (head, numbers) in series {
        let pairs = numbers.iter().zip(numbers.iter().skip(1));
        for ((before, first), (after, second)) in pairs {
            if after - before == 1 {
                continue;
            }
            let missing = before + 1;
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

/// These cells of a row name different persons.
pub(super) fn different(case: &Case<'_>, names: &[String], report: &mut Report<'_>) {
    let Some(table) = case.table else { return };
    let columns: Vec<usize> = names.iter().filter_map(|name| table.column(name)).collect();
    for row in table.entries() {
        for (index, one) in columns.iter().enumerate() {
            for other in columns.iter().skip(index + 1) {
                let (first, second) = (row.cell(*one), row.cell(*other));
                if !first.value.is_given() || first.value.to_string() != second.value.to_string() {
                    continue;
                }
                let (a, b) = (
                    &table.def.columns[*one].name,
                    &table.def.columns[*other].name,
                );
                let note = report
                    .at(second.span, format!("{a}和{b}是同一个人`{}`", second.value))
                    .label(first.span, a.clone())
                    .help("一笔支出由不同的人经手、证明和审批；人手不够的，用`豁免`写明原因");
                case.grade(note);
            }
        }
    }
}

/// Where a row has the one, it has the others too.
pub(super) fn required_when(
    case: &Case<'_>,
    when: &str,
    names: &[String],
    report: &mut Report<'_>,
) {
    let Some(table) = case.table else { return };
    let Some(trigger) = table.column(when) else {
        return;
    };
    for row in table.entries() {
        if !says_something(&row.cell(trigger).value) {
            continue;
        }
        let missing: Vec<&str> = names
            .iter()
            .filter_map(|name| table.column(name))
            .filter(|column| matches!(row.cell(*column).value, Value::Blank))
            .map(|column| table.def.columns[column].name.as_str())
            .collect();
        if missing.is_empty() {
            continue;
        }
        let missing = missing.join("、");
        let label = &table.def.columns[trigger].name;
        let note = report
            .at(row.cell(trigger).span, format!("这笔{label}缺少{missing}"))
            .help(format!("补上{missing}"));
        case.grade(note);
    }
}

/// Terms in order: from before to.
pub(super) fn order(case: &Case<'_>, names: &[String], report: &mut Report<'_>) {
    if let Some(table) = case.table {
        let columns: Vec<usize> = names.iter().filter_map(|name| table.column(name)).collect();
        for row in table.entries() {
            let dates = columns.iter().filter_map(|column| {
                let cell = row.cell(*column);
                Some((
                    &table.def.columns[*column].name,
                    cell.value.date()?,
                    cell.span,
                ))
            });
            in_order(case, &dates.collect::<Vec<_>>(), report);
        }
        return;
    }
    let fields = names.iter().filter_map(|name| {
        let field = case.record.fields.0.get(name)?;
        Some((&field.def.name, field.value.date()?, field.value.span))
    });
    in_order(case, &fields.collect::<Vec<_>>(), report);
}

fn in_order(
    case: &Case<'_>,
    dates: &[(&String, chrono::NaiveDate, Span)],
    report: &mut Report<'_>,
) {
    for pair in dates.windows(2) {
        let [(first, from, at), (second, to, span)] = pair else {
            continue;
        };
        if to < from {
            let note = report
                .at(*span, format!("`{second}`（{to}）早于`{first}`（{from}）"))
                .label(*at, (*first).clone())
                .help("核对两个日期");
            case.grade(note);
        }
    }
}

/// A balance of cash is never below zero.
pub(super) fn not_negative(case: &Case<'_>, name: &str, report: &mut Report<'_>) {
    if let Some(table) = case.table
        && let Some(column) = table.column(name)
    {
        for row in &table.rows {
            let cell = row.cell(column);
            negative(
                case,
                cell.value.number(),
                &table.def.columns[column].name,
                cell.span,
                report,
            );
        }
        return;
    }
    if let Some(field) = case.record.fields.0.get(name) {
        negative(
            case,
            field.value.number(),
            &field.def.name,
            field.value.span,
            report,
        );
    }
}

fn negative(
    case: &Case<'_>,
    number: Option<Decimal>,
    label: &str,
    span: Span,
    report: &mut Report<'_>,
) {
    if let Some(number) = number.filter(|number| number.is_sign_negative() && !number.is_zero()) {
        let note = report
            .at(span, format!("`{label}`是负数：{}", shown(number, true)))
            .help("现金和结余不会是负数；核对有没有漏记收入或记错方向");
        case.grade(note);
    }
}

/// A cell names a record by its address or its number.
pub(super) fn resolves(case: &Case<'_>, name: &str, report: &mut Report<'_>) {
    let Some(table) = case.table else { return };
    let Some(column) = table.column(name) else {
        return;
    };
    // A column of references is the reader's own business: it has reported what names nothing.
    if table.def.columns[column].kind == FieldType::Reference {
        return;
    }
    for row in table.entries() {
        let cell = row.cell(column);
        let text = cell.value.to_string();
        if text.is_empty() || text == "无" || case.scope.village.record(&text).is_some() {
            continue;
        }
        let by_number = case
            .scope
            .village
            .records
            .iter()
            .any(|record| record.number.as_deref() == Some(text.as_str()));
        if by_number || !case.scope.village.unread.is_empty() {
            continue;
        }
        let label = &table.def.columns[column].name;
        let note = report
            .at(cell.span, format!("`{label}`写的`{text}`找不到对应的记录"))
            .help(
                "写那条记录的地址（例如 `decision/2025-road`）或它的`编号`；没有经过决策的写`无`",
            );
        case.grade(note);
    }
}

/// A number that is not zero, a yes, or any words but 否 and 无.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Bool(yes) => *yes,
        Value::Text(text) => !matches!(text.as_str(), "" | "否" | "无"),
        value => match value.number() {
            Some(number) => !number.is_zero(),
            None => value.is_given(),
        },
    }
}
