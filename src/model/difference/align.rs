//! Which lines of an old list are which lines of a new one.

use std::ops::Range;

/// Beyond this many comparisons lists are paired by place: a table rewritten whole needs no finer answer.
const COMPARISONS_MAX: usize = 4_000_000;

/// One line of the two lists side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pair {
    /// The same on both sides.
    Same,
    /// Something else stands in its place: places in the old and in the new list.
    Changed(usize, usize),
    /// Only in the old list, before this place of the new one.
    Removed(usize, usize),
    /// Only in the new list.
    Added(usize),
}

/// Aligns two lists: the longest common subsequence stays, and what stands between two lines of it is paired in order
/// as far as `alike` says that one became the other.
pub(super) fn align<T: PartialEq>(
    old: &[T],
    new: &[T],
    alike: impl Fn(&T, &T) -> bool,
) -> Vec<Pair> {
    let ends = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[ends..], &new[ends..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    let old_rest = &old_rest[..old_rest.len() - tail];
    let new_rest = &new_rest[..new_rest.len() - tail];
    let mut pairs = vec![Pair::Same; ends];
    let mut common = common(old_rest, new_rest).into_iter();
    let (mut a, mut b) = (0, 0);
    loop {
        let next = common.next().unwrap_or((old_rest.len(), new_rest.len()));
        let gap = Gap {
            removed: a + ends..next.0 + ends,
            added: b + ends..next.1 + ends,
        };
        settle(gap, |from, to| alike(&old[from], &new[to]), &mut pairs);
        if next.0 == old_rest.len() && next.1 == new_rest.len() {
            break;
        }
        pairs.push(Pair::Same);
        (a, b) = (next.0 + 1, next.1 + 1);
    }
    pairs.extend(vec![Pair::Same; tail]);
    pairs
}

/// What stands between two lines that are the same.
struct Gap {
    removed: Range<usize>,
    added: Range<usize>,
}

/// The places of a longest common subsequence.
fn common<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > COMPARISONS_MAX {
        return Vec::new();
    }
    let width = new.len() + 1;
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            lengths[a * width + b] = if old[a] == new[b] {
                lengths[(a + 1) * width + b + 1] + 1
            } else {
                lengths[(a + 1) * width + b].max(lengths[a * width + b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut places = Vec::new();
    while a < old.len() && b < new.len() {
        if old[a] == new[b] {
            places.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if lengths[(a + 1) * width + b] >= lengths[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    places
}

fn settle(gap: Gap, alike: impl Fn(usize, usize) -> bool, pairs: &mut Vec<Pair>) {
    let mut left = gap.added;
    for from in gap.removed {
        let Some(to) = left.clone().find(|to| alike(from, *to)) else {
            pairs.push(Pair::Removed(from, left.start));
            continue;
        };
        pairs.extend((left.start..to).map(Pair::Added));
        pairs.push(Pair::Changed(from, to));
        left.start = to + 1;
    }
    pairs.extend(left.map(Pair::Added));
}

#[cfg(test)]
mod tests {
    use super::{Pair, align};

    fn check(old: &str, new: &str, expected: &str) {
        let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        // A capital letter is what a small one became.
        let pairs = align(&old, &new, char::eq_ignore_ascii_case);
        let shown: Vec<String> = pairs
            .into_iter()
            .map(|pair| match pair {
                Pair::Same => "=".to_owned(),
                Pair::Changed(a, b) => format!("{}>{}", old[a], new[b]),
                Pair::Removed(a, _) => format!("-{}", old[a]),
                Pair::Added(b) => format!("+{}", new[b]),
            })
            .collect();
        assert_eq!(shown.join(" "), expected, "{old:?} {new:?}");
    }

    #[test]
    fn finds_what_became_what() {
        check("", "", "");
        check("abc", "abc", "= = =");
        check("abc", "aBc", "= b>B =");
        check("abc", "ac", "= -b =");
        check("ac", "abc", "= +b =");
        check("abcd", "axd", "= -b -c +x =");
        check("abc", "xaBcy", "+x = b>B = +y");
        check("ab", "AB", "a>A b>B");
        check("ab", "xB", "-a +x b>B");
        check("", "ab", "+a +b");
        check("ab", "", "-a -b");
    }
}
