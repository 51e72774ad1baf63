//! A decision: each step with its day, words and vote, and how far the money has come.

use chrono::NaiveDate;

use crate::catalog::procedure::body::Body;
use crate::catalog::procedure::step::Step as StepDef;
use crate::model::matter::{Matter, Step};
use crate::model::record::{Fields, Record};
use crate::model::value::Value;
use crate::model::village::Village;
use crate::render::Context;
use crate::render::chart::ladder::{Rung, ladder};
use crate::render::chart::part::Tone;
use crate::render::chart::vote::{Verdict, Vote, vote};
use crate::render::page::record::amount;
use crate::render::paths;
use crate::render::say::fact;
use crate::render::view::matter::{MatterView, StepState, StepView};
use crate::render::view::statement::FigureView;
use crate::render::view::text::{Fact, Link, Run};
use crate::value::money::Money;

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
    for def in &defs {
        let step = matter.step(&def.id);
        // Two steps held as one are told once, under both names.
        let is_told = step.is_some_and(|step| step.ids.first() != Some(&def.id));
        if is_told {
            continue;
        }
        let number = steps.len() + 1;
        steps.push(one((number, def), step, record, village, context));
    }
    for index in 1..steps.len() {
        if steps[index].state != StepState::Done {
            steps[index - 1].joined = true;
        }
    }
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
        links: Vec::new(),
    };
    let Some(step) = step else { return view };
    view.days = days(&step.fields);
    view.text = text(&step.fields);
    view.facts = facts(step, village, context);
    if let Some(count) = tally(number, def, step, record, context) {
        view.ballot = in_words(&count);
        view.vote_html = vote(&count);
    }
    view.links = links(step, record);
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

fn facts(step: &Step, village: &Village, context: &Context<'_>) -> Vec<Fact> {
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
            Value::Reference(target) => village
                .record(&crate::model::address::normal(target))
                .map_or_else(|| target.clone(), |other| other.title.value.clone()),
            value => value.to_string(),
        };
        fact(field.def.name.clone(), text)
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

/// The bar of a vote: its full length is who was due, the dashed line is what was needed.
fn tally(
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
fn in_words(vote: &Vote) -> String {
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

fn enough(body: &Body, step: &Step) -> Option<bool> {
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

fn said(passed: Option<bool>, enough: Option<bool>) -> String {
    match (enough, passed) {
        (Some(true), Some(true)) => "到会人数够，通过".to_owned(),
        (_, Some(true)) => "通过".to_owned(),
        (_, Some(false)) => "没有通过".to_owned(),
        (_, None) => "未写明是否通过".to_owned(),
    }
}

fn links(step: &Step, record: &Record) -> Vec<Link> {
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
        .map(|file| {
            crate::render::say::link(
                file.rsplit('/').next().unwrap_or(file),
                format!("{root}{}", paths::encoded(file)),
            )
        })
        .collect()
}

/// How far the money has come: what the matter, and the records that cite it, say.
struct Ladder {
    budget: Option<Money>,
    contract: Option<Money>,
    paid: Option<Money>,
    settlement: Option<Money>,
}

impl Ladder {
    fn of(record: &Record, village: &Village) -> Self {
        let citing: Vec<&Record> = village
            .published()
            .filter(|other| {
                let mut references = other.references.iter();
                references.any(|reference| reference.target.value == record.address)
            })
            .collect();
        let own = |record: &Record, id: &str| {
            let steps = record.matter.iter().flat_map(|matter| &matter.steps);
            let fields = std::iter::once(&record.fields).chain(steps.map(|step| &step.fields));
            fields
                .filter_map(|fields| fields.money(id))
                .map(|money| money.value)
                .next_back()
        };
        let find =
            |id: &str| own(record, id).or_else(|| citing.iter().find_map(|other| own(other, id)));
        Self {
            budget: find("budget"),
            contract: find("contract_price"),
            paid: paid(record, &citing),
            settlement: find("settlement"),
        }
    }
}

fn money(record: &Record, village: &Village) -> Option<FigureView> {
    let ladder_of = Ladder::of(record, village);
    let rung = |label: &str, money: Option<Money>, note: &str, tone: Tone| {
        Some(Rung {
            label: label.to_owned(),
            fen: Some(money?.fen()),
            text: money?.to_string(),
            note: note.to_owned(),
            link: None,
            tone,
        })
    };
    let rungs: Vec<Rung> = [
        rung("预算", ladder_of.budget, "决议批准", Tone::Past),
        rung("合同", ladder_of.contract, "签订的合同价", Tone::Account),
        rung(
            "已付",
            ladder_of.paid,
            "逐笔账里引用这件事的支出，含监理、审核等费用",
            Tone::Expense,
        ),
        rung(
            "决算",
            ladder_of.settlement,
            "验收后的工程结算价",
            Tone::Balance,
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    if rungs.len() < 2 {
        return None;
    }
    Some(FigureView {
        title: "预算、合同、付款和决算".to_owned(),
        subtitle: "单位：元".to_owned(),
        html: ladder("项目资金", &rungs),
        source: "预算、合同和决算来自这件事和引用它的公开记录，已付是逐笔账里各笔相加，村里两本账之间的划转不算。".to_owned(),
    })
}

/// The sum of expenses whose rows cite the matter. Money that one of the village's books hands to another is not
/// spent yet: it shows as an expense here and as an income there, on the same day, and is left out.
fn paid(record: &Record, citing: &[&Record]) -> Option<Money> {
    let mut expenses: Vec<(Option<NaiveDate>, Money)> = Vec::new();
    let mut incomes: Vec<(Option<NaiveDate>, Money)> = Vec::new();
    for other in citing {
        for (_, table) in other.fields.tables() {
            let (Some(expense), Some(income), Some(reference)) = (
                table.column("expense"),
                table.column("income"),
                table.column("matter_id"),
            ) else {
                continue;
            };
            for row in table.entries() {
                let Value::Reference(target) = &row.cell(reference).value else {
                    continue;
                };
                if crate::model::address::normal(target) != record.address {
                    continue;
                }
                let date = table
                    .column("date")
                    .and_then(|column| row.cell(column).value.date());
                let amount = |column: usize| {
                    row.cell(column)
                        .value
                        .money()
                        .filter(|money| money.fen() != 0)
                };
                expenses.extend(amount(expense).map(|money| (date, money)));
                incomes.extend(amount(income).map(|money| (date, money)));
            }
        }
    }
    for received in incomes {
        if let Some(index) = expenses.iter().position(|paid| *paid == received) {
            expenses.swap_remove(index);
        }
    }
    let any = !expenses.is_empty();
    Money::checked_sum(expenses.into_iter().map(|(_, money)| money)).filter(|_| any)
}
