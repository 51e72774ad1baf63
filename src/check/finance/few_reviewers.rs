//! F025: accounts are reviewed by more than one person.

use crate::catalog::item::Category;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::value::Value;

/// 民主理财审核人至少两人 (FIN-21); that none of them keeps the books is G003.
pub(crate) static FEW_REVIEWERS: Check = Check {
    rule: Rule {
        code: "F025",
        title: "民主理财审核人太少",
        // The rules ask for a group of members; that two make one is practice.
        level: Level::Warning,
        basis: &["CWGK-2011", "PRACTICE"],
        explain: "账目公布以前由民主理财小组审核，通常三至五人。写了`民主理财审核人`的，至少要有两个人的名字，一个人签不算小组审核。",
        example: "民主理财审核人: [钱五]",
        repair: "民主理财审核人: [钱五, 孙六]",
    },
    run: few_reviewers,
};

const LEAST: usize = 2;

fn few_reviewers(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        if record.category != Category::Finance {
            continue;
        }
        let Some(group) = record.fields.get("review_group") else {
            continue;
        };
        let count = match &group.value {
            Value::Persons(persons) => persons.len(),
            Value::Person(_) => 1,
            _ => continue,
        };
        if count < LEAST {
            report
                .at(
                    group.span,
                    format!("民主理财审核人 {count} 人，至少 {LEAST} 人"),
                )
                .help("补上参加审核的其他成员；只有一人审核的，再请一名成员审核");
        }
    }
}
