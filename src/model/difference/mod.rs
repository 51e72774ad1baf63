//! What a reader sees differently between two versions of a record: by field, by cell of a table, by sentence of a text.

mod align;
mod free;
mod matter;
mod table;
mod text;
pub(crate) mod translation;

use indexmap::IndexMap;

use crate::catalog::field::FieldType;
use crate::catalog::procedure::Procedure;
use crate::ledger::sums::Sums;
use crate::model::record::{Field, Fields, Record};
use crate::model::value::Value;
use crate::source::Span;
use crate::value::digest::Digest;
use crate::value::money::Money;

/// Fields that count versions and say nothing of their own.
const COUNTERS: &[&str] = &["version", "supersedes"];

/// One place that reads differently, names masked as on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Where: `期末余额`, `收支明细 第2行 支出`.
    pub(crate) place: String,
    /// The text before; empty where nothing stood.
    pub(crate) before: String,
    /// The text now; empty where nothing stands.
    pub(crate) after: String,
    /// The amount now less the amount before, where both are amounts.
    pub(crate) change: Option<Money>,
    /// What it is part of.
    pub(crate) of: Of,
    /// The place now; for something taken away, the nearest place that is left.
    pub(crate) span: Span,
}

/// What a difference is part of, and with it who has to explain it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// What the record says: its 更正 explains it.
    Record,
    /// A whole step of a decision that was not there before: nobody has to explain that a matter goes on.
    NewStep,
    /// A translation, which may explain it itself.
    Translation {
        /// Whether it does.
        is_explained: bool,
    },
}

impl Difference {
    /// Whether it has to stand in the 更正 of the record.
    pub(crate) fn needs_word(&self) -> bool {
        matches!(
            self.of,
            Of::Record
                | Of::Translation {
                    is_explained: false
                }
        )
    }

    /// Whether the Chinese text stayed as it was.
    pub(crate) fn is_of_translation(&self) -> bool {
        matches!(self.of, Of::Translation { .. })
    }
}

/// A record with the digests of its files.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side<'a> {
    /// The record.
    pub(crate) record: &'a Record,
    /// Its files.
    pub(crate) files: &'a Sums,
}

/// Every difference in the order of the page; none means that a reader sees the same.
pub(crate) fn differences(old: Side<'_>, new: Side<'_>, procedure: &Procedure) -> Vec<Difference> {
    let mut found = Found {
        new: new.record,
        differences: Vec::new(),
    };
    let (before, after) = (old.record, new.record);
    found.note("标题", &before.title, &after.title, after.title.span);
    if before.withdrawal.is_some() && after.withdrawal.is_some() {
        // Of a withdrawn record a reader sees the title and why it was withdrawn.
        return found.differences;
    }
    found.fields("", &before.fields, &after.fields);
    free::tables(&before.free_tables, &after.free_tables, &mut found);
    let decisions = [before, after].map(|record| record.matter.as_ref());
    matter::compare(decisions[0], decisions[1], procedure, &mut found);
    let body = |record: &Record| record.body.as_ref().map(|body| body.value.clone());
    let at = after
        .body
        .as_ref()
        .map_or(after.item_span, |body| body.span);
    text::sentences(
        "正文",
        [
            &body(before).unwrap_or_default(),
            &body(after).unwrap_or_default(),
        ],
        at,
        &mut found,
    );
    files(old, new, &mut found);
    translation::compare(before, after, &mut found);
    found.differences
}

/// Where differences are collected; it knows the record as it is now.
struct Found<'a> {
    new: &'a Record,
    differences: Vec<Difference>,
}

impl Found<'_> {
    /// Notes a place when the two texts are not the same.
    fn note(&mut self, place: &str, before: &str, after: &str, span: Span) {
        if before == after {
            return;
        }
        self.differences.push(Difference {
            place: place.trim().to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
            change: None,
            of: Of::Record,
            span,
        });
    }

    /// Notes a value, with the change of an amount.
    fn value(&mut self, place: &str, values: [&Value; 2], span: Span, is_subject: bool) {
        let [before, after] = values.map(|value| self.new.shown(value, is_subject));
        let count = self.differences.len();
        self.note(place, &before, &after, span);
        if let Some(noted) = self.differences.get_mut(count) {
            let amounts = values.map(Value::money);
            noted.change = match amounts {
                [Some(before), Some(after)] => after.checked_sub(before),
                _ => None,
            };
        }
    }

    /// Compares two sets of fields, those of now first in their order.
    fn fields(&mut self, within: &str, before: &Fields, after: &Fields) {
        let mut ids: IndexMap<&str, ()> = IndexMap::new();
        for id in after.0.keys().chain(before.0.keys()) {
            let is_told = COUNTERS.contains(&id.as_str()) || within.is_empty() && id == "title";
            if !is_told {
                ids.insert(id, ());
            }
        }
        for id in ids.keys() {
            self.field(within, before.0.get(*id), after.0.get(*id));
        }
    }

    fn field(&mut self, within: &str, before: Option<&Field>, after: Option<&Field>) {
        let Some(any) = after.or(before) else { return };
        let blank = Value::Blank;
        let value = |field: Option<&'_ Field>| field.map(|field| field.value.value.clone());
        let (old, new) = (value(before), value(after));
        let (old, new) = (
            old.as_ref().unwrap_or(&blank),
            new.as_ref().unwrap_or(&blank),
        );
        let span = after.map_or(self.new.item_span, |field| field.value.span);
        let place = format!("{within}{}", any.def.name);
        if matches!(old, Value::Table(_)) || matches!(new, Value::Table(_)) {
            table::compare(&place, [old, new], span, self);
        } else if any.def.kind == FieldType::Markdown {
            text::sentences(&place, [&old.to_string(), &new.to_string()], span, self);
        } else {
            let is_subject = any.def.kind == FieldType::SubjectPerson;
            self.value(&place, [old, new], span, is_subject);
        }
    }
}

/// Files by their paths: new ones, missing ones, and those whose content is another.
fn files(old: Side<'_>, new: Side<'_>, found: &mut Found<'_>) {
    let span = new.record.item_span;
    let text = |path: &str| format!("附件 {path}");
    // The record's own file is what everything above was about.
    let own = [old, new].map(|side| Digest(side.record.digest));
    // Translations are compared as texts.
    let is_file = |(path, digest): &(&String, &Digest), own: Digest| {
        let sides = [old, new].into_iter();
        let mut texts = sides.flat_map(|side| &side.record.translations);
        **digest != own && texts.all(|text| text.path != **path)
    };
    for (path, digest) in new.files.0.iter().filter(|file| is_file(file, own[1])) {
        match old.files.0.get(path) {
            Some(before) if before == digest => {}
            Some(_) => found.note(&text(path), "原来的文件", "换过的文件", span),
            None => found.note(&format!("{}（增加）", text(path)), "", path, span),
        }
    }
    for (path, _) in old.files.0.iter().filter(|file| is_file(file, own[0])) {
        if !new.files.0.contains_key(path) {
            found.note(&format!("{}（删去）", text(path)), path, "", span);
        }
    }
}
