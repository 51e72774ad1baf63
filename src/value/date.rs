//! Dates as villages write them.

use chrono::{Datelike, NaiveDate};

use crate::value::calendar::{Point, YearWord, day_of, squeeze};
use crate::value::numeral::integer_to_chinese;
use crate::value::period::Period;
use crate::value::{Mistake, quote};

/// Reads one date; `within` gives the year where the text has none (`09-05`, `9月5日`).
///
/// Of a period over two years the only year counts in which the date falls inside.
///
/// # Errors
/// No date, two dates, a day that does not exist, or a year that nothing tells.
pub(crate) fn read_date(text: &str, within: Option<&Period>) -> Result<NaiveDate, Mistake> {
    if text.trim().is_empty() {
        return Err(Mistake::new(
            "这里没有日期",
            "写成`2025-09-05`或`2025年9月5日`",
        ));
    }
    let squeezed = squeeze(text)?;
    let two = squeezed.contains(['至', '到', '~', '—', '–', '、', ',', ';'])
        || squeezed.matches('年').count() > 1
        || squeezed.matches(['日', '号']).count() > 1;
    if two {
        let message = format!("{}里不止一个日期", quote(text));
        return Err(Mistake::new(message, "只写一个日期，起止分开写"));
    }
    let point = Point::read(&squeezed)?;
    let (Some(month), Some(day)) = (point.month, point.day) else {
        let missing = if point.month.is_none() {
            "缺少月和日"
        } else {
            "缺少日"
        };
        let message = format!("{}{missing}", quote(text));
        return Err(Mistake::new(message, "写到日，如`2025-09-05`"));
    };
    match point.year {
        YearWord::Written(year) => day_of(year, month, day),
        YearWord::Missing => year_from_period(text, within, (month, day)),
        YearWord::Same | YearWord::Next => Err(missing_year(text)),
    }
}

/// The date in words of a page: 2025年9月5日.
pub(crate) fn date_cn(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// The date in the characters of a signature: 二〇二五年九月五日.
#[cfg_attr(
    not(test),
    expect(
        dead_code,
        reason = "the filing sheet (公文) dates in characters; the wall sheet does not"
    )
)]
pub(crate) fn capital_date(date: NaiveDate) -> String {
    let year: String = date.year().to_string().chars().map(year_glyph).collect();
    let month = integer_to_chinese(date.month().into());
    let day = integer_to_chinese(date.day().into());
    format!("{year}年{month}月{day}日")
}

fn year_glyph(digit: char) -> char {
    match digit {
        '1' => '一',
        '2' => '二',
        '3' => '三',
        '4' => '四',
        '5' => '五',
        '6' => '六',
        '7' => '七',
        '8' => '八',
        '9' => '九',
        _ => '〇',
    }
}

fn year_from_period(
    text: &str,
    within: Option<&Period>,
    (month, day): (u32, u32),
) -> Result<NaiveDate, Mistake> {
    let ends = within.and_then(|period| Some((period.first_day()?, period.last_day()?)));
    let (Some(period), Some((first, last))) = (within, ends) else {
        return Err(missing_year(text));
    };
    if first.year() == last.year() {
        // A day outside the period is for the checks to report: its year is not in doubt.
        return day_of(first.year(), month, day);
    }
    let dates =
        (first.year()..=last.year()).filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    let mut inside = dates.filter(|date| period.contains(*date));
    match (inside.next(), inside.next()) {
        (Some(date), None) => Ok(date),
        (Some(_), Some(_)) => {
            let message = format!("{}在{period}里有不止一天", quote(text));
            Err(Mistake::new(message, "写上年份"))
        }
        (None, _) => {
            let message = format!("{}不在{period}里", quote(text));
            Err(Mistake::new(message, "写上年份，或者核对期间"))
        }
    }
}

fn missing_year(text: &str) -> Mistake {
    Mistake::new(
        format!("{}缺少年份", quote(text)),
        "写上年份，如`2025-09-05`",
    )
}
