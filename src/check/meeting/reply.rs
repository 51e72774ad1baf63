//! M011: the town's reply is favourable before what it blocks.

use crate::catalog::procedure::step::ReplyKind;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 上级没有同意，后面的步骤却走了 (M011).
pub(crate) static REPLY: Check = Check {
    rule: Rule {
        code: "M011",
        title: "上级没有同意，后面的步骤却走了",
        // Where the town only looks it through or files it, this is lowered to a warning.
        level: Level::Error,
        basis: &["RURALPARTY-10"],
        explain: "一报是报乡镇（街道）党（工）委。答复不同意、或者还没有答复，就不应往下走。上级实行审批的，这是错误；实行预审和备案的，提醒。",
        example: "- {步骤: 一报, 时间: 2026-05-08, 答复意见: 不同意}\n- {步骤: 提议, …}",
        repair: "- {步骤: 一报, 时间: 2026-05-08, 答复意见: 同意, 答复日期: 2026-05-10}",
    },
    run: reply,
};

fn reply(scope: &Scope<'_>, report: &mut Report<'_>) {
    let procedure = &scope.catalog.procedure;
    for record in &scope.village.records {
        let Some(matter) = &record.matter else {
            continue;
        };
        for step in &matter.steps {
            let Some((def, reply)) = step.ids.iter().find_map(|id| {
                let def = procedure.steps.get(id)?;
                Some((def, def.reply.as_ref()?))
            }) else {
                continue;
            };
            let Some(next) = reply.blocks.iter().find_map(|id| matter.step(id)) else {
                continue;
            };
            let is_approval = reply.kind == ReplyKind::Approval;
            let soft = !is_approval || !def.confidence.may_block();
            let basis: &[String] = if is_approval { &def.basis } else { &[] };
            match step.fields.text("report_reply") {
                Some(text) if reply.adverse.contains(&text.value) => {
                    report
                        .at(
                            text.span,
                            format!("答复是`{}`，后面的步骤却走了", text.value),
                        )
                        .label(next.name, "后面的步骤")
                        .help("按答复修改方案后重新报告")
                        .basis(basis)
                        .warn_if(soft);
                }
                Some(_) => {}
                None => {
                    report
                        .at(step.name, "报告没有写答复，后面的步骤却走了")
                        .label(next.name, "后面的步骤")
                        .help("补上`答复意见`和`答复日期`")
                        .basis(basis)
                        .warn_if(soft);
                }
            }
        }
    }
}
