//! Two versions of a text of rules: which article is which, and what changed in it, clause by clause.

use std::collections::BTreeMap;

use crate::render::view::text::{Run, Sentence};

/// Articles less alike than this, in thousandths, are not the same one, though they have one number.
const SAME_NUMBER: usize = 300;
/// And though they stand under different numbers.
const OTHER_NUMBER: usize = 600;

/// What became of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// Old and new position, differing words.
    Changed(usize, usize),
    /// The same words under another number.
    Moved(usize, usize),
    /// New position.
    Added(usize),
    /// Old position.
    Removed(usize),
}

/// What changed between two lists of articles, in the order of the new one; what was removed comes last.
pub(crate) fn changes(old: &[&str], new: &[&str]) -> Vec<Change> {
    let mut partner: Vec<Option<usize>> = vec![None; new.len()];
    let is_free = |partner: &[Option<usize>], at: usize| !partner.contains(&Some(at));
    // The same words first, at the same place before any other.
    for (at, text) in new.iter().enumerate() {
        let here = old.get(at).is_some_and(|other| other == text);
        let found = if here {
            Some(at)
        } else {
            (0..old.len()).find(|index| old[*index] == *text && is_free(&partner, *index))
        };
        partner[at] = found.filter(|index| is_free(&partner, *index));
    }
    for at in 0..new.len().min(old.len()) {
        let is_open = partner[at].is_none() && is_free(&partner, at);
        if is_open && likeness(old[at], new[at]) >= SAME_NUMBER {
            partner[at] = Some(at);
        }
    }
    for at in 0..new.len() {
        if partner[at].is_none() {
            let open = (0..old.len()).filter(|index| is_free(&partner, *index));
            let best = open.max_by_key(|index| (likeness(old[*index], new[at]), old.len() - index));
            partner[at] = best.filter(|index| likeness(old[*index], new[at]) >= OTHER_NUMBER);
        }
    }
    let mut changes = Vec::new();
    for (at, partner) in partner.iter().enumerate() {
        match partner {
            None => changes.push(Change::Added(at)),
            Some(index) if old[*index] != new[at] => changes.push(Change::Changed(*index, at)),
            Some(index) if *index != at => changes.push(Change::Moved(*index, at)),
            Some(_) => {}
        }
    }
    let gone = (0..old.len()).filter(|index| is_free(&partner, *index));
    changes.extend(gone.map(Change::Removed));
    changes
}

/// The new text with what was taken out struck through and what came in underlined, clause by clause.
pub(crate) fn difference(old: &str, new: &str) -> Sentence {
    let (old, new) = (clauses(old), clauses(new));
    // How many clauses the ends from here on have in common.
    let mut common = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            common[a][b] = if old[a] == new[b] {
                common[a + 1][b + 1] + 1
            } else {
                common[a + 1][b].max(common[a][b + 1])
            };
        }
    }
    let mut runs = Sentence::new();
    let (mut a, mut b) = (0, 0);
    while a < old.len() || b < new.len() {
        if a < old.len() && b < new.len() && old[a] == new[b] {
            push(&mut runs, Run::plain(new[b]));
            a += 1;
            b += 1;
        } else if b == new.len() || a < old.len() && common[a + 1][b] >= common[a][b + 1] {
            push(&mut runs, Run::old(old[a]));
            a += 1;
        } else {
            push(&mut runs, Run::new(new[b]));
            b += 1;
        }
    }
    runs
}

/// Runs of one kind next to each other are one.
fn push(runs: &mut Sentence, run: Run) {
    match runs.last_mut().filter(|last| last.kind == run.kind) {
        Some(last) => last.text.push_str(&run.text),
        None => runs.push(run),
    }
}

/// Parts of a sentence, each with the sign that ends it.
fn clauses(text: &str) -> Vec<&str> {
    let parts = text.split_inclusive(['。', '；', '，', '！', '？', '：', ';', '\n']);
    parts.filter(|part| !part.trim().is_empty()).collect()
}

/// Pairs of neighbouring characters that two texts have in common, in thousandths of all.
fn likeness(old: &str, new: &str) -> usize {
    let (old, new) = (pairs(old), pairs(new));
    let all = old.values().sum::<usize>() + new.values().sum::<usize>();
    let both: usize = old
        .iter()
        .map(|(pair, count)| (*count).min(new.get(pair).copied().unwrap_or(0)))
        .sum();
    (both * 2000).checked_div(all).unwrap_or(0)
}

fn pairs(text: &str) -> BTreeMap<(char, char), usize> {
    let glyphs: Vec<char> = text
        .chars()
        .filter(|glyph| glyph.is_alphanumeric())
        .collect();
    let mut pairs = BTreeMap::new();
    for pair in glyphs.windows(2) {
        if let [a, b] = pair {
            *pairs.entry((*a, *b)).or_insert(0) += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{Change, changes, difference};
    use crate::render::view::text::RunKind;

    #[track_caller]
    fn check(old: &str, new: &str, expected: &str) {
        let runs = difference(old, new);
        let shown: String = runs
            .iter()
            .map(|run| match run.kind {
                RunKind::Old => format!("[-{}]", run.text),
                RunKind::New => format!("[+{}]", run.text),
                _ => run.text.clone(),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn shows_what_changed() {
        check("甲，乙。", "甲，乙。", "甲，乙。");
        check(
            "红白事从简，酒席不超过20桌。",
            "红白事从简，酒席不超过15桌，烟不超过20元一盒。",
            "红白事从简，[-酒席不超过20桌。][+酒席不超过15桌，烟不超过20元一盒。]",
        );
        check("甲。乙。丙。", "甲。丙。", "甲。[-乙。]丙。");
        check("", "甲。", "[+甲。]");
    }

    #[test]
    fn finds_the_same_article_again() {
        let old = [
            "孝敬老人，轮流照料。",
            "罚款五百元。",
            "垃圾入桶，门前自己扫。",
            "养狗拴绳。",
        ];
        let new = [
            "孝敬老人，轮流照料，按日子交接。",
            "垃圾入桶，门前自己扫。",
            "养狗拴绳。",
            "账目公开，谁都可以来查。",
        ];
        assert_eq!(
            changes(&old, &new),
            [
                Change::Changed(0, 0),
                Change::Moved(2, 1),
                Change::Moved(3, 2),
                Change::Added(3),
                Change::Removed(1),
            ]
        );
        assert_eq!(changes(&new, &new), []);
        assert_eq!(changes(&[], &["甲"]), [Change::Added(0)]);
        // One number, but nothing in common.
        assert_eq!(
            changes(&["养狗拴绳。"], &["账目公开，谁都可以来查。"]),
            [Change::Added(0), Change::Removed(0)]
        );
        // The same words twice are two articles.
        assert_eq!(changes(&["甲乙"], &["甲乙", "甲乙"]), [Change::Added(1)]);
    }
}
