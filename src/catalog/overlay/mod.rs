//! A county's own catalogue (县级目录), laid over the embedded one.
//!
//! Chinese names stand for ids everywhere in it. What cannot be taken is reported and left out; the rest counts.

use std::sync::Arc;

use serde::Deserialize;

mod apply;
mod floor;
mod place;
#[cfg(test)]
mod tests;
mod words;

use crate::catalog::Catalog;
use crate::catalog::entry::ItemEntry;
use crate::catalog::field::FieldDef;
use crate::catalog::holidays::HolidayYear;
use crate::catalog::law::Source;
use crate::catalog::overlay::apply::{Touched, apply};
use crate::catalog::param::{ParamValue, Profile};
use crate::catalog::retention::TermEntry;
use crate::catalog::table::TableDef;
use crate::catalog::verify;

/// Something in an overlay that could not be taken as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OverlayProblem {
    /// From 1.
    pub(crate) line: usize,
    /// In characters, from 1.
    pub(crate) column: usize,
    pub(crate) message: String,
    pub(crate) help: String,
    /// It asks for less than the nation does: it is left out, and nothing else is wrong with it.
    pub(crate) is_weaker: bool,
}

/// A file of `content/catalog/`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Overlay {
    #[serde(alias = "字段")]
    fields: Vec<FieldDef>,
    #[serde(alias = "表样")]
    tables: Vec<TableDef>,
    #[serde(alias = "事项")]
    items: Vec<ItemEntry>,
    #[serde(alias = "依据")]
    sources: Vec<Source>,
    #[serde(alias = "参数")]
    params: Vec<ParamEntry>,
    #[serde(alias = "规则包")]
    profiles: Vec<Profile>,
    /// The county's list: the items it demands.
    #[serde(alias = "应公开")]
    required: Option<Vec<String>>,
    /// The sources (ids) of that list.
    #[serde(alias = "应公开依据")]
    required_basis: Vec<String>,
    /// Notices of years to come.
    #[serde(alias = "节假日")]
    holidays: Vec<HolidayYear>,
    /// How long the archives office wants items kept.
    #[serde(alias = "保管期限")]
    retention: Vec<TermEntry>,
}

/// New values of a parameter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ParamEntry {
    /// Id or Chinese name.
    #[serde(alias = "名称")]
    id: String,
    #[serde(alias = "值")]
    values: Vec<ParamValue>,
}

impl Catalog {
    /// The catalogue with an overlay file laid over it, and what was not taken from it.
    ///
    /// A file that cannot be read at all changes nothing but the fingerprint.
    pub(crate) fn with_overlay(self, file: &str, text: &str) -> (Self, Vec<OverlayProblem>) {
        let base = self.with_digest(file, text);
        if text.trim().is_empty() {
            return (base, Vec::new());
        }
        let overlay: Overlay = match serde_yaml::from_str(text) {
            Ok(overlay) => overlay,
            Err(error) => return (base, vec![words::unreadable(&error)]),
        };
        let mut problems = Vec::new();
        let (mut catalog, touched) = apply(base.clone(), overlay, text, &mut problems);
        // Taking one entry back can leave another without what it names, so look again until nothing is wrong.
        while let Some(fault) = verify::faults(&catalog)
            .into_iter()
            .find(|fault| touched.contains(&fault.entry))
        {
            let (line, column) = place::find(text, &fault.entry, &fault.word);
            let help = format!("改正后`{}`才会采用", fault.entry);
            problems.push(OverlayProblem {
                line,
                column,
                message: fault.message,
                help,
                is_weaker: false,
            });
            if !restore(&mut catalog, &base, &fault.entry) {
                break;
            }
        }
        problems.sort_by_key(|problem| (problem.line, problem.column));
        (catalog.indexed(), problems)
    }
}

/// Puts the entry back as it was; `false` where nothing changed, so that the search for faults ends.
fn restore(catalog: &mut Catalog, base: &Catalog, id: &str) -> bool {
    let before = catalog.clone();
    match base.fields.get(id) {
        Some(field) => drop(catalog.fields.insert(id.to_owned(), Arc::clone(field))),
        None => drop(catalog.fields.shift_remove(id)),
    }
    match base.tables.get(id) {
        Some(table) => drop(catalog.tables.insert(id.to_owned(), Arc::clone(table))),
        None => drop(catalog.tables.shift_remove(id)),
    }
    match base.items.get(id) {
        Some(item) => drop(catalog.items.insert(id.to_owned(), Arc::clone(item))),
        None => drop(catalog.items.shift_remove(id)),
    }
    match base.params.get(id) {
        Some(param) => drop(catalog.params.insert(id.to_owned(), param.clone())),
        None => drop(catalog.params.remove(id)),
    }
    match base.profiles.get(id) {
        Some(profile) => drop(catalog.profiles.insert(id.to_owned(), profile.clone())),
        None => drop(catalog.profiles.remove(id)),
    }
    *catalog != before
}

impl Touched {
    fn contains(&self, id: &str) -> bool {
        self.ids.iter().any(|known| known == id)
    }
}
