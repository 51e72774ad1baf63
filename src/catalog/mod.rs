//! What must be published, by whom, when, by which law (公开目录): data and its types.
//!
//! The law is data: everything a county may differ in stands in `data/*.yaml`; this room reads it, holds that it is
//! complete and consistent, and answers questions by name, by place and by date.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use indexmap::IndexMap;
use sha2::{Digest as _, Sha256};

mod embedded;
pub(crate) mod entry;
pub(crate) mod field;
pub(crate) mod formula;
pub(crate) mod guard;
pub(crate) mod holidays;
mod index;
pub(crate) mod item;
pub(crate) mod language;
pub(crate) mod law;
pub(crate) mod lead;
pub(crate) mod office;
pub(crate) mod overlay;
pub(crate) mod param;
mod part;
pub(crate) mod posting;
pub(crate) mod procedure;
pub(crate) mod retention;
pub(crate) mod rule;
pub(crate) mod slot;
pub(crate) mod suggest;
pub(crate) mod table;
#[cfg(test)]
mod tests;
pub(crate) mod topic;
mod verify;

use crate::catalog::field::FieldDef;
use crate::catalog::guard::{MaskingRule, PrivacyClass};
use crate::catalog::holidays::Holidays;
use crate::catalog::index::Index;
use crate::catalog::item::Item;
use crate::catalog::language::Language;
use crate::catalog::law::{Cited, Source};
use crate::catalog::office::OfficeLevel;
use crate::catalog::param::{LOCAL, NATIONAL, Param, ParamValue, Profile};
use crate::catalog::procedure::Procedure;
use crate::catalog::retention::Retentions;
use crate::catalog::table::TableDef;
use crate::value::person::{USUAL_SURNAMES, apart};

/// A place is at most this many profiles deep: village, county, city, province, nation and some.
const PROFILES_MAX: usize = 8;

/// The catalogue: embedded data, and what a county lays over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Catalog {
    /// Header fields (ids) that every record must have, unless its item says otherwise.
    pub(crate) header: Vec<String>,
    /// Header fields (ids) that a record may give; they follow from the village or the item otherwise.
    pub(crate) header_given: Vec<String>,
    /// Fields (ids) that a notice without an item must have.
    pub(crate) notice: Vec<String>,
    /// Fields (ids) that any record may carry: attachments, corrections, references.
    pub(crate) common: Vec<String>,
    pub(crate) fields: IndexMap<String, Arc<FieldDef>>,
    pub(crate) tables: IndexMap<String, Arc<TableDef>>,
    pub(crate) items: IndexMap<String, Arc<Item>>,
    pub(crate) sources: BTreeMap<String, Source>,
    pub(crate) procedure: Procedure,
    pub(crate) params: BTreeMap<String, Param>,
    pub(crate) profiles: BTreeMap<String, Profile>,
    /// Levels of the offices to which residents can turn.
    pub(crate) offices: Vec<OfficeLevel>,
    /// Days off and working days, by year.
    pub(crate) holidays: Holidays,
    /// Languages beside Chinese.
    pub(crate) languages: Vec<Arc<Language>>,
    pub(crate) privacy_classes: Vec<PrivacyClass>,
    pub(crate) masking_rules: Vec<MaskingRule>,
    /// How long records are kept in the archive.
    pub(crate) retentions: Retentions,
    /// Short words of everyday use, and the words of a choice that they stand for.
    pub(crate) short_words: BTreeMap<String, Vec<String>>,
    /// The items (ids) a county's own list demands; `None` where it gave none, and then habit makes the duty.
    pub(crate) county_list: Option<Vec<String>>,
    /// The sources (ids) of that list.
    pub(crate) county_basis: Vec<String>,
    /// SHA-256 over all files read, in hex.
    pub(crate) fingerprint: String,
    index: Index,
}

impl Catalog {
    /// The catalogue that the program carries.
    pub(crate) fn embedded() -> Self {
        let catalog = part::assemble(embedded::FILES)
            .expect("the embedded catalogue is held correct by a test");
        let digest = digest(
            embedded::FILES
                .iter()
                .flat_map(|(name, text)| [*name, *text]),
        );
        Self {
            fingerprint: digest,
            ..catalog
        }
        .indexed()
    }

    /// The same with its look-ups renewed: needed once items or fields have changed.
    fn indexed(self) -> Self {
        Self {
            index: Index::of(&self),
            ..self
        }
    }

    /// The item of that Chinese name, alias or id.
    pub(crate) fn item(&self, name_or_id: &str) -> Option<&Arc<Item>> {
        self.items.get(self.index.item(name_or_id)?)
    }

    /// The name of the item that was probably meant.
    pub(crate) fn suggest_item(&self, text: &str) -> Option<&str> {
        let names = self
            .items
            .values()
            .flat_map(|item| item.names().map(move |name| (name, item)));
        let (names, items): (Vec<&str>, Vec<&Arc<Item>>) = names.unzip();
        let nearest = suggest::nearest(text, names.iter().copied())?;
        let index = names.iter().position(|name| *name == nearest)?;
        items.get(index).map(|item| item.name.as_str())
    }

    /// A field by id.
    pub(crate) fn field(&self, id: &str) -> Option<&Arc<FieldDef>> {
        self.fields.get(id)
    }

    /// A table by id, name, key or alias.
    pub(crate) fn table(&self, name: &str) -> Option<&Arc<TableDef>> {
        let named = |table: &&Arc<TableDef>| {
            table.name == name
                || table.key == name
                || table.aliases.iter().any(|alias| alias == name)
        };
        self.tables
            .get(name)
            .or_else(|| self.tables.values().find(named))
    }

    /// The language of that code.
    pub(crate) fn language(&self, code: &str) -> Option<&Arc<Language>> {
        self.languages
            .iter()
            .find(|language| language.is_coded(code))
    }

    /// Words that give away what a masking rule is about.
    pub(crate) fn masking_words(&self, id: &str) -> &[String] {
        let mut rules = self.masking_rules.iter();
        rules
            .find(|rule| rule.id == id)
            .map_or(&[], |rule| &rule.words)
    }

    /// Whether it is an organisation by its name, which is never masked: 供电所, 柳河镇卫生院（西院）.
    pub(crate) fn is_organisation(&self, text: &str) -> bool {
        let (bare, _) = apart(text);
        let count = bare.chars().count();
        // 李学会 is a person: of three characters after a usual surname only a whole word is told.
        let is_like_a_name = count == 3 && bare.starts_with(|c: char| USUAL_SURNAMES.contains(c));
        let ends = |word: &String| {
            bare.ends_with(word.as_str()) && (!is_like_a_name || word.chars().count() == count)
        };
        let said = self.masking_words("organisation_name");
        said.iter().any(|word| word == bare)
            || self.masking_words("organisation").iter().any(ends)
            || count > 4 && self.is_body(bare)
    }

    /// Whether it ends like the name of a body; of a short one a person's name may, too.
    pub(crate) fn is_body(&self, text: &str) -> bool {
        let mut words = self.masking_words("body").iter();
        words.any(|word| text.ends_with(word.as_str()))
    }

    /// How many days a list of names may stay on the pages when its posting is over.
    pub(crate) fn list_kept_days(&self, profile: &str, on: NaiveDate) -> i64 {
        let kept = self.param("list_kept_days", profile, on);
        kept.and_then(|kept| kept.number).map_or(0, i64::from)
    }

    /// The value that counts in a place on a day: the narrowest profile that sets one.
    pub(crate) fn param(&self, name: &str, profile: &str, on: NaiveDate) -> Option<&ParamValue> {
        let param = self.params.get(name)?;
        self.profile_chain(profile)
            .into_iter()
            .find_map(|profile| param.of(profile, on))
    }

    /// A profile with the wider ones it stands in, narrowest first: what the county's catalogue says for all comes
    /// before any, the nation last. An unknown profile is the nation.
    pub(crate) fn profile_chain<'a>(&'a self, profile: &str) -> Vec<&'a str> {
        let mut chain = vec![LOCAL];
        let mut next = self.profiles.get(profile);
        while let Some(profile) =
            next.filter(|profile| profile.id != NATIONAL && chain.len() < PROFILES_MAX)
        {
            chain.push(profile.id.as_str());
            next = profile
                .extends
                .as_deref()
                .and_then(|id| self.profiles.get(id));
        }
        chain.push(NATIONAL);
        chain
    }

    /// Whether a rule of that name is switched on in a place.
    pub(crate) fn flag(&self, name: &str, profile: &str) -> bool {
        let chain = self.profile_chain(profile);
        let mut profiles = chain.iter().filter_map(|id| self.profiles.get(*id));
        profiles.any(|profile| profile.flags.iter().any(|flag| flag.id == name))
    }

    /// A source in the version in force on that day; none where it was not in force then.
    pub(crate) fn source(&self, id: &str, on: NaiveDate) -> Option<Cited> {
        self.sources.get(id)?.on(on)
    }

    /// Whether a source is a rule of that place: a national one, or one of its own province.
    pub(crate) fn is_of(&self, id: &str, profile: &str) -> bool {
        let source = self.sources.get(id);
        let place = source.and_then(|source| source.profile.as_deref());
        place.is_none_or(|place| self.profile_chain(profile).contains(&place))
    }

    /// All of these sources that were in force in that place on that day, in their order.
    pub(crate) fn cite(&self, ids: &[String], profile: &str, on: NaiveDate) -> Vec<Cited> {
        let here = ids.iter().filter(|id| self.is_of(id, profile));
        here.filter_map(|id| self.source(id, on)).collect()
    }

    fn with_digest(self, name: &str, text: &str) -> Self {
        let digest = digest([self.fingerprint.as_str(), name, text]);
        Self {
            fingerprint: digest,
            ..self
        }
    }
}

impl Item {
    /// Name, aliases, id.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str())
            .chain(self.aliases.iter().map(String::as_str))
            .chain([self.id.as_str()])
    }
}

/// Lengths go in as well, so that moving text from one file into the next changes the digest.
fn digest<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.len().to_string());
        hash.update([0]);
        hash.update(text);
    }
    hash.finalize()
        .iter()
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
