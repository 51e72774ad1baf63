//! 工程和采购: each from its decision to its settlement, with its money as bars.

use chrono::NaiveDate;
use tera::Value;

use crate::catalog::item::Category;
use crate::catalog::topic::Topic;
use crate::model::record::Record;
use crate::model::trail::Trail;
use crate::render::page::card::published;
use crate::render::page::funds::{Ladder, bars};
use crate::render::page::topic::{Source, TopicPage};
use crate::render::page::trail::stages;
use crate::render::say::{fact, mark, strong_mark};
use crate::render::view::projects::{ProjectView, ProjectsView};
use crate::render::view::text::{Fact, Mark, Run};
use crate::render::view::trail::TrailView;
use crate::value::money::Money;

pub(super) fn topic(source: Source<'_>) -> Option<TopicPage> {
    let mut projects: Vec<Project<'_>> = source
        .village
        .trails
        .all
        .iter()
        .filter_map(|trail| Project::of(trail, source))
        .collect();
    if projects.is_empty() {
        return None;
    }
    // Of two of one day, the one that the records name first.
    projects.sort_by_key(|project| std::cmp::Reverse(project.latest));
    let summary = summary(&projects);
    let mut lead = vec![Run::plain(
        "每一项从怎么定的、谁来干、花多少，到付了多少、验收结算。",
    )];
    lead.extend(summary.clone());
    let views = projects.iter().enumerate();
    let view = ProjectsView {
        lead,
        projects: views
            .map(|(number, one)| one.view(number, source))
            .collect(),
    };
    Some(TopicPage {
        address: Topic::Projects.id().to_owned(),
        key: Topic::Projects.id(),
        template: "projects.html",
        above: None,
        title: "工程和采购".to_owned(),
        column: Category::Affairs,
        summary: Some(summary),
        latest: projects.iter().filter_map(|project| project.latest).max(),
        view: Value::from_serializable(&view),
    })
}

/// Works or a purchase, and the public records that tell of it.
struct Project<'a> {
    trail: &'a Trail,
    records: Vec<&'a Record>,
    latest: Option<NaiveDate>,
    stage: Stage,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Decided, no contract to be seen.
    Decided,
    /// A contract, no payment to be seen.
    Signed,
    /// Paid for, neither accepted nor settled.
    Running,
    /// Accepted, no settlement to be seen.
    Accepted,
    /// Settled, no acceptance to be seen.
    Settled,
    /// Accepted and settled.
    Done,
}

impl<'a> Project<'a> {
    /// The trail, where it is works or a purchase and a record of the topic tells of it.
    fn of(trail: &'a Trail, source: Source<'a>) -> Option<Self> {
        if !trail.is_works() {
            return None;
        }
        let told = trail.works.iter().map(|work| work.record);
        let contracts = trail.contracts.iter().map(|contract| contract.record);
        let told: Vec<&Record> = told
            .chain(contracts)
            .filter_map(|index| source.public(index))
            .collect();
        let is_fed = told.iter().any(|record| {
            let mut of_topic = source.of(Topic::Projects);
            of_topic.any(|own| std::ptr::eq(own, *record))
        });
        if !is_fed {
            return None;
        }
        let decision = trail.decision.and_then(|index| source.public(index));
        let records: Vec<&Record> = decision.into_iter().chain(told).collect();
        Some(Self {
            trail,
            latest: records.iter().filter_map(|record| published(record)).max(),
            stage: stage(trail, source),
            records,
        })
    }

    fn view(&self, number: usize, source: Source<'_>) -> ProjectView {
        let decision = self.trail.decision.and_then(|index| source.public(index));
        let ladder = decision.map_or_else(
            || self.ladder(source),
            |decision| Ladder::of(decision, source.village),
        );
        ProjectView {
            id: format!("p{}", number + 1),
            name: self.name(),
            state: self.stage.mark(),
            facts: self.facts(),
            money: bars(&ladder),
            trail: TrailView {
                title: String::new(),
                href: String::new(),
                stages: stages(self.trail, source.village, "../"),
            },
        }
    }

    /// What it is called: by its records, else by its contract, else by what decided it.
    fn name(&self) -> String {
        let named = self.text("project_name");
        let contract = || self.trail.contracts.first().map(|one| one.subject.clone());
        let title = || {
            self.records
                .first()
                .map(|record| record.title.value.clone())
        };
        named
            .or_else(|| contract().filter(|subject| !subject.is_empty()))
            .or_else(title)
            .unwrap_or_default()
    }

    fn text(&self, field: &str) -> Option<String> {
        let mut records = self.records.iter();
        records.find_map(|record| Some(record.fields.text(field)?.value))
    }

    fn facts(&self) -> Vec<Fact> {
        let winner = self
            .trail
            .works
            .iter()
            .find_map(|work| work.winner.as_ref());
        let party = self
            .trail
            .contracts
            .iter()
            .find_map(|one| one.party.as_ref());
        let contractor = winner.or(party).map(|name| name.value.clone());
        [
            ("谁来干", contractor),
            ("怎么选的", self.text("bid_method")),
            ("钱从哪里来", self.text("fund_source")),
        ]
        .into_iter()
        .filter_map(|(label, text)| Some(fact(label, text?)))
        .collect()
    }

    /// The money where no decision holds it together.
    fn ladder(&self, source: Source<'_>) -> Ladder {
        let mut records = self.records.iter();
        let public = self
            .trail
            .payments()
            .filter(|one| source.public(one.record).is_some());
        let paid = Money::checked_sum(public.clone().map(|entry| entry.amount.value));
        Ladder {
            budget: records.find_map(|record| Some(record.fields.money("budget")?.value)),
            contract: self.trail.price().map(|price| price.value),
            paid: paid.filter(|_| public.count() > 0),
            settlement: self.trail.settlement().map(|price| price.value),
        }
    }
}

fn stage(trail: &Trail, source: Source<'_>) -> Stage {
    let works = trail.works.iter();
    let mut works = works.filter(|work| source.public(work.record).is_some());
    let is_accepted = works.any(|work| work.is_accepted);
    let is_paid = trail
        .payments()
        .any(|entry| source.public(entry.record).is_some());
    match (is_accepted, trail.settlement().is_some()) {
        (true, true) => Stage::Done,
        (true, false) => Stage::Accepted,
        (false, true) => Stage::Settled,
        (false, false) if is_paid => Stage::Running,
        (false, false) if trail.price().is_some() => Stage::Signed,
        (false, false) => Stage::Decided,
    }
}

impl Stage {
    fn mark(self) -> Mark {
        match self {
            Self::Decided => strong_mark("已决议，未见合同"),
            Self::Signed => strong_mark("已签合同，未见付款"),
            Self::Running => strong_mark("正在办，未见验收"),
            Self::Accepted => strong_mark("已验收，未见结算"),
            Self::Settled => strong_mark("已结算，未见验收"),
            Self::Done => mark("已验收结算"),
        }
    }
}

fn summary(projects: &[Project<'_>]) -> Vec<Run> {
    let done = projects
        .iter()
        .filter(|project| project.stage == Stage::Done)
        .count();
    let mut runs = vec![
        Run::plain("工程和采购 "),
        Run::strong(format!("{} 项", projects.len())),
    ];
    runs.push(Run::plain(match projects.len() - done {
        0 => "，都已验收结算。".to_owned(),
        open if done == 0 => format!("，{open} 项还没有办完。"),
        open => format!("，{done} 项已验收结算，{open} 项还没有办完。"),
    }));
    runs
}
