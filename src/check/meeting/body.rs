//! M006: the final body is one the kind of matter allows.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 这件事不能由这个会议决定 (M006).
pub(crate) static BODY: Check = Check {
    rule: Rule {
        code: "M006",
        title: "这件事不能由这个会议决定",
        level: Level::Error,
        basis: &["VCOL-28", "RCEOL-26", "RCEOL-28", "RCOL-30"],
        explain: "法律规定了哪些事由哪个会议决定。例如土地补偿费的使用只能由成员大会决定，不能由成员代表大会代替；村规民约由村民会议制定。",
        example: "事项类型: 土地补偿费分配使用办法\n- {步骤: 决议, 会议: 成员代表大会}",
        repair: "事项类型: 土地补偿费分配使用办法\n- {步骤: 决议, 会议: 成员大会}",
    },
    run: body,
};

fn body(scope: &Scope<'_>, report: &mut Report<'_>) {
    let procedure = &scope.catalog.procedure;
    for record in &scope.village.records {
        let Some(matter) = &record.matter else {
            continue;
        };
        let Some(kind) = matter.kind.as_ref() else {
            continue;
        };
        let (Some(def), Some(body)) = (
            procedure.matters.get(&kind.value),
            matter.resolution().and_then(|step| step.body.as_ref()),
        ) else {
            continue;
        };
        if def.final_bodies.is_empty() || def.final_bodies.contains(&body.value) {
            continue;
        }
        let name = |id: &str| {
            procedure
                .bodies
                .get(id)
                .map_or_else(|| id.to_owned(), |body| body.name.clone())
        };
        let allowed: Vec<String> = def.final_bodies.iter().map(|id| name(id)).collect();
        // Two laws disagree about who decides here: the tool shows it and leaves the choice to people.
        report
            .at(
                body.span,
                format!(
                    "`{}`由{}决定，这里是{}",
                    def.name,
                    allowed.join("或"),
                    name(&body.value)
                ),
            )
            .label(kind.span, "事项类型")
            .help(format!(
                "改由{}表决；事项类型选错的，改正事项类型",
                allowed.join("或")
            ))
            .basis(&def.basis)
            .warn_if(def.conflict.is_some() || !def.confidence.may_block());
    }
}
