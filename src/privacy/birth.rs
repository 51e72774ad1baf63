//! Birth dates (出生日期), to the day: the year and month of a candidate are public.

use crate::privacy::digits::{Atom, Digits};
use crate::privacy::identity::is_day;
use crate::privacy::{Certainty, Hit, Kind, keep, labels};

/// Dates in `text` that the words beside them make dates of birth.
pub(crate) fn birth_dates(head: &str, text: &str, digits: &Digits, hits: &mut Vec<Hit>) {
    for first in 0..digits.atoms.len() {
        let Some((start, end)) = date_at(text, digits, first) else {
            continue;
        };
        if !is_birth(head, text, start, end) {
            continue;
        }
        keep(
            Hit {
                kind: Kind::BirthDate,
                start,
                end,
                certainty: Certainty::Sure,
            },
            hits,
        );
    }
}

/// Whether the word over a cell asks for one.
pub(crate) fn is_asked(head: &str) -> bool {
    head.contains("出生") || head.contains("生日")
}

/// The byte range of the whole date that begins at group `first`.
fn date_at(text: &str, digits: &Digits, first: usize) -> Option<(usize, usize)> {
    let value = |atom: &Atom| {
        let places = digits.values.get(atom.from..atom.to).unwrap_or_default();
        places.iter().fold(0_u32, |sum, digit| {
            sum.saturating_mul(10).saturating_add(u32::from(*digit))
        })
    };
    let year = digits.atoms.get(first)?;
    if year.len() == 8 {
        let number = value(year);
        return is_day(number / 10_000, number / 100 % 100, number % 100)
            .then_some((year.start, year.end));
    }
    let (month, day) = (digits.atoms.get(first + 1)?, digits.atoms.get(first + 2)?);
    if year.len() != 4
        || month.len() > 2
        || day.len() > 2
        || !is_day(value(year), value(month), value(day))
    {
        return None;
    }
    let between = |from: &Atom, to: &Atom| text.get(from.end..to.start).unwrap_or_default().trim();
    let marks = ["-", "/", ".", "．", "－", "—"];
    let (one, two) = (between(year, month), between(month, day));
    if (one, two) == ("年", "月") {
        let rest = text.get(day.end..).unwrap_or_default();
        let suffix = if rest.starts_with(['日', '号']) {
            '日'.len_utf8()
        } else {
            0
        };
        return Some((year.start, day.end + suffix));
    }
    (one == two && marks.contains(&one)).then_some((year.start, day.end))
}

fn is_birth(head: &str, text: &str, start: usize, end: usize) -> bool {
    let before = labels::last_chars(text.get(..start).unwrap_or_default(), 8);
    let after = text.get(end..).unwrap_or_default().trim_start();
    if ![head, before].iter().any(|text| text.contains('生')) && !after.starts_with(['生', '出'])
    {
        return false;
    }
    // 发生日期 holds the word 生日 and says nothing of a birth.
    let (head, before) = (head.replace("发生日", ""), before.replace("发生日", ""));
    let asked = ["出生", "生于", "生日", "诞生"];
    let not_birth = ["发生", "学生", "生效", "生产"];
    asked
        .iter()
        .any(|word| before.contains(word) || head.contains(word))
        || after.starts_with("出生")
        || (after.starts_with('生') && !not_birth.iter().any(|word| after.starts_with(word)))
}
