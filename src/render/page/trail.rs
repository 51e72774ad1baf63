//! The block 来龙去脉: decision, contract, payments, settlement and asset of one thing, and what is missing among them.

use chrono::NaiveDate;

use crate::model::record::Record;
use crate::model::trail::{Entry, Trail, Work};
use crate::model::village::Village;
use crate::render::paths;
use crate::render::say::link;
use crate::render::view::text::{Link, Run};
use crate::render::view::trail::{StageView, TrailView};
use crate::value::money::Money;

/// Links to single accounts beyond this number only lengthen the block.
const LINKS: usize = 8;

/// The trails that a record belongs to, each with at least two stages to show.
pub(crate) fn trails(record: &Record, village: &Village) -> Vec<TrailView> {
    let own = village.trails(&record.address);
    own.filter_map(|trail| view(trail, record, village))
        .collect()
}

/// All stages of a trail on a page that is no record's, with the way from it to the root.
pub(super) fn stages(trail: &Trail, village: &Village, root: &str) -> Vec<StageView> {
    let here = Here {
        record: None,
        root,
        village,
    };
    all(trail, here)
}

/// A page from which links are made.
#[derive(Clone, Copy)]
struct Here<'a> {
    /// The record whose page it is: nothing links to where it stands.
    record: Option<&'a Record>,
    root: &'a str,
    village: &'a Village,
}

fn all(trail: &Trail, here: Here<'_>) -> Vec<StageView> {
    let stages = [
        Some(decision(trail, here)),
        contract(trail, here),
        money(trail, here),
        settlement(trail, here),
        holding(trail, here),
    ];
    stages.into_iter().flatten().collect()
}

fn view(trail: &Trail, record: &Record, village: &Village) -> Option<TrailView> {
    let root = paths::root(&record.address);
    let here = Here {
        record: Some(record),
        root: &root,
        village,
    };
    let decided = trail.decision.and_then(|index| here.public(index));
    let stages = all(trail, here);
    let found = stages.iter().filter(|stage| !stage.missing).count();
    if found < 2 || (decided.is_none() && trail.entries.is_empty()) {
        return None;
    }
    let is_here = decided.is_some_and(|decided| std::ptr::eq(decided, record));
    let subject = || {
        let contract = trail
            .contracts
            .first()
            .map(|contract| contract.subject.clone());
        contract.unwrap_or_default()
    };
    Some(TrailView {
        title: match decided {
            Some(_) if is_here => String::new(),
            Some(decided) => decided.title.value.clone(),
            None => subject(),
        },
        href: decided
            .filter(|_| !is_here)
            .map(|decided| here.href(decided))
            .unwrap_or_default(),
        stages,
    })
}

impl Here<'_> {
    fn public(&self, index: usize) -> Option<&Record> {
        let record = self.village.records.get(index)?;
        record.is_public().then_some(record)
    }

    fn href(&self, other: &Record) -> String {
        format!("{}{}", self.root, paths::page(&other.address))
    }

    /// Links to records, each once, this page left out.
    fn links(&self, records: impl Iterator<Item = usize>) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for other in records.filter_map(|index| self.public(index)) {
            let link = link(other.title.value.clone(), self.href(other));
            let is_here = self.record.is_some_and(|own| std::ptr::eq(own, other));
            if !is_here && !links.iter().any(|one| one.href == link.href) {
                links.push(link);
            }
        }
        links
    }
}

fn stage(name: &str, lines: Vec<Vec<Run>>, sources: Vec<Link>) -> StageView {
    StageView {
        name: name.to_owned(),
        missing: false,
        lines,
        links: sources,
    }
}

fn missing(name: &str, text: &str) -> StageView {
    StageView {
        missing: true,
        ..stage(name, vec![vec![Run::missing(text)]], Vec::new())
    }
}

fn decision(trail: &Trail, here: Here<'_>) -> StageView {
    let Some(decided) = trail.decision.and_then(|index| here.public(index)) else {
        return missing("决策", "未见决策");
    };
    let on = match &decided.matter {
        Some(matter) => matter.resolved_on(),
        None => decided.fields.date("held_on").map(|date| date.value),
    };
    let mut line = Vec::new();
    match on {
        Some(on) => {
            line.push(Run::unbroken(on.to_string()));
            line.push(Run::plain(" 作出决议"));
        }
        None => line.push(Run::missing("未见决议")),
    }
    if let Some(budget) = decided.fields.money("budget") {
        line.push(Run::plain("，预算 "));
        line.push(Run::strong(yuan(budget.value)));
    }
    StageView {
        missing: on.is_none(),
        ..stage("决策", vec![line], here.links(trail.decision.into_iter()))
    }
}

fn contract(trail: &Trail, here: Here<'_>) -> Option<StageView> {
    let public = trail
        .contracts
        .iter()
        .filter(|one| here.public(one.record).is_some());
    let mut lines: Vec<Vec<Run>> = Vec::new();
    for contract in public.clone() {
        let number = contract
            .number
            .iter()
            .map(|number| Run::unbroken(number.clone()));
        let mut line: Vec<Run> = number.collect();
        if let Some(party) = &contract.party {
            line.push(Run::plain(format!("，{}", party.value)));
        }
        line.extend(priced(
            contract.price.as_ref().map(|price| price.value),
            contract.changes.as_ref().map(|changes| changes.value),
        ));
        if let Some(signed) = contract.signed_on {
            line.push(Run::plain("，"));
            line.push(Run::unbroken(signed.to_string()));
            line.push(Run::plain(" 签订"));
        }
        lines.push(line);
    }
    let works = trail
        .works
        .iter()
        .filter(|work| here.public(work.record).is_some());
    let mut priced_works = works.filter(|work| work.price.is_some());
    let records = public.map(|one| one.record);
    if !lines.is_empty() {
        return Some(stage("合同", lines, here.links(records)));
    }
    match priced_works.next() {
        Some(work) => {
            let winner = work.winner.as_ref().map(|winner| winner.value.clone());
            let mut line = vec![Run::plain(winner.unwrap_or_default())];
            let changes = Some(trail.changed_by());
            line.extend(priced(
                work.price.as_ref().map(|price| price.value),
                changes,
            ));
            line.push(Run::plain("；"));
            line.push(Run::missing("未见合同台账"));
            Some(stage(
                "合同",
                vec![line],
                here.links(std::iter::once(work.record)),
            ))
        }
        None => trail.is_works().then(|| missing("合同", "未见合同")),
    }
}

/// `，296,500.00 元，变更 5,240.00 元`.
fn priced(price: Option<Money>, changes: Option<Money>) -> Vec<Run> {
    let mut runs = Vec::new();
    if let Some(price) = price {
        runs.push(Run::plain("，"));
        runs.push(Run::strong(yuan(price)));
    }
    if let Some(changes) = changes.filter(|changes| changes.fen() != 0) {
        runs.push(Run::plain("，变更 "));
        runs.push(Run::unbroken(yuan(changes)));
    }
    runs
}

fn money(trail: &Trail, here: Here<'_>) -> Option<StageView> {
    let is_let = !trail.contracts.is_empty() && !trail.is_works();
    let entries = trail
        .entries
        .iter()
        .filter(|entry| entry.is_income == is_let);
    let entries: Vec<&Entry> = entries
        .filter(|entry| here.public(entry.record).is_some())
        .collect();
    let name = if is_let { "收款" } else { "付款" };
    let sum = Money::checked_sum(entries.iter().map(|entry| entry.amount.value));
    let (Some(sum), false) = (sum, entries.is_empty()) else {
        return (trail.is_works() || is_let).then(|| missing(name, &format!("未见{name}")));
    };
    let mut line = vec![
        Run::plain(format!("{} 笔，合计 ", entries.len())),
        Run::strong(yuan(sum)),
    ];
    let under = entries.iter().filter(|entry| entry.contract.is_some());
    let under = Money::checked_sum(under.map(|entry| entry.amount.value));
    if let Some(under) = under.filter(|under| under.fen() != 0 && *under != sum) {
        line.push(Run::plain("，其中按合同 "));
        line.push(Run::unbroken(yuan(under)));
    }
    let days = entries.iter().filter_map(|entry| entry.day);
    let (first, last) = (days.clone().min(), days.max());
    line.extend(between(first, last));
    let mut links = here.links(entries.iter().map(|entry| entry.record));
    links.truncate(LINKS);
    Some(stage(name, vec![line], links))
}

fn between(first: Option<NaiveDate>, last: Option<NaiveDate>) -> Vec<Run> {
    let (Some(first), Some(last)) = (first, last) else {
        return Vec::new();
    };
    let mut runs = vec![Run::plain("，"), Run::unbroken(first.to_string())];
    if first != last {
        runs.push(Run::plain(" 至 "));
        runs.push(Run::unbroken(last.to_string()));
    }
    runs
}

fn settlement(trail: &Trail, here: Here<'_>) -> Option<StageView> {
    if !trail.is_works() {
        return None;
    }
    let works = trail
        .works
        .iter()
        .filter(|work| here.public(work.record).is_some());
    let told: Vec<&Work> = works
        .filter(|work| work.settlement.is_some() || work.is_accepted)
        .collect();
    if told.is_empty() {
        return Some(missing("验收结算", "未见验收和结算"));
    }
    let accepted = told.iter().find(|work| work.is_accepted);
    let mut line = match accepted {
        Some(_) => vec![Run::plain("已验收")],
        None => vec![Run::missing("未见验收")],
    };
    if let Some(settlement) = trail.settlement() {
        line.push(Run::plain("，结算价 "));
        line.push(Run::strong(yuan(settlement.value)));
        line.extend(unpaid(trail, settlement.value));
    } else {
        line.push(Run::plain("，"));
        line.push(Run::missing("未见结算"));
    }
    Some(stage(
        "验收结算",
        vec![line],
        here.links(told.iter().map(|work| work.record)),
    ))
}

/// What of the settlement the accounts do not show yet, where payments name their contract.
fn unpaid(trail: &Trail, settlement: Money) -> Vec<Run> {
    let under = trail.payments().filter(|entry| entry.contract.is_some());
    let under = Money::checked_sum(under.map(|entry| entry.amount.value));
    let open = under
        .filter(|under| under.fen() != 0)
        .and_then(|under| settlement.checked_sub(under));
    match open.filter(|open| open.fen() > 0) {
        Some(open) => vec![
            Run::plain("，还有 "),
            Run::unbroken(yuan(open)),
            Run::plain(" 未付"),
        ],
        None => Vec::new(),
    }
}

fn holding(trail: &Trail, here: Here<'_>) -> Option<StageView> {
    let held = trail
        .holdings
        .iter()
        .filter(|one| here.public(one.record).is_some());
    let mut lines: Vec<Vec<Run>> = Vec::new();
    // A register comes every year: each thing once, as the last has it.
    let mut told: Vec<(&str, &str)> = Vec::new();
    for one in held.clone().rev() {
        if told.contains(&(one.number.as_str(), one.name.as_str())) {
            continue;
        }
        told.push((one.number.as_str(), one.name.as_str()));
        let mut line = vec![Run::plain(
            format!("{} {}", one.number, one.name).trim().to_owned(),
        )];
        if let Some(value) = one.value {
            line.push(Run::plain(format!("，{} ", one.measure)));
            line.push(Run::unbroken(yuan(value)));
        }
        lines.push(line);
    }
    if lines.is_empty() {
        let is_due = trail.is_works() && trail.settlement().is_some();
        return is_due.then(|| missing("资产", "未见登记为资产"));
    }
    Some(stage("资产", lines, here.links(held.map(|one| one.record))))
}

fn yuan(money: Money) -> String {
    format!("{money} 元")
}
