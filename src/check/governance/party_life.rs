//! G014: the meetings of a branch reach what is usual in a quarter.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::table::Table;
use crate::model::value::Value;
use crate::source::Span;

/// 三会一课的次数 (PTY-01).
pub(crate) static PARTY_LIFE: Check = Check {
    rule: Rule {
        code: "G014",
        title: "三会一课次数不够",
        level: Level::Warning,
        basis: &["BRANCH-11", "BRANCH-12"],
        explain: "党员大会和党课一般每季度各一次，支委会和党小组会一般每月一次。按所属期间里的季度数算；没有支委会、没有党小组的支部，不写那一行就不提醒。",
        example: "期间: 2026年第三季度\n会议次数:\n  - {会议类别: 党员大会, 次数: 1}\n  - {会议类别: 支委会, 次数: 2}\n  - {会议类别: 党课, 次数: 1}",
        repair: "会议次数:\n  - {会议类别: 党员大会, 次数: 1}\n  - {会议类别: 支委会, 次数: 3}\n  - {会议类别: 党课, 次数: 1}",
    },
    run: party_life,
};

/// Kind of meeting, times in a quarter, and whether every branch has it.
const USUAL: &[(&str, i64, bool)] = &[
    ("党员大会", 1, true),
    ("支委会", 3, false),
    ("党小组会", 3, false),
    ("党课", 1, true),
];

fn party_life(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        let table = record.fields.get("meeting_counts").map(|it| &it.value);
        let Some(Value::Table(table)) = table else {
            continue;
        };
        let months = record.period().and_then(|period| period.months());
        if let Some(quarters) = months.map(|months| months / 3).filter(|count| *count > 0) {
            counts(record, table, i64::from(quarters), report);
        }
    }
}

fn counts(record: &Record, table: &Table, quarters: i64, report: &mut Report<'_>) {
    let (Some(kind), Some(times)) = (table.column("kind"), table.column("times")) else {
        return;
    };
    for (name, a_quarter, always) in USUAL {
        let mut rows = table.entries();
        let row = rows.find(|row| row.cell(kind).value.to_string() == *name);
        let (held, place): (i64, Span) = match row {
            Some(row) => match row.cell(times).value.count() {
                Some(count) => (count, row.cell(times).span),
                None => continue,
            },
            None if *always => {
                let field = record.fields.0.get("meeting_counts");
                (0, field.map_or(record.item_span, |field| field.key))
            }
            None => continue,
        };
        let usual = a_quarter * quarters;
        if held < usual {
            report
                .at(place, format!("{name} {held} 次，通常至少 {usual} 次"))
                .help("漏写的补上；没有开够的，在`正文`里写明原因和补开的安排，再用`豁免`记下");
        }
    }
}
