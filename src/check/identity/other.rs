//! Identities with another record: of the same period and accounts, or with the records of its months together.

use rust_decimal::Decimal;

use crate::catalog::rule::{Parts, Value as Side};
use crate::check::identity::Case;
use crate::check::identity::evaluate::{Names, Term, value};
use crate::check::identity::whole::shown;
use crate::check::report::Report;
use crate::check::slack::slack;
use crate::model::record::Record;
use crate::source::Span;
use crate::value::period::Period;

/// A value of this record equals a value of the record of another item for the same period and accounts, or of the
/// records that make up the period.
pub(super) fn same_as<'a>(
    case: &Case<'_>,
    mut mine: impl Iterator<Item = &'a Side>,
    (item, other, parts): (&str, &Side, Option<Parts>),
    report: &mut Report<'_>,
) {
    let Some(period) = case.record.period() else {
        return;
    };
    let names = Names {
        record: case.record,
        table: case.table,
        row: None,
    };
    let Some((side, written)) = mine.find_map(|side| Some((side, value(&side.expr, names)?)))
    else {
        return;
    };
    let at = written.span.unwrap_or_else(|| first_named(case, side));
    let whole =
        within(case, item, &period).find(|record| record.period().as_ref() == Some(&period));
    if let Some(found) = whole {
        one(case, (at, written.value), (found, other), report);
    } else if let Some(parts) = parts {
        let records = tiles(case, item, &period);
        match parts {
            Parts::Sum => sum(case, (at, written.value), (&records, other), report),
            Parts::First => {
                if let Some(found) = records.first() {
                    one(case, (at, written.value), (found, other), report);
                }
            }
            Parts::Last => {
                if let Some(found) = records.last() {
                    one(case, (at, written.value), (found, other), report);
                }
            }
        }
    }
}

/// Compares with one record.
fn one(
    case: &Case<'_>,
    (at, written): (Span, Decimal),
    (found, other): (&Record, &Side),
    report: &mut Report<'_>,
) {
    let Some(expected) = there(found, other) else {
        return;
    };
    let tree = case.scope.tree;
    let slack = slack(tree, at)
        + expected
            .span
            .map_or(Decimal::ZERO, |span| slack(tree, span));
    if (written - expected.value).abs() <= slack {
        return;
    }
    let note = report
        .at(
            at,
            format!(
                "{}与`{}`对不上：这里是 {}，那里是 {}",
                case.identity.says,
                found.title.value,
                shown(written, true),
                shown(expected.value, true)
            ),
        )
        .label(
            expected.span.unwrap_or(found.item_span),
            found.title.value.clone(),
        )
        .help("核对两处；哪一处公布错了就更正哪一处");
    case.grade(note);
}

/// Compares with the sum over the records of the parts.
fn sum(
    case: &Case<'_>,
    (at, written): (Span, Decimal),
    (records, other): (&[&Record], &Side),
    report: &mut Report<'_>,
) {
    let tree = case.scope.tree;
    let mut total = Decimal::ZERO;
    let mut slack_of_all = slack(tree, at);
    let mut labels = Vec::new();
    for record in records {
        let Some(term) = there(record, other) else {
            return;
        };
        let Some(sum) = total.checked_add(term.value) else {
            return;
        };
        total = sum;
        slack_of_all += term.span.map_or(Decimal::ZERO, |span| slack(tree, span));
        let span = term.span.unwrap_or(record.item_span);
        let period = record.period().map(|period| period.to_string());
        labels.push((
            span,
            format!("{} {}", period.unwrap_or_default(), shown(term.value, true)),
        ));
    }
    if labels.is_empty() || (written - total).abs() <= slack_of_all {
        return;
    }
    let mut note = report.at(
        at,
        format!(
            "{}与 {} 期`{}`对不上：这里是 {}，各期相加是 {}",
            case.identity.says,
            records.len(),
            records[0]
                .item
                .as_ref()
                .map_or("", |item| item.name.as_str()),
            shown(written, true),
            shown(total, true)
        ),
    );
    for (span, text) in labels {
        note = note.label(span, text);
    }
    case.grade(note.help("核对汇总和各期明细；哪一处公布错了就更正哪一处"));
}

fn there(found: &Record, other: &Side) -> Option<Term> {
    let table = found.fields.tables().next().map(|(_, table)| table);
    let names = Names {
        record: found,
        table,
        row: None,
    };
    value(&other.expr, names)
}

/// Records of an item, of the same accounts, that end within a period.
fn within<'a>(case: &Case<'a>, item: &str, period: &Period) -> impl Iterator<Item = &'a Record> {
    let days = period.first_day().zip(period.last_day());
    let series = days.map(|days| case.scope.village.series(item, case.record.book(), days));
    let record = case.record;
    let series = series.into_iter().flatten();
    series.filter(move |other| !std::ptr::eq(*other, record))
}

/// The records that follow each other without gap or overlap from the first day of a period to its last; none where a
/// part is missing.
fn tiles<'a>(case: &Case<'a>, item: &str, period: &Period) -> Vec<&'a Record> {
    let mut tiles = Vec::new();
    let mut next = period.first_day();
    for record in within(case, item, period) {
        let Some(part) = record.period().filter(|part| part.first_day() == next) else {
            continue;
        };
        next = part.last_day().and_then(|day| day.succ_opt());
        tiles.push(record);
    }
    let ends = period.last_day().and_then(|day| day.succ_opt());
    if next == ends { tiles } else { Vec::new() }
}

/// Where the first field of a computed value stands.
fn first_named(case: &Case<'_>, side: &Side) -> Span {
    let names = side.expr.names();
    let field = names.iter().find_map(|name| case.record.fields.named(name));
    let table = case.table.map(|table| table.span);
    field
        .map(|field| field.value.span)
        .or(table)
        .unwrap_or(case.record.item_span)
}
