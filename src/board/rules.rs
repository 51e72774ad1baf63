//! Every rule of the handbook, wherever it is found.

use std::collections::BTreeMap;

use crate::check;
use crate::diagnostic::Rule;
use crate::{load, yaml};

/// All rules by code.
pub(crate) fn all() -> BTreeMap<&'static str, &'static Rule> {
    let read = yaml::rules::RULES.iter().chain(load::rules::RULES).copied();
    let checked = check::CHECKS.iter().map(|check| &check.rule);
    read.chain(checked).map(|rule| (rule.code, rule)).collect()
}
