//! The contract with themes: what templates are given, and whether a theme's templates ask for anything else.
//!
//! Tera takes an unknown field in an `if` for none and keeps quiet, and tells of one in a branch only when a page comes
//! through it. So the templates of a workspace's theme are read here as well, each name against what stands behind it.

mod call;
pub(crate) mod given;
mod paths;
mod said;
pub(crate) mod shapes;
mod tera_said;
#[cfg(test)]
mod tests;
mod tokens;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use said::said;
pub(crate) use tera_said::of_tera;

use crate::render::contract::given::{GIVEN, Given};
use crate::render::contract::shapes::Kind;
use crate::render::contract::tokens::{Tag, tags};
use crate::render::contract::walk::Walk;

/// A template of a chain of themes.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// Theme and path below `templates/`: `qingxi/record.html`.
    pub(crate) name: String,
    /// Path for people: `themes/qingxi/templates/record.html`.
    pub(crate) path: String,
    /// As written.
    pub(crate) text: String,
    /// Of the workspace: what is built in was looked at before.
    pub(crate) is_own: bool,
}

/// What is wrong at a place of a template.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mistake {
    /// The template's name.
    pub(crate) template: String,
    /// First byte and one past the last.
    pub(crate) span: (usize, usize),
    /// What does not fit.
    pub(crate) message: String,
    /// What to write, what there is at that place: a label and its words.
    pub(crate) notes: Vec<(&'static str, String)>,
}

impl Mistake {
    /// `help` says what to write, `known` what there is; either may be empty.
    fn new(
        template: &str,
        span: (usize, usize),
        message: String,
        (help, known): (String, String),
    ) -> Self {
        let notes = [(said::HELP, help), (said::KNOWN, known)];
        Self {
            template: template.to_owned(),
            span,
            message,
            notes: notes
                .into_iter()
                .filter(|(_, words)| !words.is_empty())
                .collect(),
        }
    }
}

/// What a look through the templates found.
#[derive(Debug, Default)]
pub(crate) struct Looked {
    /// In the order of the templates.
    pub(crate) mistakes: BTreeSet<Mistake>,
    /// Fields that own templates ask for, as `RecordPage.title`.
    pub(crate) used: BTreeSet<String>,
}

/// So often calls are followed from component to component; the themes' own go four deep.
const ROUNDS: usize = 12;

/// Looks through the templates of a chain, nearest theme first; `texts` are the words there are.
pub(crate) fn look(sources: &[Source], texts: &BTreeSet<String>) -> Looked {
    let chain = Chain::of(sources, texts);
    let mut passed = BTreeMap::new();
    for _ in 0..ROUNDS {
        let before: usize = passed.values().map(Vec::len).sum();
        chain.walk(&mut passed);
        if passed.values().map(Vec::len).sum::<usize>() == before {
            break;
        }
    }
    chain.walk(&mut passed)
}

/// What templates are given, as a document.
pub(crate) fn document() -> serde_json::Value {
    let keys: BTreeMap<&str, String> = GIVEN.keys().map(|(key, kind)| (key, kind.id())).collect();
    let fields = |fields: &Vec<(&'static str, Kind)>| -> BTreeMap<&str, String> {
        let fields = fields.iter().map(|(name, kind)| (*name, kind.id()));
        fields.collect()
    };
    let views = &GIVEN.shapes.views;
    let views: BTreeMap<_, _> = views
        .iter()
        .map(|(view, own)| (view, fields(own)))
        .collect();
    let pages: BTreeMap<_, _> = Given::pages().collect();
    serde_json::json!({"keys": keys, "views": views, "choices": GIVEN.shapes.choices, "pages": pages})
}

/// Kinds by component and argument.
pub(super) type Arguments = BTreeMap<(String, String), Vec<Kind>>;

/// The templates cut into tags, and who reaches whom.
#[derive(Debug)]
pub(super) struct Chain<'a> {
    sources: &'a [Source],
    tags: Vec<Vec<Tag>>,
    texts: &'a BTreeSet<String>,
    components: BTreeMap<String, call::Signature>,
    /// For each template the keys it is given, and whether another includes it.
    given: Vec<(BTreeSet<&'static str>, bool)>,
}

impl<'a> Chain<'a> {
    fn of(sources: &'a [Source], texts: &'a BTreeSet<String>) -> Self {
        let tags: Vec<Vec<Tag>> = sources.iter().map(|source| tags(&source.text)).collect();
        let mut components = BTreeMap::new();
        for (index, tags) in tags.iter().enumerate() {
            for signature in tags.iter().filter_map(|tag| call::signature(tag, index)) {
                components
                    .entry(signature.name.clone())
                    .or_insert(signature);
            }
        }
        let mut chain = Self {
            sources,
            tags,
            texts,
            components,
            given: vec![(BTreeSet::new(), false); sources.len()],
        };
        for (page, keys) in Given::pages() {
            chain.reach(page, &keys, false);
        }
        chain
    }

    /// A template by its full name, else the nearest theme's of that short name.
    fn resolve(&self, name: &str) -> Option<usize> {
        let full = self.sources.iter().position(|source| source.name == name);
        let short = |source: &Source| {
            let (_, path) = source.name.split_once('/').unwrap_or_default();
            path == name
        };
        full.or_else(|| self.sources.iter().position(short))
    }

    fn reach(&mut self, name: &str, keys: &[&'static str], is_included: bool) {
        let Some(index) = self.resolve(name) else {
            return;
        };
        let (own, included) = &mut self.given[index];
        let before = own.len();
        own.extend(keys);
        let is_new = own.len() > before || is_included && !*included;
        *included |= is_included;
        if !is_new {
            return;
        }
        let mut next = Vec::new();
        for tag in &self.tags[index] {
            let word = tag.pieces.first().and_then(|piece| piece.name());
            let target = tag.pieces.get(1).and_then(|piece| piece.text());
            if let (Some(word @ ("extends" | "include")), Some(target)) = (word, target) {
                next.push((target.to_owned(), word == "include"));
            }
        }
        for (target, included) in next {
            self.reach(&target, keys, included || is_included);
        }
    }

    fn walk(&self, passed: &mut Arguments) -> Looked {
        let mut looked = Looked::default();
        for (index, source) in self.sources.iter().enumerate() {
            let (keys, is_included) = &self.given[index];
            let is_reached = !keys.is_empty();
            let names = GIVEN
                .keys()
                .filter(|(name, _)| !is_reached || keys.contains(name));
            let mut walk = Walk::new(self, index, names, *is_included);
            walk.tags(&self.tags[index], passed);
            if source.is_own {
                looked.mistakes.append(&mut walk.looked.mistakes);
                looked.used.append(&mut walk.looked.used);
            }
        }
        looked
    }

    pub(super) fn source(&self, index: usize) -> &Source {
        &self.sources[index]
    }
}
