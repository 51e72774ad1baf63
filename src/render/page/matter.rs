//! A decision: each step with its day, words and vote, and how far the money has come.

use crate::catalog::procedure::step::Step as StepDef;
use crate::model::matter::{Matter, Step};
use crate::model::record::{Fields, Record};
use crate::model::value::Value;
use crate::model::village::Village;
use crate::render::Context;
use crate::render::chart::vote::vote;
use crate::render::page::funds::{Ladder, money};
use crate::render::page::record::{amount, named};
use crate::render::page::tally::{in_words, tally};
use crate::render::page::{attachments, pictures};
use crate::render::paths;
use crate::render::say::{fact, link};
use crate::render::view::matter::{MatterView, StepNotice, StepState, StepView};
use crate::render::view::text::{Fact, Link, Run};

/// Fields of a step that have a place of their own in it.
const SHOWN: &[&str] = &[
    "step_id",
    "held_on",
    "post_from",
    "post_until",
    "published_on",
    "due_count",
    "present_count",
    "eligible_count",
    "votes_for",
    "votes_against",
    "votes_abstain",
    "text",
    "opinion_summary",
    "resolution_text",
    "implementation",
    "signature_file",
    "evidence_files",
    "outcome",
    "report_reply",
    "replied_on",
    "reply_no",
    "vote_method",
];

/// The view, with the sentence that opens the page.
pub(crate) fn view(
    record: &Record,
    matter: &Matter,
    village: &Village,
    context: &Context<'_>,
) -> (Vec<Run>, MatterView) {
    let procedure = &context.catalog.procedure;
    let variant = procedure.variants.get(&matter.variant.value);
    let defs = variant
        .map(|variant| procedure.steps_of(variant))
        .unwrap_or_default();
    let defs: Vec<&StepDef> = defs
        .into_iter()
        .filter(|def| {
            def.order.is_some() && !(def.id == "archive" && matter.step(&def.id).is_none())
        })
        .collect();
    let mut steps: Vec<StepView> = Vec::new();
    let mut elsewhere = Vec::new();
    for def in &defs {
        let step = matter.step(&def.id);
        // Two steps held as one are told once, under both names.
        let is_told = step.is_some_and(|step| step.ids.first() != Some(&def.id));
        if is_told {
            continue;
        }
        let number = steps.len() + 1;
        steps.push(one((number, def), step, record, village, context));
        elsewhere.push(matches!(def.id.as_str(), "motion" | "implement"));
    }
    for index in 1..steps.len() {
        if steps[index].state != StepState::Done {
            steps[index - 1].joined = true;
        }
    }
    passed_over(&mut steps, &elsewhere);
    let done = steps
        .iter()
        .filter(|step| step.state == StepState::Done)
        .count();
    let name = variant.map_or("程序", |variant| variant.name.as_str());
    let view = MatterView {
        heading: if done == steps.len() {
            format!("{name}：{done} 步全部走完")
        } else {
            format!("{name}：走到第 {done} 步，共 {} 步", steps.len())
        },
        steps,
        money: money(record, village),
    };
    (lead(record, matter, village), view)
}

/// A step of which nothing is known though a later one was taken says so, unless it shows `elsewhere`: the motion is
/// the record itself, the work shows in its result.
fn passed_over(steps: &mut [StepView], elsewhere: &[bool]) {
    let last = steps.iter().rposition(|step| step.state == StepState::Done);
    let before = steps.iter_mut().zip(elsewhere).take(last.unwrap_or(0));
    for (step, is_elsewhere) in before {
        if step.state == StepState::Todo && !is_elsewhere {
            step.notice = Some(StepNotice {
                title: "未见这一步的记录".to_owned(),
                text: vec![Run::plain("后面的步骤已经有记录。")],
            });
        }
    }
}

/// What was decided, and where it stands.
fn lead(record: &Record, matter: &Matter, village: &Village) -> Vec<Run> {
    let mut runs = Vec::new();
    if let Some(text) = record
        .fields
        .text("text")
        .or_else(|| record.fields.text("body"))
        && let Some(first) = text.split_inclusive(['。', '！']).next()
        && first.chars().count() <= 90
    {
        runs.push(Run::plain(first.trim().to_owned()));
    }
    let state = if matter.step("disclose_result").is_some() {
        "已经办完，结果已公开。"
    } else if matter.step("implement").is_some() {
        "正在实施。"
    } else if matter.resolution().is_some() {
        "已作出决议，还没有公开实施结果。"
    } else {
        "还没有作出决议。"
    };
    let ladder = Ladder::of(record, village);
    for (label, money) in [("预算 ", ladder.budget), ("决算 ", ladder.settlement)] {
        if let Some(money) = money {
            runs.push(Run::plain(label));
            runs.push(Run::strong(amount(money)));
            runs.push(Run::plain("，"));
        }
    }
    runs.push(Run::strong(state));
    runs
}

fn one(
    (number, def): (usize, &StepDef),
    step: Option<&Step>,
    record: &Record,
    village: &Village,
    context: &Context<'_>,
) -> StepView {
    let title = match step.map(|step| step.ids.as_slice()) {
        Some([_, ..]) if step.is_some_and(|step| step.ids.len() > 1) => {
            let names = step.into_iter().flat_map(|step| &step.ids);
            let titles = names
                .filter_map(|id| Some(context.catalog.procedure.steps.get(id)?.title.as_str()));
            format!("{}（合并进行）", titles.collect::<Vec<_>>().join("、"))
        }
        _ => title(def, step, context),
    };
    let mut view = StepView {
        id: format!("s{number}"),
        no: number.to_string(),
        title,
        state: if step.is_some() {
            StepState::Done
        } else {
            StepState::Todo
        },
        joined: false,
        days: Vec::new(),
        text: Vec::new(),
        facts: Vec::new(),
        ballot: String::new(),
        vote_html: String::new(),
        notice: None,
        pictures: Vec::new(),
        links: Vec::new(),
    };
    let Some(step) = step else { return view };
    view.days = days(&step.fields);
    view.text = text(&step.fields);
    view.facts = facts(step, &paths::root(&record.address), village, context);
    if let Some(count) = tally(number, def, step, record, context) {
        view.ballot = in_words(&count);
        view.vote_html = vote(&count);
    }
    view.pictures = pictures::of_step(step, record, village);
    view.links = links(step, record, village);
    view
}

/// The title of a step; the final vote is named after the body that took it.
fn title(def: &StepDef, step: Option<&Step>, context: &Context<'_>) -> String {
    let body = step.and_then(|step| {
        context
            .catalog
            .procedure
            .bodies
            .get(&step.body.as_ref()?.value)
    });
    match (body, def.title.split_once(' ')) {
        (Some(body), Some((number, _))) if def.final_vote => format!("{number} {}决议", body.name),
        _ => def.title.clone(),
    }
}

fn days(fields: &Fields) -> Vec<Run> {
    let mut runs = Vec::new();
    if let Some(held) = fields.date("held_on") {
        runs.push(Run::unbroken(held.value.to_string()));
    }
    if let Some(from) = fields
        .date("post_from")
        .or_else(|| fields.date("published_on"))
    {
        if !runs.is_empty() {
            runs.push(Run::plain("，张贴 "));
        }
        runs.push(Run::unbroken(from.value.to_string()));
        if let Some(until) = fields.date("post_until") {
            runs.push(Run::plain(" 至 "));
            runs.push(Run::unbroken(until.value.to_string()));
            runs.push(Run::plain(format!(
                "，{} 天",
                (until.value - from.value).num_days()
            )));
        }
    }
    runs
}

fn text(fields: &Fields) -> Vec<Vec<Run>> {
    let mut sentences: Vec<Vec<Run>> = Vec::new();
    for id in [
        "text",
        "opinion_summary",
        "resolution_text",
        "implementation",
    ] {
        if let Some(text) = fields.text(id) {
            sentences.push(vec![Run::plain(text.value)]);
        }
    }
    if let Some(reply) = fields.text("report_reply") {
        let mut runs = vec![Run::plain("答复："), Run::strong(reply.value)];
        if let Some(date) = fields.date("replied_on") {
            runs.push(Run::plain("，"));
            runs.push(Run::unbroken(date.value.to_string()));
        }
        if let Some(number) = fields.text("reply_no") {
            runs.push(Run::plain(format!("，{}", number.value)));
        }
        sentences.push(runs);
    }
    sentences
}

fn facts(step: &Step, root: &str, village: &Village, context: &Context<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let body = step
        .body
        .as_ref()
        .and_then(|body| context.catalog.procedure.bodies.get(&body.value));
    if let Some(body) = body {
        facts.push(fact("会议", body.name.clone()));
    }
    for id in ["due_count", "present_count"] {
        if let Some(field) = step.fields.0.get(id)
            && let Value::Classes(_) = field.value.value
        {
            facts.push(fact(
                format!("{}（分类）", field.def.name),
                field.value.to_string(),
            ));
        }
    }
    let rest = step.fields.0.values().filter(|field| {
        !SHOWN.contains(&field.def.id.as_str())
            && field.value.is_given()
            && !matches!(field.value.value, Value::Table(_) | Value::Files(_))
    });
    facts.extend(rest.map(|field| {
        let text = match &field.value.value {
            Value::Money(money) => amount(*money),
            value => value.to_string(),
        };
        let mut fact = fact(field.def.name.clone(), text);
        if let Value::Reference(target) = &field.value.value
            && let Some(other) = named(target, village)
        {
            fact.value = vec![Run::plain(other.text)];
            fact.href = Some(format!("{root}{}", paths::page(&other.address)));
        }
        fact
    }));
    if let Some(method) = step.fields.text("vote_method") {
        facts.push(fact("表决方式", method.value));
    }
    if step.fields.count("votes_for").is_none()
        && let Some(outcome) = step.fields.text("outcome")
    {
        facts.push(fact("结果", outcome.value));
    }
    facts
}

fn links(step: &Step, record: &Record, village: &Village) -> Vec<Link> {
    let root = paths::root(&record.address);
    let files = step
        .fields
        .0
        .values()
        .filter(|field| field.def.id != "signature_file")
        .filter_map(|field| match &field.value.value {
            Value::Files(files) => Some(files),
            _ => None,
        });
    files
        .flatten()
        .filter(|file| !village.kept_inside.contains(&file.value))
        .filter_map(|file| {
            let asset = village.assets.get(&file.value)?;
            let name = file.rsplit('/').next().unwrap_or(file);
            let text = format!("{name}（{}）", attachments::in_words(file, asset));
            let href = format!("{root}{}", paths::encoded(file));
            asset.facts.picture.is_none().then(|| link(text, href))
        })
        .collect()
}
