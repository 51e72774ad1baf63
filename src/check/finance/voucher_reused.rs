//! F026: a voucher stands in one record of a book only.

use std::collections::BTreeMap;

use chrono::Datelike as _;

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::links::Book;
use crate::model::record::Record;
use crate::model::table::Table;
use crate::source::Span;

/// 同一张凭证在两条公开里 (across records); twice in one table is F008.
pub(crate) static VOUCHER_REUSED: Check = Check {
    rule: Rule {
        code: "F026",
        title: "同一凭证号公布了两次",
        level: Level::Error,
        basis: &["ACCT-17"],
        explain: "同一本账、同一个月里，一个凭证号只对应一笔。两条公开里出现同一个凭证号，说明一笔账报了两次，或者号码抄错了。不同的账簿、不同的资金各编各的号，不算重复。",
        example: "9月收支: {日期: 2025-09-05, 凭证号: 记-1}\n另一条9月收支: {日期: 2025-09-05, 凭证号: 记-1}",
        repair: "另一条9月收支: {日期: 2025-09-05, 凭证号: 记-12}",
    },
    run: voucher_reused,
};

/// Item, accounts, year, month, number.
type Key = (String, Book, i32, u32, String);

fn voucher_reused(scope: &Scope<'_>, report: &mut Report<'_>) {
    let mut seen: BTreeMap<Key, (&Record, Span)> = BTreeMap::new();
    for record in scope.village.published() {
        if record.withdrawal.is_some() {
            continue;
        }
        let mut repeated: Vec<(String, Span, &Record, Span)> = Vec::new();
        for (_, table) in record.fields.tables() {
            for (key, span) in vouchers(record, table) {
                match seen.get(&key) {
                    Some((other, first)) if !std::ptr::eq(*other, record) => {
                        repeated.push((key.4, span, other, *first));
                    }
                    Some(_) => {}
                    None => {
                        seen.insert(key, (record, span));
                    }
                }
            }
        }
        tell(&repeated, report);
    }
}

/// One finding for a record: a month reported twice repeats every number in it.
fn tell(repeated: &[(String, Span, &Record, Span)], report: &mut Report<'_>) {
    let Some((number, span, other, first)) = repeated.first() else {
        return;
    };
    let more = match repeated.len() {
        1 => String::new(),
        count => format!("等 {count} 个"),
    };
    report
        .at(
            *span,
            format!(
                "凭证号`{number}`{more}在`{}`里已经公布过 1 次",
                other.title.value
            ),
        )
        .label(*first, "第一次")
        .help("核对是不是同一笔报了两次；号码抄错的改正，重复的删去一处");
}

fn vouchers<'a>(record: &'a Record, table: &'a Table) -> Vec<(Key, Span)> {
    let (Some(number), Some(date)) = (table.column("voucher_no"), table.column("date")) else {
        return Vec::new();
    };
    let book = record.book();
    let rows = table.entries().filter_map(|row| {
        let cell = row.cell(number);
        let day = row.cell(date).value.date()?;
        let key = (
            record.item_id().to_owned(),
            book.clone(),
            day.year(),
            day.month(),
            cell.value.to_string(),
        );
        cell.value.is_given().then_some((key, cell.span))
    });
    rows.collect()
}
