//! Names.

use crate::value::person::{Person, read_persons};

/// `expected` is the name and its masked form, or a part of the message.
#[track_caller]
fn check(text: &str, expected: Result<(&str, &str), &str>) {
    match (Person::read(text), expected) {
        (Ok(person), Ok((name, masked))) => {
            assert_eq!(
                (person.name(), person.masked().as_str()),
                (name, masked),
                "{text}"
            );
        }
        (Err(mistake), Err(part)) => assert!(mistake.message.contains(part), "{text}: {mistake:?}"),
        (got, expected) => panic!("{text}: {got:?}, expected {expected:?}"),
    }
}

#[test]
fn reads_names() {
    check("张三", Ok(("张三", "张＊")));
    check(" 张三丰 ", Ok(("张三丰", "张＊＊")));
    check("王　一", Ok(("王一", "王＊")));
    check("欧阳小明", Ok(("欧阳小明", "欧阳＊＊")));
    check("司马", Ok(("司马", "司＊")));
    check(
        "阿卜杜拉•买买提",
        Ok(("阿卜杜拉·买买提", "阿＊＊＊·＊＊＊")),
    );
    check("陈和平", Ok(("陈和平", "陈＊＊")));
    check("𠮷田", Ok(("𠮷田", "𠮷＊")));
}

#[test]
fn refuses_names() {
    check("张三/李四", Err("不止一个人"));
    check("张三、李四", Err("不止一个人"));
    check("张三 李四", Err("不止一个人"));
    check("张三和李四", Err("不止一个人"));
    check("张三（主任）", Err("除了姓名还有别的字"));
    check("王主任", Err("除了姓名还有职务"));
    check("张三书记", Err("除了姓名还有职务"));
    check("某某", Err("不是真实姓名"));
    check("李某", Err("不是真实姓名"));
    check("XX", Err("不是真实姓名"));
    check("ＸＸ", Err("不是真实姓名"));
    check("张＊＊", Err("不是真实姓名"));
    check("张×", Err("不是真实姓名"));
    check("张三2", Err("数字"));
    check("Zhang San", Err("不是汉字姓名"));
    check("张三 2组", Err("里有数字"));
    check("Zhang", Err("不是汉字姓名"));
    check("张", Err("只有一个字"));
    check("待定", Err("不是姓名"));
    check("东村经济合作联合社", Err("太长"));
    check("·张", Err("间隔号"));
    check("", Err("这里没有姓名"));
    check("👍👍", Err("不是汉字姓名"));
}

#[test]
fn reads_lists_of_names() {
    let names = |text: &str| read_persons(text).map(|persons| persons.len());
    assert_eq!(names("张三、李四，王 五；"), Ok(3));
    assert!(names("张三/李四").is_err());
    assert!(names("张三、王主任").is_err());
    assert!(names(" 、 ").is_err());
}

#[test]
fn knows_surnames() {
    let surname = |text: &str| Person::read(text).unwrap().surname().to_owned();
    assert_eq!(surname("诸葛亮"), "诸葛");
    assert_eq!(surname("张亮"), "张");
    assert_eq!(surname("阿卜杜拉·买买提"), "阿卜杜拉");
}
