//! What a seal says of translations: which came, which were made anew, which were corrected, by whom and why.

use crate::ledger::change::Kind;
use crate::model::difference::translation::{is_renewed, of};
use crate::model::record::{Correction, Record};
use crate::seal::Said;

/// What became of the translations of a record; `None` where nothing that has to be told.
pub(super) fn said(before: &Record, now: &Record) -> Option<Said> {
    let mut told = Vec::new();
    let mut by: Vec<&str> = Vec::new();
    let mut kind = Kind::Supplement;
    for translation in &now.translations {
        let name = translation.name();
        let Some(former) = of(before, translation) else {
            told.push(format!("增加{name}"));
            continue;
        };
        if former.digest == translation.digest {
            continue;
        }
        let known = former.corrections.len();
        if let Some(entry) = translation.corrections.get(known..).and_then(<[_]>::last) {
            told.push(format!("{name}：{}", Said::words(entry)));
            by.push(&entry.approver);
            if !entry.is_supplement {
                kind = Kind::Correction;
            }
        } else if is_renewed(former, translation) {
            told.push(format!(
                "{name}照第{}版重新翻译",
                translation.of_version.value
            ));
        }
    }
    by.dedup();
    (!told.is_empty()).then(|| Said {
        kind,
        note: told.join("；"),
        by: by.join("、"),
    })
}

impl Said {
    /// What an entry says was changed, and why.
    pub(super) fn words(entry: &Correction) -> String {
        match (entry.change.is_empty(), entry.reason.is_empty()) {
            (true, _) => entry.reason.clone(),
            (false, true) => entry.change.clone(),
            (false, false) => format!("{}，原因：{}", entry.change, entry.reason),
        }
    }
}
