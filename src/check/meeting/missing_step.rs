//! M001: every step of the chosen procedure up to the last one taken is there.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 缺少一个步骤 (M001).
pub(crate) static MISSING_STEP: Check = Check {
    rule: Rule {
        code: "M001",
        title: "缺少一个步骤",
        level: Level::Error,
        basis: &["RURALPARTY-19", "VCOL-28"],
        explain: "一件大事按选定的程序一步一步来。后面的步骤已经有了，前面的却没有，说明跳过了一步，或者漏记了。还没有走到的步骤不算缺。",
        example: "步骤: [{步骤: 提议, …}, {步骤: 决议, …}]",
        repair: "步骤: [{步骤: 提议, …}, {步骤: 商议, …}, {步骤: 审议, …}, {步骤: 决议, …}]",
    },
    run: missing_step,
};

fn missing_step(scope: &Scope<'_>, report: &mut Report<'_>) {
    let procedure = &scope.catalog.procedure;
    for record in &scope.village.records {
        let Some(matter) = &record.matter else {
            continue;
        };
        let Some(variant) = procedure.variants.get(&matter.variant.value) else {
            continue;
        };
        let steps = procedure.steps_of(variant);
        let last = steps
            .iter()
            .rposition(|step| matter.step(&step.id).is_some());
        let Some(last) = last else { continue };
        for (index, step) in steps.iter().enumerate().take(last) {
            // The motion is the record itself, the work shows in its result; filing is not dated.
            let shows_elsewhere = matches!(step.id.as_str(), "motion" | "implement");
            if matter.step(&step.id).is_some() || step.order.is_none() || shows_elsewhere {
                continue;
            }
            let after = steps
                .iter()
                .skip(index + 1)
                .find_map(|step| matter.step(&step.id));
            let span = after.map_or(matter.variant.span, |step| step.name);
            let note = report
                .at(
                    span,
                    format!("`{}`要有`{}`这一步，这件事没有", variant.name, step.name),
                )
                .help(format!(
                    "补记`{}`；确实没有走的，先补上这一步，或改选实际走的`决策程序`",
                    step.name
                ))
                .basis(&step.basis)
                .warn_if(!step.confidence.may_block());
            if record.fields.has("procedure") {
                note.label(matter.variant.span, "决策程序");
            }
        }
    }
}
