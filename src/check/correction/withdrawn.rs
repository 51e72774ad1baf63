//! R003: nothing rests on a record that was withdrawn.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 撤回的记录仍被引用作依据.
pub(crate) static WITHDRAWN: Check = Check {
    rule: Rule {
        code: "R003",
        title: "引用的记录已经撤回",
        level: Level::Warning,
        basis: &["PRACTICE"],
        explain: "`决策事项`、`合同`等项引用的记录是这一笔的依据。依据撤回了，要么这一笔也要更正，要么改引用新的记录。只是`关联`的不提醒：新公开的记录可以指回撤回的那一条。",
        example: "决策事项: decision/2026-road（这条记录已撤回）",
        repair: "决策事项: decision/2026-road-2",
    },
    run: withdrawn,
};

/// Mentions another record without resting on it.
const RELATED: &str = "关联";

fn withdrawn(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        if record.withdrawal.is_some() {
            continue;
        }
        let firm = record.references.iter();
        for reference in firm.filter(|reference| reference.relation != RELATED) {
            let target = scope.village.record(&reference.target);
            let Some(gone) = target.and_then(|target| target.withdrawal.as_ref()) else {
                continue;
            };
            let day = gone
                .date
                .map_or_else(String::new, |day| format!("在 {day} "));
            report
                .at(
                    reference.target.span,
                    format!("`{}`引用的记录{day}已撤回", reference.relation),
                )
                .label(gone.span, "撤回")
                .help("改引用现在有效的记录；没有的，更正或撤回这一条");
        }
    }
}
