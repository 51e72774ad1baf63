//! Chinese numerals.

use proptest::prelude::{any, prop_assert_eq, proptest};

use crate::value::numeral::{chinese_digits, chinese_to_integer, integer_to_chinese};

#[track_caller]
fn check(text: &str, expected: Option<u64>) {
    assert_eq!(chinese_to_integer(text), expected, "{text}");
}

#[test]
fn reads_numerals() {
    check("零", Some(0));
    check("〇", Some(0));
    check("九", Some(9));
    check("十", Some(10));
    check("十一", Some(11));
    check("一十一", Some(11));
    check("廿", Some(20));
    check("廿三", Some(23));
    check("卅一", Some(31));
    check("一百零五", Some(105));
    check("一百一十", Some(110));
    check("两千", Some(2000));
    check("十万零五千", Some(105_000));
    check("十万五千", Some(105_000));
    check("一万亿", Some(1_000_000_000_000));
}

#[test]
fn refuses_what_is_no_numeral() {
    check("", None);
    check("一百五", None);
    check("三五", None);
    check("二〇二五", None);
    check("百", None);
    check("一万零", None);
    check("五百元", None);
    check(&"亿".repeat(1000), None);
    assert_eq!(chinese_digits("二○二五"), Some(2025));
    assert_eq!(chinese_digits("二十"), None);
    assert_eq!(chinese_digits(&"九".repeat(50)), None);
}

proptest! {
    #[test]
    fn numerals_are_read_back(value in any::<u64>(), shift in 0_u32..63) {
        let value = value >> shift;
        prop_assert_eq!(chinese_to_integer(&integer_to_chinese(value)), Some(value));
    }

    #[test]
    fn a_numeral_has_one_value(text in "[一二三十百千万亿零]{1,8}") {
        if let Some(value) = chinese_to_integer(&text) {
            prop_assert_eq!(chinese_to_integer(&integer_to_chinese(value)), Some(value));
        }
    }
}
