//! M009: steps held as one are steps that may be.

use crate::catalog::procedure::matter::MergePolicy;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 两步不能并在一次会上 (M009).
pub(crate) static MERGED: Check = Check {
    rule: Rule {
        code: "M009",
        title: "两步不能并在一次会上",
        level: Level::Error,
        basis: &["BRANCH-11", "VCOL-26"],
        explain: "只有提议和商议在书记、主任一人担任时可以合并开。审议和决议的表决人不同，商议和审议也不同，不能合并；决议公开和结果公开更不能合并。",
        example: "- {步骤: [审议, 决议], 时间: 2026-06-02}",
        repair: "- {步骤: 审议, 时间: 2026-05-22}\n- {步骤: 决议, 时间: 2026-06-02}",
    },
    run: merged,
};

fn merged(scope: &Scope<'_>, report: &mut Report<'_>) {
    let procedure = &scope.catalog.procedure;
    for record in &scope.village.records {
        let steps = record.matter.iter().flat_map(|matter| &matter.steps);
        for step in steps {
            let [one, two] = step.ids.as_slice() else {
                continue;
            };
            let rule = procedure.merge_rule(one, two);
            let name = |id: &str| {
                procedure
                    .steps
                    .get(id)
                    .map_or_else(|| id.to_owned(), |step| step.name.clone())
            };
            let (soft, why) = match rule.map(|rule| rule.policy) {
                Some(MergePolicy::SameDay) => continue,
                Some(MergePolicy::Allow) if scope.village.profile.secretary_is_director => continue,
                Some(MergePolicy::Allow) => (true, "书记、主任不是一人担任".to_owned()),
                Some(MergePolicy::Warn) => (true, "只有书记、主任一人担任时才合适".to_owned()),
                Some(MergePolicy::Forbid) => {
                    let reason = rule.and_then(|rule| rule.reason.clone());
                    (false, reason.unwrap_or_else(|| "程序不允许".to_owned()))
                }
                None => (false, "程序不允许".to_owned()),
            };
            let basis = rule.map(|rule| rule.basis.clone()).unwrap_or_default();
            let help = match rule.map(|rule| rule.policy) {
                Some(MergePolicy::Allow) => {
                    "分开开会，各记各的时间、人数和票数；村里书记兼主任的，在 village.yaml 写`一肩挑: 是`"
                }
                _ => "分开开会，各记各的时间、人数和票数",
            };
            report
                .at(
                    step.name,
                    format!("`{}`和`{}`并在了一次会上：{why}", name(one), name(two)),
                )
                .help(help)
                .basis(&basis)
                .warn_if(soft);
        }
    }
}
