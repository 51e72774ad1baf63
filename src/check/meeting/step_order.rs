//! M002: steps are dated in the order of the procedure.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 步骤的先后不对 (M002).
pub(crate) static STEP_ORDER: Check = Check {
    rule: Rule {
        code: "M002",
        title: "步骤的先后不对",
        level: Level::Error,
        basis: &["RURALPARTY-19"],
        explain: "各步按次序进行，后一步的日期不能早于前一步。同一天只允许允许合并的两步。",
        example: "- {步骤: 提议, 时间: 2026-05-12}\n- {步骤: 商议, 时间: 2026-05-10}",
        repair: "- {步骤: 提议, 时间: 2026-05-12}\n- {步骤: 商议, 时间: 2026-05-16}",
    },
    run: step_order,
};

fn step_order(scope: &Scope<'_>, report: &mut Report<'_>) {
    let procedure = &scope.catalog.procedure;
    for record in &scope.village.records {
        let Some(matter) = &record.matter else {
            continue;
        };
        let mut dated: Vec<_> = matter
            .steps
            .iter()
            .filter_map(|step| {
                let orders = step
                    .ids
                    .iter()
                    .filter_map(|id| procedure.steps.get(id)?.order);
                let def = step.ids.first().and_then(|id| procedure.steps.get(id))?;
                Some((orders.max()?, &def.name, step.dated()?))
            })
            .collect();
        dated.sort_by_key(|(order, ..)| *order);
        for pair in dated.windows(2) {
            let [(_, first, earlier), (_, second, later)] = pair else {
                continue;
            };
            if later.value < earlier.value {
                report
                    .at(
                        later.span,
                        format!(
                            "`{second}`（{}）早于`{first}`（{}）",
                            later.value, earlier.value
                        ),
                    )
                    .label(earlier.span, (*first).clone())
                    .help("核对两步的日期；确实颠倒的，重新履行后一步");
            }
        }
    }
}
