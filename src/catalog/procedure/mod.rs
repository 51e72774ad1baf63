//! The procedure of a decision (一报四议两公开 and its variants): bodies, steps, order, matters.

use indexmap::IndexMap;

pub(crate) mod body;
pub(crate) mod matter;
pub(crate) mod step;

use crate::catalog::procedure::body::{Body, Denominator, Role};
use crate::catalog::procedure::matter::{Matter, MergeRule, Variant};
use crate::catalog::procedure::step::{LifecycleStep, Step, Timing};
use crate::catalog::suggest::folded;

/// All that is known about how decisions come about, by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Procedure {
    pub(crate) roles: IndexMap<String, Role>,
    pub(crate) denominators: IndexMap<String, Denominator>,
    pub(crate) bodies: IndexMap<String, Body>,
    pub(crate) steps: IndexMap<String, Step>,
    pub(crate) variants: IndexMap<String, Variant>,
    pub(crate) merge_rules: Vec<MergeRule>,
    pub(crate) matters: IndexMap<String, Matter>,
    pub(crate) timing: Timing,
    /// The life of one disclosure, from draft to archive.
    pub(crate) lifecycle: Vec<LifecycleStep>,
}

/// What is found by id, Chinese name or alias.
pub(crate) trait Named {
    /// Id, name, aliases.
    fn names(&self) -> (&str, &str, &[String]);
}

impl Procedure {
    pub(crate) fn body(&self, name: &str) -> Option<&Body> {
        find(&self.bodies, name)
    }

    pub(crate) fn step(&self, name: &str) -> Option<&Step> {
        find(&self.steps, name)
    }

    pub(crate) fn variant(&self, name: &str) -> Option<&Variant> {
        find(&self.variants, name)
    }

    pub(crate) fn matter(&self, name: &str) -> Option<&Matter> {
        find(&self.matters, name)
    }

    /// The variant meant where a matter names none.
    pub(crate) fn default_variant(&self) -> Option<&Variant> {
        self.variants.values().find(|variant| variant.default)
    }

    /// The steps of a variant in their order, those it adds to another one included. A step that goes on
    /// throughout comes last.
    pub(crate) fn steps_of<'a>(&'a self, variant: &'a Variant) -> Vec<&'a Step> {
        let base = variant
            .extends
            .as_deref()
            .and_then(|id| self.variants.get(id));
        let inherited = base.into_iter().flat_map(|base| &base.steps);
        let ids = inherited.chain(&variant.steps).chain(&variant.adds);
        let mut steps: Vec<&Step> = ids.filter_map(|id| self.steps.get(id)).collect();
        steps.sort_by_key(|step| step.order.unwrap_or(u32::MAX));
        steps
    }

    /// The bodies that may take a step of a matter: the step's own, else those that both the matter and the variant
    /// allow, else those of either. Empty where nothing says: then any body may.
    pub(crate) fn bodies_for<'a>(
        &'a self,
        step: &'a Step,
        variant: &'a Variant,
        matter: Option<&'a Matter>,
    ) -> Vec<&'a Body> {
        if let Some(body) = step.body.as_ref() {
            return self.bodies.get(body).into_iter().collect();
        }
        if !step.final_vote {
            return Vec::new();
        }
        let bound = variant
            .bind
            .get(&step.id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let allowed = matter
            .map(|matter| matter.final_bodies.as_slice())
            .unwrap_or_default();
        let both: Vec<&String> = allowed
            .iter()
            .filter(|id| bound.is_empty() || bound.contains(id))
            .collect();
        let ids = match (both.is_empty(), allowed.is_empty()) {
            (false, _) => both,
            (true, false) => allowed.iter().collect(),
            (true, true) => bound.iter().collect(),
        };
        ids.into_iter()
            .filter_map(|id| self.bodies.get(id))
            .collect()
    }

    /// What is said about taking these two steps in one meeting. The first rule that names both counts.
    pub(crate) fn merge_rule(&self, one: &str, two: &str) -> Option<&MergeRule> {
        self.merge_rules.iter().find(|rule| {
            rule.steps.iter().any(|id| id == one) && rule.steps.iter().any(|id| id == two)
        })
    }
}

fn find<'a, T: Named>(entries: &'a IndexMap<String, T>, name: &str) -> Option<&'a T> {
    let wanted = folded(name);
    entries.get(&wanted).or_else(|| {
        entries.values().find(|entry| {
            let (_, name, aliases) = entry.names();
            folded(name) == wanted || aliases.iter().any(|alias| folded(alias) == wanted)
        })
    })
}
