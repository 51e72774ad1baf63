//! Findings as SARIF 2.1.0, for editors and forges.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diagnostic::{Finding, Findings, Fix, Level, Rule};

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
    let mut result = json!({
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
    });
    let edits = finding.fix.iter().filter(|fix| !fix.edits.is_empty());
    let fixes: Vec<Value> = edits.map(|fix| self::fix(fix, finding)).collect();
    if let (false, Some(object)) = (fixes.is_empty(), result.as_object_mut()) {
        object.insert("fixes".to_owned(), Value::Array(fixes));
    }
    result
}

fn fix(fix: &Fix, finding: &Finding) -> Value {
    let file = &finding.place.file;
    let replacements = fix.edits.iter().map(|(range, text)| {
        let (start, end) = (file.position(range.start), file.position(range.end));
        json!({
            "deletedRegion": {
                "startLine": start.line, "startColumn": start.column,
                "endLine": end.line, "endColumn": end.column,
            },
            "insertedContent": {"text": text},
        })
    });
    json!({
        "description": {"text": finding.help},
        "artifactChanges": [{
            "artifactLocation": {"uri": file.path},
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}
