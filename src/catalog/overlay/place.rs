//! Where a word of an overlay stands.
//!
//! The file was read through serde, which keeps no positions, so the word is looked up in the text: after the entry
//! it belongs to, where that is found.

/// Line and column (in characters) of `word` in the entry called `entry`, both from 1.
pub(super) fn find(text: &str, entry: &str, word: &str) -> (usize, usize) {
    let start = whole_word(text, entry, 0).unwrap_or(0);
    let offset = whole_word(text, word, start)
        .or_else(|| whole_word(text, word, 0))
        .unwrap_or(start);
    let before = text.get(..offset).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    (line, column)
}

/// The first place from `start` on where the word is not part of a longer one.
fn whole_word(text: &str, word: &str, start: usize) -> Option<usize> {
    if word.is_empty() {
        return None;
    }
    let rest = text.get(start..)?;
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '.');
    let mut found = rest.match_indices(word).filter(|(index, _)| {
        let before = rest.get(..*index).and_then(|text| text.chars().next_back());
        let after = rest
            .get(index + word.len()..)
            .and_then(|text| text.chars().next());
        ends(before) && ends(after)
    });
    found.next().map(|(index, _)| start + index)
}
