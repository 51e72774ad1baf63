//! The steps of a decision; a step is known by what it is.

use crate::catalog::procedure::Procedure;
use crate::model::difference::{Difference, Found, Of};
use crate::model::matter::{Matter, Step};

/// Compares two decisions.
pub(super) fn compare(
    old: Option<&Matter>,
    new: Option<&Matter>,
    procedure: &Procedure,
    found: &mut Found<'_>,
) {
    let [old, new] = [old, new].map(|matter| matter.map_or(&[][..], |matter| &matter.steps));
    for step in new {
        let name = name(step, procedure);
        let Some(former) = old.iter().find(|former| former.ids == step.ids) else {
            let day = step.date().map(|day| format!("{day} ")).unwrap_or_default();
            found.differences.push(Difference {
                place: format!("步骤 {name}"),
                before: String::new(),
                after: format!("{day}补上这一步"),
                change: None,
                of: Of::NewStep,
                span: step.name,
            });
            continue;
        };
        let at = step.body.as_ref().map_or(step.name, |body| body.span);
        let bodies = [former, step].map(|step| body(step, procedure));
        found.note(&format!("{name} 主体"), &bodies[0], &bodies[1], at);
        found.fields(&format!("{name} "), &former.fields, &step.fields);
    }
    let span = found.new.item_span;
    for former in old {
        if !new.iter().any(|step| step.ids == former.ids) {
            let place = format!("步骤 {}（删去）", name(former, procedure));
            found.note(&place, "有这一步", "", span);
        }
    }
}

fn name(step: &Step, procedure: &Procedure) -> String {
    let names = step.ids.iter().map(|id| {
        procedure
            .steps
            .get(id)
            .map_or(id.as_str(), |def| def.name.as_str())
    });
    names.collect::<Vec<_>>().join("、")
}

fn body(step: &Step, procedure: &Procedure) -> String {
    let Some(body) = &step.body else {
        return String::new();
    };
    procedure
        .bodies
        .get(&body.value)
        .map_or_else(|| body.value.clone(), |def| def.name.clone())
}
