//! The labelled sentences of `tests/data/pii-dev.jsonl`: what must be found, exactly, and what must not.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::privacy::{Kind, find};

static CORPUS: &str = include_str!("../../../tests/data/pii-dev.jsonl");

/// Found, missed and wrongly reported spans.
#[derive(Debug, Default)]
struct Score {
    found: usize,
    missed: usize,
    wrong: usize,
}

#[test]
fn finds_exactly_what_is_labelled() {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut mistakes = Vec::new();
    for line in CORPUS.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let text = line["text"].as_str().unwrap();
        let mut expected: Vec<(String, usize, usize)> =
            line["spans"].as_array().unwrap().iter().map(span).collect();
        for hit in find(text) {
            let (start, end) = (chars(text, hit.start), chars(text, hit.end));
            let matching = expected.iter().position(|(kind, from, to)| {
                labels(hit.kind).contains(&kind.as_str()) && (*from, *to) == (start, end)
            });
            if let Some(at) = matching {
                scores.entry(expected.remove(at).0).or_default().found += 1;
            } else {
                scores
                    .entry(labels(hit.kind)[0].to_owned())
                    .or_default()
                    .wrong += 1;
                mistakes.push(format!(
                    "{} wrong {:?} {start}..{end} in {text}",
                    line["id"], hit.kind
                ));
            }
        }
        for (kind, start, end) in expected {
            mistakes.push(format!(
                "{} missed {kind} {start}..{end} in {text}",
                line["id"]
            ));
            scores.entry(kind).or_default().missed += 1;
        }
    }
    for (
        kind,
        Score {
            found,
            missed,
            wrong,
        },
    ) in &scores
    {
        println!(
            "{kind}: recall {found}/{}, precision {found}/{}",
            found + missed,
            found + wrong
        );
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

fn span(value: &Value) -> (String, usize, usize) {
    let place = |key: &str| usize::try_from(value[key].as_u64().unwrap()).unwrap();
    (
        value["type"].as_str().unwrap().to_owned(),
        place("start"),
        place("end"),
    )
}

fn chars(text: &str, at: usize) -> usize {
    text.get(..at)
        .expect("a hit ends on a character boundary")
        .chars()
        .count()
}

/// The corpus' names of a kind.
fn labels(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::IdNumber => &["id18", "id15"],
        Kind::BankCard => &["bank_card"],
        Kind::Mobile => &["mobile"],
        Kind::MobileEmail | Kind::Email => &["email"],
        Kind::BankAccount => &["account"],
        Kind::Landline => &["landline"],
        Kind::Address => &["address"],
        Kind::Plate => &["plate"],
        Kind::BirthDate => &["birth_date"],
        Kind::WeChat => &["wechat"],
        Kind::Qq => &["qq"],
        Kind::Health => &["health"],
    }
}
