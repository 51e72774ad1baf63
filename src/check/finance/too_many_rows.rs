//! F027: where much is received and paid, the accounts come out every month.

use std::collections::BTreeMap;

use chrono::Datelike as _;

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::table::Table;

/// 收支较多的每月公布 (FIN-20).
pub(crate) static TOO_MANY_ROWS: Check = Check {
    rule: Rule {
        code: "F027",
        title: "收支较多，应每月公布",
        level: Level::Warning,
        basis: &["VCOL-35", "CWGK-2011"],
        explain: "村的财务每季度公布一次，收支较多的每月公布。法律没有定多少算多，这里按参数`many_transactions`的笔数提醒，县里可以改。",
        example: "期间: 2025年第三季度（7月有 34 笔）",
        repair: "期间: 2025-07\n期间: 2025-08\n期间: 2025-09",
    },
    run: too_many_rows,
};

fn too_many_rows(scope: &Scope<'_>, report: &mut Report<'_>) {
    let profile = scope.village.profile.rules.as_str();
    for record in scope.village.published() {
        let Some(on) = record.date() else { continue };
        let param = scope.catalog.param("many_transactions", profile, on);
        let Some(most) = param.and_then(|param| param.number) else {
            continue;
        };
        let is_monthly = record
            .period()
            .and_then(|period| period.months())
            .is_none_or(|months| months <= 1);
        if is_monthly {
            continue;
        }
        for (_, table) in record.fields.tables() {
            if table.def.id == "cash_detail" {
                busiest(
                    record,
                    table,
                    usize::try_from(most).unwrap_or(usize::MAX),
                    report,
                );
            }
        }
    }
}

fn busiest(record: &Record, table: &Table, most: usize, report: &mut Report<'_>) {
    let Some(date) = table.column("date") else {
        return;
    };
    let mut months: BTreeMap<(i32, u32), usize> = BTreeMap::new();
    for day in table
        .entries()
        .filter_map(|row| row.cell(date).value.date())
    {
        *months.entry((day.year(), day.month())).or_default() += 1;
    }
    let Some(((_, month), count)) = months.into_iter().max_by_key(|(_, count)| *count) else {
        return;
    };
    let Some(period) = record.fields.get("period_or_event_date") else {
        return;
    };
    if count > most {
        report
            .at(
                period.span,
                format!("{month} 月有 {count} 笔，超过 {most} 笔，应每月公布"),
            )
            .help("以后按月公布；这一期的也可以分成几个月各写一条");
    }
}
