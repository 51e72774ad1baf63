//! Tries every run of digit groups as an ID number, a card, a telephone, and keeps the best of those that overlap.

use crate::privacy::digits::{Atom, Digits, Gap, TrailingX};
use crate::privacy::labels::{self, Label};
use crate::privacy::{Certainty, Hit, Kind, card, identity, keep, phone};

/// Neighbouring groups of digits read as one number.
pub(crate) struct Run<'a> {
    pub(crate) text: &'a str,
    pub(crate) atoms: &'a [Atom],
    /// The groups beside it in the same chain, if any: their lengths.
    pub(crate) neighbours: [usize; 2],
    pub(crate) digits: &'a [u8],
    pub(crate) x: Option<TrailingX>,
    pub(crate) label: Option<Label>,
}

/// A finding with its rank: the lower is preferred where two overlap.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Verdict {
    pub(crate) hit: Hit,
    pub(crate) rank: u8,
}

/// More groups or digits than any number of the kinds sought has.
const MOST_GROUPS: usize = 18;
const MOST_DIGITS: usize = 25;

/// ID numbers, cards, accounts and telephones in `text`.
pub(crate) fn numbers(head: &str, text: &str, hits: &mut Vec<Hit>) {
    let digits = Digits::of(text);
    let mut verdicts = Vec::new();
    for first in 0..digits.atoms.len() {
        from(first, &digits, (head, text), &mut verdicts);
    }
    verdicts.sort_by_key(|verdict| {
        let hit = verdict.hit;
        (verdict.rank, hit.start + text.len() - hit.end, hit.start)
    });
    for verdict in verdicts {
        keep(verdict.hit, hits);
    }
}

/// Everything that the number beginning at group `first` may be.
fn from(first: usize, digits: &Digits, (head, text): (&str, &str), verdicts: &mut Vec<Verdict>) {
    let atoms = digits.atoms.get(first..).unwrap_or_default();
    let Some(start) = atoms.first() else { return };
    let groups = 1 + atoms
        .iter()
        .skip(1)
        .take_while(|atom| atom.gap != Gap::Break)
        .take(MOST_GROUPS - 1)
        .count();
    let reach = atoms.get(groups - 1).map_or(0, |atom| atom.to - start.from);
    if reach < 7 {
        return;
    }
    let label = labels::before(head, text, start.start);
    for last in 0..groups {
        let Some(end) = atoms.get(last) else { return };
        if last > 0 && end.to - start.from > MOST_DIGITS {
            return;
        }
        let before = first
            .checked_sub(1)
            .filter(|_| start.gap != Gap::Break)
            .and_then(|at| digits.atoms.get(at));
        let after = atoms.get(last + 1).filter(|atom| atom.gap != Gap::Break);
        let run = Run {
            text,
            atoms: atoms.get(..=last).unwrap_or_default(),
            neighbours: [before.map_or(0, Atom::len), after.map_or(0, Atom::len)],
            digits: digits.values.get(start.from..end.to).unwrap_or_default(),
            x: end.x,
            label,
        };
        verdicts.extend(
            [identity::judge(&run), card::judge(&run), phone::judge(&run)]
                .into_iter()
                .flatten(),
        );
    }
}

impl Run<'_> {
    /// The run as a finding, with a trailing X of an ID number and an opening bracket.
    pub(crate) fn verdict(&self, kind: Kind, certainty: Certainty, rank: u8) -> Verdict {
        let x = self
            .x
            .filter(|_| kind == Kind::IdNumber && self.digits.len() == 17);
        let end = x.map_or_else(|| self.last().end, |x| x.end);
        let start = self.first().start;
        Verdict {
            hit: Hit {
                kind,
                start,
                end,
                certainty,
            },
            rank,
        }
    }

    pub(crate) fn first(&self) -> &Atom {
        self.atoms.first().expect("a run has a group")
    }

    pub(crate) fn last(&self) -> &Atom {
        self.atoms.last().expect("a run has a group")
    }

    pub(crate) fn sizes(&self) -> Vec<usize> {
        self.atoms.iter().map(Atom::len).collect()
    }

    /// What stands between its groups.
    pub(crate) fn gaps(&self) -> impl Iterator<Item = Gap> {
        self.atoms.iter().skip(1).map(|atom| atom.gap)
    }

    pub(crate) fn text_before(&self) -> &str {
        self.text.get(..self.first().start).unwrap_or_default()
    }

    pub(crate) fn text_after(&self) -> &str {
        self.text.get(self.last().end..).unwrap_or_default()
    }

    /// Whether it is part of a longer word of letters and digits, as credit codes are.
    pub(crate) fn letter_beside(&self) -> bool {
        self.letter_before() || self.letter_after()
    }

    pub(crate) fn letter_before(&self) -> bool {
        self.first()
            .before
            .is_some_and(|(_, c)| c.is_ascii_alphabetic())
    }

    pub(crate) fn letter_after(&self) -> bool {
        let x = self.x.is_some_and(|x| x.last) && self.digits.len() == 17;
        !x && self.last().after.is_some_and(|c| c.is_ascii_alphabetic())
    }

    /// Whether it is a sum or a quantity: a unit follows, or decimals.
    pub(crate) fn counted(&self) -> bool {
        let after = self.text_after().trim_start();
        let unit = [
            "元", "万", "亿", "余元", "亩", "公斤", "吨", "平方", "公里", "%", "％", "千克",
        ];
        let money = self
            .first()
            .before
            .is_some_and(|(_, c)| matches!(c, '￥' | '¥' | '$'));
        let decimals = after.strip_prefix(['.', '．']).is_some_and(|rest| {
            let places = rest.chars().take_while(char::is_ascii_digit).count();
            (1..=2).contains(&places)
        });
        money || decimals || unit.iter().any(|word| after.starts_with(word))
    }
}
