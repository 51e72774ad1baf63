//! A record in a second language: what it is a translation of, who answers for it, and whether it still fits.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::catalog::language::Language;
use crate::catalog::procedure::Procedure;
use crate::ledger::change::Kind;
use crate::ledger::sums::Sums;
use crate::model::record::{Correction, Record};
use crate::model::village::Village;
use crate::source::{FileId, Spanned};
use crate::value::digest::Digest;

/// A translation (译文); it belongs to its record and is none of its own.
#[derive(Debug)]
pub(crate) struct Translation {
    /// The language.
    pub(crate) language: Arc<Language>,
    /// The file.
    pub(crate) file: FileId,
    /// Its path relative to the village's folder.
    pub(crate) path: String,
    /// SHA-256 of the file's bytes.
    pub(crate) digest: Digest,
    /// 标题.
    pub(crate) title: Spanned<String>,
    /// 译自: the version of the record that was translated.
    pub(crate) of_version: Spanned<usize>,
    /// 译者.
    pub(crate) translator: String,
    /// 校对; may be empty.
    pub(crate) checker: String,
    /// 翻译日期.
    pub(crate) translated_on: Option<NaiveDate>,
    /// 更正 and 补充 of the translation itself, by their days.
    pub(crate) corrections: Vec<Correction>,
    /// The Markdown body.
    pub(crate) body: Spanned<String>,
}

/// The Chinese text has changed since it was translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outdated {
    /// The day of the change, where it is known.
    pub(crate) since: Option<NaiveDate>,
    /// 更正, 补充, as pages call it.
    pub(crate) word: &'static str,
    /// The version of the record now, where its number rose.
    pub(crate) version: Option<usize>,
}

impl Translation {
    /// `维吾尔文译文`.
    pub(crate) fn name(&self) -> String {
        format!("{}译文", self.language.name)
    }
}

impl Village {
    /// Whether the record reads otherwise than when it was translated: its version rose, or, where it was sealed, its
    /// text changed while the translation stood still.
    pub(crate) fn outdated(
        &self,
        record: &Record,
        translation: &Translation,
        procedure: &Procedure,
    ) -> Option<Outdated> {
        if record.version() > translation.of_version.value {
            let last = record.corrections.last();
            let is_supplement = last.is_some_and(|last| last.is_supplement);
            return Some(Outdated {
                since: last.and_then(|last| last.date),
                word: if is_supplement { "补充" } else { "更正" },
                version: Some(record.version()),
            });
        }
        let editions = self.editions(&record.address, procedure);
        let holds = |files: &Sums| files.0.get(&translation.path) == Some(&translation.digest);
        let mut after = editions.into_iter().skip_while(|(edition, _)| {
            let side = self.side(&record.address, edition);
            !side.is_some_and(|side| holds(side.files))
        });
        // In the first of them it was published, and fitted.
        after.next()?;
        let changed = after.filter(|(_, found)| {
            let mut found = found.iter().flatten();
            found.any(|difference| !difference.is_of_translation())
        });
        let (edition, _) = changed.last()?;
        Some(Outdated {
            since: Some(edition.day),
            word: match edition.kind {
                Kind::Correction => "更正",
                _ => "补充",
            },
            version: None,
        })
    }
}
