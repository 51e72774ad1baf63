//! Puts rows and records to the thing they name, whichever of them names the other.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::catalog::item::Category;
use crate::model::address::normal;
use crate::model::links::Links;
use crate::model::record::{Fields, Record};
use crate::model::trail::read::{Cells, contract, entry, holding, work_of_fields, work_of_row};
use crate::model::trail::{Entry, Trail, Trails};
use crate::model::value::Value;
use crate::value::money::Money;

/// What holds a trail together: a decision, else the number of a contract, else the name of works.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Decision(usize),
    Contract(String),
    Project(String),
}

struct Build<'a> {
    records: &'a [Record],
    links: &'a Links,
    /// What the contract of a number was decided by.
    decided: BTreeMap<String, Option<usize>>,
    trails: BTreeMap<Key, Trail>,
    members: BTreeMap<Key, Vec<usize>>,
}

pub(super) fn trails(records: &[Record], links: &Links) -> Trails {
    let mut build = Build {
        records,
        links,
        decided: BTreeMap::new(),
        trails: BTreeMap::new(),
        members: BTreeMap::new(),
    };
    build.contracts();
    for (index, record) in records.iter().enumerate() {
        if stands(record) {
            build.record(index);
        }
    }
    build.finish()
}

fn stands(record: &Record) -> bool {
    !record.is_draft && record.withdrawal.is_none()
}

fn rows(record: &Record) -> impl Iterator<Item = Cells<'_>> {
    let tables = record.fields.tables();
    tables.flat_map(|(_, table)| table.entries().map(move |row| Cells { table, row }))
}

impl Build<'_> {
    /// Every contract of a register first, since others name contracts by their numbers.
    fn contracts(&mut self) {
        for (index, record) in self
            .records
            .iter()
            .enumerate()
            .filter(|(_, one)| stands(one))
        {
            for cells in rows(record) {
                let Some(contract) = contract(cells, index) else {
                    continue;
                };
                let number = contract.number.clone();
                let last = number
                    .as_deref()
                    .map_or(Some(&index), |number| self.links.listing(number).last());
                let decision = self.decision(cells, &record.fields);
                let key = match (decision, &number) {
                    (Some(decision), _) => Key::Decision(decision),
                    (None, Some(number)) => Key::Contract(number.clone()),
                    (None, None) => continue,
                };
                self.member(&key, index);
                // A register repeats its contracts each quarter: the last counts.
                if last == Some(&index) {
                    if let Some(number) = number {
                        self.decided.insert(number, decision);
                    }
                    self.trails.entry(key).or_default().contracts.push(contract);
                }
            }
        }
    }

    fn record(&mut self, index: usize) {
        let record = &self.records[index];
        let own = self.own(&record.fields);
        let own = own
            .or_else(|| is_decision(record).then_some(Key::Decision(index)))
            .or_else(|| {
                record
                    .fields
                    .text("project_name")
                    .map(|name| Key::Project(name.value))
            });
        if let Some(key) = &own {
            self.member(key, index);
            let works = std::iter::once(&record.fields);
            let steps = record.matter.iter().flat_map(|matter| &matter.steps);
            let works = works.chain(steps.map(|step| &step.fields));
            for fields in works {
                if let Some(work) = work_of_fields(fields, index) {
                    self.add(key, index).works.push(work);
                }
            }
        }
        for cells in rows(record) {
            self.row(index, cells, own.as_ref());
        }
    }

    fn row(&mut self, index: usize, cells: Cells<'_>, own: Option<&Key>) {
        let number = self.number(cells);
        let named = self.named(cells, number.as_deref());
        let project = (cells.table.def.id == "project")
            .then(|| cells.text("project"))
            .flatten()
            .map(|name| Key::Project(name.value));
        let Some(key) = named.as_ref().or(own).or(project.as_ref()) else {
            return;
        };
        if let Some(work) = work_of_row(cells, index) {
            self.add(key, index).works.push(work);
        }
        if let Some(entry) = entry(cells, index, number) {
            self.add(key, index).entries.push(entry);
        }
        if let Some(holding) = holding(cells, index).filter(|_| named.is_some()) {
            self.add(key, index).holdings.push(holding);
        }
        if cells.table.def.id == "change_orders"
            && let Some(amount) = cells.money("amount")
        {
            let number = cells.text("no").map(|text| text.value).unwrap_or_default();
            let known = &mut self.add(key, index).changes;
            let change = (number, amount.value);
            if !known.contains(&change) {
                known.push(change);
            }
        }
    }

    /// The trail of a key, of which the record becomes a member.
    fn add(&mut self, key: &Key, record: usize) -> &mut Trail {
        self.member(key, record);
        self.trails.entry(key.clone()).or_default()
    }

    fn member(&mut self, key: &Key, record: usize) {
        let members = self.members.entry(key.clone()).or_default();
        if !members.contains(&record) {
            members.push(record);
        }
    }

    /// What a row names: a decision, else the contract.
    fn named(&self, cells: Cells<'_>, number: Option<&str>) -> Option<Key> {
        let decision = cells
            .text("matter_id")
            .and_then(|text| self.find(&text.value));
        decision
            .map(Key::Decision)
            .or_else(|| self.of_contract(number?))
    }

    /// The contract number a row names in 合同 or 合同号, else the only one it can mean in the register it names.
    fn number(&self, cells: Cells<'_>) -> Option<String> {
        let named = ["contract_ref", "contract_no"]
            .iter()
            .find_map(|id| cells.text(id));
        let named = named?.value;
        if self.decided.contains_key(&named) {
            return Some(named);
        }
        let register = &self.records[self.at(&named)?];
        let matter = cells
            .text("matter_id")
            .and_then(|text| self.find(&text.value));
        let numbers = rows(register).filter_map(|row| contract(row, 0)?.number);
        let mut meant =
            numbers.filter(|number| matter.is_none() || self.decided.get(number) == Some(&matter));
        let first = meant.next()?;
        meant.next().is_none().then_some(first)
    }

    fn of_contract(&self, number: &str) -> Option<Key> {
        Some(match self.decided.get(number)? {
            Some(decision) => Key::Decision(*decision),
            None => Key::Contract(number.to_owned()),
        })
    }

    /// What decided a contract: named in its row, else in its record.
    fn decision(&self, cells: Cells<'_>, fields: &Fields) -> Option<usize> {
        let named = cells.text("matter_id").or_else(|| fields.text("matter_id"));
        self.find(&named?.value)
    }

    /// What a whole record is about.
    fn own(&self, fields: &Fields) -> Option<Key> {
        let decision = fields
            .text("matter_id")
            .and_then(|text| self.find(&text.value));
        decision.map(Key::Decision).or_else(|| {
            let Value::Reference(target) = &fields.get("contract_ref")?.value else {
                return None;
            };
            self.of_contract(target)
        })
    }

    /// The decision at an address.
    fn find(&self, address: &str) -> Option<usize> {
        let index = self.at(address)?;
        is_decision(&self.records[index]).then_some(index)
    }

    fn at(&self, address: &str) -> Option<usize> {
        let address = normal(address);
        let at = self
            .records
            .binary_search_by(|record| record.address.cmp(&address));
        at.ok()
    }

    fn finish(self) -> Trails {
        let mut trails = Trails::default();
        for (key, mut trail) in self.trails {
            let is_linked = |trail: &Trail| {
                !trail.works.is_empty() || !trail.entries.is_empty() || !trail.holdings.is_empty()
            };
            if matches!(key, Key::Contract(_)) && !is_linked(&trail) {
                continue;
            }
            let members = self.members.get(&key).map_or(&[][..], Vec::as_slice);
            if let Key::Decision(decision) = key {
                trail.decision = Some(decision);
            }
            without_transfers(&mut trail.entries);
            trail.entries.sort_by_key(|entry| entry.day);
            let index = trails.all.len();
            for member in members.iter().copied().chain(trail.decision) {
                let own = trails.of_record.entry(member).or_default();
                if own.last() != Some(&index) {
                    own.push(index);
                }
            }
            trails.all.push(trail);
        }
        trails
    }
}

fn is_decision(record: &Record) -> bool {
    stands(record)
        && record.category == Category::Decision
        && (record.matter.is_some() || record.fields.date("held_on").is_some())
}

/// Money that one of the village's books hands to another is not spent yet: it shows as an expense here and as an
/// income there, on the same day, and is left out.
fn without_transfers(entries: &mut Vec<Entry>) {
    let received: Vec<(Option<NaiveDate>, Money)> = entries
        .iter()
        .filter(|entry| entry.is_income)
        .map(|entry| (entry.day, entry.amount.value))
        .collect();
    for transfer in received {
        let is_it = |entry: &Entry, is_income: bool| {
            entry.is_income == is_income && (entry.day, entry.amount.value) == transfer
        };
        let paid = entries.iter().position(|entry| is_it(entry, false));
        if let Some(paid) = paid {
            entries.remove(paid);
            if let Some(back) = entries.iter().position(|entry| is_it(entry, true)) {
                entries.remove(back);
            }
        }
    }
}
