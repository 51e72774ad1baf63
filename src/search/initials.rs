//! First letters of pinyin (拼音首字母) of titles, items and places: `村务公开` is `cwgk`.
//!
//! A character that is commonly read in two ways has both letters, in brackets: 行 alone is `(hx)`. Words in which the
//! reading is known (会计, 单县, 银行) have their own.

use std::collections::BTreeMap;

/// Characters by letter; where they come from stands in the file.
const CHARACTERS: &str = include_str!("data/initials.txt");

/// Words with their letters.
const WORDS: &str = include_str!("data/words.txt");

/// The readings that are known.
#[derive(Debug)]
pub(crate) struct Readings {
    letters: BTreeMap<char, String>,
    /// Words by their first character, the longest first.
    words: BTreeMap<char, Vec<(&'static str, &'static str)>>,
}

impl Readings {
    /// Those the program carries.
    pub(crate) fn embedded() -> Self {
        let mut letters: BTreeMap<char, String> = BTreeMap::new();
        for (letter, characters) in entries(CHARACTERS) {
            for c in characters.chars() {
                letters.entry(c).or_default().push_str(letter);
            }
        }
        let mut words: BTreeMap<char, Vec<(&str, &str)>> = BTreeMap::new();
        for (word, initials) in entries(WORDS) {
            let first = word.chars().next().expect("an entry has a word");
            words.entry(first).or_default().push((word, initials));
        }
        for list in words.values_mut() {
            list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Self { letters, words }
    }

    /// The letters of a text, word by word.
    pub(crate) fn of(&self, text: &str) -> String {
        let mut initials = String::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let list = self.words.get(&c).map_or(&[][..], Vec::as_slice);
            let word = list.iter().find(|(word, _)| rest.starts_with(word));
            let taken = if let Some((word, letters)) = word {
                initials.push_str(letters);
                word.len()
            } else {
                self.push(c, &mut initials);
                c.len_utf8()
            };
            rest = rest.get(taken..).unwrap_or_default();
        }
        initials
    }

    /// The letters of a text as a page finds them itself, character by character.
    pub(crate) fn by_character(&self, text: &str) -> String {
        let mut initials = String::new();
        for c in text.chars() {
            self.push(c, &mut initials);
        }
        initials
    }

    /// The letters of a character; none for what is no Chinese character.
    pub(crate) fn letters(&self, c: char) -> Option<&str> {
        self.letters.get(&c).map(String::as_str)
    }

    fn push(&self, c: char, initials: &mut String) {
        match self.letters(c) {
            Some(letters) if letters.len() > 1 => {
                initials.push('(');
                initials.push_str(letters);
                initials.push(')');
            }
            Some(letters) => initials.push_str(letters),
            None if c.is_ascii_alphanumeric() => initials.push(c.to_ascii_lowercase()),
            None => {}
        }
    }
}

/// Lines of two words, without comments.
fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' '))
}

#[cfg(test)]
mod tests {
    use super::{Readings, WORDS, entries};

    #[test]
    fn knows_how_words_are_read() {
        let readings = Readings::embedded();
        for (text, expected) in [
            ("村务公开", "cwgk"),
            ("会计委派", "kjwp"),
            ("村民会议", "cmhy"),
            ("单县单家村", "sxsjc"),
            ("重庆", "cq"),
            ("番禺区", "pyq"),
            ("长者食堂", "zzst"),
            ("行政村", "xzc"),
            ("六安", "la"),
            ("银行存款", "yhck"),
            ("秘书长", "msz"),
            ("长行", "(cz)(hx)"),
            ("2025年第三季度PVC管", "2025ndsjdpvcg"),
            ("Ａ《》、", ""),
        ] {
            assert_eq!(readings.of(text), expected, "{text}");
        }
    }

    #[test]
    fn every_word_is_well_formed_and_needed() {
        let readings = Readings::embedded();
        for (word, letters) in entries(WORDS) {
            assert_eq!(word.chars().count(), letters.len(), "{word}");
            assert!(letters.chars().all(|c| c.is_ascii_lowercase()), "{word}");
            assert_ne!(
                readings.by_character(word),
                letters,
                "{word} needs no entry"
            );
        }
    }
}
