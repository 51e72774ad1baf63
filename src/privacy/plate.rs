//! Number plates (车牌号): a province, a letter, five places, six for electric vehicles.

use crate::privacy::clues::PROVINCES;
use crate::privacy::{Certainty, Hit, Kind, keep};

/// Plates in `text`.
pub(crate) fn plates(text: &str, hits: &mut Vec<Hit>) {
    for (start, _) in text.char_indices().filter(|(_, c)| PROVINCES.contains(*c)) {
        let Some(end) = plate_end(text, start) else {
            continue;
        };
        keep(
            Hit {
                kind: Kind::Plate,
                start,
                end,
                certainty: Certainty::Sure,
            },
            hits,
        );
    }
}

fn plate_end(text: &str, start: usize) -> Option<usize> {
    let mut rest = text.get(start..)?.char_indices().skip(1).peekable();
    plain(rest.next()?.1).filter(char::is_ascii_uppercase)?;
    while rest.next_if(|(_, c)| "·.•‧・-— ".contains(*c)).is_some() {}
    let (mut count, mut digits, mut end) = (0, 0, start);
    while let Some((at, c)) = rest.next_if(|(_, c)| plain(*c).is_some()) {
        count += 1;
        digits += usize::from(plain(c).is_some_and(|c| c.is_ascii_digit()));
        end = start + at + c.len_utf8();
    }
    if let Some((at, c)) = rest.next_if(|(_, c)| count == 4 && "挂学警港澳领".contains(*c)) {
        return Some(start + at + c.len_utf8()).filter(|_| digits > 0);
    }
    ((5..=6).contains(&count) && digits >= 2).then_some(end)
}

/// The ASCII form of a letter or digit of either width, in upper case.
fn plain(c: char) -> Option<char> {
    let ascii = match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xFEE0)?,
        _ => c,
    };
    ascii
        .is_ascii_alphanumeric()
        .then(|| ascii.to_ascii_uppercase())
}
