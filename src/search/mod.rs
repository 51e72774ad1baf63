//! The index of a village's pages for its search page: made of finished pages, read by `assets/search.js` from disk.
//!
//! Invariant: what is found stands on a page that everybody can open; the index is made of pages and of nothing else.

mod files;
mod fold;
mod initials;
mod page;
mod postings;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::search::files::{Files, literal};
use crate::search::fold::fold;
use crate::search::initials::Readings;
pub(crate) use crate::search::page::lines;

/// Texts of fewer bytes are searched whole: a file of them is read as quickly as a shard.
const WHOLE_BYTES: usize = 256 * 1024;

/// The first day of the count of days in the list.
const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day");

/// The village whose pages are indexed.
#[derive(Debug)]
pub(crate) struct Village<'a> {
    /// Its address.
    pub(crate) id: &'a str,
    /// Its name.
    pub(crate) name: &'a str,
    /// Key and name of each column.
    pub(crate) columns: Vec<(&'static str, &'static str)>,
}

/// A page that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    /// Address of the page.
    pub(crate) address: String,
    /// Its title.
    pub(crate) title: String,
    /// When it was first published; the order in which pages are numbered, which corrections leave alone.
    pub(crate) first: Option<NaiveDate>,
    /// When it was last published; the order in which it is found.
    pub(crate) latest: Option<NaiveDate>,
    /// Key of its column.
    pub(crate) column: &'static str,
    /// Name of the catalogue's item; empty for a notice.
    pub(crate) item: String,
    /// What the page shows, from [`lines`].
    pub(crate) text: String,
}

/// Something due and not published, which is found by its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Missing {
    /// Address of the page that lists it.
    pub(crate) address: String,
    /// The item with its period.
    pub(crate) title: String,
    /// When it was due.
    pub(crate) due: NaiveDate,
    /// Key of its column.
    pub(crate) column: &'static str,
    /// `应于9月15日前公开，逾期 66 天`.
    pub(crate) sentence: String,
}

/// The files of an index.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// Path below the village to content.
    pub(crate) files: BTreeMap<String, String>,
    /// Path of the list, which the search page loads first.
    pub(crate) list: String,
}

/// Makes the index of a village.
pub(crate) fn index(village: &Village<'_>, documents: Vec<Document>, missing: &[Missing]) -> Index {
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    files(village, documents, missing, bytes >= WHOLE_BYTES)
}

/// The files, with postings where they pay.
fn files(
    village: &Village<'_>,
    mut documents: Vec<Document>,
    missing: &[Missing],
    with_postings: bool,
) -> Index {
    documents.sort_by(|a, b| (a.first, &a.address).cmp(&(b.first, &b.address)));
    let shards = if with_postings {
        let folded: Vec<String> = documents
            .par_iter()
            .map(|document| fold(&format!("{}\n{}", document.title, words(&document.text))))
            .collect();
        files::shards(village.id, postings::groups(&folded))
    } else {
        Files::default()
    };
    let texts = files::chunks(
        village.id,
        documents.iter().map(|document| document.text.as_str()),
    );
    let list = List {
        village,
        documents: &documents,
        missing,
        shards: &shards,
        texts: &texts,
    };
    let list = list.text(&Readings::embedded());
    let path = files::path("m", &files::short(&list));
    let mut files = shards.files;
    files.extend(texts.files);
    files.insert(path.clone(), list);
    Index { files, list: path }
}

/// The list of pages, with what is needed to find the rest.
struct List<'a> {
    village: &'a Village<'a>,
    documents: &'a [Document],
    missing: &'a [Missing],
    shards: &'a Files,
    texts: &'a Files,
}

impl List<'_> {
    fn text(&self, readings: &Readings) -> String {
        let items: BTreeSet<&str> = self.documents.iter().map(|one| one.item.as_str()).collect();
        let items: Vec<&str> = items.into_iter().collect();
        let mut text = String::from("SWM(");
        literal(self.village.id, &mut text);
        text.push_str(",{\n\"n\":");
        named(self.village.name, readings, &mut text);
        text.push_str(",\n\"c\":[");
        for (index, (key, name)) in self.village.columns.iter().enumerate() {
            separate(index, &mut text);
            write!(text, "[\"{key}\",\"{name}\"]").expect("a string takes everything");
        }
        text.push_str("],\n\"y\":");
        literal(&self.letters(&items, readings), &mut text);
        text.push_str(",\n\"i\":[");
        for (index, item) in items.iter().enumerate() {
            separate(index, &mut text);
            named(item, readings, &mut text);
        }
        text.push(']');
        for (name, files) in [("t", self.texts), ("s", self.shards)] {
            write!(text, ",\n\"{name}\":[").expect("a string takes everything");
            for (index, (first, hash)) in files.begins.iter().enumerate() {
                separate(index, &mut text);
                write!(text, "[{first},\"{hash}\"]").expect("a string takes everything");
            }
            text.push(']');
        }
        text.push_str(",\n\"d\":[");
        for (index, document) in self.documents.iter().enumerate() {
            text.push_str(if index == 0 { "\n" } else { ",\n" });
            let item = items.binary_search(&document.item.as_str()).unwrap_or(0);
            row(
                &document.address,
                &document.title,
                document.latest,
                &mut text,
            );
            write!(text, ",{},{item}", self.column(document.column))
                .expect("a string takes everything");
            if let Some(own) = own_letters(&document.title, readings) {
                write!(text, ",\"{own}\"").expect("a string takes everything");
            }
            text.push(']');
        }
        text.push_str("\n],\n\"g\":[");
        for (index, gap) in self.missing.iter().enumerate() {
            text.push_str(if index == 0 { "\n" } else { ",\n" });
            row(&gap.address, &gap.title, Some(gap.due), &mut text);
            write!(text, ",{},", self.column(gap.column)).expect("a string takes everything");
            literal(&gap.sentence, &mut text);
            if let Some(own) = own_letters(&gap.title, readings) {
                write!(text, ",\"{own}\"").expect("a string takes everything");
            }
            text.push(']');
        }
        text.push_str("\n]});\n");
        text
    }

    fn column(&self, key: &str) -> usize {
        let columns = &self.village.columns;
        columns.iter().position(|(own, _)| *own == key).unwrap_or(0)
    }

    /// Every character of the list with its letters: `公g务w行hx`.
    fn letters(&self, items: &[&str], readings: &Readings) -> String {
        let titles = self
            .documents
            .iter()
            .map(|document| document.title.as_str());
        let gaps = self.missing.iter().map(|gap| gap.title.as_str());
        let all = titles.chain(gaps).chain(items.iter().copied());
        let used: BTreeSet<char> = all
            .chain([self.village.name])
            .flat_map(str::chars)
            .collect();
        let mut letters = String::new();
        for c in used {
            if let Some(own) = readings.letters(c) {
                letters.push(c);
                letters.push_str(own);
            }
        }
        letters
    }
}

/// A name, and its first letters where they do not follow from its characters.
fn named(name: &str, readings: &Readings, into: &mut String) {
    into.push('[');
    literal(name, into);
    if let Some(own) = own_letters(name, readings) {
        write!(into, ",\"{own}\"").expect("a string takes everything");
    }
    into.push(']');
}

/// The beginning of a row: address, title, day.
fn row(address: &str, title: &str, day: Option<NaiveDate>, into: &mut String) {
    into.push('[');
    literal(address, into);
    into.push(',');
    literal(title, into);
    let days = day.map_or(-1, |day| (day - FIRST_DAY).num_days());
    write!(into, ",{days}").expect("a string takes everything");
}

/// A text without the names of its anchors.
fn words(text: &str) -> String {
    let lines = text.split('\n').map(|line| match line.strip_prefix('#') {
        Some(line) => line.split_once('\t').map_or(line, |(_, line)| line),
        None => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn separate(index: usize, text: &mut String) {
    if index > 0 {
        text.push(',');
    }
}

/// The first letters of a text where they do not follow from its characters one by one.
fn own_letters(text: &str, readings: &Readings) -> Option<String> {
    let own = readings.of(text);
    (own != readings.by_character(text)).then_some(own)
}
