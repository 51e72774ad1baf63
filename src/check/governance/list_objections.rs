//! G023: objections to the list of voters may be raised for five days, and are ruled on within three.

use chrono::NaiveDate;

use crate::check::governance::{elections, offices::is_bound};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::value::Value;

/// 对名单有异议的五日内申诉, 三日内作出处理 (ELE-01).
pub(crate) static LIST_OBJECTIONS: Check = Check {
    rule: Rule {
        code: "G023",
        title: "参选名单的异议期不够或处理超期",
        level: Level::Error,
        basis: &["VCOL-17", "RCOL-17"],
        explain: "对登记参选名单有异议的，自名单公布之日起五日内提出，选举委员会自收到之日起三日内作出处理并公布结果。`异议期止`不能早于公布后第五天；`异议登记`里的每一条，处理日期减提出日期不超过三天。选举已经结束、处理已经晚了的只提醒，照样公布。",
        example: "公布日期: 2026-03-01\n异议期止: 2026-03-04\n异议登记:\n  - {提出日期: 2026-03-02, 内容: 漏登一人, 处理日期: 2026-03-09, 处理结果: 补登}",
        repair: "公布日期: 2026-03-01\n异议期止: 2026-03-06\n异议登记:\n  - {提出日期: 2026-03-02, 内容: 漏登一人, 处理日期: 2026-03-04, 处理结果: 补登}",
    },
    run: list_objections,
};

fn list_objections(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (record, day) in elections::records(scope, "affairs.election_voters") {
        let soft = day.value <= scope.today || !is_bound(scope, day.value);
        window(scope, record, soft, report);
        rulings(scope, record, soft, report);
    }
}

fn window(scope: &Scope<'_>, record: &Record, soft: bool, report: &mut Report<'_>) {
    let (Some(published), Some(until)) = (
        record.fields.date("published_on"),
        record.fields.date("objection_until"),
    ) else {
        return;
    };
    let Some(needed) = days(scope, "list_objection_days", published.value) else {
        return;
    };
    let open = (until.value - published.value).num_days();
    if open >= needed {
        return;
    }
    report
        .at(
            until.span,
            format!("名单公布后 {open} 天截止提异议，期限是 {needed} 天"),
        )
        .label(published.span, format!("公布日期 {}", published.value))
        .help(format!("异议期留足 {needed} 天，更新`异议期止`"))
        .warn_if(soft);
}

fn rulings(scope: &Scope<'_>, record: &Record, soft: bool, report: &mut Report<'_>) {
    let Some(Value::Table(table)) = record.fields.get("objections").map(|it| &it.value) else {
        return;
    };
    let (Some(raised), Some(ruled)) = (table.column("raised_on"), table.column("ruled_on")) else {
        return;
    };
    for row in table.entries() {
        let (first, last) = (row.cell(raised), row.cell(ruled));
        let Some(from) = first.value.date() else {
            continue;
        };
        let Some(allowed) = days(scope, "list_ruling_days", from) else {
            continue;
        };
        let taken = |until: NaiveDate| (until - from).num_days();
        if let Some(until) = last.value.date() {
            if taken(until) > allowed {
                report
                    .at(
                        last.span,
                        format!("异议提出后 {} 天才处理，期限是 {allowed} 天", taken(until)),
                    )
                    .label(first.span, "提出日期")
                    .help("核对两个日期；确实晚了的，在`异议处理`里写明原因，再用`豁免`记下")
                    // What happened late cannot be undone.
                    .warn_if(true);
            }
        } else if matches!(last.value, Value::Blank) && taken(scope.today) > allowed {
            report
                .at(
                    first.span,
                    format!(
                        "异议提出 {} 天，未见处理，期限是 {allowed} 天",
                        taken(scope.today)
                    ),
                )
                .help("作出处理后补上`处理日期`和`处理结果`")
                .warn_if(soft);
        }
    }
}

fn days(scope: &Scope<'_>, param: &str, on: NaiveDate) -> Option<i64> {
    let profile = scope.village.profile.rules.as_str();
    let value = scope.catalog.param(param, profile, on)?;
    value.number.map(i64::from)
}
