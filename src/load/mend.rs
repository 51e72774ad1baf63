//! A value that cannot be read but can have been meant in one way only.

use crate::catalog::field::FieldType;
use crate::diagnostic::{Effect, Repair};
use crate::load::names::is_same_word;
use crate::source::Spanned;
use crate::value::decimal::{fold_char, fold_digits};

/// What the clerk meant, if the text has but one meaning; the caller reads it again.
pub(super) fn meant(text: &str, kind: FieldType, options: &[String]) -> Option<String> {
    match kind {
        FieldType::Date => date(text),
        FieldType::Period => period(text),
        FieldType::Money
        | FieldType::Count
        | FieldType::Int
        | FieldType::Area
        | FieldType::Quantity
        | FieldType::Ratio => number(text),
        FieldType::Enum => one_of(text, options.iter().map(String::as_str)),
        FieldType::Bool => one_of(text, ["是", "否", "有", "无"].into_iter()),
        FieldType::Text
        | FieldType::Markdown
        | FieldType::Org
        | FieldType::Code
        | FieldType::Person
        | FieldType::SubjectPerson
        | FieldType::Persons
        | FieldType::Phone
        | FieldType::Reference
        | FieldType::List
        | FieldType::File
        | FieldType::Table => None,
    }
}

/// Digits and the marks of numbers in half width, where the text has digits in full width.
pub(super) fn narrow(text: &str) -> Option<String> {
    let is_digit = |c: char| ('０'..='９').contains(&c);
    let is_mark = |c: char| matches!(c, '．' | '，' | '－' | '＋' | '％' | '／');
    text.contains(is_digit).then(|| {
        let narrow = text.chars().map(|c| {
            let folds = is_digit(c) || is_mark(c);
            if folds { fold_char(c) } else { c }
        });
        narrow.collect()
    })
}

/// The known word for one that differs from it in nothing but form.
pub(super) fn word(written: &Spanned<String>, likely: Option<&str>) -> Option<Repair> {
    let likely = likely.filter(|likely| is_same_word(written, likely))?;
    let from = written.value.trim();
    Some(Repair::word(Effect::ReadsMore, written.span, from, likely))
}

/// Year, month and day, in this order, each by itself: `2025，9，5`, `2025—09—05日`, or all in eight digits.
fn date(text: &str) -> Option<String> {
    let folded = fold_digits(text);
    let text = folded.trim().trim_end_matches(['。', '；', ';']).trim_end();
    let text = text.strip_suffix(['日', '号']).unwrap_or(text);
    let (year, month, day) = if text.len() == 8 && is_digits(text) {
        (text.get(..4)?, text.get(4..6)?, text.get(6..)?)
    } else {
        let mut parts = text.split(is_gap).filter(|part| !part.is_empty());
        let date = (parts.next()?, parts.next()?, parts.next()?);
        parts.next().is_none().then_some(date)?
    };
    let fits = |part: &str| is_digits(part) && part.len() <= 2;
    let is_date = is_digits(year) && year.len() == 4 && fits(month) && fits(day);
    is_date.then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

/// A month in six digits, or with a Chinese full stop in it.
fn period(text: &str) -> Option<String> {
    let folded = fold_digits(text);
    let text = folded.trim();
    let (year, month) = if text.len() == 6 && is_digits(text) {
        text.split_at_checked(4)?
    } else {
        text.split_once('。')?
    };
    let is_month = is_digits(year) && year.len() == 4 && is_digits(month) && month.len() <= 2;
    is_month.then(|| format!("{year}-{month:0>2}"))
}

/// A full stop for the decimal point with one or two digits behind it, or `_` between groups of three.
fn number(text: &str) -> Option<String> {
    if let Some((whole, fraction)) = text.split_once('。') {
        let digits = fraction.trim_end_matches(|c: char| !c.is_ascii_digit());
        let fits = is_digits(digits) && digits.len() <= 2;
        return (fits && whole.ends_with(|c: char| c.is_ascii_digit()))
            .then(|| format!("{whole}.{fraction}"));
    }
    let mut groups = text.split('_');
    let first = groups
        .next()
        .filter(|first| is_digits(first) && first.len() <= 3)?;
    let rest: Vec<&str> = groups.collect();
    let are_thousands = !rest.is_empty()
        && rest.iter().enumerate().all(|(index, group)| {
            let whole = match group.split_once('.') {
                Some((whole, fraction)) if index + 1 == rest.len() && is_digits(fraction) => whole,
                Some(_) => return false,
                None => group,
            };
            is_digits(whole) && whole.len() == 3
        });
    are_thousands.then(|| format!("{first},{}", rest.join(",")))
}

/// The only one of these words that the text can be.
fn one_of<'a>(text: &str, words: impl Iterator<Item = &'a str>) -> Option<String> {
    let bare = text.trim_end_matches(['。', '；', ';', '，', '、']);
    let mut same = words.filter(|word| is_same_word(bare, word));
    let first = same.next()?;
    same.next().is_none().then(|| first.to_owned())
}

fn is_gap(c: char) -> bool {
    matches!(
        c,
        '-' | '.' | '/' | ',' | '。' | '、' | '—' | '–' | '·' | '_' | ' ' | '年' | '月'
    )
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{meant, narrow};
    use crate::catalog::field::FieldType::{self, Count, Date, Enum, Money, Period};

    #[track_caller]
    fn check(text: &str, kind: FieldType, expected: Option<&str>) {
        let options = ["同意".to_owned(), "不同意".to_owned()];
        assert_eq!(meant(text, kind, &options).as_deref(), expected, "{text}");
    }

    #[test]
    fn tells_what_was_meant() {
        check("20250905", Date, Some("2025-09-05"));
        check("2025，9，5", Date, Some("2025-09-05"));
        check("２０２５。９。５。", Date, Some("2025-09-05"));
        check("2025—09—05日", Date, Some("2025-09-05"));
        check("2025年9月5", Date, Some("2025-09-05"));
        check("250905", Date, None);
        check("5/9/2025", Date, None);
        check("2025-09-05 10:30", Date, None);
        check("2025-09", Date, None);
        check("202509", Period, Some("2025-09"));
        check("2025。9", Period, Some("2025-09"));
        check("2025、9", Period, None);
        check("3,000。50", Money, Some("3,000.50"));
        check("1。2万元", Money, Some("1.2万元"));
        check("3。000", Money, None);
        check("5、5", Money, None);
        check("12,5", Money, None);
        check("1_000_000.5", Money, Some("1,000,000.5"));
        check("1_00", Count, None);
        check("同 意。", Enum, Some("同意"));
        check("行", Enum, None);
    }

    #[test]
    fn narrows_digits_and_their_marks_alone() {
        assert_eq!(narrow("３，０００．５元"), Some("3,000.5元".into()));
        assert_eq!(narrow("3，000（元）"), None);
    }
}
