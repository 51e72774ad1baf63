//! Findings as SARIF 2.1.0, for editors and forges.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diagnostic::{Finding, Findings, Level, Rule};

/// The whole log of one run.
pub(crate) fn document(findings: &Findings) -> Value {
    let rules: BTreeMap<&str, &Rule> = findings
        .iter()
        .map(|finding| (finding.rule.code, finding.rule))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "sanwu",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.values().map(|rule| json!({
                    "id": rule.code,
                    "shortDescription": {"text": rule.title},
                    "fullDescription": {"text": rule.explain},
                })).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": findings.iter().map(result).collect::<Vec<_>>(),
        }],
    })
}

fn result(finding: &Finding) -> Value {
    let start = finding.place.position();
    let end = finding.place.file.position(finding.place.end);
    let level = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "note",
    };
    json!({
        "ruleId": finding.rule.code,
        "level": level,
        "message": {"text": if finding.help.is_empty() {
            finding.message.clone()
        } else {
            format!("{}（{}）", finding.message, finding.help)
        }},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": finding.place.file.path},
            "region": {
                "startLine": start.line, "startColumn": start.column,
                "endLine": end.line, "endColumn": end.column,
            },
        }}],
    })
}
