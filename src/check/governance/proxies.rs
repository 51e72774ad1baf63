//! G009: no candidate votes for another, and nobody does where representatives elect.

use std::collections::BTreeMap;

use crate::check::governance::{elections, offices::is_bound};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::table::Table;
use crate::model::value::Value;
use crate::source::Span;

/// 候选人不得接受委托 (ELE-04); that nobody has more than three is F021.
pub(crate) static PROXIES: Check = Check {
    rule: Rule {
        code: "G009",
        title: "不能接受委托投票的人接受了委托",
        level: Level::Error,
        basis: &["VCOL-18", "RCOL-19"],
        explain: "选民外出可以书面委托本村有选举权的近亲属投票，候选人不能接受委托；由居民代表投票选举的，代表自己投，不能委托。拿委托名单和同一选举日的候选人名单、选举结果对一对。",
        example: "候选人: 王一\n委托投票:\n  - {委托人: 钱五, 受托人: 王一}",
        repair: "候选人: 王一\n委托投票:\n  - {委托人: 钱五, 受托人: 钱六}",
    },
    run: proxies,
};

fn proxies(scope: &Scope<'_>, report: &mut Report<'_>) {
    let candidates = elections::records(scope, "affairs.election_candidates");
    let results = elections::records(scope, "affairs.election_result");
    for (record, day) in elections::records(scope, "affairs.election_proxies") {
        let Some(table) = table(record, "proxies") else {
            continue;
        };
        let soft = !is_bound(scope, day.value);
        let of_day = candidates
            .iter()
            .filter(|(_, other)| other.value == day.value);
        let standing: BTreeMap<String, Span> =
            of_day.flat_map(|(record, _)| names(record)).collect();
        accepted(table, &standing, soft, report);
        let result = results.iter().find(|(_, other)| other.value == day.value);
        let due = result.and_then(|(record, _)| record.fields.count("voters_due"));
        let Some(due) = due.filter(|due| elections::is_by_representatives(scope, due.value)) else {
            continue;
        };
        let count = table.entries().count();
        if count > 0 {
            report
                .at(
                    table.span,
                    format!("由 {} 名居民代表投票，却有 {count} 人委托", due.value),
                )
                .label(due.span, "居民代表")
                .help("居民代表投票不能委托；核对是不是居民直接投票")
                .warn_if(soft);
        }
    }
}

fn accepted(table: &Table, standing: &BTreeMap<String, Span>, soft: bool, report: &mut Report<'_>) {
    let Some(proxy) = table.column("proxy") else {
        return;
    };
    for row in table.entries() {
        let cell = row.cell(proxy);
        let name = cell.value.to_string();
        if let Some(place) = standing.get(&name) {
            report
                .at(cell.span, format!("受托人`{name}`是候选人"))
                .label(*place, "候选人")
                .help("这一票不能由候选人代投，改由别人受托或本人投票；同名的在名单里用小组区分")
                .warn_if(soft);
        }
    }
}

fn names(record: &Record) -> Vec<(String, Span)> {
    let Some(table) = table(record, "candidates") else {
        return Vec::new();
    };
    let Some(column) = table.column("name") else {
        return Vec::new();
    };
    let cells = table.entries().map(|row| row.cell(column));
    cells
        .filter(|cell| cell.value.is_given())
        .map(|cell| (cell.value.to_string(), cell.span))
        .collect()
}

fn table<'a>(record: &'a Record, id: &str) -> Option<&'a Table> {
    match &record.fields.get(id)?.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}
