//! Every rule of the handbook, wherever it is found.

use crate::pipeline::{self, Rules};

/// All rules by code.
pub(crate) fn all() -> Rules {
    pipeline::rules()
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
