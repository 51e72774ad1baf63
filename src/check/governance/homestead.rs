//! G012: what was approved as a homestead had been posted as an application before.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::value::Value;
use crate::source::Span;

/// 宅基地申请先在本集体范围内公示 (AFF-01).
pub(crate) static HOMESTEAD: Check = Check {
    rule: Rule {
        code: "G012",
        title: "批准的宅基地未见申请公示",
        level: Level::Error,
        basis: &["LANDREG-34"],
        explain: "宅基地由农户申请，集体讨论后在本集体范围内公示，再报乡镇批准。批准名单里的每一户，都要有一条`宅基地申请公示`，公示在批准之前；批准文号也不能空着。同名的看村民小组。",
        example: "宅基地批准名单:\n  - {户主: 王一, 村民小组: 一组, …}（没有王一的申请公示）",
        repair: "公开事项: 宅基地申请公示\n申请户主: 王一\n村民小组: 一组",
    },
    run: homestead,
};

/// Applications by the head of the household: the group, the first day and the place.
type Applications = BTreeMap<String, Vec<(String, Option<NaiveDate>, Span)>>;

fn homestead(scope: &Scope<'_>, report: &mut Report<'_>) {
    let mut applications = Applications::new();
    for record in scope.village.published() {
        let is_application = record.item_id() == "affairs.homestead_application";
        let Some(name) = record.fields.text("applicant").filter(|_| is_application) else {
            continue;
        };
        let group = record.fields.text("group_or_building");
        let group = group.map_or_else(String::new, |group| group.value);
        let from = record.fields.date("notice_start").map(|date| date.value);
        applications.entry(name.value).or_default().push((
            group,
            from.or_else(|| record.date()),
            name.span,
        ));
    }
    for record in scope.village.published() {
        if record.item_id() == "affairs.homestead_result" {
            result(record, &applications, report);
        }
    }
}

fn result(record: &Record, applications: &Applications, report: &mut Report<'_>) {
    let Some(Value::Table(table)) = record.fields.get("homestead_list").map(|it| &it.value) else {
        return;
    };
    let (Some(name), Some(group)) = (table.column("head_name"), table.column("group")) else {
        return;
    };
    let until = record.period().and_then(|period| period.last_day());
    let until = until.or_else(|| record.date());
    for row in table.entries() {
        let cell = row.cell(name);
        if !cell.value.is_given() {
            continue;
        }
        let (who, group) = (cell.value.to_string(), row.cell(group).value.to_string());
        let known = applications.get(&who).into_iter().flatten();
        let own =
            known.filter(|(other, _, _)| group.is_empty() || other.is_empty() || *other == group);
        let own: Vec<_> = own.collect();
        let is_before = |from: &Option<NaiveDate>| match (from, until) {
            (Some(from), Some(until)) => *from <= until,
            _ => true,
        };
        if own.iter().any(|(_, from, _)| is_before(from)) {
            continue;
        }
        let Some((_, Some(from), place)) = own.first() else {
            report
                .at(cell.span, format!("批准了`{who}`（{group}），未见申请公示"))
                .help("补录当时张贴的`宅基地申请公示`；没有公示过的，补办公示");
            continue;
        };
        report
            .at(
                cell.span,
                format!("批准了`{who}`（{group}），申请公示却从 {from} 才开始"),
            )
            .label(*place, "申请公示")
            .help("核对期间和公示开始的日期");
    }
}
