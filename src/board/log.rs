//! The past of records in words: versions, reasons, and what reads differently.

use crate::board::chosen;
use crate::board::village;
use crate::board::workspace::Workspace;
use crate::ledger::chain::head_code;
use crate::ledger::change::Kind;
use crate::load::names::nearest;
use crate::load::{self, disk};
use crate::model::difference::Difference;
use crate::value::check_code;

/// The past of one village.
#[derive(Debug)]
pub(crate) struct Told {
    /// Its address.
    pub(crate) village: String,
    /// Number and code of the newest seal.
    pub(crate) head: Option<(u32, String)>,
    /// Newest first for a whole village, oldest first for one record.
    pub(crate) lines: Vec<Line>,
}

/// One version of a record.
#[derive(Debug)]
pub(crate) struct Line {
    /// `finance/2025-09 ` where several are told, empty where one was asked for.
    pub(crate) record: String,
    /// Its number.
    pub(crate) version: u32,
    /// Day of the seal.
    pub(crate) day: String,
    /// 首发, 更正 …
    pub(crate) kind: &'static str,
    /// Number of the seal.
    pub(crate) seq: u32,
    /// Why.
    pub(crate) note: String,
    /// Who approved.
    pub(crate) by: String,
    /// The version's own code.
    pub(crate) code: String,
    /// What reads differently than before.
    pub(crate) differences: Vec<String>,
}

/// The past of one record, or of everything that changed after its first disclosure.
///
/// # Errors
/// When a village or the record is not known, or the archive cannot be read.
pub(crate) fn of(
    workspace: &Workspace,
    only: &[String],
    record: Option<&str>,
) -> anyhow::Result<Vec<Told>> {
    let mut all = Vec::new();
    let mut known = Vec::new();
    for home in chosen(workspace, only)? {
        let listing = disk::list(&workspace.root, &home.folder, &home.skip)?;
        let input = village::input(workspace, &home, &listing)?;
        let loaded = load::village(
            &input.tree,
            &input.archive,
            &input.id,
            &input.board,
            &input.catalog,
        );
        let village = loaded.village;
        known.extend(village.history.records.keys().cloned());
        let mut lines = Vec::new();
        for address in village.history.records.keys() {
            if record.is_some_and(|wanted| wanted != address) {
                continue;
            }
            for (edition, found) in village.editions(address, &input.catalog.procedure) {
                if record.is_none() && edition.kind == Kind::First {
                    continue;
                }
                lines.push(Line {
                    record: record.map_or_else(|| format!("{address} "), |_| String::new()),
                    version: edition.version,
                    day: edition.day.to_string(),
                    kind: edition.kind.word(),
                    seq: edition.seq,
                    note: edition.note.clone(),
                    by: edition.by.clone(),
                    code: check_code::of_record(&edition.digest.0),
                    // What was withdrawn is not told again: output is pasted into chat groups.
                    differences: match edition.kind {
                        Kind::Withdrawal => Vec::new(),
                        _ => found.iter().flatten().map(said).collect(),
                    },
                });
            }
        }
        if record.is_none() {
            lines.sort_by_key(|line| std::cmp::Reverse(line.seq));
        }
        let newest = input.archive.chain.newest();
        let head = newest.map(|entry| (entry.seq, head_code(entry.digest())));
        if record.is_none() || !lines.is_empty() {
            all.push(Told {
                village: home.id,
                head,
                lines,
            });
        }
    }
    match record.filter(|_| all.is_empty()) {
        None => Ok(all),
        Some(record) => match nearest(record, known.iter().map(String::as_str)) {
            Some(likely) => anyhow::bail!("没有封存过`{record}`，是不是想写`{likely}`？"),
            None => anyhow::bail!("没有封存过`{record}`；记录的地址例如 finance/2025-09"),
        },
    }
}

/// `期末余额: 1,520.00 → 1,250.00（-270.00）`.
fn said(difference: &Difference) -> String {
    let Difference {
        place,
        before,
        after,
        change,
        ..
    } = difference;
    let shown = |text: &str| {
        if text.is_empty() {
            "（无）".to_owned()
        } else {
            text.to_owned()
        }
    };
    let change = change.map(|change| {
        let sign = if change.fen() > 0 { "+" } else { "" };
        format!("（{sign}{change}）")
    });
    let change = change.unwrap_or_default();
    format!("{place}: {} → {}{change}", shown(before), shown(after))
}
