//! F028: a levy stays below the caps of the province, and spares those who are exempt.

use rust_decimal::Decimal;

use crate::check::identity::shown;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::table::{Cell, Row, Table};
use crate::model::value::Value;
use crate::source::Spanned;

/// 筹资筹劳不超过省里的上限, 免除的不收 (AFF-02).
pub(crate) static LEVY_OVER_CAP: Check = Check {
    rule: Rule {
        code: "F028",
        title: "筹资筹劳超过上限，或向免除的户收了",
        level: Level::Error,
        basis: &["YSYY-2007"],
        explain: "一事一议每人筹资、每个劳力筹劳都有省里定的上限。县里在目录的参数`levy_cap_yuan`、`levy_labour_days`填了上限的才比较，没有填的不判断。写了减免却仍按全额应筹的、五保户和特困户写了应筹的、没有劳力却写了应出工的，不论有没有上限都会指出。",
        example: "筹资筹劳:\n  - {户主: 王一, 人口: 2, 人均标准: 15.00, 应筹: 30.00, 减免: 是, 减免原因: 特困供养}",
        repair: "筹资筹劳:\n  - {户主: 王一, 人口: 2, 人均标准: 15.00, 应筹: 0.00, 减免: 是, 减免原因: 特困供养}",
    },
    run: levy_over_cap,
};

fn levy_over_cap(scope: &Scope<'_>, report: &mut Report<'_>) {
    let profile = scope.village.profile.rules.as_str();
    for record in &scope.village.records {
        let Some(on) = record.date() else { continue };
        let cap = |name: &str| {
            let value = scope.catalog.param(name, profile, on)?;
            value.number.map(Decimal::from)
        };
        for (_, table) in record.fields.tables() {
            if table.def.id != "levy" {
                continue;
            }
            if let Some(most) = cap("levy_cap_yuan") {
                money(table, most, report);
            }
            if let Some(most) = cap("levy_labour_days") {
                labour(table, most, report);
            }
            for row in table.entries() {
                exempt(table, row, report);
            }
        }
    }
}

/// The rate is one for all rows: said once.
fn money(table: &Table, most: Decimal, report: &mut Report<'_>) {
    let mut rows = table.entries();
    let over = rows.find_map(|row| number(table, row, "rate").filter(|rate| rate.value > most));
    if let Some(rate) = over {
        report
            .at(
                rate.span,
                format!(
                    "人均标准 {} 元，上限是 {} 元",
                    shown(rate.value, true),
                    shown(most, true)
                ),
            )
            .help("降到上限以内，重新议定后公布；上限变了的，请县里更新参数`levy_cap_yuan`");
    }
}

fn labour(table: &Table, most: Decimal, report: &mut Report<'_>) {
    for row in table.entries() {
        let (Some(hands), Some(days)) = (
            number(table, row, "labour"),
            number(table, row, "labour_days_due"),
        ) else {
            continue;
        };
        let Some(bound) = hands.value.checked_mul(most) else {
            continue;
        };
        if bound.is_zero() || days.value <= bound {
            continue;
        }
        report
            .at(
                days.span,
                format!(
                    "应出工 {} 个，{} 个劳力最多 {} 个",
                    shown(days.value, false),
                    shown(hands.value, false),
                    shown(bound, false)
                ),
            )
            .label(hands.span, "劳力")
            .help("降到上限以内，重新议定后公布");
    }
}

/// Households that pay nothing, whatever the province says.
const SPARED: &[&str] = &["五保", "特困"];

fn exempt(table: &Table, row: &Row, report: &mut Report<'_>) {
    let zero = |cell: &Spanned<Decimal>| cell.value.is_zero();
    let labour_due = number(table, row, "labour_days_due").filter(|days| !zero(days));
    if let (Some(days), Some(hands)) = (labour_due, number(table, row, "labour"))
        && zero(&hands)
    {
        report
            .at(
                days.span,
                format!("劳力 0 个，应出工 {} 个", shown(days.value, false)),
            )
            .label(hands.span, "劳力")
            .help("没有劳力的不筹劳；核对劳力数和应出工");
    }
    let is_exempt =
        cell(table, row, "exempted").is_some_and(|cell| matches!(cell.value, Value::Bool(true)));
    let Some(due) = number(table, row, "fund_due").filter(|due| is_exempt && !zero(due)) else {
        return;
    };
    let amount = shown(due.value, true);
    let reason = cell(table, row, "reason").map(|cell| cell.value.to_string());
    if let Some(word) = reason.and_then(|reason| SPARED.iter().find(|word| reason.contains(**word)))
    {
        report
            .at(
                due.span,
                format!("{word}户应筹 0.00 元，写的是 {amount} 元"),
            )
            .help("免除筹资的户应筹写 0；已经收了的退还");
        return;
    }
    let (Some(persons), Some(rate)) = (number(table, row, "persons"), number(table, row, "rate"))
    else {
        return;
    };
    if persons.value.checked_mul(rate.value) == Some(due.value) {
        report
            .at(due.span, format!("写了减免，应筹仍是全额 {amount} 元"))
            .label(persons.span, "人口")
            .help("写减免以后的应筹；没有减免的，`减免`写`否`");
    }
}

fn cell<'a>(table: &Table, row: &'a Row, column: &str) -> Option<&'a Cell> {
    Some(row.cell(table.column(column)?))
}

fn number(table: &Table, row: &Row, column: &str) -> Option<Spanned<Decimal>> {
    let cell = cell(table, row, column)?;
    Some(Spanned::new(cell.value.number()?, cell.span))
}
