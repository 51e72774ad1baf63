//! Tries every run of digit groups as an ID number, a card, a telephone, and keeps the best of those that overlap.

use crate::privacy::digits::{Atom, Digits, Gap, TrailingX};
use crate::privacy::labels::{self, Label};
use crate::privacy::{Certainty, Hit, Kind, card, identity, keep, phone, shape};

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
/// Fewer digits than the shortest, a local telephone number.
const FEWEST_DIGITS: usize = 7;

/// ID numbers, cards, accounts and telephones in `text`, whose digits are `digits`.
pub(crate) fn numbers(head: &str, text: &str, digits: &Digits, hits: &mut Vec<Hit>) {
    let mut verdicts = Vec::new();
    let mut labels = Labels {
        head,
        text,
        digits,
        last: None,
    };
    for first in 0..digits.atoms.len() {
        if let Some(chain) = chain_from(first, digits) {
            judge_all(first, chain, &mut labels, &mut verdicts);
        }
    }
    verdicts.sort_by_key(|verdict| {
        let hit = verdict.hit;
        (verdict.rank, hit.start + text.len() - hit.end, hit.start)
    });
    for verdict in verdicts {
        keep(verdict.hit, hits);
    }
}

/// The groups from `first` on that may be one number; `None` where they are too short for any kind.
fn chain_from(first: usize, digits: &Digits) -> Option<&[Atom]> {
    let atoms = digits.atoms.get(first..)?;
    let joined = atoms
        .iter()
        .skip(1)
        .take_while(|atom| atom.gap != Gap::Break);
    let chain = atoms.get(..=joined.take(MOST_GROUPS - 1).count())?;
    (chain.last()?.to - chain.first()?.from >= FEWEST_DIGITS).then_some(chain)
}

/// Everything that the number beginning at group `first`, the start of `chain`, may be.
fn judge_all<'a>(
    first: usize,
    chain: &'a [Atom],
    labels: &mut Labels<'a>,
    verdicts: &mut Vec<Verdict>,
) {
    let Labels { text, digits, .. } = *labels;
    let Some(start) = chain.first() else { return };
    let joined_before = first.checked_sub(1).filter(|_| start.gap != Gap::Break);
    let before = joined_before
        .and_then(|at| digits.atoms.get(at))
        .map_or(0, Atom::len);
    let mut label = None;
    for (last, end) in chain.iter().enumerate() {
        if last > 0 && end.to - start.from > MOST_DIGITS {
            return;
        }
        let next = digits
            .atoms
            .get(first + last + 1)
            .filter(|atom| atom.gap != Gap::Break);
        let mut run = Run {
            text,
            atoms: chain.get(..=last).unwrap_or_default(),
            neighbours: [before, next.map_or(0, Atom::len)],
            digits: digits.values.get(start.from..end.to).unwrap_or_default(),
            x: end.x,
            label: None,
        };
        if shape::may_be_number(&run) {
            run.label = *label.get_or_insert_with(|| labels.of(first));
            verdicts.extend(judge(&run));
        }
    }
}

/// What `run` is as each kind of number.
pub(crate) fn judge(run: &Run<'_>) -> impl Iterator<Item = Verdict> + use<> {
    let judged = [identity::judge(run), card::judge(run), phone::judge(run)];
    judged.into_iter().flatten()
}

/// The words before numbers, looked for only where a number may be.
struct Labels<'a> {
    head: &'a str,
    text: &'a str,
    digits: &'a Digits,
    /// The group asked about last, and its label.
    last: Option<(usize, Option<Label>)>,
}

impl Labels<'_> {
    /// The label of the number that begins at group `first`; the items of a list share the word before the list.
    fn of(&mut self, first: usize) -> Option<Label> {
        let start = self.digits.atoms.get(first).map_or(0, |atom| atom.start);
        let own = labels::before(self.head, self.text, start);
        let is_listed =
            own.is_none_or(|own| !own.adjacent) && continues_list(self.text, self.digits, first);
        // The item before was asked about: it is long enough to be a number.
        let before = self.last.filter(|(at, _)| at + 1 == first);
        let label = if is_listed {
            before.and_then(|(_, label)| label)
        } else {
            own
        };
        self.last = Some((first, label));
        label
    }
}

/// Whether group `first` is a further item of a list of long codes, which share the word before the list.
fn continues_list(text: &str, digits: &Digits, first: usize) -> bool {
    let Some((before, atom)) = first
        .checked_sub(1)
        .and_then(|at| digits.atoms.get(at).zip(digits.atoms.get(first)))
    else {
        return false;
    };
    let between = text.get(before.end..atom.start).unwrap_or_default();
    before.len() == atom.len()
        && atom.len() >= 12
        && between
            .chars()
            .all(|c| c.is_whitespace() || "、，,；;/和及与".contains(c))
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

    /// Whether the word right before it says paper, parcel, credit code or sum.
    pub(crate) fn is_other(&self) -> bool {
        self.label.is_some_and(Label::is_other)
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
