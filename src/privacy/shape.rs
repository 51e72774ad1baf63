//! Whether groups of digits have the shape of any number sought, whatever words stand beside them.
//!
//! Invariant: where a judge finds something under some label, this says yes; it only spares looking for the label.

use crate::privacy::digits::Atom;
use crate::privacy::numbers::Run;

/// Whether `run` may be an ID number, a card, an account or a telephone.
pub(crate) fn may_be_number(run: &Run<'_>) -> bool {
    let is_alone = run.atoms.len() == 1;
    match run.digits.len() {
        14..=20 => true,
        12 | 13 | 21..=25 if run.atoms.iter().all(|atom| atom.len() >= 3) => true,
        26.. => is_alone,
        7..=13 => may_be_mobile(run.digits, is_alone) || may_be_landline(run),
        0..=6 | 21..=25 => false,
    }
}

/// With 86 or 0 before it, or with a digit too few or too many.
fn may_be_mobile(digits: &[u8], is_alone: bool) -> bool {
    match digits {
        [1, 3..=9, ..] => digits.len() == 11 || is_alone,
        [8, 6, 1, 3..=9, ..] | [0, 1, 3..=9, ..] => true,
        _ => false,
    }
}

fn may_be_landline(run: &Run<'_>) -> bool {
    let sizes = |count| run.atoms.iter().map(Atom::len).take(count);
    let fits = match run.atoms.len() {
        1 => true,
        2 => sizes(1).all(|size| (3..=4).contains(&size)),
        3 => sizes(2).all(|size| (3..=4).contains(&size)),
        _ => false,
    };
    fits && run.neighbours == [0, 0]
}
