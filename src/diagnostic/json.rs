//! Findings as JSON, schema `sanwu.findings/1`.

use serde_json::{Value, json};

use crate::diagnostic::{Finding, Findings, Level};

/// The document printed by `--format json`; `today` is written as `2025-10-08`.
pub(crate) fn document(findings: &Findings, today: &str) -> Value {
    json!({
        "schema": "sanwu.findings/1",
        "today": today,
        "errors": findings.count(Level::Error),
        "warnings": findings.count(Level::Warning),
        "advice": findings.count(Level::Advice),
        "findings": findings.iter().map(one).collect::<Vec<_>>(),
    })
}

/// One finding as an object.
pub(crate) fn one(finding: &Finding) -> Value {
    let position = finding.place.position();
    json!({
        "code": finding.rule.code,
        "level": finding.level.id(),
        "title": finding.rule.title,
        "message": finding.message,
        "file": finding.place.file.path,
        "line": position.line,
        "column": position.column,
        "village": finding.village,
        "record": finding.record,
        "help": finding.help,
        "basis": finding.basis.iter()
            .map(|cited| json!({"id": cited.id, "text": cited.text}))
            .collect::<Vec<_>>(),
    })
}
