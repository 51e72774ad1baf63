//! Rules between the cells of one row: who signs, what goes with what, what comes first, what names a record.

use rust_decimal::Decimal;

use crate::catalog::field::FieldType;
use crate::check::identity::Case;
use crate::check::identity::whole::shown;
use crate::check::report::Report;
use crate::model::value::Value;
use crate::source::Span;

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
    is_case: fn(&Value) -> bool,
    report: &mut Report<'_>,
) {
    let Some(table) = case.table else { return };
    let Some(trigger) = table.column(when) else {
        return;
    };
    for row in table.entries() {
        if !is_case(&row.cell(trigger).value) {
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
        let says = if is_zero(&row.cell(trigger).value) {
            format!("{label}是 0 的这一行缺少{missing}")
        } else {
            format!("这笔{label}缺少{missing}")
        };
        let note = report
            .at(row.cell(trigger).span, says)
            .help(format!("补上{missing}"));
        case.grade(note);
    }
}

/// Terms in order: from before to.
pub(super) fn order(case: &Case<'_>, names: &[String], report: &mut Report<'_>) {
    if let Some(table) = case.table {
        let columns: Vec<usize> = names.iter().filter_map(|name| table.column(name)).collect();
        for row in table.entries() {
            let points = columns.iter().filter_map(|column| {
                let cell = row.cell(*column);
                Some((
                    &table.def.columns[*column].name,
                    Point::of(&cell.value)?,
                    cell.span,
                ))
            });
            in_order(case, &points.collect::<Vec<_>>(), report);
        }
        return;
    }
    let fields = names.iter().filter_map(|name| {
        let field = case.record.fields.0.get(name)?;
        Some((
            &field.def.name,
            Point::of(&field.value.value)?,
            field.value.span,
        ))
    });
    in_order(case, &fields.collect::<Vec<_>>(), report);
}

/// What comes one after the other: days, and readings of a meter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Point {
    Day(chrono::NaiveDate),
    Reading(Decimal),
}

impl Point {
    fn of(value: &Value) -> Option<Self> {
        let day = value.date().map(Self::Day);
        day.or_else(|| value.number().map(Self::Reading))
    }
}

fn in_order(case: &Case<'_>, points: &[(&String, Point, Span)], report: &mut Report<'_>) {
    for pair in points.windows(2) {
        let [(first, from, at), (second, to, span)] = pair else {
            continue;
        };
        let (message, help) = match (from, to) {
            (Point::Day(from), Point::Day(to)) if to < from => (
                format!("`{second}`（{to}）早于`{first}`（{from}）"),
                "核对两个日期",
            ),
            (Point::Reading(from), Point::Reading(to)) if to < from => (
                format!(
                    "`{second}`（{}）小于`{first}`（{}）",
                    shown(*to, false),
                    shown(*from, false)
                ),
                "核对两个读数；换了表的，用`豁免`写明",
            ),
            _ => continue,
        };
        let note = report
            .at(*span, message)
            .label(*at, (*first).clone())
            .help(help);
        case.grade(note);
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
pub(super) fn says_something(value: &Value) -> bool {
    match value {
        Value::Bool(yes) => *yes,
        Value::Text(text) => !matches!(text.as_str(), "" | "否" | "无"),
        value => match value.number() {
            Some(number) => !number.is_zero(),
            None => value.is_given(),
        },
    }
}

/// The number zero, as written.
pub(super) fn is_zero(value: &Value) -> bool {
    value.number().is_some_and(|number| number.is_zero())
}
