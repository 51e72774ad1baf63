//! Finds the name that was probably meant.

/// What one edit counts.
const EDIT: usize = 10;

/// Characters that are taken for one another, by shape or by sound.
const ALIKE: &[&str] = &[
    "未末",
    "己已巳",
    "帐账",
    "余馀",
    "份分",
    "决绝",
    "像象",
    "代带",
    "记计纪",
    "付负",
    "收受",
];

/// The name as it is compared: without spaces and quotation marks (村“两委”会), signs and digits in half width.
pub(crate) fn folded(text: &str) -> String {
    let ignored = |c: &char| c.is_whitespace() || "“”‘’\"'《》「」".contains(*c);
    text.chars()
        .filter(|c| !ignored(c))
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

/// Lower is nearer; `None` is too far. A name that contains the other costs less than one edit.
fn score(wanted: &[char], name: &str) -> Option<usize> {
    let known: Vec<char> = folded(name).chars().collect();
    let longer = wanted.len().max(known.len());
    let shorter = wanted.len().min(known.len());
    if shorter >= 2 && (contains(&known, wanted) || contains(wanted, &known)) {
        return Some(longer - shorter);
    }
    let edits = distance(wanted, &known);
    (edits * 2 <= longer * EDIT && edits < longer * EDIT).then_some(edits)
}

fn contains(text: &[char], part: &[char]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// Edits (insert, remove, replace) between two words, each counting [`EDIT`], a look-alike half of it.
fn distance(one: &[char], two: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=two.len()).map(|index| index * EDIT).collect();
    for (index, left) in one.iter().enumerate() {
        let mut corner = index * EDIT;
        let mut before = corner + EDIT;
        let mut next = Vec::with_capacity(row.len());
        next.push(before);
        for (right, above) in two.iter().zip(row.iter().skip(1)) {
            let replaced = corner + exchange(*left, *right);
            before = replaced.min(above + EDIT).min(before + EDIT);
            corner = *above;
            next.push(before);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

fn exchange(one: char, two: char) -> usize {
    let alike = |group: &&str| group.contains(one) && group.contains(two);
    if one == two {
        return 0;
    }
    if ALIKE.iter().any(alike) {
        EDIT / 2
    } else {
        EDIT
    }
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
