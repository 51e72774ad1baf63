//! R001: corrections follow the publication, and each other.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::{Correction, Record};

/// 更正在公布之后, 一次比一次晚 (PUB-09, FIN-24).
pub(crate) static CORRECTION_ORDER: Check = Check {
    rule: Rule {
        code: "R001",
        title: "更正的日期先后不对",
        level: Level::Error,
        basis: &["ACCT-14", "SD-CWGK-13"],
        explain: "更正和撤回在第一次公布之后，一次比一次晚，按先后写。所属期间还没有结束的，不会已经公布；撤回不早于公布。",
        example: "期间: 2026-04\n更正:\n  - {日期: 2026-04-12, 原因: 抄错, 批准人: 张三}",
        repair: "期间: 2026-04\n更正:\n  - {日期: 2026-05-12, 原因: 抄错, 批准人: 张三}",
    },
    run: correction_order,
};

fn correction_order(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        first(record, report);
        let changes: Vec<&Correction> = record
            .corrections
            .iter()
            .chain(&record.withdrawal)
            .collect();
        for pair in changes.windows(2) {
            let [before, after] = pair else { continue };
            let (Some(earlier), Some(later)) = (before.date, after.date) else {
                continue;
            };
            if later < earlier {
                report
                    .at(
                        after.span,
                        format!("后写的一次（{later}）早于先写的一次（{earlier}）"),
                    )
                    .label(before.span, "先写的一次")
                    .help("按日期先后排列；日期写错了的改正")
                    .basis(super::basis(record));
            }
        }
    }
}

/// A version put up after a correction bears its own date of publication, so the correction of a period is held against
/// the end of the period; a withdrawal always follows what it withdraws.
fn first(record: &Record, report: &mut Report<'_>) {
    let period = record.fields.get("period_or_event_date");
    let last = record.period().filter(|period| period.days() > Some(1));
    let last = last.and_then(|period| period.last_day());
    if let (Some(period), Some(last)) = (period, last) {
        for change in &record.corrections {
            let Some(on) = change.date.filter(|on| *on < last) else {
                continue;
            };
            report
                .at(
                    change.span,
                    format!("更正（{on}）早于所属期间结束（{last}）"),
                )
                .label(period.span, "所属期间")
                .help("核对两个日期；期间还没有结束，不会已经公布过")
                .basis(super::basis(record));
        }
    }
    let published = record.fields.date("published_on");
    if let (Some(published), Some(withdrawal)) = (published, &record.withdrawal)
        && let Some(on) = withdrawal.date.filter(|on| *on < published.value)
    {
        report
            .at(
                withdrawal.span,
                format!("撤回（{on}）早于公布（{}）", published.value),
            )
            .label(published.span, "公布日期")
            .help("核对两个日期")
            .basis(super::basis(record));
    }
}
