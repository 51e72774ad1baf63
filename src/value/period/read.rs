//! Reads a period as clerks write it.

use chrono::NaiveDate;

use crate::value::calendar::{
    Point, YearWord, day_of, first_of_month, last_of_month, read_year, squeeze,
};
use crate::value::period::Period;
use crate::value::{Mistake, quote};

impl Period {
    /// Reads `2025-09`, `2025年第三季度`, `2025上半年`, `2025`, `2025-07至2026-06`, `2025年7-9月`, `长期`.
    ///
    /// # Errors
    /// No period, two periods, an open end without 长期, an end before its start, a month that does not exist.
    pub(crate) fn read(text: &str) -> Result<Self, Mistake> {
        let squeezed = squeeze(text)?.to_ascii_lowercase();
        match squeezed.as_str() {
            "" => return Err(Mistake::new("这里没有期间", FORMS)),
            "长期" | "长期有效" | "长期公开" | "standing" => return Ok(Self::Standing),
            _ => {}
        }
        if squeezed.contains(['、', ',', ';', '和', '及', '与']) {
            let message = format!("{}里不止一个期间", quote(text));
            return Err(Mistake::new(
                message,
                "一条记录只写一个期间，其他期间另写一条",
            ));
        }
        if let Some((year, part)) = part_of_year(&squeezed) {
            return named(text, year, part);
        }
        if squeezed.contains('季') || squeezed.contains("半年") {
            let message = format!("{}不是一个季度或半年", quote(text));
            return Err(Mistake::new(message, FORMS));
        }
        let stripped = squeezed.strip_prefix(['自', '从']).unwrap_or(&squeezed);
        let stripped = stripped.strip_suffix('止').unwrap_or(stripped);
        let stripped = stripped.strip_suffix("期间").unwrap_or(stripped);
        match ends(stripped).as_slice() {
            [whole] => single(text, whole),
            [start, end] => between(text, start.strip_suffix('起').unwrap_or(start), end),
            _ => {
                let message = format!("{}里不止一个期间", quote(text));
                Err(Mistake::new(
                    message,
                    "起止之间写一个`至`，如`2025-07至2026-06`",
                ))
            }
        }
    }
}

const FORMS: &str = "写成`2025-09`、`2025年第三季度`、`2025年度`或`2025-07至2026-06`";

#[derive(Clone, Copy)]
enum Part {
    Quarter(u32),
    Half(u32),
    Whole,
}

const PARTS: &[(&str, Part)] = &[
    ("第一季度", Part::Quarter(1)),
    ("第二季度", Part::Quarter(2)),
    ("第三季度", Part::Quarter(3)),
    ("第四季度", Part::Quarter(4)),
    ("第1季度", Part::Quarter(1)),
    ("第2季度", Part::Quarter(2)),
    ("第3季度", Part::Quarter(3)),
    ("第4季度", Part::Quarter(4)),
    ("一季度", Part::Quarter(1)),
    ("二季度", Part::Quarter(2)),
    ("三季度", Part::Quarter(3)),
    ("四季度", Part::Quarter(4)),
    ("1季度", Part::Quarter(1)),
    ("2季度", Part::Quarter(2)),
    ("3季度", Part::Quarter(3)),
    ("4季度", Part::Quarter(4)),
    ("q1", Part::Quarter(1)),
    ("q2", Part::Quarter(2)),
    ("q3", Part::Quarter(3)),
    ("q4", Part::Quarter(4)),
    ("上半年", Part::Half(1)),
    ("下半年", Part::Half(2)),
    ("h1", Part::Half(1)),
    ("h2", Part::Half(2)),
    ("全年", Part::Whole),
    ("年度", Part::Whole),
];

/// The text before a quarter, half or year, and which it is.
fn part_of_year(text: &str) -> Option<(&str, Part)> {
    let text = text
        .strip_suffix('度')
        .filter(|text| text.ends_with('年'))
        .map_or(text, |_| text);
    let found = PARTS
        .iter()
        .find_map(|(name, part)| Some((text.strip_suffix(name)?, *part)));
    // A range that ends in a quarter or year is not one of these.
    found.filter(|(year, _)| !year.contains(RANGE) && year.matches('年').count() <= 1)
}

fn named(text: &str, year: &str, part: Part) -> Result<Period, Mistake> {
    let year = year.strip_suffix(['年', '-']).unwrap_or(year);
    let year = year.strip_suffix('年').unwrap_or(year);
    if year.is_empty() {
        return Err(missing_year(text));
    }
    let year = read_year(year)?;
    Ok(match part {
        Part::Quarter(quarter) => Period::Quarter { year, quarter },
        Part::Half(half) => Period::HalfYear { year, half },
        Part::Whole => Period::Year { year },
    })
}

const RANGE: [char; 6] = ['至', '到', '~', '—', '–', '―'];

/// The text cut at its range words; a hyphen is one only where it cannot belong to a date.
fn ends(text: &str) -> Vec<String> {
    let text = text
        .replace("-to-", "至")
        .replace("——", "至")
        .replace(RANGE, "至");
    if text.contains('至') {
        return text.split('至').map(str::to_owned).collect();
    }
    let parts: Vec<&str> = text.split('-').collect();
    let [start, end] = parts.as_slice() else {
        return vec![text];
    };
    let worded = text.contains(['年', '月', '日', '号', '.', '/']);
    let years = read_year(start).is_ok() && read_year(end).is_ok();
    if worded || years {
        vec![(*start).to_owned(), (*end).to_owned()]
    } else {
        vec![text]
    }
}

fn single(text: &str, whole: &str) -> Result<Period, Mistake> {
    if whole.ends_with(['起', '始']) || whole.ends_with("以来") || whole.ends_with("开始") {
        return Err(open_end(text));
    }
    if whole.starts_with("截至") || whole.starts_with("截止") {
        return Err(open_start(text));
    }
    if whole.matches('-').count() > 2 {
        let message = format!("{}看不出起止在哪里分开", quote(text));
        return Err(Mistake::new(
            message,
            "起止之间写`至`，如`2025-07至2026-06`",
        ));
    }
    let point = Point::read(whole)?;
    let YearWord::Written(year) = point.year else {
        return Err(missing_year(text));
    };
    match point {
        Point { bare: Some(_), .. } => Err(Mistake::new(format!("{}不是期间", quote(text)), FORMS)),
        Point {
            month: Some(month),
            day: Some(day),
            ..
        } => day_of(year, month, day).map(Period::Day),
        Point {
            month: Some(month), ..
        } => Ok(Period::Month { year, month }),
        Point { .. } => Ok(Period::Year { year }),
    }
}

fn between(text: &str, start: &str, end: &str) -> Result<Period, Mistake> {
    if start.is_empty() || start == "截" {
        return Err(open_start(text));
    }
    if matches!(end, "" | "今" | "现在" | "目前" | "长期") {
        return Err(open_end(text));
    }
    let (mut start, mut end) = (Point::read(start)?, Point::read(end)?);
    let YearWord::Written(year) = start.year else {
        return Err(missing_year(text));
    };
    settle_bare(&mut start, &mut end);
    if start.bare.is_some() || end.bare.is_some() {
        let message = format!("{}的起止单位写得不全", quote(text));
        return Err(Mistake::new(message, FORMS));
    }
    let end_year = match end.year {
        YearWord::Written(year) => year,
        YearWord::Missing | YearWord::Same => year,
        YearWord::Next => year + 1,
    };
    if end.day.is_some() && end.month.is_none() && end.year == YearWord::Missing {
        end.month = start.month;
    }
    let first = first_day(year, start)?;
    let last = last_day(end_year, end)?;
    if start.day.is_some() != end.day.is_some() || start.month.is_some() != end.month.is_some() {
        let message = format!("{}的起止一个写到日，一个没有", quote(text));
        let message = if start.day.is_none() && end.day.is_none() {
            format!("{}的起止一个写到月，一个没有", quote(text))
        } else {
            message
        };
        return Err(Mistake::new(
            message,
            "起止写到同一级，如`2025-07至2026-06`",
        ));
    }
    let reversed = || {
        let message = format!("{}的止在起之前", quote(text));
        Mistake::new(message, "核对起止，跨年的写明年份，如`2025年7月至次年6月`")
    };
    Period::span(first, last).ok_or_else(reversed)
}

/// A number without its word takes the rank of the other end: `7` in `2025年7-9月` is a month.
fn settle_bare(start: &mut Point, end: &mut Point) {
    if start.month.is_none() && end.month.is_some() && end.day.is_none() {
        start.month = start.bare.take();
    } else if start.day.is_none() && start.month.is_some() && end.day.is_some() {
        start.day = start.bare.take();
    }
    if end.bare.is_some() && start.day.is_some() {
        end.day = end.bare.take();
    } else if end.bare.is_some() && start.month.is_some() {
        end.month = end.bare.take();
    }
}

fn first_day(year: i32, point: Point) -> Result<NaiveDate, Mistake> {
    match (point.month, point.day) {
        (Some(month), Some(day)) => day_of(year, month, day),
        (month, _) => first_of_month(year, month.unwrap_or(1)).ok_or_else(|| no_month(month)),
    }
}

fn last_day(year: i32, point: Point) -> Result<NaiveDate, Mistake> {
    match (point.month, point.day) {
        (Some(month), Some(day)) => day_of(year, month, day),
        (month, _) => last_of_month(year, month.unwrap_or(12)).ok_or_else(|| no_month(month)),
    }
}

fn no_month(month: Option<u32>) -> Mistake {
    Mistake::new(
        format!("没有{}月", month.unwrap_or_default()),
        "月份写1至12",
    )
}

fn missing_year(text: &str) -> Mistake {
    Mistake::new(
        format!("{}缺少年份", quote(text)),
        "写上年份，如`2025年第三季度`",
    )
}

fn open_end(text: &str) -> Mistake {
    let message = format!("{}没有写到什么时候为止", quote(text));
    Mistake::new(message, "写明止日，没有止日的只写`长期`")
}

fn open_start(text: &str) -> Mistake {
    let message = format!("{}没有写从什么时候起", quote(text));
    Mistake::new(message, "写明起止，如`2025-01至2025-09`")
}
