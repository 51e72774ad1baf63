//! The labelled sentences of `tests/data/pii-dev.jsonl`, written into attachments, are found there as in a record.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::attachment::facts;
use crate::attachment::tests::files::{docx, pdf, xlsx};
use crate::check::privacy::attached::{in_facts, without_numbers};
use crate::privacy::{self, Certainty, Kind};

static CORPUS: &str = include_str!("../../../tests/data/pii-dev.jsonl");

/// How often each kind that never gets out, and each that is certain, stands in a text.
fn in_text(text: &str) -> BTreeMap<Kind, usize> {
    let mut counts = BTreeMap::new();
    for hit in privacy::find(text) {
        let is_told = hit.kind.never_public() || hit.certainty == Certainty::Sure;
        if is_told && hit.kind != Kind::Address {
            *counts.entry(hit.kind).or_default() += 1;
        }
    }
    counts
}

fn in_file(name: &str, bytes: &[u8]) -> BTreeMap<Kind, usize> {
    let facts = facts(name, bytes, false);
    assert_eq!(facts.unsearched, None, "{name}");
    let hits = in_facts(&facts).into_iter();
    hits.filter(|(kind, _)| *kind != Kind::Address)
        .map(|(kind, (_, count))| (kind, count))
        .collect()
}

#[test]
fn finds_in_every_format_what_it_finds_in_a_record() {
    let mut mistakes = Vec::new();
    for line in CORPUS.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let text = line["text"].as_str().unwrap();
        let expected = in_text(text);
        let quoted = format!("序号,内容\n甲,\"{}\"\n", text.replace('"', "\"\""));
        let files = [
            ("a.txt", text.as_bytes().to_vec()),
            ("a.csv", quoted.into_bytes()),
            (
                "a.xlsx",
                xlsx(&[("名单", &[&["序号", "内容"], &["甲", text]])]),
            ),
            ("a.docx", docx(&[text], &[])),
            ("a.pdf", pdf(&[text])),
        ];
        for (name, bytes) in files {
            let found = in_file(name, &bytes);
            if found != expected {
                mistakes.push(format!(
                    "{} {name} {found:?} not {expected:?} in {text}",
                    line["id"]
                ));
            }
        }
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

#[test]
fn heads_of_columns_are_the_words_before() {
    let rows: &[&[&str]] = &[
        &["2025年台账"],
        &["项目", "值班电话", "合同编号"],
        &["路灯", "13812345678", "6222021234567890128"],
    ];
    assert!(in_file("a.xlsx", &xlsx(&[("表", rows)])).is_empty());
    // A card with a slip in it is one by its head alone.
    let rows: &[&[&str]] = &[&["姓名", "银行卡号"], &["张", "6222021234567890120"]];
    assert_eq!(in_file("a.xlsx", &xlsx(&[("表", rows)])).len(), 1);
    let form: &[&[&str]] = &[
        &["合同编号", "6222021234567890128"],
        &["值班电话", "13812345678"],
    ];
    assert!(in_file("a.docx", &docx(&[], form)).is_empty());
    let split: &[&[&str]] = &[&["身份证号", "110105", "19491231", "002X"]];
    assert_eq!(in_file("a.docx", &docx(&[], split)).len(), 1);
}

#[test]
fn names_of_files_lose_their_numbers() {
    assert_eq!(
        without_numbers("files/11010519491231002X.pdf"),
        "files/…….pdf"
    );
    assert_eq!(without_numbers("files/2025-09.pdf"), "files/2025-09.pdf");
}
