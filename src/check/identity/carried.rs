//! Identities across records: what one period closes with, the next opens with.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;

use crate::catalog::item::Frequency;
use crate::check::identity::Case;
use crate::check::identity::whole::shown;
use crate::check::report::Report;
use crate::model::record::Record;
use crate::model::table::{Row, Table};
use crate::source::Span;
use crate::value::period::Period;

/// This record's opening equals the closing last published, of the same item, book, account and fund.
pub(super) fn fields(case: &Case<'_>, opening: &str, closing: &str, report: &mut Report<'_>) {
    // What is disclosed as it happens has no periods to miss, but accounts of its own for each project.
    let by_event = is_by_event(case.record);
    let before = if by_event {
        earlier(case).find(|before| same_project(case.record, before))
    } else {
        earlier(case).next()
    };
    let Some(before) = before else {
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
    let numbers = (shown(expected, true), shown(written, true));
    match gap(case.record, before).filter(|_| !by_event) {
        None => {
            let (expected, written) = numbers;
            let note = report
                .at(
                    opens.span,
                    format!("期初与上期期末对不上，上期期末是 {expected}，这里写的是 {written}"),
                )
                .label(closed.span, "上期期末")
                .help("核对两期的余额；上期确实公布错了的，更正上期");
            case.grade(note);
        }
        Some(gap) => apart(case, (opens.span, closed.span), &gap, numbers, report),
    }
}

fn is_by_event(record: &Record) -> bool {
    let frequency = record.item.as_ref().map(|item| item.frequency);
    matches!(frequency, Some(Frequency::Event | Frequency::Standing))
}

fn same_project(one: &Record, other: &Record) -> bool {
    let name = |record: &Record| record.fields.text("project_name").map(|text| text.value);
    name(one).is_some() && name(one) == name(other)
}

/// The days between two records that no record covers.
fn gap(record: &Record, before: &Record) -> Option<Period> {
    let from = before.period()?.last_day()?.succ_opt()?;
    let to = record.period()?.first_day()?.pred_opt()?;
    Period::span(from, to)
}

/// The opening does not follow from what was last published, and a period between was not published at all.
fn apart(
    case: &Case<'_>,
    (opens, closed): (Span, Span),
    gap: &Period,
    (expected, written): (String, String),
    report: &mut Report<'_>,
) {
    let id = case.record.item_id();
    let mut unread = case.scope.village.unread.iter();
    if unread.any(|file| file.item.as_deref().is_none_or(|item| item == id)) {
        // What is missing may only be unreadable, and that has been reported.
        return;
    }
    let note = report
        .at(
            opens,
            format!("期初接不上：上次公布的期末是 {expected}，这里写的是 {written}，中间缺{gap}"),
        )
        .label(closed, "上次公布的期末")
        .help(format!("补上{gap}的公开，没有收支的也写一条；再核对期初"))
        .warn_if(true);
    let mut between = case.scope.village.records.iter();
    let kept = between.find(|record| {
        record.item_id() == id
            && record.book() == case.record.book()
            && record.period().is_some_and(|period| gap.covers(&period))
    });
    let note = match kept {
        Some(record) if record.withdrawal.is_some() => note.label(record.item_span, "这一期已撤回"),
        Some(record) => note.label(record.item_span, "这一期还是草稿"),
        None => note,
    };
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
    if first_of_year.is_none_or(|day| day.month() == 1) {
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
        .lines()
        .map(|row| (key_of(other, row, key), row))
        .collect();
    for row in table.lines() {
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

/// Which earlier record an opening is carried from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// The record of the period before.
    Period,
    /// The last record of the year before (年初).
    Year,
}

impl Before {
    /// The year before where the opening is 年初, else the period before.
    pub(super) fn of(is_of_year: bool) -> Self {
        if is_of_year { Self::Year } else { Self::Period }
    }
}

/// The earlier record of the same item and accounts.
fn previous<'a>(case: &Case<'a>, before: Before) -> Option<&'a Record> {
    match before {
        Before::Period => {
            let first = case.record.period()?.first_day()?;
            earlier(case).find(|record| ends_before(record, first))
        }
        Before::Year => {
            let last_year = case.record.period()?.year()? - 1;
            earlier(case)
                .find(|record| record.period().and_then(|period| period.year()) == Some(last_year))
        }
    }
}

/// Whether a record ends on the day before.
fn ends_before(record: &Record, first: NaiveDate) -> bool {
    let last = record.period().and_then(|period| period.last_day());
    last.and_then(|last| last.succ_opt()) == Some(first)
}

/// Records of the same item and accounts before this one, newest first; of two that end on one day, the one as long as
/// this comes first.
fn earlier<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a Record> {
    let village = case.scope.village;
    let alike = case.record.period().and_then(|period| period.previous());
    let exact = village.before(case.record).take(2).find(move |record| {
        let period = record.period();
        period.is_some() && period == alike
    });
    exact.into_iter().chain(village.before(case.record))
}
