//! Units in heads and captions.

use crate::value::unit::Unit;

#[track_caller]
fn check(text: &str, expected: Option<&str>) {
    let unit = Unit::from_caption(text);
    assert_eq!(unit.as_ref().map(Unit::name), expected, "{text}");
}

#[test]
fn finds_the_unit_of_a_caption() {
    check("金额（元）", Some("元"));
    check("单位：万元", Some("万元"));
    check("金额单位：人民币元", Some("元"));
    check("（单位：元）", Some("元"));
    check("收支表 单位: 元 2025年", Some("元"));
    check("本月资金(万元)", Some("万元"));
    check("工资标准(元/月)", Some("元/月"));
    check("标准(元/人月)", Some("元/人月"));
    check("面积（㎡）", Some("平方米"));
    check("发放数（含税）（万元）", Some("万元"));
    check("人数(人)", Some("人"));
    check("占比（%）", Some("%"));
    check("编制单位：东村", None);
    check("现金（一）", None);
    check("余额（贷）", None);
    check("成员(姓名/职务)", None);
    check("金额", None);
    check("单位：", None);
}

#[test]
fn reads_prices() {
    assert_eq!(Unit::read("万元/年").price_in(), Some(Unit::WanYuan));
    assert_eq!(Unit::read("亩/人").price_in(), None);
    assert!(Unit::read("圆").is_money());
    assert_eq!(Unit::read(" "), Unit::Unitless);
}
