//! The order of load, check, render and seal for one village, and nothing else: a pure function of its input.

mod keep;
mod waiver;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::{self, Calendar};
use crate::catalog::Catalog;
use crate::check;
use crate::diagnostic::{Cited, Finding, Findings, Level, Place, Problem};
use crate::ledger::version::Archive;
use crate::load;
use crate::model::board::Board;
use crate::model::village::{Kind, Village};
use crate::render::{self, Rendered, Theme};
use crate::repair;
use crate::seal::{self, Hand, Plan};
use crate::site::Site;
use crate::source::{SourceTree, Span};
use crate::yaml;

pub(crate) use keep::{Keep, Listed, keep};
pub(crate) use waiver::Rules;

/// Everything a site is made from.
#[derive(Debug)]
pub(crate) struct Input {
    /// Address of the village.
    pub(crate) id: String,
    /// Its files.
    pub(crate) tree: SourceTree,
    /// What was sealed before.
    pub(crate) archive: Archive,
    /// The town.
    pub(crate) board: Arc<Board>,
    /// The catalogue with the county's overlay.
    pub(crate) catalog: Arc<Catalog>,
    /// The day of the build.
    pub(crate) today: NaiveDate,
}

/// What comes out: findings always, a site unless one of them is an error.
#[derive(Debug)]
pub(crate) struct Build {
    /// Everything that was found.
    pub(crate) findings: Findings,
    /// The pages, `None` where an error stops publishing.
    pub(crate) site: Option<Site>,
    /// What the town's pages need of the village.
    pub(crate) summary: serde_json::Value,
    /// How many records the pages show.
    pub(crate) records: usize,
}

/// Every rule that can be found in a village or its town, by code.
pub(crate) fn rules() -> Rules {
    let read = yaml::rules::RULES.iter().chain(load::rules::RULES).copied();
    let checked = check::CHECKS.iter().map(|check| &check.rule);
    read.chain(checked).map(|rule| (rule.code, rule)).collect()
}

/// Reads a village and draws its due calendar.
pub(crate) fn due(input: &Input) -> Calendar {
    let loaded = load::village(
        &input.tree,
        &input.archive,
        &input.id,
        &input.board,
        &input.catalog,
    );
    calendar::calendar(&loaded.village, &input.catalog, input.today)
}

/// Reads and checks a village.
pub(crate) fn check(input: &Input) -> Findings {
    checked(input).1
}

/// Reads, checks and renders a village.
///
/// # Errors
/// When a template of the theme cannot be rendered; the message names it.
pub(crate) fn build(input: &Input, theme: &Theme) -> anyhow::Result<Build> {
    let (village, findings) = checked(input);
    let records = village.published().count();
    if findings.count(Level::Error) > 0 {
        return Ok(Build {
            summary: render::summary(&village, &context(input)),
            findings,
            site: None,
            records,
        });
    }
    let Rendered { site, summary } = render::village(&village, &context(input), theme)?;
    Ok(Build {
        findings,
        site: Some(site),
        summary,
        records,
    })
}

/// What a seal would add, unless an error stands against it.
#[derive(Debug)]
pub(crate) struct Draft {
    /// Everything that was found.
    pub(crate) findings: Findings,
    /// Whose ledger it is.
    pub(crate) origin: String,
    /// What changed since the last seal; `None` where an error stops sealing.
    pub(crate) plan: Option<Plan>,
}

/// Reads and checks a village, and compares it with what was sealed of it.
///
/// # Errors
/// When a file cannot be read or changes meanwhile.
pub(crate) fn draft(input: &Input, hand: &Hand<'_>) -> anyhow::Result<Draft> {
    let (village, findings) = checked(input);
    let stands = findings.count(Level::Error) == 0;
    let plan = stands.then(|| seal::plan(&village, &input.tree, &input.catalog, hand));
    Ok(Draft {
        findings,
        origin: seal::origin(&village.profile),
        plan: plan.transpose()?,
    })
}

/// What the code of a rule is called.
pub(crate) fn rule_title(code: &str) -> Option<&'static str> {
    let code = code.trim().to_ascii_uppercase();
    rules().get(code.as_str()).map(|rule| rule.title)
}

fn context(input: &Input) -> render::Context<'_> {
    render::Context {
        board: &input.board,
        catalog: &input.catalog,
        today: input.today,
        folder: &input.tree.folder,
        rule_title,
    }
}

fn checked(input: &Input) -> (Village, Findings) {
    let loaded = load::village(
        &input.tree,
        &input.archive,
        &input.id,
        &input.board,
        &input.catalog,
    );
    let village = loaded.village;
    let mut problems = loaded.problems;
    problems.append(&mut check::village(
        &village,
        &input.catalog,
        &input.tree,
        input.today,
    ));
    let problems = waiver::apply(problems, &village, &rules());
    let findings = finish(problems, &village, input);
    (village, findings)
}

/// Gives each problem its record and the law in force on the record's date.
fn finish(problems: Vec<Problem>, village: &Village, input: &Input) -> Findings {
    let records = village.by_file();
    let personal: Vec<String> = problems
        .iter()
        .filter(|problem| problem.rule.code.starts_with('P'))
        .map(|problem| input.tree.file(problem.span.file).slice(problem.span))
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
        .collect();
    let mut findings = Findings::default();
    for problem in problems {
        let record = records.get(&problem.span.file);
        let on = record
            .and_then(|record| record.date())
            .unwrap_or(input.today);
        let file = input.tree.file(problem.span.file);
        let fix = problem
            .repair
            .as_ref()
            .and_then(|repair| repair.settle(file));
        findings.push(Finding {
            rule: problem.rule,
            level: problem.level,
            basis: cite(&problem, village, &input.catalog, on),
            place: place(problem.span, &input.tree),
            labels: problem
                .labels
                .into_iter()
                .map(|(span, text)| (place(span, &input.tree), without(&personal, text)))
                .collect(),
            message: without(&personal, problem.message),
            help: without(&personal, problem.help),
            village: village.id.clone(),
            record: record.map_or_else(String::new, |record| record.address.clone()),
            fix,
        });
    }
    findings.sort();
    repair::offer(&mut findings);
    findings
}

/// A text that may quote a file, with the personal data found in the village left out.
fn without(personal: &[String], text: String) -> String {
    personal
        .iter()
        .fold(text, |text, number| text.replace(number, "……"))
}

fn place(span: Span, tree: &SourceTree) -> Place {
    Place {
        file: Arc::clone(tree.file(span.file)),
        start: span.start,
        end: span.end,
    }
}

/// The sources in force that day in that place; the villagers' law is not cited to a community, nor the residents' law to
/// a village.
fn cite(problem: &Problem, village: &Village, catalog: &Catalog, on: NaiveDate) -> Vec<Cited> {
    let own: Vec<&str> = if problem.basis.is_empty() {
        problem.rule.basis.to_vec()
    } else {
        problem.basis.iter().map(String::as_str).collect()
    };
    let foreign = match village.profile.kind {
        Kind::Community => "VCOL-",
        Kind::Village => "RCOL-",
    };
    let here: Vec<&str> = own
        .iter()
        .copied()
        .filter(|id| catalog.is_of(id, &village.profile.rules))
        .collect();
    let fitting: Vec<&str> = here
        .iter()
        .copied()
        .filter(|id| !id.starts_with(foreign))
        .collect();
    // A rule that only other places have written down is practice here.
    let ids = match (fitting.is_empty(), here.is_empty()) {
        (false, _) => fitting,
        (true, false) => here,
        (true, true) => Vec::from_iter((!own.is_empty()).then_some("PRACTICE")),
    };
    ids.into_iter()
        .filter_map(|id| catalog.source(id, on))
        .map(|cited| Cited {
            id: cited.id.clone(),
            text: cited.text,
        })
        .collect()
}
