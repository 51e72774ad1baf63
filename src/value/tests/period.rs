//! Periods.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

use crate::value::period::Period;

/// `expected` is the key and the name, or a part of the message.
#[track_caller]
fn check(text: &str, expected: Result<(&str, &str), &str>) {
    match (Period::read(text), expected) {
        (Ok(period), Ok((key, name))) => {
            assert_eq!(
                (period.key().as_str(), period.to_string().as_str()),
                (key, name),
                "{text}"
            );
        }
        (Err(mistake), Err(part)) => assert!(mistake.message.contains(part), "{text}: {mistake:?}"),
        (got, expected) => panic!("{text}: {got:?}, expected {expected:?}"),
    }
}

#[test]
fn reads_parts_of_a_year() {
    for text in [
        "2025-09",
        "2025年9月",
        "2025年09月份",
        "2025.9",
        "2025/09",
        "２０２５年９月",
        "二〇二五年九月",
        "2025年9月1日至30日",
    ] {
        check(text, Ok(("2025-09", "2025年9月")));
    }
    for text in [
        "2025年第三季度",
        "2025年三季度",
        "2025年3季度",
        "2025第三季度",
        "2025Q3",
        "2025-Q3",
        "2025年Q3",
        "2025年7-9月",
        "2025-07至2025-09",
    ] {
        check(text, Ok(("2025-q3", "2025年第三季度")));
    }
    for text in ["2025上半年", "2025年上半年", "2025-H1", "2025年1月至6月"] {
        check(text, Ok(("2025-h1", "2025年上半年")));
    }
    check("2025年下半年", Ok(("2025-h2", "2025年下半年")));
    for text in [
        "2025",
        "2025年",
        "2025年度",
        "2025年全年",
        "二〇二五年",
        "2025年1-12月",
        "2025年度期间",
    ] {
        check(text, Ok(("2025", "2025年度")));
    }
    check("2025-09-05", Ok(("2025-09-05", "2025年9月5日")));
    check("2025年9月5日", Ok(("2025-09-05", "2025年9月5日")));
    check("长期", Ok(("standing", "长期")));
    check("长期有效", Ok(("standing", "长期")));
}

#[test]
fn reads_ranges() {
    let financial_year = Ok(("2025-07-to-2026-06", "2025年7月至2026年6月"));
    for text in [
        "2025-07至2026-06",
        "2025年7月至次年6月",
        "2025年7月—2026年6月",
        "2025.07-2026.06",
        "2025年7月 至 2026年6月",
        "自2025年7月起至2026年6月止",
    ] {
        check(text, financial_year);
    }
    for text in [
        "2025年1月至9月",
        "2025年1-9月",
        "2025年1月-9月",
        "2025-01至09",
        "2025年1~9月",
    ] {
        check(text, Ok(("2025-01-to-2025-09", "2025年1月至9月")));
    }
    for text in [
        "2016–2018年",
        "2016-2018年",
        "2016年至2018年",
        "2016-2018",
        "2016——2018年",
    ] {
        check(text, Ok(("2016-to-2018", "2016年至2018年")));
    }
    for text in [
        "2025-09-01至2025-09-15",
        "2025年9月1日至15日",
        "2025年9月1-15日",
        "2025年9月1日-9月15日",
        "2025.9.1-2025.9.15",
    ] {
        check(
            text,
            Ok(("2025-09-01-to-2025-09-15", "2025年9月1日至9月15日")),
        );
    }
    check(
        "2024年12月28日至2025年1月3日",
        Ok(("2024-12-28-to-2025-01-03", "2024年12月28日至2025年1月3日")),
    );
    check(
        "2024年12月28日至次年1月3日",
        Ok(("2024-12-28-to-2025-01-03", "2024年12月28日至2025年1月3日")),
    );
}

#[test]
fn refuses_periods() {
    check("2025年8月、9月", Err("不止一个期间"));
    check("2025-08至2025-09至2025-10", Err("不止一个期间"));
    check("2025年7月起", Err("没有写到什么时候为止"));
    check("2025年7月至", Err("没有写到什么时候为止"));
    check("2025年7月至今", Err("没有写到什么时候为止"));
    check("截至2023年12月", Err("没有写从什么时候起"));
    check("至2023年12月", Err("没有写从什么时候起"));
    check("2025-09至2025-07", Err("止在起之前"));
    check("2025年7月至6月", Err("止在起之前"));
    check("2025-13", Err("有13月"));
    check("2025年13月", Err("有13月"));
    check("9月", Err("缺少年份"));
    check("第三季度", Err("缺少年份"));
    check("1月至9月", Err("缺少年份"));
    check("1-9月", Err("缺少年份"));
    check("25年9月", Err("只有两位"));
    check("2016-18年", Err("只有两位"));
    check("202509", Err("年月日连在一起"));
    check("20225月", Err(""));
    check("2025-07-2026-06", Err("看不出起止在哪里分开"));
    check("2025-09-01至2025-12", Err("一个写到日，一个没有"));
    check("2025至2026-06", Err("一个写到月，一个没有"));
    check("2025年6月1日至31日", Err("2025年6月没有31日"));
    check("2025年第五季度", Err("不是一个季度或半年"));
    check("2025年第三季度至第四季度", Err("不是一个季度或半年"));
    check("本月", Err(""));
    check("", Err("这里没有期间"));
}

#[test]
fn knows_its_neighbours() {
    let around = |text: &str| {
        let period = Period::read(text).unwrap();
        let key =
            |period: Option<Period>| period.map_or_else(|| "-".to_owned(), |period| period.key());
        [
            key(period.previous()),
            key(period.next()),
            key(period.year_before()),
        ]
        .join(" ")
    };
    assert_eq!(around("2025-01"), "2024-12 2025-02 2024-01");
    assert_eq!(around("2025Q4"), "2025-q3 2026-q1 2024-q4");
    assert_eq!(around("2025下半年"), "2025-h1 2026-h1 2024-h2");
    assert_eq!(around("2025"), "2024 2026 2024");
    assert_eq!(around("2024-02-29"), "2024-02-28 2024-03-01 2023-02-28");
    assert_eq!(
        around("2025-07至2026-06"),
        "2024-07-to-2025-06 2026-07-to-2027-06 2024-07-to-2025-06"
    );
    assert_eq!(
        around("2024年1月至2月"),
        "2023-11-to-2023-12 2024-03-to-2024-04 2023-01-to-2023-02"
    );
    assert_eq!(
        around("2025-09-01至2025-09-15"),
        "- - 2024-09-01-to-2024-09-15"
    );
    assert_eq!(around("长期"), "- - -");
    assert_eq!(around("2199"), "2198 - 2198");
}

#[test]
fn names_its_months() {
    let months = |text: &str| Period::read(text).unwrap().months_cn();
    assert_eq!(months("2025Q3"), "七、八、九三个月");
    assert_eq!(months("2025Q4"), "十、十一、十二三个月");
    assert_eq!(months("2025-09"), "9月");
    assert_eq!(months("2025上半年"), "1月至6月");
    assert_eq!(months("2025"), "1月至12月");
    assert_eq!(months("2025年1-9月"), "1月至9月");
    assert_eq!(months("2025-07至2026-06"), "2025年7月至2026年6月");
}

#[test]
fn compares_lengths() {
    let same = |one: &str, other: &str| {
        Period::read(one)
            .unwrap()
            .same_length(&Period::read(other).unwrap())
    };
    assert!(same("2025-02", "2025-03"));
    assert!(same("2025Q1", "2024-12至2025-02"));
    assert!(!same("2025-02", "2025-02-01至2025-02-27"));
    assert!(same("2025-09-01至2025-09-15", "2025-08-02至2025-08-16"));
    assert!(
        Period::read("2025")
            .unwrap()
            .covers(&Period::read("2025Q3").unwrap())
    );
    assert!(!Period::read("2025").unwrap().covers(&Period::Standing));
    assert_eq!(Period::read("2025-07至2026-06").unwrap().year(), None);
    assert_eq!(
        Period::Quarter {
            year: 2025,
            quarter: u32::MAX
        }
        .first_day(),
        None
    );
}

#[test]
fn keys_are_unique() {
    let mut keys = BTreeMap::new();
    for from in 0..500 {
        for length in 0..500 {
            let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(from);
            let period = Period::span(first, first + Days::new(length)).unwrap();
            let former = keys.insert(period.key(), period.clone());
            assert_eq!(former, None, "{period}");
        }
    }
}

proptest! {
    #[test]
    fn next_undoes_previous(days in 40_000_u64..60_000, length in 0_u64..3000, whole in 0_u32..2) {
        let from = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + Days::new(days);
        let to = from + Days::new(length);
        let period = if whole == 1 {
            let months = format!("{}至{}", from.format("%Y-%m"), to.format("%Y-%m"));
            Period::read(&months).unwrap()
        } else {
            Period::span(from, to).unwrap()
        };
        prop_assert_eq!(Period::read(&period.to_string()), Ok(period.clone()));
        prop_assert_eq!(Period::read(&period.key()), Ok(period.clone()));
        prop_assert!(period.key().is_ascii());
        if let Some(next) = period.next() {
            prop_assert_eq!(next.previous(), Some(period.clone()));
            prop_assert!(next.same_length(&period));
            prop_assert_eq!(period.last_day().unwrap().succ_opt(), next.first_day());
        }
    }
}
