//! G024: more candidates than seats, no more winners than seats, no more votes than ballots can hold.

use std::collections::BTreeSet;

use crate::check::governance::{elections, offices::is_bound};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::table::Table;
use crate::model::value::Value;
use crate::source::Span;

/// 候选人的名额多于应选名额 (ELE-05).
pub(crate) static CANDIDATES: Check = Check {
    rule: Rule {
        code: "G024",
        title: "候选人、当选人和应选人数对不上",
        level: Level::Error,
        basis: &["VCOL-18", "RCOL-19"],
        explain: "候选人要多于应选人数，让选民有得选；当选的不能多于应选人数；各人得票加起来不能多于有效票乘应选人数。写了`应选人数`的按它算；没有写的，看同一选举日的候选人是不是全部当选。另行选举不判断差额；已经投过票的差额只提醒。",
        example: "应选人数: 3\n候选人:\n  - {姓名: 王一}\n  - {姓名: 周七}\n  - {姓名: 郑八}",
        repair: "应选人数: 3\n候选人:\n  - {姓名: 王一}\n  - {姓名: 周七}\n  - {姓名: 郑八}\n  - {姓名: 吴九}",
    },
    run: candidates,
};

const SECOND_BALLOT: &str = "另行选举";

fn candidates(scope: &Scope<'_>, report: &mut Report<'_>) {
    let results = elections::records(scope, "affairs.election_result");
    for (record, day) in elections::records(scope, "affairs.election_candidates") {
        if record.title.contains(SECOND_BALLOT) {
            continue;
        }
        let soft = day.value <= scope.today || !is_bound(scope, day.value);
        let mut same_day = results.iter().filter(|(_, other)| other.value == day.value);
        let result = same_day.next().map(|(result, _)| *result);
        margin(record, result, soft, report);
    }
    for (record, day) in &results {
        winners(record, !is_bound(scope, day.value), report);
    }
}

fn margin(record: &Record, result: Option<&Record>, soft: bool, report: &mut Report<'_>) {
    let Some((standing, place)) = persons(record, "candidates") else {
        return;
    };
    let count = standing.len();
    let mut known = [Some(record), result].into_iter().flatten();
    let seats = known.find_map(|record| record.fields.count("seats"));
    if let Some(seats) = seats {
        if usize::try_from(seats.value).is_ok_and(|seats| count <= seats) {
            report
                .at(
                    place,
                    format!(
                        "候选人 {count} 人，应选 {} 人，候选人要多于应选人数",
                        seats.value
                    ),
                )
                .label(seats.span, "应选人数")
                .help("增加候选人后重新公布；人数写错了的改正")
                .warn_if(soft);
        }
        return;
    }
    let elected = result.and_then(|result| persons(result, "elected"));
    let Some((elected, other)) = elected.filter(|(elected, _)| standing.is_subset(elected)) else {
        return;
    };
    report
        .at(
            place,
            format!("候选人 {count} 人，当选 {} 人，没有差额", elected.len()),
        )
        .label(other, "当选人")
        .help("核对候选人名单有没有漏列；写上`应选人数`")
        .warn_if(soft);
}

fn winners(record: &Record, soft: bool, report: &mut Report<'_>) {
    let Some(seats) = record.fields.count("seats") else {
        return;
    };
    let Some((elected, place)) = persons(record, "elected") else {
        return;
    };
    if usize::try_from(seats.value).is_ok_and(|seats| elected.len() > seats) {
        report
            .at(
                place,
                format!("当选 {} 人，应选 {} 人", elected.len(), seats.value),
            )
            .label(seats.span, "应选人数")
            .help("核对应选人数和当选人；多出的不能当选")
            .warn_if(soft);
        return;
    }
    let (Some(valid), Some(votes)) = (record.fields.count("ballots_valid"), votes(record)) else {
        return;
    };
    if let Some(most) = valid.value.checked_mul(seats.value)
        && votes > most
    {
        report
            .at(
                place,
                format!(
                    "当选人得票共 {votes} 张，有效票 {} 张、应选 {} 人，最多 {most} 张",
                    valid.value, seats.value
                ),
            )
            .label(valid.span, "有效票")
            .help("核对计票记录");
    }
}

fn persons(record: &Record, field: &str) -> Option<(BTreeSet<String>, Span)> {
    let table = table(record, field)?;
    let column = table.column("name")?;
    let cells = table.entries().map(|row| row.cell(column));
    let names: BTreeSet<String> = cells
        .filter(|cell| cell.value.is_given())
        .map(|cell| cell.value.to_string())
        .collect();
    let place = record.fields.0.get(field)?.key;
    (!names.is_empty()).then_some((names, place))
}

/// All votes together; unknown where one is.
fn votes(record: &Record) -> Option<i64> {
    let table = table(record, "elected")?;
    let column = table.column("votes")?;
    let mut counts = table.entries().map(|row| row.cell(column).value.count());
    counts.try_fold(0_i64, |sum, count| sum.checked_add(count?))
}

fn table<'a>(record: &'a Record, field: &str) -> Option<&'a Table> {
    match &record.fields.get(field)?.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}
