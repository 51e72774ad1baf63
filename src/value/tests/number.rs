//! Printed numbers.

use proptest::prelude::{any, prop_assert_eq, proptest};
use rust_decimal::Decimal;

use crate::value::number::{Direction, Number};

/// `expected` is what the number shows again, or a part of the message.
#[track_caller]
fn check(text: &str, expected: Result<&str, &str>) {
    match (Number::read(text), expected) {
        (Ok(number), Ok(shown)) => assert_eq!(number.to_string(), shown, "{text}"),
        (Err(mistake), Err(part)) => assert!(mistake.message.contains(part), "{text}: {mistake:?}"),
        (got, expected) => panic!("{text}: {got:?}, expected {expected:?}"),
    }
}

#[test]
fn reads_numbers() {
    check("12,300.00", Ok("12,300.00"));
    check("12300", Ok("12,300"));
    check(" １２，３００．５０ ", Ok("12,300.50"));
    check("￥500", Ok("500"));
    check("¥ -500.00", Ok("-500.00"));
    check("-¥500.00", Ok("-500.00"));
    check("−3", Ok("-3"));
    check("+3", Ok("3"));
    check("-0", Ok("0"));
    check("1.2万元", Ok("1.2万元"));
    check("1.2万", Ok("1.2万元"));
    check("500元整", Ok("500元"));
    check("人民币500元", Ok("500元"));
    check("36 亩", Ok("36亩"));
    check("93.3％", Ok("93.3%"));
    check("12㎡", Ok("12平方米"));
    check("1120元/人月", Ok("1,120元/人月"));
    check("贷 1,000.00", Ok("贷 1,000.00"));
    check("借：5", Ok("借 5"));
    check("平", Ok("平 0"));
    check("平 0.00", Ok("平 0.00"));
    check("178.24176", Ok("178.24176"));
}

#[test]
fn refuses_what_may_be_read_twice() {
    check("5、5", Err("看不出是一个数还是两个数"));
    check("1e3", Err("科学记数法"));
    check(".5", Err("小数点前面没有数"));
    check("12.", Err("小数点后面没有数"));
    check("1_000", Err("下划线"));
    check("五百", Err("不是阿拉伯数字"));
    check("12.5.3", Err("两个小数点"));
    check("12。5", Err("句号"));
    check("1,0000", Err("四位分节"));
    check("12,5", Err("像是小数点"));
    check("0,500", Err("像是把小数点写成了逗号"));
    check("1,23,456", Err("不在千位上"));
    check(",100", Err("不在千位上"));
    check("1,000,", Err("不在千位上"));
    check("1.000,5", Err("小数部分有逗号"));
    check("1 000", Err("不止一个数"));
    check("3-5", Err("不止一个数"));
    check("100/200", Err("不止一个数"));
    check("12元5角", Err("不止一个数"));
    check("(1,000.00)", Err("括号"));
    check("（300）", Err("括号"));
    check("约30人", Err("约数"));
    check("30余元", Err("约数"));
    check("若干", Err("约数"));
    check("共30元", Err("数字前面有别的字"));
    check("30元（含税）", Err("数字后面有别的字"));
    check("--5", Err("数字前面有别的字"));
    check("-", Err("不是数"));
    check("贷 -5", Err("既有方向又有负号"));
    check("平 5", Err("数却不是零"));
    check("", Err("这里没有数"));
    check(&"9".repeat(40), Err("位数太多"));
}

#[test]
fn credit_is_below_zero() {
    let number = Number::read("贷 1,000.00").unwrap();
    assert_eq!(number.signed(), Decimal::from(-1000));
    assert_eq!(number.half_step().to_string(), "0.005");
    assert_eq!(Direction::read(" 平 "), Some(Direction::Flat));
}

proptest! {
    #[test]
    fn what_is_read_is_what_is_shown(value in any::<i64>(), scale in 0_u32..8, plain in any::<bool>()) {
        let decimal = Decimal::new(value, scale);
        let text = if plain { decimal.to_string() } else { Number::read(&decimal.to_string()).unwrap().to_string() };
        let number = Number::read(&text).unwrap();
        prop_assert_eq!((number.value, number.scale), (decimal, scale));
        prop_assert_eq!(Number::read(&number.to_string()).unwrap(), number);
    }

    #[test]
    fn an_accepted_number_keeps_its_digits(text in "[0-9,.+-]{1,12}") {
        if let Ok(number) = Number::read(&text) {
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            let (written, shown) = (digits(&text), digits(&number.to_string()));
            prop_assert_eq!(written.trim_start_matches('0'), shown.trim_start_matches('0'));
        }
    }
}
