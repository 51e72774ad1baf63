//! Amounts of money, in digits and in capitals.

use proptest::prelude::{any, prop_assert_eq, proptest};
use rust_decimal::Decimal;

use crate::value::money::Money;
use crate::value::unit::Unit;

#[track_caller]
fn check(text: &str, unit: Option<&str>, expected: Result<i64, &str>) {
    let unit = unit.map(Unit::read);
    match (Money::read(text, unit.as_ref()), expected) {
        (Ok(money), Ok(fen)) => assert_eq!(money.fen(), fen, "{text}"),
        (Err(mistake), Err(part)) => assert!(mistake.message.contains(part), "{text}: {mistake:?}"),
        (got, expected) => panic!("{text}: {got:?}, expected {expected:?}"),
    }
}

#[test]
fn reads_amounts() {
    check("12,300.00", None, Ok(1_230_000));
    check("12300", None, Ok(1_230_000));
    check("-350.5", Some("元"), Ok(-35_050));
    check("1.2万元", None, Ok(1_200_000));
    check("35.7226", Some("万元"), Ok(35_722_600));
    check("178.24176", Some("万元"), Ok(178_241_760));
    check("919.44万元", Some("万元"), Ok(919_440_000));
    check("1120", Some("元/人月"), Ok(112_000));
    check("1120元", Some("元/人月"), Ok(112_000));
    check("￥500", None, Ok(50_000));
    check("（50）", None, Ok(-5_000));
    check("红字1,000.00", None, Ok(-100_000));
    check("“1,860.00”", None, Ok(186_000));
    check("92233720368547758.07", None, Ok(i64::MAX));
}

#[test]
fn refuses_amounts() {
    check("12.345", None, Err("金额最多写到分"));
    check("1.2345678万元", None, Err("金额最多写到分"));
    check("五百", None, Err("不是阿拉伯数字"));
    check(
        "1.2万元",
        Some("元"),
        Err("写的是`万元`，这一栏的单位是`元`"),
    );
    check(
        "500元",
        Some("万元"),
        Err("写的是`元`，这一栏的单位是`万元`"),
    );
    check("500万元", Some("元/月"), Err("这一栏的单位是`元/月`"));
    check("3亩", None, Err("的单位是`亩`，不是金额"));
    check("3", Some("亩"), Err("不是金额"));
    check("1120元/月", None, Err("是单价，不是金额"));
    check("(-50)", None, Err("括号"));
    check("3OO", None, Err("像是数字`0`"));
    check("5、5", None, Err("看不出是一个数还是两个数"));
    check("贷 1,000.00", None, Err("没有借贷方向"));
    check("92233720368547758.08", None, Err("金额太大"));
    check(
        "9999999999999999999999999999",
        Some("万元"),
        Err("金额太大"),
    );
}

#[test]
fn reads_balances_with_their_side() {
    assert_eq!(
        Money::read_balance("贷 1,000.00", None),
        Ok(Money::from_fen(-100_000))
    );
    assert_eq!(
        Money::read_balance("借 1,000.00", None),
        Ok(Money::from_fen(100_000))
    );
    assert_eq!(Money::read_balance("平", None), Ok(Money::ZERO));
}

#[test]
fn shows_amounts() {
    let shown = |fen| Money::from_fen(fen).to_string();
    assert_eq!(shown(2_030_000), "20,300.00");
    assert_eq!(shown(-100_000), "-1,000.00");
    assert_eq!(shown(-5), "-0.05");
    assert_eq!(shown(i64::MIN), "-92,233,720,368,547,758.08");
    assert_eq!(format!("{:>10}", Money::from_fen(5)), "      0.05");
    assert_eq!(Money::from_fen(2_030_000).plain(), "20300.00");
    assert_eq!(Money::from_fen(31_980_000).wan(), "31.98");
    assert_eq!(Money::from_fen(5_000).wan(), "0.01");
    assert_eq!(Money::from_fen(-4_999).wan(), "0.00");
    assert_eq!(Money::from_fen(-5_000).wan(), "-0.01");
}

#[test]
fn sums_are_checked() {
    let one = Money::from_fen(1);
    assert_eq!(Money::from_fen(i64::MAX).checked_add(one), None);
    assert_eq!(Money::from_fen(i64::MIN).checked_sub(one), None);
    assert_eq!(Money::from_fen(i64::MIN).checked_neg(), None);
    assert_eq!(Money::checked_sum([one, one]), Some(Money::from_fen(2)));
    assert_eq!(Money::from_decimal_yuan(Decimal::new(12_345, 3)), None);
    assert_eq!(
        Money::from_decimal_yuan(Decimal::new(12_340, 3)),
        Some(Money::from_fen(1_234))
    );
    assert_eq!(Money::from_decimal_yuan(Decimal::MAX), None);
}

#[track_caller]
fn check_capitals(text: &str, expected: Result<i64, &str>) {
    match (Money::read_capitals(text), expected) {
        (Ok(money), Ok(fen)) => assert_eq!(money.fen(), fen, "{text}"),
        (Err(mistake), Err(part)) => {
            assert!(format!("{mistake:?}").contains(part), "{text}: {mistake:?}");
        }
        (got, expected) => panic!("{text}: {got:?}, expected {expected:?}"),
    }
}

#[test]
fn writes_capitals() {
    for (fen, capitals) in [
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (105, "壹元零伍分"),
        (123_456, "壹仟贰佰叁拾肆元伍角陆分"),
        (1_000_500, "壹万零伍元整"),
        (10_500_000, "壹拾万伍仟元整"),
        (168_032, "壹仟陆佰捌拾元叁角贰分"),
        (2_000_030_000, "贰仟万零叁佰元整"),
        (2_030_000, "贰万零叁佰元整"),
        (10_000_000_000, "壹亿元整"),
        (10_001_000_000, "壹亿零壹万元整"),
        (-100, "负壹元整"),
    ] {
        assert_eq!(Money::from_fen(fen).in_capitals(), capitals);
    }
}

#[test]
fn reads_capitals() {
    check_capitals("壹拾万零伍仟元整", Ok(10_500_000));
    check_capitals("壹拾万伍仟元整", Ok(10_500_000));
    check_capitals("壹仟陆佰捌拾元零叁角贰分", Ok(168_032));
    check_capitals("壹仟陆佰捌拾元叁角贰分", Ok(168_032));
    check_capitals("人民币 壹万圆正", Ok(1_000_000));
    check_capitals("伍角", Ok(50));
    check_capitals("伍角正", Ok(50));
    check_capitals("貳萬零參佰圓整", Ok(2_030_000));
    check_capitals("负壹元零伍分", Ok(-105));
    check_capitals("壹万元", Err("是不是想写`壹万元整`"));
    check_capitals("壹元伍分", Err("是不是想写`壹元零伍分`"));
    check_capitals("壹元伍分整", Err("大写写法不规范"));
    check_capitals("壹万伍元整", Err("是不是想写`壹万零伍元整`"));
    check_capitals("壹仟零零伍元整", Err("大写写法不规范"));
    check_capitals("一万元整", Err("不是大写"));
    check_capitals("壹万", Err("不是大写金额"));
    check_capitals("100元整", Err("不是大写金额"));
    check_capitals("", Err("不是大写金额"));
}

proptest! {
    #[test]
    fn display_is_read_back(fen in any::<i64>()) {
        let money = Money::from_fen(fen);
        prop_assert_eq!(Money::read(&money.to_string(), None), Ok(money));
        prop_assert_eq!(Money::read(&money.plain(), Some(&Unit::Yuan)), Ok(money));
        prop_assert_eq!(Money::from_decimal_yuan(money.to_decimal()), Some(money));
    }

    #[test]
    fn capitals_are_read_back(fen in 0..=999_999_999_999_i64, coarse in 0_u32..9) {
        // Round numbers have the zeros where spellings differ.
        let fen = fen / 10_i64.pow(coarse) * 10_i64.pow(coarse);
        let money = Money::from_fen(fen);
        prop_assert_eq!(Money::read_capitals(&money.in_capitals()), Ok(money));
    }

    #[test]
    fn every_amount_has_capitals(fen in any::<i64>()) {
        let money = Money::from_fen(fen);
        let capitals = money.in_capitals();
        prop_assert_eq!(Money::read_capitals(&capitals), Ok(money));
    }
}
