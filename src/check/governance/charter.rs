//! G011: a charter was voted on, checked for women's rights, and filed.

use crate::check::governance::offices::is_bound;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::value::Value;

/// 章程和村规民约要表决、备案、自查妇女权益 (CHT-01).
pub(crate) static CHARTER: Check = Check {
    rule: Rule {
        code: "G011",
        title: "章程或村规民约的手续不全",
        level: Level::Error,
        basis: &["VCOL-31", "RCOL-31", "WOMEN-56"],
        explain: "自治章程、村规民约由村民会议制定和修改，报乡镇（街道）备案；居民公约由居民会议制定，一样备案。内容不得侵犯妇女的权益。没有表决票数、也没有引用决策事项的，是错误；自查写`否`的，是错误；备案和自查没有写的，提醒。",
        example: "通过日期: 2026-03-22\n妇女权益条款自查: 否",
        repair: "通过日期: 2026-03-22\n同意: 639\n实到: 684\n妇女权益条款自查: 是\n备案日期: 2026-03-28\n备案机关: 东乡人民政府",
    },
    run: charter,
};

fn charter(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        if record.item_id() != "affairs.charter" || record.withdrawal.is_some() {
            continue;
        }
        let soft = record.date().is_none_or(|on| !is_bound(scope, on));
        vote(scope, record, soft, report);
        women(record, report);
        filing(record, report);
    }
}

fn vote(scope: &Scope<'_>, record: &Record, soft: bool, report: &mut Report<'_>) {
    let cites_decision = record.references.iter().any(|reference| {
        let target = scope.village.record(&reference.target);
        target.is_some_and(|target| {
            target.matter.is_some() || target.item_id() == "decision.assembly"
        })
    });
    let missing: Vec<&str> = [("votes_for", "同意"), ("present_count", "实到")]
        .into_iter()
        .filter(|(id, _)| !record.fields.has(id))
        .map(|(_, name)| name)
        .collect();
    if missing.is_empty() || cites_decision || record.matter.is_some() {
        return;
    }
    report
        .at(
            record.item_span,
            format!("表决情况缺少{}", missing.join("、")),
        )
        .help("补上村(居)民会议表决的`实到`和`同意`，或用`关联`引用那次会议的记录")
        .basis(&["VCOL-31", "RCOL-31"])
        .warn_if(soft);
}

fn women(record: &Record, report: &mut Report<'_>) {
    match record.fields.get("women_rights_check") {
        Some(checked) if matches!(checked.value, Value::Bool(false)) => {
            report
                .at(checked.span, "妇女权益条款自查的结果是`否`")
                .help("把侵犯妇女权益的条款改掉，重新表决后再公布")
                .basis(&["WOMEN-56"]);
        }
        Some(_) => {}
        None if record.fields.has("women_rights_check") => {}
        None => {
            report
                .at(record.item_span, "未见妇女权益条款自查")
                .help("逐条看有没有按婚姻状况少给妇女权益的，写上`妇女权益条款自查: 是`")
                .basis(&["WOMEN-56"])
                .warn_if(true);
        }
    }
}

/// The law sets no day for the filing, so a text may hang before it was filed.
fn filing(record: &Record, report: &mut Report<'_>) {
    let missing: Vec<&str> = [("filed_on", "备案日期"), ("filing_office", "备案机关")]
        .into_iter()
        .filter(|(id, _)| !record.fields.has(id))
        .map(|(_, name)| name)
        .collect();
    if missing.is_empty() {
        return;
    }
    report
        .at(
            record.item_span,
            format!("备案情况缺少{}", missing.join("、")),
        )
        .help("报乡镇（街道）备案后补上`备案日期`和`备案机关`")
        .basis(&["VCOL-31", "RCOL-31"])
        .warn_if(true);
}
