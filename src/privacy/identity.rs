//! ID numbers (身份证号): 18 places with the check digit of GB 11643, or the older 15.

use crate::privacy::labels::Sense;
use crate::privacy::numbers::{Run, Verdict};
use crate::privacy::{Certainty, Kind};

/// What `run` is, as an ID number.
pub(crate) fn judge(run: &Run<'_>) -> Option<Verdict> {
    if let Some(verdict) = eighteen(run) {
        return Some(verdict);
    }
    if let Some(verdict) = fifteen(run) {
        return Some(verdict);
    }
    if let Some(verdict) = within_longer(run) {
        return Some(verdict);
    }
    // A slip of the pen in the middle of a number does not make it publishable.
    let length = run.digits.len() + usize::from(run.x.is_some());
    let labelled = run
        .label
        .is_some_and(|label| label.says(Sense::Id) && label.adjacent);
    (labelled && (15..=20).contains(&length))
        .then(|| run.verdict(Kind::IdNumber, Certainty::Likely, 7))
}

fn eighteen(run: &Run<'_>) -> Option<Verdict> {
    let body = run.digits.get(..17)?;
    let last = match (run.digits.len(), run.x) {
        (18, _) => *run.digits.get(17)?,
        (17, Some(_)) => 10,
        _ => return None,
    };
    if !is_date(body.get(6..14)?) {
        return None;
    }
    let region = is_region(body);
    let labelled = run.label.is_some_and(|label| label.says(Sense::Id));
    let other = run.is_other();
    let usual = usual_groups(&run.sizes());
    if check_value(body) == last {
        // Rows of other figures come upon a valid number now and then.
        if !labelled && !usual && (!region || run.atoms.len() > 6) {
            return None;
        }
        let credit = run
            .label
            .is_some_and(|label| label.says(Sense::Credit) && label.adjacent);
        if credit && is_credit_code(run.digits) {
            return None;
        }
        let certainty = if region && !other {
            Certainty::Sure
        } else {
            Certainty::Likely
        };
        return Some(run.verdict(Kind::IdNumber, certainty, if region { 0 } else { 2 }));
    }
    if other || (!labelled && (run.letter_beside() || is_credit_code(run.digits))) {
        return None;
    }
    if run.x.is_some_and(|x| !x.last) {
        return None;
    }
    if !labelled && !usual {
        return None;
    }
    if region {
        return Some(run.verdict(Kind::IdNumber, Certainty::Likely, 2));
    }
    // Serial numbers often begin with a date, ID numbers never.
    let serial = body.get(..8).is_some_and(is_date);
    (run.sizes().len() == 1 && !serial).then(|| run.verdict(Kind::IdNumber, Certainty::Likely, 6))
}

fn fifteen(run: &Run<'_>) -> Option<Verdict> {
    if run.digits.len() != 15 || !is_region(run.digits) {
        return None;
    }
    let (month, day) = (
        value(run.digits.get(8..10)?),
        value(run.digits.get(10..12)?),
    );
    if !is_day(1900 + value(run.digits.get(6..8)?), month, day) {
        return None;
    }
    let labelled = run.label.is_some_and(|label| label.says(Sense::Id));
    if run.is_other() || run.counted() {
        return None;
    }
    let usual = matches!(
        run.sizes().as_slice(),
        [15] | [6, 6, 3] | [6, 9] | [6, 2, 2, 2, 3]
    );
    if !labelled && (!usual || run.letter_beside()) {
        return None;
    }
    let certainty = if labelled {
        Certainty::Sure
    } else {
        Certainty::Likely
    };
    Some(run.verdict(Kind::IdNumber, certainty, 3))
}

/// A whole ID number inside a longer run: a disability certificate (残疾证号), or cells glued together.
fn within_longer(run: &Run<'_>) -> Option<Verdict> {
    if run.digits.len() <= 18 || run.sizes().len() != 1 || run.is_other() {
        return None;
    }
    let at = run.digits.windows(18).position(|window| {
        let (body, last) = window.split_at(17);
        is_region(body)
            && body.get(6..14).is_some_and(is_date)
            && last.first() == Some(&check_value(body))
    })?;
    let certificate = at == 0 && run.digits.len() == 20;
    let certainty = if certificate {
        Certainty::Sure
    } else {
        Certainty::Likely
    };
    Some(run.verdict(Kind::IdNumber, certainty, 1))
}

/// The check value of the first 17 digits by GB 11643; 10 is written X.
pub(crate) fn check_value(body: &[u8]) -> u8 {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const VALUES: [u8; 11] = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2];
    let sum: u32 = body
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(*digit) * weight)
        .sum();
    let index = usize::try_from(sum % 11).expect("a remainder of 11 fits");
    VALUES[index]
}

/// Whether all 18 digits satisfy the check of a unified social credit code (GB 32100).
fn is_credit_code(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [
        1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
    ];
    let Some((last, body)) = digits.split_last() else {
        return false;
    };
    let sum: u32 = body
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(*digit) * weight)
        .sum();
    body.len() == 17 && (31 - sum % 31) % 31 == u32::from(*last)
}

/// Whether the number begins with a province's code.
fn is_region(digits: &[u8]) -> bool {
    let code = digits.get(..2).map_or(0, value);
    matches!(code, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 91)
}

/// Whether eight digits are a day on which someone now on a board can be born.
pub(crate) fn is_date(digits: &[u8]) -> bool {
    let Some((year, [m1, m2, d1, d2])) = digits.split_at_checked(4) else {
        return false;
    };
    is_day(value(year), value(&[*m1, *m2]), value(&[*d1, *d2]))
}

/// Whether the calendar has that day.
pub(crate) fn is_day(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1880..2050).contains(&year) && (1..=days).contains(&day)
}

fn value(digits: &[u8]) -> u32 {
    digits
        .iter()
        .fold(0, |value, digit| value * 10 + u32::from(*digit))
}

/// Groups in which people write ID numbers; anything else is a row of other numbers.
fn usual_groups(sizes: &[usize]) -> bool {
    matches!(
        sizes,
        [_] | [6, 8, 4 | 3]
            | [6, 4, 4, 4 | 3]
            | [6, 4, 2, 2, 4 | 3]
            | [4, 4, 4, 4, 2 | 1]
            | [3, 3, 4, 4, 4 | 3]
            | [3, 3, 3, 3, 3, 3 | 2]
            | [6, 6, 6 | 5]
            | [6, 12 | 11]
            | [14, 4 | 3]
            | [17, 1]
            | [2, 2, 2, 4, 2, 2, 4 | 3]
    ) || (sizes.len() >= 17 && sizes.iter().all(|size| *size == 1))
}
