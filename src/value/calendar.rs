//! Points of the calendar as written: a year, a month or a day, possibly without its year.

use chrono::{Datelike, NaiveDate};

use crate::value::decimal::fold_digits;
use crate::value::numeral::{chinese_digits, chinese_to_integer};
use crate::value::{Mistake, quote};

/// The years that records speak of; outside them a number is a slip.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// What a text says about the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearWord {
    /// Nothing.
    Missing,
    /// 2025年
    Written(i32),
    /// 同年, 当年
    Same,
    /// 次年
    Next,
}

/// A year, month or day, as far as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: YearWord,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
    /// A last number without its 月 or 日, as `7` in `2025年7-9月`.
    pub(super) bare: Option<u32>,
}

impl Point {
    const EMPTY: Self = Self {
        year: YearWord::Missing,
        month: None,
        day: None,
        bare: None,
    };

    /// Reads `2025-09-05`, `2025年9月`, `次年6月`, `九月五日`, `9.5`, `7`.
    pub(super) fn read(text: &str) -> Result<Self, Mistake> {
        let point = if text.contains(['年', '月', '日', '号']) {
            worded(text)?
        } else {
            numeric(text)?
        };
        if let Some(month) = point.month.filter(|month| !(1..=12).contains(month)) {
            let message = format!("{}里有{month}月，没有这个月", quote(text));
            return Err(Mistake::new(message, "月份写1至12"));
        }
        if let Some(day) = point.day.filter(|day| !(1..=31).contains(day)) {
            let message = format!("{}里有{day}日，没有这一天", quote(text));
            return Err(Mistake::new(message, "日写1至31"));
        }
        Ok(point)
    }
}

/// Full-width forms folded, and spaces gone where they only align: `2025 年 9 月`.
pub(super) fn squeeze(text: &str) -> Result<String, Mistake> {
    let folded = fold_digits(text);
    let mut squeezed = String::new();
    let mut spaced = false;
    for glyph in folded.trim().chars() {
        if glyph == ' ' {
            spaced = true;
            continue;
        }
        let after_digit = squeezed.ends_with(|last: char| last.is_ascii_digit());
        if spaced && after_digit && glyph.is_ascii_digit() {
            let message = format!("{}里两个数之间只有空格", quote(text));
            return Err(Mistake::new(message, "只写日期，不写钟点，数字中间不空格"));
        }
        squeezed.push(glyph);
        spaced = false;
    }
    Ok(squeezed)
}

/// The day, or that there is none: 2025年6月没有31日.
pub(super) fn day_of(year: i32, month: u32, day: u32) -> Result<NaiveDate, Mistake> {
    let no_such_day = || {
        let last = last_of_month(year, month).map_or(31, |date| date.day());
        let message = format!("{year}年{month}月没有{day}日");
        Mistake::new(message, format!("{month}月最后一天是{last}日，核对日期"))
    };
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(no_such_day)
}

/// The first day of a month.
pub(super) fn first_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)
}

/// The last day of a month.
pub(super) fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    let (year, month) = if month == 12 {
        (year.checked_add(1)?, 1)
    } else {
        (year, month + 1)
    };
    first_of_month(year, month)?.pred_opt()
}

/// A year of four digits, `2025` or `二〇二五`.
pub(super) fn read_year(text: &str) -> Result<i32, Mistake> {
    let ascii = !text.is_empty() && text.chars().all(|glyph| glyph.is_ascii_digit());
    let value = if ascii {
        text.parse().ok()
    } else {
        chinese_digits(text)
    };
    let (count, value) = (
        text.chars().count(),
        value.and_then(|value| i32::try_from(value).ok()),
    );
    match value {
        Some(year) if count == 4 && YEARS.contains(&year) => Ok(year),
        Some(_) if count == 4 => {
            let help = format!("年份在{}至{}之间", YEARS.start(), YEARS.end());
            Err(Mistake::new(format!("{}不像年份", quote(text)), help))
        }
        Some(_) if count == 2 => {
            let message = format!("年份{}只有两位", quote(text));
            Err(Mistake::new(message, format!("年份写四位，如`20{text}`")))
        }
        Some(_) | None => Err(Mistake::new(
            format!("{}不是年份", quote(text)),
            "年份写四位，如`2025`",
        )),
    }
}

fn worded(text: &str) -> Result<Point, Mistake> {
    let unreadable = || Mistake::new(format!("{}看不出是哪一天", quote(text)), FORMS);
    let (year, rest) = split_year(text)?;
    let mut point = Point {
        year,
        ..Point::EMPTY
    };
    let rest = match rest.split_once('月') {
        Some((month, rest)) => {
            point.month = Some(small(month).ok_or_else(unreadable)?);
            rest.strip_prefix('份').unwrap_or(rest)
        }
        None => rest,
    };
    if rest.is_empty() {
        return Ok(point);
    }
    match rest.strip_suffix(['日', '号']) {
        Some(day) => point.day = Some(small(day).ok_or_else(unreadable)?),
        None => point.bare = Some(small(rest).ok_or_else(unreadable)?),
    }
    // `2025年5日` names no day.
    let skips_month = point.day.is_some() && point.month.is_none() && year != YearWord::Missing;
    if skips_month {
        Err(unreadable())
    } else {
        Ok(point)
    }
}

fn split_year(text: &str) -> Result<(YearWord, &str), Mistake> {
    for (word, year) in [
        ("次年", YearWord::Next),
        ("翌年", YearWord::Next),
        ("第二年", YearWord::Next),
        ("同年", YearWord::Same),
        ("当年", YearWord::Same),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            return Ok((year, rest));
        }
    }
    let Some((year, rest)) = text.split_once('年') else {
        return Ok((YearWord::Missing, text));
    };
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    Ok((YearWord::Written(read_year(year)?), rest))
}

fn numeric(text: &str) -> Result<Point, Mistake> {
    let unreadable = || Mistake::new(format!("{}不是日期", quote(text)), FORMS);
    let separator = text
        .chars()
        .find(|glyph| matches!(glyph, '-' | '.' | '/'))
        .unwrap_or('-');
    let parts: Vec<&str> = text.split(separator).collect();
    if let [alone] = parts.as_slice() {
        return lone(alone);
    }
    let number = |part: &str| {
        small(part)
            .filter(|_| part.is_ascii())
            .ok_or_else(unreadable)
    };
    match parts.as_slice() {
        [year, month] if year.len() == 4 => Ok(Point {
            year: YearWord::Written(read_year(year)?),
            month: Some(number(month)?),
            ..Point::EMPTY
        }),
        [month, day] => Ok(Point {
            month: Some(number(month)?),
            day: Some(number(day)?),
            ..Point::EMPTY
        }),
        [first, second, last] => {
            if last.len() == 4 && read_year(last).is_ok() {
                let message = format!("{}的年份写在后面", quote(text));
                return Err(Mistake::new(message, "先写年，再写月、日，如`2025-09-05`"));
            }
            let (month, day) = (number(second)?, number(last)?);
            Ok(Point {
                year: YearWord::Written(read_year(first)?),
                month: Some(month),
                day: Some(day),
                bare: None,
            })
        }
        _ => Err(unreadable()),
    }
}

fn lone(text: &str) -> Result<Point, Mistake> {
    let digits = text.chars().all(|glyph| glyph.is_ascii_digit());
    if let Some(bare) = small(text) {
        return Ok(Point {
            bare: Some(bare),
            ..Point::EMPTY
        });
    }
    if digits && matches!(text.len(), 6 | 8) {
        let message = format!("{}的年月日连在一起", quote(text));
        return Err(Mistake::new(message, format!("写成`{}`", hyphenated(text))));
    }
    if digits && text.len() != 4 {
        return Err(Mistake::new(format!("{}不是日期", quote(text)), FORMS));
    }
    let year = read_year(text).map_err(|mistake| {
        let named = digits.then_some(mistake);
        named.unwrap_or_else(|| Mistake::new(format!("{}不是日期", quote(text)), FORMS))
    })?;
    Ok(Point {
        year: YearWord::Written(year),
        ..Point::EMPTY
    })
}

const FORMS: &str = "写成`2025-09-05`或`2025年9月5日`";

fn hyphenated(digits: &str) -> String {
    let mut hyphenated = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if matches!(index, 4 | 6) {
            hyphenated.push('-');
        }
        hyphenated.push(digit);
    }
    hyphenated
}

/// A month or day: `9`, `09`, `九`, `廿三`.
fn small(text: &str) -> Option<u32> {
    if text.chars().all(|glyph| glyph.is_ascii_digit()) {
        return (1..=2).contains(&text.len()).then(|| text.parse().ok())?;
    }
    let value = chinese_to_integer(text)?;
    u32::try_from(value).ok().filter(|value| *value < 100)
}
