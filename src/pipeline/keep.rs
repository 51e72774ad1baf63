//! What of a village goes into a time capsule: a pure look at it, as at everything else.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diagnostic::{Findings, Level};
use crate::load;
use crate::model::record::Record;
use crate::pipeline::{Input, checked};
use crate::seal::{self, Hand};

/// A village as a capsule keeps it.
#[derive(Debug)]
pub(crate) struct Keep {
    /// Everything that was found; an error stands against a capsule.
    pub(crate) findings: Findings,
    /// Records that are not in the ledger as they stand now, by address.
    pub(crate) unsealed: Vec<String>,
    /// Records whose names have left the pages since a day, by address.
    pub(crate) ended: Vec<String>,
    /// Files that the pages are made from, by path relative to the village's folder; no draft and nothing that only a
    /// draft names.
    pub(crate) files: BTreeSet<String>,
    /// What the ledger holds, in the order of the addresses.
    pub(crate) records: Vec<Listed>,
}

/// A line in the list of a capsule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    /// Its address.
    pub(crate) address: String,
    /// 标题.
    pub(crate) title: String,
    /// The name of its item; empty for a notice.
    pub(crate) item: String,
    /// 公布日期.
    pub(crate) published: Option<NaiveDate>,
    /// How many versions were sealed.
    pub(crate) versions: usize,
    /// 撤回.
    pub(crate) is_withdrawn: bool,
    /// 保管期限; empty where nobody has set one.
    pub(crate) term: String,
    /// Who says so, and how sure that is.
    pub(crate) basis: String,
}

/// Looks at a village; `since` is the day of its newest seal.
///
/// # Errors
/// When a file cannot be read.
pub(crate) fn keep(input: &Input, hand: &Hand<'_>, since: NaiveDate) -> anyhow::Result<Keep> {
    let (village, findings) = checked(input);
    let stands = findings.count(Level::Error) == 0;
    let plan = stands.then(|| seal::plan(&village, &input.tree, &input.catalog, hand));
    let plan = plan.transpose()?.unwrap_or_default();
    let rules = &village.profile.rules;
    let is_over = |record: &Record, on: NaiveDate| {
        let kept = input.catalog.list_kept_days(rules, on);
        record.list_over(on, kept).is_some()
    };
    let published = village.published();
    let ended = published
        .filter(|record| is_over(record, input.today) && !is_over(record, since))
        .map(|record| record.address.clone());
    let public = village.records.iter().filter(|record| record.is_public());
    let records = public
        .map(|record| {
            let sealed = village.history.of(&record.address).len();
            listed(record, sealed, input)
        })
        .collect();
    Ok(Keep {
        unsealed: plan.changes.into_iter().map(|one| one.record).collect(),
        ended: ended.collect(),
        files: load::files::kept(&village, &input.tree),
        records,
        findings,
    })
}

fn listed(record: &Record, versions: usize, input: &Input) -> Listed {
    let item = record.item.as_ref();
    let kept = input
        .catalog
        .retentions
        .find(item.map(|item| item.id.as_str()));
    let on = record.date().unwrap_or(input.today);
    let basis = kept.map_or_else(String::new, |kept| {
        let cited = kept
            .basis
            .iter()
            .filter_map(|id| input.catalog.source(id, on));
        let cited: Vec<String> = cited.map(|cited| cited.text).collect();
        let sure = kept.confidence.word();
        format!("{}（{sure}）", cited.join("；"))
    });
    Listed {
        address: record.address.clone(),
        title: record.title.value.clone(),
        item: item.map_or_else(String::new, |item| item.name.clone()),
        published: record.fields.date("published_on").map(|date| date.value),
        versions,
        is_withdrawn: record.withdrawal.is_some(),
        term: kept.map_or_else(String::new, |kept| kept.term.to_string()),
        basis,
    }
}
