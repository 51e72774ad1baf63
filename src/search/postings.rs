//! What the index holds of each page: pairs of neighbouring characters, numbers, and where they stand.
//!
//! A run of characters gives each pair and its last character alone, so that a query of one character is the union of all
//! pairs that begin with it. Numbers are found whole.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::search::fold::MARK;

/// Room that a page number takes in a sorted key.
const PAGE_BITS: u32 = 20;

/// Room that a character takes in a sorted key.
const CHARACTER_BITS: u32 = 21;

/// Numbers of pages in ascending order.
pub(crate) type Pages = Vec<u32>;

/// Everything that begins alike: a character, or the first two digits of a number.
#[derive(Debug, Default)]
pub(crate) struct Group {
    /// The rest of a pair (empty where the character ends its run), or the whole number; and the pages it is on.
    pub(crate) entries: Vec<(String, Pages)>,
}

/// The terms of all pages by what they begin with, in the order of [`order`].
pub(crate) fn groups(folded: &[String]) -> BTreeMap<u32, (String, Group)> {
    let terms: Vec<(Vec<u64>, Vec<&str>)> = folded.par_iter().map(|text| terms(text)).collect();
    let mut pairs = Vec::new();
    let mut numbers: BTreeMap<&str, Pages> = BTreeMap::new();
    for (page, (own, digits)) in (0_u32..).zip(&terms) {
        pairs.extend(own.iter().map(|pair| (pair << PAGE_BITS) | u64::from(page)));
        for number in digits {
            numbers.entry(number).or_default().push(page);
        }
    }
    pairs.par_sort_unstable();
    let mut groups: BTreeMap<u32, (String, Group)> = BTreeMap::new();
    for (number, pages) in numbers {
        let key = number_key(number);
        let (_, group) = groups
            .entry(order(key))
            .or_insert_with(|| (key.to_owned(), Group::default()));
        group.entries.push((number.to_owned(), pages));
    }
    for pages in pairs.chunk_by(|a, b| a >> PAGE_BITS == b >> PAGE_BITS) {
        let pair = pages.first().map_or(0, |pair| pair >> PAGE_BITS);
        let first = character(pair >> CHARACTER_BITS);
        let second = character(pair & ((1 << CHARACTER_BITS) - 1));
        let key = first.to_string();
        let (_, group) = groups
            .entry(order(&key))
            .or_insert_with(|| (key, Group::default()));
        let rest = if second == '\0' {
            String::new()
        } else {
            second.to_string()
        };
        let pages = pages
            .iter()
            .map(|pair| u32::try_from(pair & ((1 << PAGE_BITS) - 1)).unwrap_or(u32::MAX));
        group.entries.push((rest, pages.collect()));
    }
    groups
}

/// Pairs and numbers of one folded text, each once.
fn terms(folded: &str) -> (Vec<u64>, Vec<&str>) {
    let mut pairs = Vec::new();
    let mut numbers = Vec::new();
    // Numbers stand between marks, so every second part is one.
    for (index, part) in folded.split(MARK).enumerate() {
        if index % 2 == 1 {
            numbers.push(part);
            continue;
        }
        for run in part.split('\n') {
            let mut characters = run.chars().peekable();
            while let Some(c) = characters.next() {
                let next = characters.peek().map_or(0, |next| u64::from(*next));
                pairs.push((u64::from(c) << CHARACTER_BITS) | next);
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    numbers.sort_unstable();
    numbers.dedup();
    (pairs, numbers)
}

fn character(code: u64) -> char {
    u32::try_from(code)
        .ok()
        .and_then(char::from_u32)
        .expect("a pair is made of characters")
}

/// What a number is filed under: its first two digits, or its only one.
fn number_key(number: &str) -> &str {
    number
        .get(..2)
        .filter(|two| two.bytes().all(|byte| byte.is_ascii_digit()))
        .or_else(|| number.get(..1))
        .unwrap_or(number)
}

/// The place of a key among all keys: digits, pairs of digits, then characters by code point.
pub(crate) fn order(key: &str) -> u32 {
    let digits: Option<Vec<u32>> = key.chars().map(|c| c.to_digit(10)).collect();
    match digits.as_deref() {
        Some([one]) => *one,
        Some([one, two]) => 10 + one * 10 + two,
        _ => 0x200 + key.chars().next().map_or(0, u32::from),
    }
}

/// Printable ASCII without the quotation mark and the backslash.
const DIGITS: u32 = 92;

/// Page numbers as text: gaps between them to the base of 46, the lower half of the digits ends a number.
pub(crate) fn encode(pages: &[u32], into: &mut String) {
    const BASE: u32 = DIGITS / 2;
    let mut last = 0;
    for page in pages {
        let mut gap = page - last;
        last = *page;
        while gap >= BASE {
            into.push(digit(BASE + gap % BASE));
            gap /= BASE;
        }
        into.push(digit(gap));
    }
}

/// `!` is 0; the two characters that a script would have to escape are passed over.
fn digit(value: u32) -> char {
    let code = 33 + value;
    let code = if code >= 34 { code + 1 } else { code };
    let code = if code >= 92 { code + 1 } else { code };
    char::from_u32(code).expect("92 digits are printable")
}
