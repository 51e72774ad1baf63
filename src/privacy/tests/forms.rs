//! Single forms, found and left alone.

use crate::privacy::Kind::{
    self, Address, BankAccount, BankCard, BirthDate, Health, IdNumber, Landline, Mobile, Plate, Qq,
};
use crate::privacy::{find, find_in_cells, find_under};

#[test]
fn finds_id_numbers() {
    check(
        "身份证：37999919620812250x",
        &[(IdNumber, "37999919620812250x")],
    );
    check(
        "身份证：37999919620812250×，",
        &[(IdNumber, "37999919620812250×")],
    );
    check(
        "身份证379999-19620812-250X",
        &[(IdNumber, "379999-19620812-250X")],
    );
    check(
        "身份证379999.1962.0812.250 X",
        &[(IdNumber, "379999.1962.0812.250 X")],
    );
    check(
        "甲379999\n19620812\n250X乙",
        &[(IdNumber, "379999\n19620812\n250X")],
    );
    check(
        "甲3799\u{200b}9919620812250\u{200b}X",
        &[(IdNumber, "3799\u{200b}9919620812250\u{200b}X")],
    );
    check(
        "学籍号G529999195206248305",
        &[(IdNumber, "529999195206248305")],
    );
    check(
        "残疾证号52999919520624830543",
        &[(IdNumber, "52999919520624830543")],
    );
    check(
        "虞未名52999919520624830515000000291",
        &[(IdNumber, "52999919520624830515000000291")],
    );
    check(
        "身份证号5299991952062483",
        &[(IdNumber, "5299991952062483")],
    );
    check("身份证：459999780821382", &[(IdNumber, "459999780821382")]);
}

#[test]
fn finds_telephones_and_the_rest() {
    check("电话+86 139-0000-5878", &[(Mobile, "+86 139-0000-5878")]);
    check("电话（+86）13900005878", &[(Mobile, "（+86）13900005878")]);
    check("电话008613900005878。", &[(Mobile, "008613900005878")]);
    check("张三8613900005878", &[(Mobile, "8613900005878")]);
    check("张三139 0000 5878", &[(Mobile, "139 0000 5878")]);
    check("张三139.0000.5878", &[(Mobile, "139.0000.5878")]);
    check("电话：139\n00005878", &[(Mobile, "139\n00005878")]);
    check("1.13900005878张三", &[(Mobile, "13900005878")]);
    check("紧急联系人电话139000004567", &[(Mobile, "139000004567")]);
    check("座机号13900005878", &[(Mobile, "13900005878")]);
    check("tel13900005878", &[(Mobile, "13900005878")]);
    check(
        "（１８９）００００－６２４１",
        &[(Mobile, "（１８９）００００－６２４１")],
    );
    check("卡号6222000000000001", &[(BankCard, "6222000000000001")]);
    check(
        "户主账号101012345678901",
        &[(BankAccount, "101012345678901")],
    );
    check("家庭电话(0735)5024613", &[(Landline, "(0735)5024613")]);
    check("出生日期：1975年12月19日", &[(BirthDate, "1975年12月19日")]);
    check("张三，1975-12-19出生", &[(BirthDate, "1975-12-19")]);
    check("张三QQ：123456789", &[(Qq, "123456789")]);
    check("车牌川A·D12345", &[(Plate, "川A·D12345")]);
    check("张三，肢体残疾二级", &[(Health, "肢体残疾二级")]);
    check("住址 假设镇样本村二组", &[(Address, "假设镇样本村二组")]);
    check("家住样本村3组12号", &[(Address, "样本村3组12号")]);
    check(
        "住址：幸福小区3幢2单元501室",
        &[(Address, "幸福小区3幢2单元501室")],
    );
}

#[test]
fn leaves_look_alikes() {
    for text in [
        "统一社会信用代码：914403001922038216",
        "热线400-123-4567，12345",
        "合同编号：150-0000-1234",
        "地块编码6200000000000000001",
        "1,234,567.89",
        "各组票数 150 2000 3000 1200",
        "138****5878",
        "529999********8305",
        "2025-09-01 2025-10-01",
        "总额13900005878.50",
        "第3号公告，幸福路33号",
        "网址 https://example.cn/2025/09/01/12345678",
        "账户名称：某某村集体经济合作社，账号101012345678901",
        "第三季度发生2025年8月1日",
        "户籍在册人口：三组12户",
        "联系地址：某镇政府，幸福路33号",
        "微信公众号shifancun2020",
        "村委会邮箱：shifan@163.com",
        "办公电话：0562-5038236",
        "索引号：11431260WXL94RP7RB",
        "各户面积：5.76 28.90 19.66 11.30 23.79",
        "",
    ] {
        check(text, &[]);
    }
}

#[test]
fn heads_speak_for_cells() {
    assert_eq!(find_under("手机号", "139000004567").len(), 1);
    assert_eq!(find_under("合同编号", "439999200212188145").len(), 0);
    assert_eq!(find_under("", "439999200212188145").len(), 1);
    assert_eq!(find_under("拨付金额", "13807278080").len(), 0);
    assert_eq!(find_under("支出事由", "付虞样本13900005878").len(), 1);
    assert_eq!(find_under("合同编号", "虞样本439999200212188145").len(), 1);
    assert_eq!(find_under("银行卡", "6222000000000001").len(), 1);
}

#[test]
fn joins_cells() {
    let cells = |row: &[&str]| {
        find_in_cells(row)
            .iter()
            .map(|hit| (hit.kind, hit.first, hit.last))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        cells(&["虞", "529999", "19520624", "8305", "300"]),
        [(IdNumber, 1, 3)]
    );
    assert_eq!(
        cells(&[
            "5", "2", "9", "9", "9", "9", "1", "9", "5", "2", "0", "6", "2", "4", "8", "3", "0",
            "5"
        ]),
        [(IdNumber, 0, 17)]
    );
    assert_eq!(
        cells(&["6200", "0025", "3987", "3209", "758"]),
        [(BankCard, 0, 4)]
    );
    assert_eq!(cells(&["虞", "139", "0000", "5878"]), [(Mobile, 1, 3)]);
    assert_eq!(cells(&["150", "2000", "3000"]), []);
    assert_eq!(cells(&["529999195206248305", "15000000291"]), []);
}

#[test]
fn debug_output_holds_no_number() {
    let shown = format!("{:?}", find("529999195206248305"));
    assert!(
        !shown.contains("529999") && !shown.contains("8305"),
        "{shown}"
    );
}

#[track_caller]
fn check(text: &str, expected: &[(Kind, &str)]) {
    let found: Vec<_> = find(text)
        .iter()
        .map(|hit| (hit.kind, text.get(hit.start..hit.end).unwrap()))
        .collect();
    assert_eq!(found, expected, "in {text}");
}
