//! Findings as text for people, with excerpts.

use std::fmt::Write as _;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Shown, Origin, Renderer, Snippet};

use crate::diagnostic::{Finding, Findings, Level, Place};

/// All findings and the closing line; `colour` only for a terminal.
pub(crate) fn render(findings: &Findings, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .decor_style(DecorStyle::Ascii)
    .term_width(200);
    let private = private_lines(findings);
    let mut text = String::new();
    let mut shown: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in findings.iter() {
        let count = shown.entry(alike(finding)).or_default();
        *count += 1;
        if *count > ALIKE_MAX {
            continue;
        }
        let with_excerpt = shows_excerpt(finding, &private);
        text.push_str(&one(finding, with_excerpt, &renderer));
        text.push_str("\n\n");
    }
    for ((path, code), count) in shown.iter().filter(|(_, count)| **count > ALIKE_MAX) {
        let more = count - ALIKE_MAX;
        writeln!(
            text,
            "{path} 还有 {more} 处 {code}，和上面的一样，没有列出\n"
        )
        .expect("a string takes everything");
    }
    text.push_str(&closing_line(findings));
    text
}

/// More findings of one code in one file are counted and not listed: the first ones show what is wrong with the file.
const ALIKE_MAX: usize = 100;

fn alike(finding: &Finding) -> (&str, &str) {
    (&finding.place.file.path, finding.rule.code)
}

/// One line with the counts: what a clerk reads first.
pub(crate) fn closing_line(findings: &Findings) -> String {
    let errors = findings.count(Level::Error);
    let warnings = findings.count(Level::Warning);
    let advice = findings.count(Level::Advice);
    if errors + warnings + advice == 0 {
        return "检查完毕: 没有发现问题\n".to_owned();
    }
    let mut line = format!("检查完毕: {errors} 个错误, {warnings} 个警告");
    if advice > 0 {
        write!(line, ", {advice} 条建议").expect("a string takes everything");
    }
    line.push('\n');
    line
}

/// Lines that hold personal data: no excerpt shows them, whatever else is wrong there.
fn private_lines(findings: &Findings) -> BTreeSet<(&str, usize)> {
    let private = findings.iter().filter(|finding| !finding.shows_excerpt());
    private
        .flat_map(|finding| {
            let (first, last) = lines(&finding.place);
            (first..=last).map(|line| (finding.place.file.path.as_str(), line))
        })
        .collect()
}

fn shows_excerpt(finding: &Finding, private: &BTreeSet<(&str, usize)>) -> bool {
    let labels = finding.labels.iter().map(|(place, _)| place);
    let shown: BTreeSet<(&str, usize)> = std::iter::once(&finding.place)
        .chain(labels)
        .flat_map(|place| {
            let (first, last) = lines(place);
            (first..=last).map(|line| (place.file.path.as_str(), line))
        })
        .collect();
    // The renderer fills a gap of one line between two that it shows.
    let is_filled = |(path, line): (&str, usize)| {
        shown.contains(&(path, line.saturating_sub(1))) && shown.contains(&(path, line + 1))
    };
    let is_clear = |line: &(&str, usize)| !(shown.contains(line) || is_filled(*line));
    finding.shows_excerpt() && private.iter().all(is_clear)
}

fn lines(place: &Place) -> (usize, usize) {
    let line = |offset| place.file.position(offset).line;
    (line(place.start), line(place.end))
}

/// A text that quotes a file, without what would move the cursor or colour the terminal.
fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    Cow::Owned(text.chars().map(shown).collect())
}

fn one(finding: &Finding, with_excerpt: bool, renderer: &Renderer) -> String {
    let level = match finding.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Advice => Shown::NOTE,
    }
    .with_name(finding.level.name());
    let title = level
        .primary_title(harmless(&finding.message))
        .id(finding.rule.code);
    let mut group = Group::with_title(title);
    if with_excerpt && !finding.place.file.text.is_empty() {
        for snippet in snippets(finding) {
            group = group.element(snippet);
        }
    } else {
        let position = finding.place.position();
        group = group.element(
            Origin::path(finding.place.file.path.as_str())
                .line(position.line)
                .char_column(position.column),
        );
    }
    for basis in &finding.basis {
        group = group.element(Shown::NOTE.with_name("依据").message(basis.text.as_str()));
    }
    if !finding.help.is_empty() {
        group = group.element(
            Shown::HELP
                .with_name("改法")
                .message(harmless(&finding.help)),
        );
    }
    renderer.render(&[group])
}

/// A mistake in a file that holds no record, as in a template, shown as findings are: `notes` are labels and words.
pub(crate) fn excerpt(
    message: &str,
    (path, text): (&str, &str),
    span: (usize, usize),
    notes: &[(&str, String)],
) -> String {
    let end = span.1.min(text.len());
    let snippet: Snippet<'_, annotate_snippets::Annotation<'_>> = Snippet::source(text)
        .path(path)
        .annotation(AnnotationKind::Primary.span(span.0.min(end)..end));
    let title = Shown::ERROR
        .with_name(Level::Error.name())
        .primary_title(harmless(message));
    let mut group = Group::with_title(title).element(snippet);
    for (label, words) in notes {
        group = group.element(Shown::NOTE.with_name(*label).message(harmless(words)));
    }
    let renderer = Renderer::plain()
        .decor_style(DecorStyle::Ascii)
        .term_width(200);
    renderer.render(&[group])
}

/// The file of the finding first, then every other file a label points into.
fn snippets(finding: &Finding) -> Vec<Snippet<'_, annotate_snippets::Annotation<'_>>> {
    let primary = &finding.place;
    let mut first = Snippet::source(primary.file.text.as_str())
        .path(primary.file.path.as_str())
        .annotation(AnnotationKind::Primary.span(primary.start..primary.end));
    let mut others = Vec::new();
    for (place, label) in &finding.labels {
        let annotation = AnnotationKind::Context
            .span(place.start..place.end)
            .label(label.as_str());
        if place.file.path == primary.file.path {
            first = first.annotation(annotation);
        } else {
            others.push(
                Snippet::source(place.file.text.as_str())
                    .path(place.file.path.as_str())
                    .annotation(annotation),
            );
        }
    }
    let mut all = vec![first];
    all.append(&mut others);
    all
}
