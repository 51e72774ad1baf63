//! Running text, sentence by sentence.

use std::cmp::Ordering;

use crate::model::difference::Found;
use crate::model::difference::align::{Pair, align};
use crate::source::Span;

/// Compares two texts.
pub(super) fn sentences(place: &str, texts: [&str; 2], span: Span, found: &mut Found<'_>) {
    let [old, new] = texts.map(split);
    for pair in align(&old, &new, |a, b| is_reworded(a, b)) {
        match pair {
            Pair::Same => {}
            Pair::Changed(from, to) => {
                found.note(place, &old[from], &new[to], at(span, texts[1], &new[to]));
            }
            Pair::Removed(from, next) => {
                let near = new.get(next).map_or(span, |near| at(span, texts[1], near));
                found.note(&format!("{place}（删去）"), &old[from], "", near);
            }
            Pair::Added(to) => {
                let place = format!("{place}（增加）");
                found.note(&place, "", &new[to], at(span, texts[1], &new[to]));
            }
        }
    }
}

/// Sentences without the white space around them; a line of a list or a table is one, and marks of Markdown stay, since a
/// heading that becomes a paragraph is seen.
fn split(text: &str) -> Vec<String> {
    text.lines()
        .flat_map(|line| line.split_inclusive(['。', '！', '？', '；']))
        .map(|sentence| sentence.trim().to_owned())
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

/// Whether a sentence is another wording of a sentence: half of its characters stand in both.
fn is_reworded(old: &str, new: &str) -> bool {
    let sorted = |text: &str| {
        let mut characters: Vec<char> = text.chars().collect();
        characters.sort_unstable();
        characters
    };
    let (old, new) = (sorted(old), sorted(new));
    let (mut a, mut b, mut same) = (0, 0, 0);
    while let (Some(left), Some(right)) = (old.get(a), new.get(b)) {
        match left.cmp(right) {
            Ordering::Less => a += 1,
            Ordering::Greater => b += 1,
            Ordering::Equal => (a, b, same) = (a + 1, b + 1, same + 1),
        }
    }
    same * 2 >= old.len().max(new.len())
}

/// Where a sentence stands in the text, when the text is the span's own.
fn at(span: Span, text: &str, sentence: &str) -> Span {
    let is_whole = span.end - span.start == text.len();
    match text.find(sentence).filter(|_| is_whole) {
        Some(start) => span.within(start, start + sentence.len()),
        None => span,
    }
}
