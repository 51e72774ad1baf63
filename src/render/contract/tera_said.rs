//! What Tera says of a template, as mistakes in Chinese.

use std::collections::BTreeSet;
use std::ops::Range;

use tera::ErrorKind;

use crate::render::contract::call::{declared_in_words, signature};
use crate::render::contract::given::Given;
use crate::render::contract::paths::meant;
use crate::render::contract::said::CALLED;
use crate::render::contract::tokens::tags;
use crate::render::contract::{Mistake, Source};

/// What Tera says, the same in Chinese, and what there is at the place; the first line of the file explains it.
const SAYINGS: &str = include_str!("sayings.txt");

/// Filters that Tera brings, to find the likely one.
const FILTERS: &[&str] = &[
    "safe",
    "default",
    "upper",
    "lower",
    "escape",
    "newlines_to_br",
    "trim",
    "replace",
    "truncate",
    "indent",
    "str",
    "int",
    "length",
    "reverse",
    "split",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "group_by",
];

/// Tests that Tera brings.
const TESTS: &[&str] = &[
    "string",
    "number",
    "map",
    "bool",
    "array",
    "integer",
    "none",
    "iterable",
    "defined",
    "undefined",
    "odd",
    "even",
    "divisible_by",
    "starting_with",
    "ending_with",
    "containing",
];

/// What an error of Tera tells, each mistake by itself.
pub(crate) fn of_tera(error: &tera::Error, sources: &[Source]) -> BTreeSet<Mistake> {
    let one =
        |template: &str, span, text: &str| BTreeSet::from([mistake(template, span, text, sources)]);
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = trimmed(report.filename(), report.span().range.clone(), sources);
            let mut mistake = mistake(report.filename(), span, report.message(), sources);
            mistake.notes.extend(calls(&error.to_string(), sources));
            BTreeSet::from([mistake])
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            let message = "模板扩展或引用来，引用去，回到了自己".to_owned();
            let empty = (String::new(), String::new());
            BTreeSet::from([Mistake::new(tpl, (0, 0), message, empty)])
        }
        ErrorKind::MissingParent { current, parent } => {
            let place = place_of(current, parent, sources);
            one(current, place, &format!("Unknown template `{parent}`"))
        }
        ErrorKind::Msg(text) if text.starts_with("error: ") => text
            .split("\n\n")
            .filter_map(|report| of_report(report, sources))
            .collect(),
        ErrorKind::Msg(text) => {
            let template = text.rsplit('`').nth(1).unwrap_or_default();
            one(template, (0, 0), text)
        }
        _ => one("", (0, 0), &error.to_string()),
    }
}

/// The bytes of a place without the line breaks and spaces around it.
fn trimmed(template: &str, range: Range<usize>, sources: &[Source]) -> (usize, usize) {
    let source = sources.iter().find(|source| source.name == template);
    let written = source.and_then(|source| source.text.get(range.clone()));
    let Some(text) = written.filter(|text| !text.trim().is_empty()) else {
        return (range.start, range.end);
    };
    let start = range.start + text.len() - text.trim_start().len();
    (start, start + text.trim().len())
}

/// A report as Tera prints it: message, place, excerpt, underline.
fn of_report(report: &str, sources: &[Source]) -> Option<Mistake> {
    let mut lines = report.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let place = lines.next()?.trim().strip_prefix("--> ")?;
    let width = lines.next_back()?.matches('^').count();
    let (template, start) = offset(place, sources)?;
    let source = sources.iter().find(|source| source.name == template)?;
    let rest = source.text.get(start..).unwrap_or_default();
    let length = rest.chars().take(width).map(char::len_utf8).sum::<usize>();
    Some(mistake(template, (start, start + length), message, sources))
}

/// `name:line:column` as a template and a byte of it.
fn offset<'a>(place: &'a str, sources: &[Source]) -> Option<(&'a str, usize)> {
    let (rest, column) = place.rsplit_once(':')?;
    let (name, line) = rest.rsplit_once(':')?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let source = sources.iter().find(|source| source.name == name)?;
    let before = source
        .text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len);
    let start: usize = before.sum();
    let within = source.text.get(start..)?.char_indices().nth(column - 1);
    Some((name, start + within.map_or(0, |(at, _)| at)))
}

/// Through which calls the page came there.
fn calls<'a>(
    report: &'a str,
    sources: &'a [Source],
) -> impl Iterator<Item = (&'static str, String)> + 'a {
    let notes = report
        .lines()
        .filter_map(|line| line.strip_prefix("note: called from "));
    notes.map(|place| {
        let of = |source: &&Source| place.strip_prefix(source.name.as_str()).is_some();
        let shown = sources.iter().find(of).map_or_else(
            || place.to_owned(),
            |source| place.replacen(&source.name, &source.path, 1),
        );
        (CALLED, shown)
    })
}

fn place_of(template: &str, word: &str, sources: &[Source]) -> (usize, usize) {
    let source = sources.iter().find(|source| source.name == template);
    let at = source.and_then(|source| source.text.find(word));
    at.map_or((0, 0), |at| (at, at + word.len()))
}

fn mistake(template: &str, span: (usize, usize), text: &str, sources: &[Source]) -> Mistake {
    let said = SAYINGS.lines().skip(1).find_map(|line| {
        let mut parts = line.split(" => ");
        let (pattern, chinese) = (parts.next()?, parts.next()?);
        let known = parts.next().unwrap_or_default();
        let found = captured(pattern, text)?;
        Some((filled(chinese, &found), filled(known, &found), found))
    });
    let Some((message, known, found)) = said else {
        let message = format!("模板写法有错（Tera: {text}）");
        return Mistake::new(template, span, message, (String::new(), String::new()));
    };
    let name = found
        .first()
        .map(|name| name.trim_matches('`'))
        .unwrap_or_default();
    let likely = if known.is_empty() {
        let candidates = candidates(text, template, sources);
        meant(name, candidates.iter().map(String::as_str))
    } else {
        let names = known.split(", ").map(|name| name.trim_matches('`'));
        meant(name, names)
    };
    let source = sources.iter().find(|source| source.name == template);
    let likely = match source {
        // A built-in template has the block; what it extends was replaced by a theme that left it out.
        Some(source) if text.starts_with("Block ") && !source.is_own => format!(
            "自己的模板里补上`{{% block {name} %}}{{% endblock {name} %}}`，或者扩展上级的模板"
        ),
        _ => likely,
    };
    let known = known.replace('`', "").replace(", ", "、");
    Mistake::new(template, span, message, (likely, known))
}

/// What stands for each `{}` of a pattern in a text, if it fits.
fn captured<'a>(pattern: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = pattern.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    for part in parts {
        let at = if part.is_empty() {
            rest.len()
        } else {
            rest.find(part)?
        };
        found.push(rest.get(..at)?);
        rest = rest.get(at + part.len()..)?;
    }
    rest.is_empty().then_some(found)
}

/// `{0}` is what was named first, `{t0}` the same as a type in Chinese.
fn filled(template: &str, found: &[&str]) -> String {
    let mut text = template.to_owned();
    for (index, word) in found.iter().enumerate() {
        text = text.replace(&format!("{{{index}}}"), word);
        let kind = declared_in_words(&word.to_lowercase());
        text = text.replace(&format!("{{t{index}}}"), kind);
    }
    text
}

/// The names among which the likely one is looked for.
fn candidates(text: &str, template: &str, sources: &[Source]) -> Vec<String> {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    if text.starts_with("Unknown filter") {
        return owned(FILTERS);
    }
    if text.starts_with("Unknown test") {
        return owned(TESTS);
    }
    if text.starts_with("Unknown component") {
        let tags = sources.iter().flat_map(|source| tags(&source.text));
        return tags
            .filter_map(|tag| signature(&tag, 0))
            .map(|signature| signature.name)
            .collect();
    }
    if text.starts_with("Unknown template") {
        // A full name is looked for among full names.
        let is_full = sources.iter().any(|source| {
            let (theme, _) = source.name.split_once('/').unwrap_or_default();
            text.contains(&format!("`{theme}/"))
        });
        let short = |source: &Source| Some(source.name.split_once('/')?.1.to_owned());
        let name = |source: &Source| Some(source.name.clone()).filter(|_| is_full);
        let own = sources.iter();
        let own = own.filter_map(|source| name(source).or_else(|| short(source)));
        // The base theme has every page, those included that a nearer theme replaced.
        let base = sources
            .last()
            .and_then(|source| source.name.split_once('/'));
        let pages = base.into_iter().flat_map(|(theme, _)| {
            let full = move |(page, _): (&str, _)| format!("{theme}/{page}");
            Given::pages().map(full)
        });
        return own.chain(pages.filter(|_| is_full)).collect();
    }
    if text.starts_with("Block ") {
        let others = sources.iter().filter(|source| source.name != template);
        let tags = others.flat_map(|source| tags(&source.text));
        let block = tags.filter_map(|tag| {
            let is_block = tag.pieces.first()?.name()? == "block";
            let name = tag.pieces.get(1)?.name()?.to_owned();
            is_block.then_some(name)
        });
        return block.collect();
    }
    Vec::new()
}
