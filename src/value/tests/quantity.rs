//! Quantities, counts and percentages.

use std::cmp::Ordering;

use proptest::prelude::{any, prop_assert_eq, proptest};
use rust_decimal::Decimal;

use crate::value::Mistake;
use crate::value::quantity::{Count, Percent, Quantity};
use crate::value::unit::Unit;

/// `expected` is what is shown, or a part of the message.
#[track_caller]
fn check<T: ToString>(got: Result<T, Mistake>, expected: Result<&str, &str>) {
    match (got, expected) {
        (Ok(value), Ok(shown)) => assert_eq!(value.to_string(), shown),
        (Err(mistake), Err(part)) => assert!(mistake.message.contains(part), "{mistake:?}"),
        (Ok(value), Err(part)) => panic!("{}, expected {part}", value.to_string()),
        (Err(mistake), Ok(shown)) => panic!("{mistake:?}, expected {shown}"),
    }
}

#[test]
fn reads_quantities() {
    let read = |text: &str, unit: &str| Quantity::read(text, Some(&Unit::read(unit)));
    check(read("12.50亩", ""), Ok("12.50亩"));
    check(read("1,200", "平方米"), Ok("1,200平方米"));
    check(read("1.85公里", "公里"), Ok("1.85公里"));
    check(read("600元/人", ""), Ok("600元/人"));
    check(read("3.2公顷", "亩"), Ok("48亩"));
    check(read("3亩", "公顷"), Ok("0.2公顷"));
    check(read("1亩", "公顷"), Err("写的是`亩`，这一栏的单位是`公顷`"));
    check(read("贷 3", "亩"), Err("只有金额有借贷方向"));
}

#[test]
fn compares_areas_exactly() {
    let area = |text: &str| Quantity::read(text, None).unwrap();
    assert_eq!(area("1公顷").compare(&area("15亩")), Some(Ordering::Equal));
    assert_eq!(
        area("1公顷").compare(&area("10,000㎡")),
        Some(Ordering::Equal)
    );
    assert_eq!(
        area("1亩").compare(&area("666.67平方米")),
        Some(Ordering::Less)
    );
    assert_eq!(area("1亩").compare(&area("3公里")), None);
    assert_eq!(area("5次").compare(&area("6次")), Some(Ordering::Less));
}

#[test]
fn reads_counts() {
    let read = |text: &str, unit: Option<&str>| Count::read(text, unit.map(Unit::read).as_ref());
    check(read("363户", None), Ok("363"));
    check(read("15324人", Some("人")), Ok("15,324"));
    check(read("１２，３００", None), Ok("12,300"));
    check(read("3人次", None), Ok("3"));
    check(
        read("18446744073709551615", None),
        Ok("18,446,744,073,709,551,615"),
    );
    check(read("18446744073709551616", None), Err("太大"));
    check(read("-3", None), Err("负数"));
    check(read("3.0", None), Err("小数"));
    check(read("约30人", None), Err("约数"));
    check(read("若干", None), Err("约数"));
    check(read("5元", None), Err("不能用来数个数"));
    check(read("5万人", None), Err("不能用来数个数"));
    check(
        read("5户", Some("人")),
        Err("写的是`户`，这一栏的单位是`人`"),
    );
    check(read("十五", None), Err("不是阿拉伯数字"));
}

#[test]
fn reads_percentages() {
    let read = |text: &str, unit: Option<&str>| Percent::read(text, unit.map(Unit::read).as_ref());
    check(read("93.3%", None), Ok("93.3%"));
    check(read("100％", None), Ok("100%"));
    check(read("-2.50%", None), Ok("-2.50%"));
    check(read("60", Some("%")), Ok("60%"));
    check(read("百分之六十", None), Ok("60%"));
    check(read("百分之百", None), Ok("100%"));
    check(read("百分之九十三点零五", None), Ok("93.05%"));
    check(read("百分之60", None), Ok("60%"));
    check(read("0.6", None), Err("没有写`%`"));
    check(read("6‰", None), Err("不是百分比"));
    check(read("百分之", None), Err("不是百分比"));
    check(read("百分之六十点", None), Err("不是百分比"));
    check(read("三分之二", None), Err("不是阿拉伯数字"));
}

proptest! {
    #[test]
    fn quantities_are_read_back(value in any::<i64>(), scale in 0_u32..8) {
        let quantity = Quantity { value: Decimal::new(value, scale), unit: Unit::Mu, scale };
        prop_assert_eq!(Quantity::read(&quantity.to_string(), None), Ok(quantity));
        let percent = Percent::new(Decimal::new(value, scale));
        prop_assert_eq!(Percent::read(&percent.to_string(), None), Ok(percent));
    }

    #[test]
    fn counts_are_read_back(value in any::<u64>()) {
        let count = Count::new(value);
        prop_assert_eq!(Count::read(&count.to_string(), None), Ok(count));
    }
}
