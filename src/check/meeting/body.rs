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
        let Some(step) = matter.resolution() else {
            continue;
        };
        let Some(body) = step.body.as_ref() else {
            continue;
        };
        let kind = matter
            .kind
            .as_ref()
            .and_then(|kind| procedure.matters.get(&kind.value));
        let defs = (
            step.ids.last().and_then(|id| procedure.steps.get(id)),
            procedure.variants.get(&matter.variant.value),
        );
        let (Some(def), Some(variant)) = defs else {
            continue;
        };
        let allowed = procedure.bodies_for(def, variant, kind);
        if allowed.is_empty() || allowed.iter().any(|one| one.id == body.value) {
            continue;
        }
        let taken_by = procedure
            .bodies
            .get(&body.value)
            .map_or("", |body| body.name.as_str());
        let names: Vec<&str> = allowed.iter().map(|body| body.name.as_str()).collect();
        let names = names.join("或");
        let subject = kind.map_or(variant.name.as_str(), |kind| kind.name.as_str());
        let (basis, confidence) = match kind {
            Some(kind) => (&kind.basis, kind.confidence),
            None => (&variant.basis, variant.confidence),
        };
        // Where two laws disagree about who decides, the tool shows it and leaves the choice to people.
        let is_disputed = kind.is_some_and(|kind| kind.conflict.is_some());
        report
            .at(
                body.span,
                format!("`{subject}`由{names}决定，这里是{taken_by}"),
            )
            .label(
                matter
                    .kind
                    .as_ref()
                    .map_or(matter.variant.span, |kind| kind.span),
                "事项类型",
            )
            .help(format!("改由{names}表决；事项类型选错的，改正事项类型"))
            .basis(basis)
            .warn_if(is_disputed || !confidence.may_block());
    }
}
