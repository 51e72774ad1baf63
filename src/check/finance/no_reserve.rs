//! F030: the reserve is set aside before the yield of a year is shared out.

use rust_decimal::Decimal;

use crate::check::identity::shown;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::summary::bare;
use crate::model::table::Table;
use crate::model::value::Value;
use crate::source::Spanned;

/// 当年收益先提取公积公益金再分配 (FIN-08).
pub(crate) static NO_RESERVE: Check = Check {
    rule: Rule {
        code: "F030",
        title: "分配了收益，未见提取公积公益金",
        level: Level::Error,
        basis: &["RCEOL-42"],
        explain: "集体当年的收益先按章程提取公积公益金，剩下的再分给成员。收益及收益分配表里当年有净收益、又向成员分配了的，`提取公积公益金`不能是零或者没有这一行。当年没有净收益、分的是往年余下的，不判断。2025年5月1日以前没有这样的规定，不判断。",
        example: "- {项目: 净收益, 本年金额: 200,000.00}\n- {项目: 向成员分配, 本年金额: 120,000.00}",
        repair: "- {项目: 净收益, 本年金额: 200,000.00}\n- {项目: 提取公积公益金, 本年金额: 60,000.00}\n- {项目: 向成员分配, 本年金额: 120,000.00}",
    },
    run: no_reserve,
};

const SHARED: &[&str] = &[
    "向成员分配",
    "成员分配",
    "农户分配",
    "向农户分配",
    "外来投资分利及成员分配",
];
const RESERVE: &[&str] = &["提取公积公益金", "提取公积金", "提取公益金"];
const YIELD: &[&str] = &["净收益", "本年净收益", "当年净收益"];

fn no_reserve(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        let Some(Value::Table(table)) =
            record.fields.get("income_distribution").map(|it| &it.value)
        else {
            continue;
        };
        let in_force = record
            .date()
            .and_then(|on| scope.catalog.source("RCEOL-42", on));
        let (Some(shared), Some(earned), Some(_)) =
            (amount(table, SHARED), amount(table, YIELD), in_force)
        else {
            continue;
        };
        if has_unread(table, RESERVE) {
            continue;
        }
        let reserve = amount(table, RESERVE).map_or(Decimal::ZERO, |reserve| reserve.value);
        let is_shared = shared.value > Decimal::ZERO && earned.value > Decimal::ZERO;
        if !is_shared || reserve > Decimal::ZERO {
            continue;
        }
        report
            .at(
                shared.span,
                format!(
                    "净收益 {} 元，向成员分配 {} 元，提取公积公益金 {} 元",
                    shown(earned.value, true),
                    shown(shared.value, true),
                    shown(reserve, true)
                ),
            )
            .label(earned.span, "净收益")
            .help("补上`提取公积公益金`这一行；确实没有提取的，按章程先提取再分配");
    }
}

/// The amount of this year in the row of one of these labels; several such rows count together.
fn amount(table: &Table, labels: &[&str]) -> Option<Spanned<Decimal>> {
    let column = table.column("current_year")?;
    let mut found: Option<Spanned<Decimal>> = None;
    for row in table
        .rows
        .iter()
        .filter(|row| is_labelled(table, row, labels))
    {
        let cell = row.cell(column);
        let Some(number) = cell.value.number() else {
            continue;
        };
        let sum = found.as_ref().map_or(Decimal::ZERO, |sum| sum.value);
        found = Some(Spanned::new(sum.checked_add(number)?, cell.span));
    }
    found
}

fn has_unread(table: &Table, labels: &[&str]) -> bool {
    let Some(column) = table.column("current_year") else {
        return true;
    };
    let mut rows = table
        .rows
        .iter()
        .filter(|row| is_labelled(table, row, labels));
    rows.any(|row| matches!(row.cell(column).value, Value::Unread))
}

/// `减：1.提取公积公益金` is 提取公积公益金.
fn is_labelled(table: &Table, row: &crate::model::table::Row, labels: &[&str]) -> bool {
    let Some(column) = table.column("item") else {
        return false;
    };
    let text = bare(&row.cell(column).value.to_string());
    let text = ["减：", "减:", "加：", "加:"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(&text);
    labels.contains(&bare(text).as_str())
}
