//! Findings as JSON, schema `sanwu.findings/1`.

use serde_json::{Value, json};

use crate::diagnostic::{Effect, Finding, Findings, Fix, Level};
use crate::source::SourceFile;

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
    let mut document = json!({
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
    });
    if let (Some(fix), Some(object)) = (&finding.fix, document.as_object_mut()) {
        object.insert("fix".to_owned(), self::fix(fix, &finding.place.file));
    }
    document
}

/// What `check --fix` would write; without edits the file is only stored anew.
fn fix(fix: &Fix, file: &SourceFile) -> Value {
    let edits = fix.edits.iter().map(|(range, text)| {
        let (start, end) = (file.position(range.start), file.position(range.end));
        json!({
            "line": start.line,
            "column": start.column,
            "end_line": end.line,
            "end_column": end.column,
            "text": text,
        })
    });
    json!({
        "storage": fix.effect == Effect::Storage,
        "edits": edits.collect::<Vec<_>>(),
    })
}
