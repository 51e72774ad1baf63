//! Telephone numbers of duty.

use crate::value::phone::DutyPhone;

/// `expected` is the numbers, or a part of the message.
#[track_caller]
fn check(text: &str, expected: Result<&[&str], &str>) {
    match (DutyPhone::read(text), expected) {
        (Ok(phone), Ok(numbers)) => assert_eq!(phone.numbers(), numbers, "{text}"),
        (Err(mistake), Err(part)) => assert!(mistake.message.contains(part), "{text}: {mistake:?}"),
        (got, expected) => panic!("{text}: {got:?}, expected {expected:?}"),
    }
}

#[test]
fn reads_telephones() {
    check("0531-8888 1234", Ok(&["053188881234"]));
    check("０５３１－８８８８１２３４", Ok(&["053188881234"]));
    check("05XX-555 0186", Ok(&["05XX5550186"]));
    check("(0991)5098380", Ok(&["09915098380"]));
    check("0735—5024613", Ok(&["07355024613"]));
    check("12345", Ok(&["12345"]));
    check("110", Ok(&["110"]));
    check("95598、12388", Ok(&["95598", "12388"]));
    check("400-810-1234", Ok(&["4008101234"]));
    check(
        "5039964，传真：0739-5039964转8016",
        Ok(&["5039964", "07395039964"]),
    );
    check("0531-88881234分机12", Ok(&["053188881234"]));
    check("周样本 0531-88881234", Ok(&["053188881234"]));
    check(
        "监督电话 05XX-555 0186（村务监督委员会 周样本）　镇纪委 05XX-555 0110",
        Ok(&["05XX5550186", "05XX5550110"]),
    );
    check("24小时值班 8:30-11:30 5550102", Ok(&["5550102"]));
    check("13812341234", Ok(&["13812341234"]));
    check("+86 138-1234-1234", Ok(&["8613812341234"]));
}

#[test]
fn refuses_what_is_no_telephone() {
    check("", Err("没有电话号码"));
    check("见公开栏", Err("没有电话号码"));
    check("139000004567", Err("12位数字"));
    check("37010219900307123X", Err("像是证件号码"));
    check("6222021234567890123", Err("19位数字"));
    check("88881234 88885678", Err("16位数字"));
    check("2025-09-05", Err(""));
}

#[test]
fn hides_mobiles_where_they_are_not_meant_to_be_seen() {
    let phone = DutyPhone::read("周样本 138 1234 1234、0531-88881234").unwrap();
    assert!(phone.has_mobile());
    assert_eq!(phone.to_string(), "周样本 138 1234 1234、0531-88881234");
    assert_eq!(phone.masked(), "周样本 138****1234、0531-88881234");
    assert_eq!(
        format!("{phone:?}"),
        "DutyPhone(\"周样本 138****1234、0531-88881234\")"
    );
}
