//! The likely word for a misspelt one.

use crate::value::decimal::fold_char;

/// The nearest of `candidates`, if it is near enough to be meant.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = word.chars().count();
    candidates
        .into_iter()
        .map(|candidate| (rank(word, candidate), candidate))
        .filter(|(rank, candidate)| *rank <= limit(length.max(candidate.chars().count())))
        .min_by_key(|(rank, candidate)| (*rank, candidate.chars().count()))
        .map(|(_, candidate)| candidate)
}

/// Containment counts as near: `摘要备注` means `摘要`, `公布` means `公布日期`.
fn rank(word: &str, candidate: &str) -> usize {
    if is_same_word(word, candidate) {
        return 0;
    }
    let distance = distance(word, candidate);
    let contained = candidate.chars().count() >= 2 && word.contains(candidate)
        || word.chars().count() >= 2 && candidate.contains(word);
    if contained { distance.min(1) } else { distance }
}

/// Whether two words differ in nothing but width, blanks and characters that are taken for one another.
pub(super) fn is_same_word(written: &str, known: &str) -> bool {
    plain(written).eq(plain(known))
}

fn plain(word: &str) -> impl Iterator<Item = char> {
    let shown = word
        .chars()
        .map(fold_char)
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}'));
    shown.map(usual)
}

/// Of characters that are typed for one another, always the same one.
fn usual(glyph: char) -> char {
    match glyph {
        '未' => '末',
        '帐' => '账',
        '其' => '期',
        '曰' => '日',
        '帖' => '贴',
        '予' => '预',
        '佘' => '余',
        _ => glyph,
    }
}

fn limit(length: usize) -> usize {
    match length {
        0..=2 => 1,
        3..=5 => 2,
        _ => length / 3,
    }
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = usize::from(x != *y);
            let next = (corner + cost).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{is_same_word, nearest};

    #[test]
    fn finds_the_word_that_was_meant() {
        let words = ["标题", "公布日期", "摘要", "期末余额"];
        assert_eq!(nearest("公布日其", words), Some("公布日期"));
        assert_eq!(nearest("摘要备注", words), Some("摘要"));
        assert_eq!(nearest("期未余额", words), Some("期末余额"));
        assert_eq!(nearest("天气", words), None);
        assert_eq!(nearest("", words), None);
        let balances = ["期初余额", "期末余额"];
        assert_eq!(nearest("期未余额", balances), Some("期末余额"));
    }

    #[test]
    fn takes_only_like_characters_for_one_another() {
        assert!(is_same_word("期未余额", "期末余额"));
        assert!(is_same_word("公布 日其", "公布日期"));
        assert!(!is_same_word("期初余额", "期末余额"));
        assert!(!is_same_word("去年收入", "今年收入"));
        assert!(!is_same_word("审批人", "审核人"));
    }
}
