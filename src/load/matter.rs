//! The steps of a decision.

use crate::diagnostic::Problem;
use crate::load::keys::Keys;
use crate::load::names::nearest;
use crate::load::record;
use crate::load::rules::{CHOICE, REQUIRED};
use crate::load::value::{Context, shape};
use crate::model::matter::{Matter, Step};
use crate::model::record::Fields;
use crate::source::{Span, Spanned};
use crate::yaml::{self, Kind, Node};

/// Reads `步骤`; `None` when the record has none.
pub(crate) fn read(
    steps: Option<(Spanned<String>, Node)>,
    fields: &Fields,
    at: Span,
    context: Context<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Matter> {
    let (_, node) = steps?;
    let procedure = &context.catalog.procedure;
    let kind = fields.text("matter_type").and_then(|text| {
        let found = procedure.matter(&text).map(|matter| matter.id.clone());
        if found.is_none() {
            let names = procedure
                .matters
                .values()
                .map(|matter| matter.name.as_str());
            problems.push(no_such("事项类型", &text, names));
        }
        Some(Spanned::new(found?, text.span))
    });
    let variant = match fields.text("procedure") {
        Some(text) => {
            let found = procedure.variant(&text).map(|variant| variant.id.clone());
            if found.is_none() {
                let names = procedure
                    .variants
                    .values()
                    .map(|variant| variant.name.as_str());
                problems.push(no_such("决策程序", &text, names));
            }
            Spanned::new(found?, text.span)
        }
        None => Spanned::new(procedure.default_variant()?.id.clone(), at),
    };
    let steps = node
        .elements()
        .iter()
        .filter_map(|element| step(element, context, problems))
        .collect();
    Some(Matter {
        kind,
        variant,
        steps,
    })
}

fn step(node: &Node, context: Context<'_>, problems: &mut Vec<Problem>) -> Option<Step> {
    let Kind::Map(entries) = &node.kind else {
        problems.push(shape(node, "步骤", "一组`{步骤: 提议, 时间: …, 应到: …}`"));
        return None;
    };
    let mut keys = yaml::Fields::new(entries.clone());
    let Some((_, named)) = keys.take(&["步骤", "step"]) else {
        problems.push(
            Problem::new(&REQUIRED, node.span, "这一步没有写是哪一步")
                .help("加上`步骤: 提议`（动议、一报、提议、商议、审议、决议、决议公开、实施、实施结果公开）"),
        );
        return None;
    };
    let ids = step_ids(&named, context, problems)?;
    let procedure = &context.catalog.procedure;
    let written = keys.take(&["会议", "body"]);
    let has_body = written.is_some();
    let body = written.and_then(|(_, node)| {
        let text = node.text()?.trim().to_owned();
        let found = procedure.body(&text).map(|body| body.id.clone());
        if found.is_none() {
            let known = procedure.bodies.values().map(|body| body.name.as_str());
            problems.push(no_such("会议", &Spanned::new(text, node.span), known));
        }
        Some(Spanned::new(found?, node.span))
    });
    let defs: Vec<_> = ids.iter().filter_map(|id| procedure.step(id)).collect();
    let allowed: Vec<&String> = defs.iter().flat_map(|step| &step.fields).collect();
    let required: Vec<&String> = defs.iter().flat_map(|step| &step.required).collect();
    let given = Keys::of_fields(context.catalog, &allowed, &required);
    let fields = record::fields(keys, &given, context, problems);
    require(&given, &fields, has_body, &named, problems);
    Some(Step {
        ids,
        name: named.span,
        body,
        fields,
    })
}

fn require(
    given: &Keys<'_>,
    fields: &Fields,
    has_body: bool,
    named: &Node,
    problems: &mut Vec<Problem>,
) {
    let step: Vec<&str> = named.elements().iter().filter_map(Node::text).collect();
    let is_lacking = |id: &str| !(fields.has(id) || has_body && id == "body");
    let lacking = given
        .required()
        .iter()
        .filter(|field| is_lacking(&field.id));
    let quoted: Vec<String> = lacking.map(|field| format!("`{}`", field.name)).collect();
    if quoted.is_empty() {
        return;
    }
    let quoted = quoted.join("、");
    let message = format!("`{}`这一步缺少{quoted}", step.join("、"));
    problems.push(Problem::new(&REQUIRED, named.span, message).help(format!("补上{quoted}")));
}

/// One step, or the two that one meeting merged.
fn step_ids(
    named: &Node,
    context: Context<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Vec<String>> {
    let procedure = &context.catalog.procedure;
    let mut ids = Vec::new();
    for element in named.elements() {
        let text = element.text().unwrap_or_default().trim().to_owned();
        if let Some(step) = procedure.step(&text) {
            ids.push(step.id.clone());
        } else {
            let known = procedure.steps.values().map(|step| step.name.as_str());
            problems.push(no_such("步骤", &Spanned::new(text, element.span), known));
            return None;
        }
    }
    (!ids.is_empty()).then_some(ids)
}

fn no_such<'a>(
    what: &str,
    text: &Spanned<String>,
    names: impl Iterator<Item = &'a str> + Clone,
) -> Problem {
    let help = match nearest(text, names.clone()) {
        Some(likely) => format!("是不是想写`{likely}`？"),
        None => format!("可以写: {}", names.collect::<Vec<_>>().join("、")),
    };
    Problem::new(
        &CHOICE,
        text.span,
        format!("`{what}`里没有`{}`", text.value),
    )
    .help(help)
}
