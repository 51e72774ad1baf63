//! Elections: every term on a page of its own, from the list of voters to the handover and what was left open.

use crate::catalog::item::Category;
use crate::model::record::Record;
use crate::model::table::Table;
use crate::model::village::Village;
use crate::render::Context;
use crate::render::page::list::years;
use crate::render::page::topic::election::{Term, election_day, shown};
use crate::render::page::topic::promise::{Promise, collect};
use crate::render::page::topic::{TopicPage, latest};
use crate::render::say::day;
use crate::render::view::election::ElectionsView;
use crate::render::view::list::Card;
use crate::render::view::text::Run;

/// A handover later than this belongs to no election.
const HANDOVER_DAYS: i64 = 180;

/// The table that holds what an election left open.
const PENDING: &str = "pending_issues";

/// The list of elections and a page for each.
pub(super) fn topic(
    records: &[&Record],
    promised: &[&Record],
    village: &Village,
    context: &Context<'_>,
) -> Vec<TopicPage> {
    let terms = terms(records);
    let Some(newest) = terms.first() else {
        return Vec::new();
    };
    let today = context.today;
    let open = pending(records, promised);
    let cards: Vec<Card> = terms.iter().map(Term::card).collect();
    let mut lead = vec![
        Run::plain("共 "),
        Run::strong(format!("{} 次", terms.len())),
        Run::plain("选举，最近一次在"),
        Run::unbroken(day(newest.day).text),
        Run::plain("："),
    ];
    lead.extend(newest.outcome());
    let index = ElectionsView {
        lead: lead.clone(),
        years: years(&cards),
        pending: shown(&open, village, "../", today),
    };
    let mut pages = vec![TopicPage {
        address: "elections".to_owned(),
        title: "换届选举".to_owned(),
        above: None,
        column: Category::Affairs,
        summary: Some(lead),
        latest: latest(records.iter().copied()),
        template: "elections.html",
        key: "elections",
        view: tera::Value::from_serializable(&index),
    }];
    pages.extend(terms.iter().map(|term| term.page(&open, village, context)));
    pages
}

/// Elections, newest first: results make a term, and what was posted before and after goes with it.
fn terms<'a>(records: &[&'a Record]) -> Vec<Term<'a>> {
    let mut terms: Vec<Term<'a>> = Vec::new();
    for record in records {
        let Some(on) = election_day(record) else {
            continue;
        };
        let same = |term: &&mut Term<'_>| term.day == on && term.category == record.category;
        match terms.iter_mut().find(same) {
            Some(term) => term.records.push(record),
            None => terms.push(Term {
                day: on,
                category: record.category,
                records: vec![record],
            }),
        }
    }
    terms.sort_by(|a, b| b.day.cmp(&a.day).then(b.category.cmp(&a.category)));
    for record in records.iter().filter(|it| election_day(it).is_none()) {
        let done = record.fields.date("handover_done_on").map(|it| it.value);
        let Some(done) = done.or_else(|| record.date()) else {
            continue;
        };
        let own = terms.iter_mut().find(|term| {
            term.category == record.category
                && (0..=HANDOVER_DAYS).contains(&(done - term.day).num_days())
        });
        if let Some(term) = own {
            term.records.push(record);
        }
    }
    terms
}

/// What elections left open; that it was settled may stand in any record that tells of promises.
fn pending<'a>(records: &[&'a Record], promised: &[&'a Record]) -> Vec<Promise<'a>> {
    let told = |table: &Table| table.def.id == PENDING || table.def.id == "progress";
    let mut all: Vec<Promise<'a>> = collect(promised, &told);
    all.extend(collect(records, &|table| table.def.id == PENDING));
    let mut found: Vec<Promise<'a>> = Vec::new();
    for promise in all {
        let is_own = records.iter().any(|record| promise.is_of(record));
        if is_own && !found.iter().any(|known| known.is_same(&promise)) {
            found.push(promise);
        }
    }
    found
}
