//! Finds the name that was probably meant.

/// The name as it is compared: trimmed, without inner spaces, brackets and digits in half width.
pub(crate) fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(half_width)
        .collect()
}

/// The candidate nearest to `text`, if any is near enough: the fewest edits in characters, and a name that
/// contains the other one before one that merely looks alike.
pub(crate) fn nearest<'a>(
    text: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wanted: Vec<char> = folded(text).chars().collect();
    if wanted.is_empty() {
        return None;
    }
    let scored = candidates
        .into_iter()
        .filter_map(|name| Some((score(&wanted, name)?, name)));
    scored.min_by_key(|(score, _)| *score).map(|(_, name)| name)
}

/// Lower is nearer; `None` is too far. Counted in tenths of an edit.
fn score(wanted: &[char], name: &str) -> Option<usize> {
    let known: Vec<char> = folded(name).chars().collect();
    let longer = wanted.len().max(known.len());
    let shorter = wanted.len().min(known.len());
    if shorter >= 2 && (contains(&known, wanted) || contains(wanted, &known)) {
        return Some(longer - shorter);
    }
    let edits = distance(wanted, &known);
    (edits * 2 <= longer && edits < longer).then_some(edits * 10)
}

fn contains(text: &[char], part: &[char]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// Edits (insert, remove, replace) between two words.
fn distance(one: &[char], two: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=two.len()).collect();
    for (index, left) in one.iter().enumerate() {
        let mut corner = index;
        let mut before = index + 1;
        let mut next = Vec::with_capacity(row.len());
        next.push(before);
        for (right, above) in two.iter().zip(row.iter().skip(1)) {
            let replaced = corner + usize::from(left != right);
            before = replaced.min(above + 1).min(before + 1);
            corner = *above;
            next.push(before);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

fn half_width(symbol: char) -> char {
    match symbol {
        '（' | '〔' | '［' => '(',
        '）' | '〕' | '］' => ')',
        '，' => ',',
        '／' => '/',
        '！'..='～' => char::from_u32(u32::from(symbol) - 0xFEE0).unwrap_or(symbol),
        other => other,
    }
}
