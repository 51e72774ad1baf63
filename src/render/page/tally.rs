//! The vote of a step: its bar, its words, and whether enough came.

use crate::catalog::procedure::body::Body;
use crate::catalog::procedure::step::Step as StepDef;
use crate::model::matter::Step;
use crate::model::record::Record;
use crate::render::Context;
use crate::render::chart::vote::{Verdict, Vote};

/// The bar of a vote: its full length is who was due, the dashed line is what was needed.
pub(super) fn tally(
    number: usize,
    def: &StepDef,
    step: &Step,
    record: &Record,
    context: &Context<'_>,
) -> Option<Vote> {
    let count = |id: &str| {
        step.fields
            .count(id)
            .and_then(|count| u32::try_from(count.value).ok())
    };
    let procedure = &context.catalog.procedure;
    let named = step.body.as_ref().map(|body| body.value.as_str());
    let body = named
        .or(def.body.as_deref())
        .and_then(|id| procedure.bodies.get(id))?;
    let due = count("due_count").or_else(|| count("eligible_count"))?;
    let present = count("present_count")?;
    let yes = count("votes_for")?;
    let kind = record
        .matter
        .as_ref()
        .and_then(|matter| matter.kind.as_ref());
    let matter = kind.and_then(|kind| procedure.matters.get(&kind.value));
    let share = match matter
        .and_then(|matter| matter.pass.as_ref())
        .filter(|_| def.final_vote)
    {
        Some(share) => share,
        None => body.pass_for(kind.map_or("", |kind| kind.value.as_str())),
    };
    let of = procedure.denominators.get(&share.of);
    let whole = of.and_then(|of| of.whole.iter().find_map(|id| count(id)));
    let line = whole.and_then(|whole| u32::try_from(share.needed(u64::from(whole))).ok());
    let rejected = step
        .fields
        .text("outcome")
        .is_some_and(|text| matches!(text.as_str(), "否决" | "退回" | "搁置"));
    let passed = line.map(|line| yes >= line && !rejected);
    Some(Vote {
        id: format!("v{number}"),
        body: body.name.clone(),
        due,
        present,
        yes,
        no: count("votes_against").unwrap_or(0),
        abstained: count("votes_abstain").unwrap_or(0),
        line,
        verdict: match passed {
            Some(true) => Verdict::Passed,
            Some(false) => Verdict::Failed,
            None => Verdict::Open,
        },
        said: said(passed, enough(body, step)),
        rule: format!(
            "{}{}同意为通过",
            of.map_or("到会人员", |of| of.name.as_str()),
            share.text()
        ),
    })
}

/// The vote on one line, for paper.
pub(super) fn in_words(vote: &Vote) -> String {
    let end = match vote.verdict {
        Verdict::Passed => "通过",
        Verdict::Failed => "没有通过",
        Verdict::Open => "未写明是否通过",
    };
    format!(
        "应到 {}，实到 {}；同意 {}，反对 {}，弃权 {}；{end}",
        vote.due, vote.present, vote.yes, vote.no, vote.abstained
    )
}

/// Whether as many came as must; `None` where the record does not say.
pub(super) fn enough(body: &Body, step: &Step) -> Option<bool> {
    let quorum = body.attendance.first()?;
    let due = step
        .fields
        .count("due_count")
        .or_else(|| step.fields.count("eligible_count"))?;
    let present = step.fields.count("present_count")?;
    let number = |count: i64| u64::try_from(count).unwrap_or(0);
    Some(
        quorum
            .share
            .reached(number(present.value), number(due.value)),
    )
}

/// The outcome in words, for people who do not see the bar.
pub(super) fn said(passed: Option<bool>, enough: Option<bool>) -> String {
    match (enough, passed) {
        (Some(true), Some(true)) => "到会人数够，通过".to_owned(),
        (_, Some(true)) => "通过".to_owned(),
        (_, Some(false)) => "没有通过".to_owned(),
        (_, None) => "未写明是否通过".to_owned(),
    }
}
