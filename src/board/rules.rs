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

#[cfg(test)]
mod tests {
    use super::all;

    #[test]
    fn every_rule_has_an_example_and_its_repair() {
        for (code, rule) in all() {
            let texts = [rule.title, rule.explain, rule.example, rule.repair];
            assert!(texts.iter().all(|text| !text.trim().is_empty()), "{code}");
            assert_ne!(rule.example, rule.repair, "{code} repairs nothing");
            assert!(rule.explain.ends_with('。'), "{code} explains in sentences");
            assert!(
                !rule.title.ends_with('。'),
                "{code}: a title has no full stop"
            );
            for word in ["违法", "违规", "造假", "非法"] {
                let accuses = texts.iter().any(|text| text.contains(word));
                assert!(!accuses, "{code} accuses: {word}");
            }
        }
    }
}
