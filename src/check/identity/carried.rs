//! Identities across records: what one period closes with, the next opens with.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::catalog::rule::Value as Side;
use crate::check::identity::Case;
use crate::check::identity::evaluate::{Names, value};
use crate::check::identity::whole::shown;
use crate::check::report::Report;
use crate::model::record::Record;
use crate::model::table::{Row, Table};
use crate::source::Span;

/// This record's opening equals the closing of the record before it, of the same item, book and fund.
pub(super) fn fields(case: &Case<'_>, opening: &str, closing: &str, report: &mut Report<'_>) {
    let Some(before) = previous(case, Before::Period) else {
        return;
    };
    let (Some(opens), Some(closed)) = (case.record.fields.get(opening), before.fields.get(closing))
    else {
        return;
    };
    let (Some(written), Some(expected)) = (opens.number(), closed.number()) else {
        return;
    };
    if written == expected {
        return;
    }
    let note = report
        .at(
            opens.span,
            format!(
                "期初与上期期末对不上，上期期末是 {}，这里写的是 {}",
                shown(expected, true),
                shown(written, true)
            ),
        )
        .label(closed.span, "上期期末")
        .help("核对两期的余额；上期确实公布错了的，更正上期");
    case.grade(note);
}

/// Row by row, by key: opening equals the closing of the same row in the record before.
pub(super) fn rows(
    case: &Case<'_>,
    key: &[String],
    (opening, closing): (&str, &str),
    before: Before,
    report: &mut Report<'_>,
) {
    pairs(
        case,
        key,
        before,
        |table, row, other, before| {
            let (opens, closed) = (table.column(opening)?, other.column(closing)?);
            let expected = before.number(closed)?;
            let written = row.number(opens)?;
            (written != expected).then(|| {
                (
                    row.cell(opens).span,
                    before.cell(closed).span,
                    expected,
                    written,
                    "上期期末",
                )
            })
        },
        report,
    );
}

/// Row by row, by key: the total to date equals the total before plus the current period.
pub(super) fn accumulates(
    case: &Case<'_>,
    key: &[String],
    (total, current): (&str, &str),
    report: &mut Report<'_>,
) {
    let first_of_year = case.record.period().and_then(|period| period.first_day());
    if first_of_year.is_none_or(|day| chrono::Datelike::month(&day) == 1) {
        return;
    }
    pairs(
        case,
        key,
        Before::Period,
        |table, row, other, before| {
            let (to_date, now) = (table.column(total)?, table.column(current)?);
            let expected = before
                .number(other.column(total)?)?
                .checked_add(row.number(now)?)?;
            let written = row.number(to_date)?;
            (written != expected).then(|| {
                (
                    row.cell(to_date).span,
                    before.cell(to_date).span,
                    expected,
                    written,
                    "上期累计",
                )
            })
        },
        report,
    );
}

type Mismatch = (Span, Span, Decimal, Decimal, &'static str);

fn pairs(
    case: &Case<'_>,
    key: &[String],
    before: Before,
    compare: impl Fn(&Table, &Row, &Table, &Row) -> Option<Mismatch>,
    report: &mut Report<'_>,
) {
    let (Some(table), Some(before)) = (case.table, previous(case, before)) else {
        return;
    };
    let mut tables = before.fields.tables();
    let Some((_, other)) = tables.find(|(_, other)| other.def.id == table.def.id) else {
        return;
    };
    let known: BTreeMap<String, &Row> = other
        .entries()
        .map(|row| (key_of(other, row, key), row))
        .collect();
    for row in table.entries() {
        let Some(earlier) = known.get(&key_of(table, row, key)) else {
            continue;
        };
        let Some((span, label, expected, written, says)) = compare(table, row, other, earlier)
        else {
            continue;
        };
        let note = report
            .at(
                span,
                format!(
                    "{}对不上，按上期应为 {}，写的是 {}",
                    case.identity.says,
                    shown(expected, true),
                    shown(written, true)
                ),
            )
            .label(label, says)
            .help("核对两期；上期确实公布错了的，更正上期");
        case.grade(note);
    }
}

fn key_of(table: &Table, row: &Row, key: &[String]) -> String {
    let cells = key
        .iter()
        .filter_map(|name| Some(row.cell(table.column(name)?).value.to_string()));
    cells.collect::<Vec<_>>().join("\u{1}")
}

/// A value of this record equals a value of the record of another item for the same period and book; what stands at
/// the end of a period, of a period that ends on the same day.
pub(super) fn same_as(
    case: &Case<'_>,
    mine: &Side,
    (item, at_end): (&str, bool),
    other: &Side,
    report: &mut Report<'_>,
) {
    let Some(period) = case.record.period() else {
        return;
    };
    let others = case.scope.village.published();
    let mut others = others.filter(|record| {
        record.item_id() == item && same_book(record, case.record) && record.withdrawal.is_none()
    });
    let is_same = |record: &&Record| record.period().as_ref() == Some(&period);
    let ends_with = |record: &&Record| {
        let last = record.period().and_then(|period| period.last_day());
        last.is_some() && last == period.last_day()
    };
    let found = if at_end {
        let ending: Vec<&Record> = others.filter(ends_with).collect();
        ending
            .iter()
            .copied()
            .find(is_same)
            .or(ending.first().copied())
    } else {
        others.find(is_same)
    };
    let Some(found) = found else { return };
    let names = |record, table| Names {
        record,
        table,
        row: None,
    };
    let table = found.fields.tables().next().map(|(_, table)| table);
    let (Some(written), Some(expected)) = (
        value(&mine.expr, names(case.record, case.table)),
        value(&other.expr, names(found, table)),
    ) else {
        return;
    };
    if written.value == expected.value {
        return;
    }
    let note = report
        .at(
            written.span.unwrap_or_else(|| first_named(case, mine)),
            format!(
                "{}与`{}`对不上：这里是 {}，那里是 {}",
                case.identity.says,
                found.title.value,
                shown(written.value, true),
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

/// Where the first field of a computed value stands.
fn first_named(case: &Case<'_>, side: &Side) -> Span {
    let names = side.expr.names();
    let field = names.iter().find_map(|name| case.record.fields.named(name));
    field.map_or(case.record.item_span, |field| field.value.span)
}

/// Which earlier record an opening is carried from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// The record of the period before.
    Period,
    /// The last record of the year before (年初).
    Year,
}

/// The earlier record of the same item, book and fund.
fn previous<'a>(case: &Case<'a>, before: Before) -> Option<&'a Record> {
    // Notices have no item in common: one says nothing about the next.
    case.record.item.as_ref()?;
    let period = case.record.period()?;
    let mut same = case.scope.village.published().filter(|record| {
        record.item_id() == case.record.item_id()
            && same_book(record, case.record)
            && record.withdrawal.is_none()
    });
    match before {
        Before::Period => {
            let before = period.previous()?;
            same.find(|record| record.period().as_ref() == Some(&before))
        }
        Before::Year => {
            let last_year = period.year()? - 1;
            let of_year = same.filter(|record| {
                record.period().and_then(|period| period.year()) == Some(last_year)
            });
            of_year.max_by_key(|record| record.period().and_then(|period| period.last_day()))
        }
    }
}

fn same_book(one: &Record, other: &Record) -> bool {
    ["account_book", "fund"].iter().all(|id| {
        let text = |record: &Record| record.fields.text(id).map(|text| text.value);
        text(one) == text(other)
    })
}
