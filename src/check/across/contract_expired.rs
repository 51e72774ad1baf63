//! F037: a contract that has ended was renewed, terminated or settled.

use chrono::NaiveDate;

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::links::contract_number;
use crate::model::record::Record;
use crate::model::table::{Row, Table};
use crate::source::Span;

/// 合同到期还在履行，或到期的钱没有收清.
pub(crate) static CONTRACT_EXPIRED: Check = Check {
    rule: Rule {
        code: "F037",
        title: "合同到期，未见续签、终止或结清",
        level: Level::Warning,
        basis: &["CWGK-2011", "RCEOL-43"],
        explain: "合同台账、资源台账截至期末，已经过了期限的合同不能还写`履行`：续签了就列出新合同，不再租了就写`终止`，到期了写`到期`，钱没有收清的写明怎么收。在`备注`里写了原因的不再提醒。只看最近一期台账。",
        example: "- {合同号: HT-1, 期限止: 2025-12-31, 状态: 履行}（2026年第一季度的台账）",
        repair: "- {合同号: HT-1, 期限止: 2025-12-31, 状态: 到期}\n- {合同号: HT-9, 标的: 同上, 期限起: 2026-01-01, 期限止: 2028-12-31, 状态: 履行}",
    },
    run: contract_expired,
};

fn contract_expired(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        let ends = record.period().and_then(|period| period.last_day());
        let Some(ends) = ends.filter(|_| record.withdrawal.is_none()) else {
            continue;
        };
        let is_last = is_last(scope, record, ends);
        for (_, table) in record.fields.tables() {
            for row in table.entries() {
                let number = contract_number(table, row);
                let counts = match (table.def.id.as_str(), &number) {
                    ("contracts", Some(number)) => {
                        let mut last = scope.village.contract(number).into_iter();
                        last.any(|(_, last)| std::ptr::eq(last, row))
                    }
                    ("contracts", None) => is_last,
                    // A parcel whose contract stands in the register is told there.
                    ("resources", Some(number)) => {
                        is_last && scope.village.contract(number).is_none()
                    }
                    ("resources", None) => is_last,
                    _ => false,
                };
                if counts {
                    expired(table, row, ends, report);
                }
            }
        }
    }
}

/// Whether no later record of the same register stands.
fn is_last(scope: &Scope<'_>, record: &Record, ends: NaiveDate) -> bool {
    let after = ends.succ_opt().unwrap_or(ends);
    let days = (after, NaiveDate::MAX);
    let mut later = scope.village.series(record.item_id(), record.book(), days);
    later.next().is_none()
}

fn expired(table: &Table, row: &Row, ends: NaiveDate, report: &mut Report<'_>) {
    let text = |id: &str| {
        let column = table.column(id);
        column.map_or_else(String::new, |column| row.cell(column).value.to_string())
    };
    let Some((column, until)) = table
        .column("term_to")
        .and_then(|column| Some((column, row.cell(column).value.date()?)))
    else {
        return;
    };
    let span = row.cell(column).span;
    let is_let = matches!(text("use_mode").as_str(), "" | "出租" | "其他方式承包");
    if until >= ends || !is_let || !text("remark").is_empty() || is_renewed(table, row, until) {
        return;
    }
    let name = Some(text("contract_no")).filter(|number| !number.is_empty());
    let name = name.unwrap_or_else(|| format!("{}{}", text("subject"), text("name")));
    let owed = ["outstanding", "arrears"].iter().find_map(|id| {
        let cell = row.cell(table.column(id)?);
        let money = cell.value.money().filter(|money| money.fen() > 0)?;
        Some((money, cell.span))
    });
    let status = table.column("status").map(|column| row.cell(column));
    match (text("status").as_str(), owed) {
        ("履行" | "", owed) => {
            let owed = owed.map_or_else(String::new, |(money, _)| format!("，还有 {money} 元未收"));
            let still = status.map_or("仍列为在用", |_| "仍写`履行`");
            let note = report
                .at(
                    span,
                    format!("合同`{name}`在 {until} 到期，到 {ends} {still}{owed}"),
                )
                .help("续签的列出新合同，不再租的把状态改为`到期`或`终止`；有别的原因写在`备注`里");
            if let Some(cell) = status {
                note.label(cell.span, "状态");
            }
        }
        ("到期", Some((money, at))) => {
            settle(&name, (until, ends), (money.to_string(), at), report)
        }
        _ => {}
    }
}

fn settle(
    name: &str,
    (until, ends): (NaiveDate, NaiveDate),
    (money, at): (String, Span),
    report: &mut Report<'_>,
) {
    report
        .at(
            at,
            format!("合同`{name}`在 {until} 到期，到 {ends} 还有 {money} 元未收"),
        )
        .help("收清后更新已收；收不回来的，在`备注`里写明怎么办");
}

/// Whether the same thing, or the same party, has a contract that goes on.
fn is_renewed(table: &Table, row: &Row, until: NaiveDate) -> bool {
    let text = |row: &Row, ids: &[&str]| {
        let column = ids.iter().find_map(|id| table.column(id));
        column.map_or_else(String::new, |column| row.cell(column).value.to_string())
    };
    let end = |row: &Row| {
        table
            .column("term_to")
            .and_then(|column| row.cell(column).value.date())
    };
    table.entries().any(|other| {
        let goes_on = end(other).is_some_and(|end| end > until);
        let same = |ids: &[&str]| {
            let own = text(row, ids);
            !own.is_empty() && own == text(other, ids)
        };
        goes_on && (same(&["subject", "name"]) || same(&["party_b", "contractor"]))
    })
}
