//! The files as the page reads them: what they answer is what a look through all texts finds.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::Value;

use crate::search::fold::{MARK, fold};
use crate::search::postings::order;
use crate::search::{Document, Index, Missing, Village, files, index, words};

fn village() -> Village<'static> {
    Village {
        id: "dong",
        name: "东村",
        columns: vec![("affairs", "村务公开"), ("finance", "财务公开")],
    }
}

fn document(number: u32, title: &str, text: &str) -> Document {
    let day = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + chrono::Days::new(number.into());
    Document {
        address: format!("finance/{number}"),
        title: title.to_owned(),
        first: Some(day),
        latest: Some(day),
        column: "finance",
        item: "集体收支逐笔明细".to_owned(),
        text: text.to_owned(),
    }
}

/// What a script hands over: its arguments after the village and, where there is one, the beginning.
fn handed(script: &str) -> Value {
    let start = script.find('(').unwrap() + 1;
    let end = script.rfind(')').unwrap();
    let arguments = script.get(start..end).unwrap().replace('\t', "\\t");
    let arguments: Vec<Value> = serde_json::from_str(&format!("[{arguments}]")).unwrap();
    arguments.last().unwrap().clone()
}

/// The files of a kind that the list names, in its order: where each begins, and what it holds.
fn listed(index: &Index, kind: &str, name: &str) -> Vec<(u32, Value)> {
    let list = handed(&index.files[&index.list]);
    let files = list[name].as_array().unwrap();
    files
        .iter()
        .map(|file| {
            let path = format!("search/{kind}.{}.js", file[1].as_str().unwrap());
            let first = u32::try_from(file[0].as_u64().unwrap()).unwrap();
            (first, handed(&index.files[&path]))
        })
        .collect()
}

fn decode(text: &str) -> BTreeSet<u32> {
    let (mut page, mut scale) = (0, 1);
    let mut pages = BTreeSet::new();
    for byte in text.bytes() {
        let value = u32::from(byte) - 33 - u32::from(byte > 34) - u32::from(byte > 92);
        page += value % 46 * scale;
        scale *= 46;
        if value < 46 {
            pages.insert(page);
            scale = 1;
        }
    }
    pages
}

/// Pages that the postings name for a folded query, as the page's script asks for them.
fn named(index: &Index, query: &str) -> BTreeSet<u32> {
    let shards = listed(index, "i", "s");
    let find = |key: &str, rest: Option<&str>| -> BTreeSet<u32> {
        let shard = shards
            .iter()
            .rev()
            .find(|(first, _)| *first <= order(key))
            .or(shards.first());
        let text = shard
            .and_then(|(_, shard)| shard[key].as_str())
            .unwrap_or("");
        let entries = text.split(' ').filter_map(|entry| entry.split_once('!'));
        entries
            .filter(|(own, _)| rest.is_none_or(|rest| rest == *own))
            .flat_map(|(_, pages)| decode(pages))
            .collect()
    };
    let mut found: Option<BTreeSet<u32>> = None;
    let mut narrow = |own: BTreeSet<u32>| {
        found = Some(match found.take() {
            Some(found) => found.intersection(&own).copied().collect(),
            None => own,
        });
    };
    for (number, part) in query.split(MARK).enumerate() {
        let run: Vec<String> = part.chars().map(String::from).collect();
        match run.as_slice() {
            _ if number % 2 == 1 => {
                let digits = part.bytes().take(2).take_while(u8::is_ascii_digit).count();
                narrow(find(part.get(..digits).unwrap(), Some(part)));
            }
            [] => {}
            [one] => narrow(find(one, None)),
            run => run
                .windows(2)
                .for_each(|pair| narrow(find(&pair[0], Some(&pair[1])))),
        }
    }
    found.unwrap_or_default()
}

/// Pages that hold a folded query.
fn scanned(documents: &[Document], query: &str) -> BTreeSet<u32> {
    let texts = documents
        .iter()
        .map(|document| fold(&format!("{}\n{}", document.title, words(&document.text))));
    (0..)
        .zip(texts)
        .filter(|(_, text)| text.contains(query))
        .map(|(page, _)| page)
        .collect()
}

fn is_one_lookup(query: &str) -> bool {
    let parts: Vec<&str> = query.split(MARK).filter(|part| !part.is_empty()).collect();
    parts.len() == 1 && (query.starts_with(MARK) || parts[0].chars().count() <= 2)
}

proptest! {
    #[test]
    fn postings_answer_as_a_scan(
        texts in prop::collection::vec("[道路硬化王一aB,.，　 0-9年月日\t\n-]{0,40}|2025-0[1-9]-1[0-9][道路]{0,3}[0-9]{1,4}[.]00", 1..40),
        at in any::<prop::sample::Index>(),
        own in "[道路硬化a1２𠮷]{1,4}",
    ) {
        let documents: Vec<Document> = (0..).zip(&texts).map(|(number, text)| document(number, "题", text)).collect();
        let index = files(&village(), documents.clone(), &[], true);
        // Queries from the texts themselves, and one that may be on no page.
        let text = at.get(&texts);
        let mut queries = vec![fold(&own)];
        for length in [1, 2, 3, 6, 12] {
            let from = at.index(text.chars().count() + 1);
            queries.push(fold(&text.chars().skip(from).take(length).collect::<String>()));
        }
        for query in queries.iter().filter(|query| !query.is_empty() && !query.contains('\n')) {
            let (named, scanned) = (named(&index, query), scanned(&documents, query));
            prop_assert!(named.is_superset(&scanned), "{query}: {named:?} lacks some of {scanned:?}");
            if is_one_lookup(query) {
                prop_assert_eq!(&named, &scanned, "{}", query);
            }
        }
    }
}

#[test]
fn texts_are_kept_as_shown() {
    let texts = ["甲\t\"乙\"\\\n#t1\t丙", "行\u{2028}末", ""];
    let documents: Vec<Document> = (0..)
        .zip(texts)
        .map(|(number, text)| document(number, "题", text))
        .collect();
    let index = index(&village(), documents, &[]);
    let chunks = listed(&index, "t", "t");
    let [(0, chunk)] = chunks.as_slice() else {
        panic!("one file");
    };
    let kept: Vec<&str> = chunk
        .as_array()
        .unwrap()
        .iter()
        .map(|text| text.as_str().unwrap())
        .collect();
    assert_eq!(kept, texts);
}

#[test]
fn the_list_says_what_can_be_found() {
    let missing = Missing {
        address: "due".to_owned(),
        title: "2025年3月收支明细".to_owned(),
        due: NaiveDate::from_ymd_opt(2025, 4, 15).unwrap(),
        column: "finance",
        sentence: "应于4月15日前公开，逾期 3 天".to_owned(),
    };
    let documents = vec![document(1, "会计委派", "乙"), document(0, "道路硬化", "甲")];
    let index = index(&village(), documents, &[missing]);
    let list = handed(&index.files[&index.list]);
    assert_eq!(list["n"], serde_json::json!(["东村"]));
    // Numbered from the oldest; the letters of a word stand with it where its characters would mislead.
    assert_eq!(
        list["d"],
        serde_json::json!([
            ["finance/0", "道路硬化", 9132, 1, 0],
            ["finance/1", "会计委派", 9133, 1, 0, "kjwp"]
        ])
    );
    let gap = serde_json::json!([
        "due",
        "2025年3月收支明细",
        9236,
        1,
        "应于4月15日前公开，逾期 3 天"
    ]);
    assert_eq!(list["g"], serde_json::json!([gap]));
    assert!(list["y"].as_str().unwrap().contains("路l"));
    assert_eq!(list["s"], serde_json::json!([]));
}

/// Words that look like those of a village, the same every time.
fn village_text(number: u32) -> String {
    const WORDS: [&str; 16] = [
        "道路", "硬化", "工程", "补贴", "村民", "代表", "会议", "表决", "清淤", "水渠", "合同",
        "承包", "租金", "验收", "公示", "路灯",
    ];
    let mut state = number.wrapping_mul(2_654_435_761).wrapping_add(12345);
    let mut text = String::new();
    for place in 0..120 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.push_str(WORDS[usize::try_from(state >> 28).unwrap()]);
        // Rarer characters, so that there are many keys.
        text.extend(char::from_u32(0x4e00 + (state >> 12) % 3000));
        if place % 6 == 5 {
            writeln!(text, "\t{}.00", state >> 14).unwrap();
        }
    }
    text
}

#[test]
fn files_are_of_use_one_by_one() {
    let mut documents: Vec<Document> = (0..1000)
        .map(|number| {
            let title = format!("东村集体经济组织2025年第{}批道路硬化收支公开", number + 1);
            document(number, &title, &village_text(number))
        })
        .collect();
    let before = index(&village(), documents.clone(), &[]);
    let (shards, texts) = (listed(&before, "i", "s"), listed(&before, "t", "t"));
    assert!(
        before.files[&before.list].len() <= 120 * 1024,
        "{}",
        before.files[&before.list].len()
    );
    for (path, text) in before
        .files
        .iter()
        .filter(|(path, _)| **path != before.list)
    {
        assert!(text.len() <= 160 * 1024, "{path} has {} bytes", text.len());
    }
    // The files of a query of four characters are few, whatever the number of pages.
    assert!(
        shards.len() > 8 && texts.len() >= 10,
        "{} {}",
        shards.len(),
        texts.len()
    );

    documents.push(document(1000, "新的一件", &village_text(1000)));
    let after = index(&village(), documents, &[]);
    let kept = |kind: &str| {
        let own = before.files.keys().filter(|path| path.starts_with(kind));
        let kept: BTreeMap<bool, usize> = own.fold(BTreeMap::new(), |mut kept, path| {
            *kept.entry(after.files.contains_key(path)).or_default() += 1;
            kept
        });
        (
            kept.get(&true).copied().unwrap_or(0),
            kept.get(&false).copied().unwrap_or(0),
        )
    };
    assert!(
        kept("search/t.").1 <= 1,
        "old texts keep their files: {:?}",
        kept("search/t.")
    );
}
