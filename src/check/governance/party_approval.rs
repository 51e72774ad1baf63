//! G015: what the party publishes is reviewed by one person and approved by another.

use crate::catalog::item::Category;
use crate::check::governance::offices::persons;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 党务公开的审核人和审批人不是一个人 (PTY-05).
pub(crate) static PARTY_APPROVAL: Check = Check {
    rule: Rule {
        code: "G015",
        title: "党务公开审核和签批是同一个人",
        level: Level::Warning,
        basis: &["DWGK-15"],
        explain: "党务公开先提出、再审核（含保密审查）、再审批、再实施。审核和审批由两个人做，一个人自己审自己批等于少了一道。",
        example: "审核人: 张三\n签批人: 张三",
        repair: "审核人: 周七\n签批人: 张三",
    },
    run: party_approval,
};

fn party_approval(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        if record.category != Category::Party {
            continue;
        }
        let approvers = persons(record, "approver");
        let reviewers = persons(record, "supervision_reviewer");
        let same = reviewers.iter().find_map(|reviewer| {
            let mut approvers = approvers.iter();
            let approver = approvers.find(|approver| approver.value == reviewer.value)?;
            Some((reviewer, approver))
        });
        if let Some((reviewer, approver)) = same {
            report
                .at(
                    approver.span,
                    format!("`审核人`和`签批人`都是`{}`", reviewer.value),
                )
                .label(reviewer.span, "审核人")
                .help("由另一名委员审核；人手不够的，用`豁免`写明原因");
        }
    }
}
