//! Dates.

use chrono::{Datelike, NaiveDate};
use proptest::prelude::{prop_assert_eq, proptest};

use crate::value::date::{capital_date, date_cn, read_date};
use crate::value::numeral::integer_to_chinese;
use crate::value::period::Period;

#[track_caller]
fn check(text: &str, within: &str, expected: Result<&str, &str>) {
    let period = (!within.is_empty()).then(|| Period::read(within).unwrap());
    match (read_date(text, period.as_ref()), expected) {
        (Ok(date), Ok(shown)) => assert_eq!(date.to_string(), shown, "{text}"),
        (Err(mistake), Err(part)) => assert!(mistake.message.contains(part), "{text}: {mistake:?}"),
        (got, expected) => panic!("{text}: {got:?}, expected {expected:?}"),
    }
}

#[test]
fn reads_dates() {
    for text in [
        "2025-09-05",
        "2025-9-5",
        "2025年9月5日",
        "2025年09月05日",
        "2025 年 9 月 5 日",
        "２０２５年９月５日",
        "2025年9月5号",
        "2025.9.5",
        "2025/9/5",
        "２０２５．９．５",
        "二〇二五年九月五日",
        "二○二五年九月五日",
        "二零二五年九月五日",
    ] {
        check(text, "", Ok("2025-09-05"));
    }
    check("二〇二五年十二月廿三日", "", Ok("2025-12-23"));
    check("2024-02-29", "", Ok("2024-02-29"));
}

#[test]
fn takes_the_year_from_the_period() {
    check("09-05", "2025-09", Ok("2025-09-05"));
    check("9月5日", "2025年第三季度", Ok("2025-09-05"));
    check("9.5", "2025", Ok("2025-09-05"));
    check("九月五日", "2025", Ok("2025-09-05"));
    // Outside the period, but the year is not in doubt: a check reports it.
    check("10-05", "2025-09", Ok("2025-10-05"));
    check("09-05", "2025-07至2026-06", Ok("2025-09-05"));
    check("03-05", "2025-07至2026-06", Ok("2026-03-05"));
    check("03-05", "2025-07至2025-12", Ok("2025-03-05"));
    check("09-05", "2016-2018年", Err("有不止一天"));
    check("02-29", "2016-2018年", Ok("2016-02-29"));
    check(
        "05-05",
        "2025-11至2026-02",
        Err("不在2025年11月至2026年2月里"),
    );
    check("02-29", "2025", Err("2025年2月没有29日"));
    check("09-05", "长期", Err("缺少年份"));
    check("09-05", "", Err("缺少年份"));
    check("2024-09-05", "2025-09", Ok("2024-09-05"));
}

#[test]
fn refuses_dates() {
    check("2025-06-31", "", Err("2025年6月没有31日"));
    check("2025-02-29", "", Err("2025年2月没有29日"));
    check("2025-13-01", "", Err("有13月"));
    check("2025-06-32", "", Err("有32日"));
    check("2025-06-00", "", Err("有0日"));
    check("2014111321", "", Err("不是日期"));
    check("20250905", "", Err("年月日连在一起"));
    check("25-09-05", "", Err("只有两位"));
    check("25年9月5日", "", Err("只有两位"));
    check("5/9/2025", "", Err("年份写在后面"));
    check("2025-09", "", Err("缺少日"));
    check("2025年", "", Err("缺少月和日"));
    check("2025-09-05至2025-09-08", "", Err("不止一个日期"));
    check("2025年9月5日、8日", "", Err("不止一个日期"));
    check("2025-09-05 10:30", "", Err("只有空格"));
    check("0205-09-05", "", Err("不像年份"));
    check("次年6月1日", "2025", Err("缺少年份"));
    check("2025年5日", "", Err("看不出是哪一天"));
    check("2025.9-5", "", Err("不是日期"));
    check("昨天", "", Err("日"));
    check("", "", Err("这里没有日期"));
}

#[test]
fn shows_dates() {
    let date = NaiveDate::from_ymd_opt(2025, 10, 20).unwrap();
    assert_eq!(date_cn(date), "2025年10月20日");
    assert_eq!(capital_date(date), "二〇二五年十月二十日");
}

proptest! {
    #[test]
    fn every_form_is_the_same_day(days in 0_i32..100_000) {
        let date = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::Days::new(days.unsigned_abs().into());
        let (year, month, day) = (date.year(), date.month(), date.day());
        let forms = [
            date.to_string(),
            date_cn(date),
            capital_date(date),
            format!("{year}.{month}.{day}"),
            format!("{year}/{month:02}/{day:02}"),
            format!("{year}年{}月{}日", integer_to_chinese(month.into()), integer_to_chinese(day.into())),
        ];
        for form in forms {
            prop_assert_eq!(read_date(&form, None), Ok(date), "{}", form);
        }
        let within = Period::Year { year };
        for form in [format!("{month}-{day}"), format!("{month:02}.{day:02}"), format!("{month}月{day}日")] {
            prop_assert_eq!(read_date(&form, Some(&within)), Ok(date), "{}", form);
        }
    }
}
