//! What a seal (封存) adds to the ledger of a village: which records changed, how, and their versions. Pure; it decides and writes nothing.

#[cfg(test)]
mod tests;
mod translation;

use chrono::{DateTime, Datelike as _, Days, FixedOffset, Months, NaiveDate};

use crate::catalog::Catalog;
use crate::ledger::change::{Change, Kind, line};
use crate::ledger::entry::Entry;
use crate::ledger::sums::Sums;
use crate::ledger::version::{Archive, Version};
use crate::model::difference::{Difference, Of, Side, differences};
use crate::model::history::{self, Content, Former};
use crate::model::record::{Correction, Record};
use crate::model::village::{Profile, Village};
use crate::source::SourceTree;
use crate::value::digest::Digest;

/// What is to be sealed.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// In the order of the addresses.
    pub(crate) changes: Vec<Change>,
    /// The version of each change.
    pub(crate) versions: Vec<Version>,
    /// Records whose versions before this one are to be taken out of the archive.
    pub(crate) taken_out: Vec<(String, u32)>,
}

/// What gives a plan the bytes of files and the randomness of nonces.
pub(crate) struct Hand<'a> {
    /// The bytes of a record's file, by path relative to the root.
    pub(crate) read: &'a dyn Fn(&str) -> anyhow::Result<Vec<u8>>,
    /// 32 random hexadecimal digits.
    pub(crate) nonce: &'a dyn Fn() -> anyhow::Result<String>,
}

/// Compares what stands with what was sealed last. The village has been checked: a change that nobody explained is an
/// error there (R005) and never comes here.
///
/// # Errors
/// When a file cannot be read or has changed since it was checked.
pub(crate) fn plan(
    village: &Village,
    tree: &SourceTree,
    catalog: &Catalog,
    hand: &Hand<'_>,
) -> anyhow::Result<Plan> {
    let mut plan = Plan::default();
    for record in village.records.iter().filter(|record| record.is_public()) {
        let files = history::sums(record, tree, &village.kept_inside);
        let editions = village.history.of(&record.address);
        let said = match editions.last().map(|last| &last.content) {
            None => Said::first(),
            Some(Content::Standing(_) | Content::Withheld) => continue,
            Some(Content::Former(former)) => changed(record, &files, former, catalog),
        };
        let path = &tree.file(record.file).path;
        let bytes = (hand.read)(path)?;
        if Digest::of(&bytes) != Digest(record.digest) {
            anyhow::bail!("{path} 在封存途中被改动，请再封存一次");
        }
        let version = Version {
            nonce: format!("{}\n", (hand.nonce)()?),
            bytes,
            files,
        };
        let number = editions.last().map_or(1, |last| last.version + 1);
        plan.changes.push(Change {
            kind: said.kind,
            record: record.address.clone(),
            version: number,
            digest: version.digest(),
            note: line(&said.note),
            by: line(&said.by),
        });
        plan.versions.push(version);
        let withdrawal = record.withdrawal.as_ref();
        if said.kind == Kind::Withdrawal && withdrawal.is_some_and(|one| one.takes_out) {
            plan.taken_out.push((record.address.clone(), number));
        }
    }
    Ok(plan)
}

/// The entry of a plan, with the digest of the pages.
pub(crate) fn entry(
    origin: &str,
    archive: &Archive,
    changes: Vec<Change>,
    time: DateTime<FixedOffset>,
    pages: &Sums,
) -> Entry {
    Entry {
        origin: origin.to_owned(),
        seq: archive.chain.next_seq(),
        prev: archive.chain.head(),
        time,
        valid_until: valid_until(time.date_naive()),
        generator: concat!("sanwu ", env!("CARGO_PKG_VERSION")).to_owned(),
        changes,
        files: pages.0.len(),
        sums: pages.digest(),
    }
}

/// Whose ledger it is: 区划代码-上级-名称, as far as the village says.
pub(crate) fn origin(profile: &Profile) -> String {
    let parts = [&profile.code, &profile.parent, &profile.name].map(|part| line(part));
    let given: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    given.join("-")
}

/// The last day of the quarter after this one: by then the board must have been renewed even if nothing happened.
fn valid_until(day: NaiveDate) -> NaiveDate {
    let first = day.with_day(1).expect("every month has a first day");
    let months = 6 - first.month0() % 3;
    let next = first.checked_add_months(Months::new(months));
    next.and_then(|day| day.checked_sub_days(Days::new(1)))
        .expect("the clock is far from the end of time")
}

/// How a change is called, why, and who approved.
struct Said {
    kind: Kind,
    note: String,
    by: String,
}

impl Said {
    fn first() -> Self {
        Self::of(Kind::First)
    }

    fn of(kind: Kind) -> Self {
        Self {
            kind,
            note: String::new(),
            by: String::new(),
        }
    }

    fn by(kind: Kind, entry: &Correction) -> Self {
        Self {
            kind,
            note: Self::words(entry),
            by: entry.approver.clone(),
        }
    }
}

fn changed(record: &Record, files: &Sums, former: &Former, catalog: &Catalog) -> Said {
    let before = &former.record;
    if let Some(withdrawal) = record
        .withdrawal
        .as_ref()
        .filter(|_| before.withdrawal.is_none())
    {
        return Said::by(Kind::Withdrawal, withdrawal);
    }
    let old = Side {
        record: before,
        files: &former.files,
    };
    let found = differences(old, Side { record, files }, &catalog.procedure);
    let new = record.corrections.get(before.corrections.len()..);
    match new.and_then(<[_]>::last) {
        _ if found.is_empty() => Said::of(Kind::Format),
        Some(entry) if entry.is_supplement => Said::by(Kind::Supplement, entry),
        Some(entry) => Said::by(Kind::Correction, entry),
        None => unasked(&found, translation::said(before, record)),
    }
}

/// What nobody has to explain in the record: that a matter goes on, and what its translations say of themselves.
fn unasked(found: &[Difference], translated: Option<Said>) -> Said {
    let steps = steps(found);
    match translated {
        None => Said {
            note: steps,
            ..Said::of(Kind::Supplement)
        },
        Some(said) if steps.is_empty() => said,
        Some(said) => Said {
            note: format!("{steps}；{}", said.note),
            ..said
        },
    }
}

/// The steps of a decision that were gone since.
fn steps(found: &[Difference]) -> String {
    let steps = found
        .iter()
        .filter(|difference| difference.of == Of::NewStep);
    let names: Vec<&str> = steps
        .map(|step| step.place.trim_start_matches("步骤 "))
        .collect();
    if names.is_empty() {
        return String::new();
    }
    format!("新走完的步骤：{}", names.join("、"))
}
