//! Telephone numbers that are public by purpose: an office, a hotline, a person on duty.

use std::fmt;

use crate::value::Mistake;
use crate::value::decimal::fold_digits;

/// A line of contact (值班电话) with at least one telephone number: `0531-8888 1234转8001、12345`.
///
/// A mobile in it is public by purpose and displayed; `Debug` masks it. Messages never quote the text.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct DutyPhone {
    text: String,
    numbers: Vec<String>,
}

impl DutyPhone {
    /// Reads a line of contact; names and remarks may stand around the numbers.
    ///
    /// # Errors
    /// No telephone number, or digits that are none (an ID, two numbers run together).
    pub(crate) fn read(text: &str) -> Result<Self, Mistake> {
        let folded = fold_digits(text);
        let mut numbers = Vec::new();
        let mut after_extension_word = false;
        for run in runs(&folded) {
            let digits = digits_of(&run.text);
            let extension = after_extension_word && digits.len() <= 6;
            after_extension_word = run.before_extension;
            // Short runs are hours and storeys: 24小时, 2楼.
            if extension || digits.len() < 3 {
                continue;
            }
            if !is_phone(&digits) || is_date(&run.text) {
                return Err(digits_mistake(&digits));
            }
            numbers.push(digits);
        }
        if numbers.is_empty() {
            return Err(Mistake::new(
                "这里没有电话号码",
                "写值班电话，如`0531-8888 1234`",
            ));
        }
        Ok(Self {
            text: folded.trim().to_owned(),
            numbers,
        })
    }

    /// The numbers, digits only.
    #[cfg(test)]
    pub(crate) fn numbers(&self) -> &[String] {
        &self.numbers
    }

    /// Whether one of the numbers is a mobile.
    #[cfg(test)]
    pub(crate) fn has_mobile(&self) -> bool {
        self.numbers.iter().any(|number| is_mobile(number))
    }

    /// The line with the middle of every mobile hidden: `138****1234`.
    pub(crate) fn masked(&self) -> String {
        let mut masked = String::new();
        let mut rest = self.text.as_str();
        for run in runs(&self.text) {
            let digits = digits_of(&run.text);
            if !is_mobile(&digits) {
                continue;
            }
            let Some((before, after)) = rest.split_once(run.text.as_str()) else {
                continue;
            };
            masked.push_str(before);
            let national = digits
                .strip_prefix("86")
                .filter(|_| digits.len() == 13)
                .unwrap_or(&digits);
            masked.extend(national.chars().take(3));
            masked.push_str("****");
            masked.extend(national.chars().skip(7));
            rest = after;
        }
        masked.push_str(rest);
        masked
    }
}

impl fmt::Display for DutyPhone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text)
    }
}

impl fmt::Debug for DutyPhone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("DutyPhone")
            .field(&self.masked())
            .finish()
    }
}

struct Run {
    text: String,
    /// 转 or 分机 follows: the next run is an extension.
    before_extension: bool,
}

/// The stretches of text that look like a number with its separators.
fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut current = String::new();
    let mut between = String::new();
    for glyph in text.chars().chain(['\n']) {
        let inside = is_digit(glyph) && (glyph.is_ascii_digit() || !current.is_empty())
            || !current.is_empty() && is_separator(glyph)
            || matches!(glyph, '(' | '+') && current.is_empty();
        if inside {
            if current.is_empty() {
                mark_extension(&mut runs, &between);
                between.clear();
            }
            current.push(glyph);
            continue;
        }
        if !current.is_empty() {
            let kept = current.trim_end_matches(|glyph: char| !is_digit(glyph) && glyph != ')');
            push_untimed(kept, &mut runs);
            current.clear();
        }
        between.push(glyph);
    }
    runs
}

/// A run without its times of day (8:30-11:30), which leave the numbers around them.
fn push_untimed(run: &str, runs: &mut Vec<Run>) {
    const TIME_DIGITS: usize = 8;
    let is_time = |word: &&str| word.contains(':') && digits_of(word).len() <= TIME_DIGITS;
    let words: Vec<&str> = run.split(' ').collect();
    for group in words.split(is_time) {
        runs.push(Run {
            text: group.join(" "),
            before_extension: false,
        });
    }
}

fn mark_extension(runs: &mut [Run], between: &str) {
    if let Some(last) = runs.last_mut() {
        last.before_extension =
            between.trim().starts_with('转') || between.trim().starts_with("分机");
    }
}

fn is_digit(glyph: char) -> bool {
    // The demonstration villages write 05XX for their area.
    glyph.is_ascii_digit() || matches!(glyph, 'X' | 'x' | '*' | '×')
}

/// The digits alone, with `X` for every placeholder.
fn digits_of(text: &str) -> String {
    let digits = text.chars().filter(|glyph| is_digit(*glyph));
    digits
        .map(|glyph| if glyph.is_ascii_digit() { glyph } else { 'X' })
        .collect()
}

/// 2025-09-05 has as many digits as a local number.
fn is_date(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [4, 2, 2]
}

fn is_separator(glyph: char) -> bool {
    matches!(glyph, '-' | ' ' | '(' | ')' | '—' | '–' | ':' | '+')
}

fn is_mobile(digits: &str) -> bool {
    let national = digits
        .strip_prefix("86")
        .filter(|_| digits.len() == 13)
        .unwrap_or(digits);
    let mut glyphs = national.chars();
    national.len() == 11
        && glyphs.next() == Some('1')
        && glyphs
            .next()
            .is_some_and(|second| ('3'..='9').contains(&second))
}

fn is_phone(digits: &str) -> bool {
    let first = digits.chars().next();
    match digits.len() {
        3 => first == Some('1'),
        5 | 6 => digits.starts_with("12") || digits.starts_with("95") || digits.starts_with("96"),
        7 | 8 => !matches!(first, Some('0' | '1')),
        10 => first == Some('0') || digits.starts_with("400") || digits.starts_with("800"),
        11 => first == Some('0') || is_mobile(digits),
        12 => first == Some('0'),
        13 => is_mobile(digits),
        _ => false,
    }
}

fn digits_mistake(digits: &str) -> Mistake {
    let count = digits.len();
    let message = match count {
        15 | 18 => format!("这里有{count}位数字，像是证件号码，不是电话号码"),
        16 | 17 | 19.. => format!("这里有{count}位数字，不是电话号码"),
        _ => format!("这里有{count}位数字，对不上任何一种电话号码"),
    };
    Mistake::new(message, "核对号码，几个号码之间写`、`，分机写`转8001`")
}
