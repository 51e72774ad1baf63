//! Whether repairs hold: what was read reads the same, the findings are gone, and none has come.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Effect, Finding, Findings};
use crate::load::rules::{RULES, STRAY_FILE};
use crate::repair::plan::Plan;
use crate::source::{FileId, SourceFile};
use crate::yaml::{self, Entry, Kind, Node};

/// Whether the file reads as before, but for the words that the repairs make readable.
pub(super) fn means_the_same(before: &SourceFile, after: &SourceFile, plan: &Plan) -> bool {
    let (old, new) = (words(before), words(after));
    let edits: Vec<(Effect, &Range<usize>)> = plan
        .repairs
        .iter()
        .flat_map(|step| step.fix.edits.iter().map(|edit| (step.fix.effect, &edit.0)))
        .collect();
    old.len() == new.len()
        && old.iter().zip(&new).all(|(old, new)| {
            let is_same = old.shape == new.shape && old.text == new.text;
            is_same || is_meant(old, new, &edits, before)
        })
}

/// Whether a word that reads otherwise is one that a repair is about.
fn is_meant(
    old: &Word,
    new: &Word,
    edits: &[(Effect, &Range<usize>)],
    before: &SourceFile,
) -> bool {
    let line = |offset| before.position(offset).line;
    edits.iter().any(|(effect, range)| {
        let touches = range.start <= old.span.end && old.span.start <= range.end;
        match effect {
            Effect::Storage => false,
            Effect::SameValues => {
                touches && old.shape == new.shape && folded(&old.text) == folded(&new.text)
            }
            Effect::ReadsMore => {
                let was_blank = old.shape == Shape::Blank && new.shape == Shape::Scalar;
                touches && old.shape == new.shape
                    || was_blank && line(range.start) == line(old.span.start)
            }
        }
    })
}

/// Whether the findings of the plans are gone and nothing has come that only the repairs can have brought.
pub(super) fn is_better(
    before: &Findings,
    after: &Findings,
    plans: &[Plan],
    files: &[Arc<SourceFile>],
) -> bool {
    let mut allowed = counts(before);
    for plan in plans {
        let path = files[plan.file].path.as_str();
        for step in &plan.repairs {
            let count = allowed.entry((path, step.code)).or_default();
            *count = count.saturating_sub(1);
        }
    }
    let after_counts = counts(after);
    let mended: BTreeSet<(&str, &str)> = plans
        .iter()
        .flat_map(|plan| {
            let path = files[plan.file].path.as_str();
            plan.repairs.iter().map(move |step| (path, step.code))
        })
        .collect();
    after_counts.iter().all(|(key, count)| {
        let limit = allowed.get(key).copied().unwrap_or_default();
        *count <= limit
            || !mended.contains(key)
                && of(after, *key)
                    .all(|finding| is_known(finding, before) || is_revealed(finding, plans, files))
    })
}

/// Whether a finding shows only because something can be read now.
fn is_revealed(finding: &Finding, plans: &[Plan], files: &[Arc<SourceFile>]) -> bool {
    if !finding.shows_excerpt() || !plans.iter().any(|plan| plan.has(Effect::ReadsMore)) {
        return false;
    }
    let code = finding.rule.code;
    if yaml::rules::RULES.iter().any(|rule| rule.code == code) {
        return false;
    }
    // What is compared across values comes to light with them; so does what no record uses.
    let is_about_reading = RULES.iter().any(|rule| rule.code == code) && code != STRAY_FILE.code;
    let line = finding.place.position().line;
    !is_about_reading
        || plans.iter().any(|plan| {
            let reads_line = |step: &_| matches!(step, (Effect::ReadsMore, at) if *at == line);
            let mut steps = plan.repairs.iter().map(|step| (step.fix.effect, step.line));
            files[plan.file].path == finding.place.file.path
                && (plan.opens_record() || steps.any(|step| reads_line(&step)))
        })
}

fn is_known(finding: &Finding, before: &Findings) -> bool {
    let line = finding.place.position().line;
    let key = (finding.place.file.path.as_str(), finding.rule.code);
    of(before, key).any(|one| one.place.position().line == line)
}

fn of<'a>(
    findings: &'a Findings,
    (path, code): (&'a str, &'a str),
) -> impl Iterator<Item = &'a Finding> {
    findings
        .iter()
        .filter(move |one| one.rule.code == code && one.place.file.path == path)
}

fn counts(findings: &Findings) -> BTreeMap<(&str, &str), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings.iter() {
        let key = (finding.place.file.path.as_str(), finding.rule.code);
        *counts.entry(key).or_default() += 1;
    }
    counts
}

/// A key, a value or the bracket around others.
#[derive(Debug)]
struct Word {
    shape: Shape,
    text: String,
    span: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Key,
    Blank,
    Scalar,
    List(usize),
    Map(usize),
}

/// Everything the YAML of a file says, in order.
fn words(file: &SourceFile) -> Vec<Word> {
    let id = FileId(0);
    let mut ignored = Vec::new();
    let document = yaml::split(file, id, &mut ignored);
    let entries = yaml::read(file, id, document.yaml, &mut ignored);
    let mut words = Vec::new();
    map(&entries, &mut words);
    words
}

fn map(entries: &[Entry], words: &mut Vec<Word>) {
    for entry in entries {
        let span = entry.key.span;
        words.push(Word {
            shape: Shape::Key,
            text: entry.key.value.trim().to_owned(),
            span: span.start..span.end,
        });
        node(&entry.value, words);
    }
}

fn node(node: &Node, words: &mut Vec<Word>) {
    let (shape, text) = match &node.kind {
        Kind::Blank => (Shape::Blank, ""),
        Kind::Scalar(text) => (Shape::Scalar, text.as_str()),
        Kind::List(list) => (Shape::List(list.len()), ""),
        Kind::Map(entries) => (Shape::Map(entries.len()), ""),
    };
    words.push(Word {
        shape,
        text: text.trim().replace('\r', ""),
        span: node.span.start..node.span.end,
    });
    match &node.kind {
        Kind::List(list) => list.iter().for_each(|one| self::node(one, words)),
        Kind::Map(entries) => map(entries, words),
        Kind::Blank | Kind::Scalar(_) => {}
    }
}

/// A text with the digits and marks of numbers in half width.
fn folded(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(narrow).collect()
}
