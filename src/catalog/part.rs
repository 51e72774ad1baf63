//! One catalogue file as it is written, and how the files become a catalogue.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use serde::Deserialize;

use crate::catalog::Catalog;
use crate::catalog::entry::ItemEntry;
use crate::catalog::field::FieldDef;
use crate::catalog::guard::{MaskingRule, PrivacyClass};
use crate::catalog::holidays::{HolidayYear, Holidays};
use crate::catalog::index::Index;
use crate::catalog::language::Language;
use crate::catalog::law::Source;
use crate::catalog::office::OfficeLevel;
use crate::catalog::param::{NATIONAL, Param, Profile};
use crate::catalog::procedure::Procedure;
use crate::catalog::procedure::body::{Body, Denominator, Role};
use crate::catalog::procedure::matter::{Matter, MergeRule, Variant};
use crate::catalog::procedure::step::{LifecycleStep, Step, Timing};
use crate::catalog::retention::{Retentions, TermEntry};
use crate::catalog::table::TableDef;

/// Any catalogue file: it holds some of these lists.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Part {
    pub(super) header: Vec<String>,
    pub(super) header_given: Vec<String>,
    pub(super) notice: Vec<String>,
    pub(super) common: Vec<String>,
    pub(super) fields: Vec<FieldDef>,
    pub(super) tables: Vec<TableDef>,
    pub(super) items: Vec<ItemEntry>,
    pub(super) sources: Vec<Source>,
    pub(super) params: Vec<Param>,
    pub(super) profiles: Vec<Profile>,
    pub(super) holidays: Vec<HolidayYear>,
    pub(super) offices: Vec<OfficeLevel>,
    pub(super) languages: Vec<Language>,
    pub(super) short_words: BTreeMap<String, Vec<String>>,
    pub(super) privacy_classes: Vec<PrivacyClass>,
    pub(super) masking_rules: Vec<MaskingRule>,
    pub(super) retention: Vec<TermEntry>,
    pub(super) roles: Vec<Role>,
    pub(super) denominators: Vec<Denominator>,
    pub(super) bodies: Vec<Body>,
    pub(super) steps: Vec<Step>,
    pub(super) variants: Vec<Variant>,
    pub(super) merge_rules: Vec<MergeRule>,
    pub(super) matters: Vec<Matter>,
    pub(super) timing: Option<Timing>,
    pub(super) lifecycle: Vec<LifecycleStep>,
}

/// Puts the embedded files together.
///
/// # Errors
/// What is there twice or cannot be read; held empty by a test.
pub(super) fn assemble(files: &[(&str, &str)]) -> Result<Catalog, String> {
    let mut whole = Part::default();
    for (name, text) in files {
        let part: Part = serde_yaml::from_str(text).map_err(|error| format!("{name}: {error}"))?;
        whole.append(part);
    }
    let mut items = Vec::new();
    for entry in whole.items {
        let id = entry.id.clone();
        items.push(
            entry
                .create()
                .map_err(|missing| format!("{id}: {missing}"))?,
        );
    }
    let params = whole
        .params
        .into_iter()
        .map(|param| param.in_place(NATIONAL))
        .collect();
    let procedure = Procedure {
        roles: by_id(whole.roles, |role| &role.id)?,
        denominators: by_id(whole.denominators, |denominator| &denominator.id)?,
        bodies: by_id(whole.bodies, |body| &body.id)?,
        steps: by_id(whole.steps, |step| &step.id)?,
        variants: by_id(whole.variants, |variant| &variant.id)?,
        merge_rules: whole.merge_rules,
        matters: by_id(whole.matters, |matter| &matter.id)?,
        timing: whole.timing.ok_or("timing is missing")?,
        lifecycle: whole.lifecycle,
    };
    Ok(Catalog {
        header: whole.header,
        header_given: whole.header_given,
        notice: whole.notice,
        common: whole.common,
        fields: shared(by_id(whole.fields, |field| &field.id)?),
        tables: shared(by_id(whole.tables, |table| &table.id)?),
        items: shared(by_id(items, |item| &item.id)?),
        sources: sorted(by_id(whole.sources, |source| &source.id)?),
        procedure,
        params: sorted(by_id(params, |param| &param.id)?),
        profiles: sorted(by_id(whole.profiles, |profile| &profile.id)?),
        offices: whole.offices,
        holidays: Holidays::of(whole.holidays),
        languages: whole.languages.into_iter().map(Arc::new).collect(),
        privacy_classes: whole.privacy_classes,
        masking_rules: whole.masking_rules,
        retentions: Retentions::of(whole.retention)?,
        short_words: whole.short_words,
        county_list: None,
        county_basis: Vec::new(),
        fingerprint: String::new(),
        index: Index::default(),
    })
}

impl Part {
    fn append(&mut self, other: Self) {
        self.header.extend(other.header);
        self.header_given.extend(other.header_given);
        self.notice.extend(other.notice);
        self.common.extend(other.common);
        self.fields.extend(other.fields);
        self.tables.extend(other.tables);
        self.items.extend(other.items);
        self.sources.extend(other.sources);
        self.params.extend(other.params);
        self.profiles.extend(other.profiles);
        self.holidays.extend(other.holidays);
        self.offices.extend(other.offices);
        self.languages.extend(other.languages);
        self.privacy_classes.extend(other.privacy_classes);
        self.masking_rules.extend(other.masking_rules);
        self.retention.extend(other.retention);
        self.short_words.extend(other.short_words);
        self.roles.extend(other.roles);
        self.denominators.extend(other.denominators);
        self.bodies.extend(other.bodies);
        self.steps.extend(other.steps);
        self.variants.extend(other.variants);
        self.merge_rules.extend(other.merge_rules);
        self.matters.extend(other.matters);
        self.timing = self.timing.take().or(other.timing);
        self.lifecycle.extend(other.lifecycle);
    }
}

fn by_id<T>(entries: Vec<T>, id: impl Fn(&T) -> &String) -> Result<IndexMap<String, T>, String> {
    let mut map = IndexMap::new();
    for entry in entries {
        let key = id(&entry).clone();
        if map.contains_key(&key) {
            return Err(format!("`{key}` is there twice"));
        }
        map.insert(key, entry);
    }
    Ok(map)
}

fn shared<T>(map: IndexMap<String, T>) -> IndexMap<String, Arc<T>> {
    map.into_iter()
        .map(|(id, entry)| (id, Arc::new(entry)))
        .collect()
}

fn sorted<T>(map: IndexMap<String, T>) -> BTreeMap<String, T> {
    map.into_iter().collect()
}
