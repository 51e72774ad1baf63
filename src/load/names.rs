//! The likely word for a misspelt one.

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
    let distance = distance(word, candidate);
    let contained = candidate.chars().count() >= 2 && word.contains(candidate)
        || word.chars().count() >= 2 && candidate.contains(word);
    if contained { distance.min(1) } else { distance }
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
    use super::nearest;

    #[test]
    fn finds_the_word_that_was_meant() {
        let words = ["标题", "公布日期", "摘要", "期末余额"];
        assert_eq!(nearest("公布日其", words), Some("公布日期"));
        assert_eq!(nearest("摘要备注", words), Some("摘要"));
        assert_eq!(nearest("期未余额", words), Some("期末余额"));
        assert_eq!(nearest("天气", words), None);
        assert_eq!(nearest("", words), None);
    }
}
