//! Lists of words, all sought in one walk over a text.

/// Words with a filter over their first characters, so that most places of a text are passed with one look.
pub(crate) struct Words {
    words: &'static [&'static str],
    /// A bit for each first character, by the low bits of its code.
    first: [u64; 16],
}

impl Words {
    /// A list that is searched often; made when the program is compiled.
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        let mut first = [0; 16];
        let mut index = 0;
        while index < words.len() {
            let (at, bit) = place(first_code(words[index].as_bytes()));
            first[at] |= bit;
            index += 1;
        }
        Self { words, first }
    }

    /// Every word in `text`: where it begins, which one of the list it is, and itself. In the order of places.
    pub(crate) fn found<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = (usize, usize, &'static str)> + 'a {
        let starts = text.char_indices().filter(|(_, c)| self.may_begin(*c));
        starts.flat_map(move |(at, _)| {
            let rest = text.as_bytes().get(at..).unwrap_or_default();
            let words = self.words.iter().enumerate();
            words
                .filter(|(_, word)| rest.starts_with(word.as_bytes()))
                .map(move |(index, word)| (at, index, *word))
        })
    }

    /// Whether one of them stands in `text`.
    pub(crate) fn any_in(&self, text: &str) -> bool {
        self.found(text).next().is_some()
    }

    /// The one that ends last in `text`, of several the longest: where it ends, and how many bytes it has.
    pub(crate) fn last_in(&self, text: &str) -> Option<(usize, usize)> {
        let found = self.found(text);
        found
            .map(|(at, _, word)| (at + word.len(), word.len()))
            .max()
    }

    /// Whether `text` ends with one of them.
    pub(crate) fn end(&self, text: &str) -> bool {
        self.words.iter().any(|word| text.ends_with(word))
    }

    fn may_begin(&self, c: char) -> bool {
        let (at, bit) = place(c as u32);
        self.first[at] & bit != 0
    }
}

const fn place(code: u32) -> (usize, u64) {
    ((code / 64 % 16) as usize, 1 << (code % 64))
}

/// The code of the first character of UTF-8 text.
const fn first_code(word: &[u8]) -> u32 {
    const fn low(byte: u8) -> u32 {
        (byte & 0x3F) as u32
    }
    match word[0] {
        lead @ 0..=0x7F => lead as u32,
        lead @ 0x80..=0xDF => (lead as u32 & 0x1F) << 6 | low(word[1]),
        lead @ 0xE0..=0xEF => (lead as u32 & 0x0F) << 12 | low(word[1]) << 6 | low(word[2]),
        lead @ 0xF0..=0xFF => {
            (lead as u32 & 0x07) << 18 | low(word[1]) << 12 | low(word[2]) << 6 | low(word[3])
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::Words;

    const LIST: &[&str] = &["生日", "日", "身份证", "身份证号", "a", "é", "📞", "No."];
    static WORDS: Words = Words::new(LIST);

    proptest! {
        #[test]
        fn finds_what_a_plain_search_finds(text in "[生日身份证号aéNo.📞x]{0,12}") {
            prop_assert_eq!(WORDS.any_in(&text), LIST.iter().any(|word| text.contains(word)));
            let ends = LIST.iter().filter_map(|word| {
                let start = text.rfind(word)?;
                Some((start + word.len(), word.len()))
            });
            prop_assert_eq!(WORDS.last_in(&text), ends.max());
            let count: usize = LIST.iter().map(|word| overlapping(&text, word)).sum();
            prop_assert_eq!(WORDS.found(&text).count(), count);
        }
    }

    fn overlapping(text: &str, word: &str) -> usize {
        let starts = text.char_indices().map(|(at, _)| at);
        starts
            .filter(|at| text.get(*at..).unwrap().starts_with(word))
            .count()
    }
}
