//! The register as a text, and registers that nobody could use.

use super::{ORIGIN, key, needs, register, renumbered};
use crate::trust::register::{Key, Register};
use crate::trust::threshold::{Act, Role, Threshold};

#[test]
fn reads_what_it_wrote() {
    for one in [
        Register::first(ORIGIN, key(0)),
        register(),
        register().next().with_key(key(3)),
        register().next().without_key(&key(2).public.id),
    ] {
        assert_eq!(one.unfit(), None);
        assert_eq!(Register::read(&one.to_string()), Ok(one));
    }
}

#[test]
fn has_one_text() {
    let text = register().next().to_string();
    for (from, to) in [
        ("\"version\": 2", "\"version\": 02"),
        ("\"version\": 2", "\"version\":2"),
        ("\"version\": 2", "\"version\": 2, \"version\": 2"),
        ("\"version\": 2", "\"version\": 2.0"),
        ("\"schema\"", "\"more\": 1,\n  \"schema\""),
        ("sanwu.trust/1", "sanwu.trust/2"),
        ("\"prev\": \"sha256:", "\"prev\": \"SHA256:"),
        ("\"role\": \"文书\"", "\"role\": \"村民\""),
        ("\"首发\"", "\"首次\""),
        ("\"首发\": {\"文书\": 1}", "\"首发\": {}"),
        ("\"首发\": {\"文书\": 1}", "\"首发\": {\"文书\": 0}"),
        ("\"首发\": {\"文书\": 1},\n    ", ""),
        ("\n", "\r\n"),
        ("王一", "\\u738b\\u4e00"),
        ("王一", "王一 "),
        ("{\"id\"", "{ \"id\""),
    ] {
        let other = text.replacen(from, to, 1);
        assert_ne!(other, text, "{from}");
        assert!(Register::read(&other).is_err(), "{to}");
    }
    assert!(Register::read(&format!("{text}\n")).is_err());
    assert!(Register::read(&format!("{text}{text}")).is_err());
    assert!(Register::read(text.trim_end()).is_err());
    assert!(Register::read("").is_err());
}

#[test]
fn no_bit_of_it_can_be_turned_unseen() {
    let register = register();
    let bytes = register.to_string().into_bytes();
    for at in 0..bytes.len() {
        let mut other = bytes.clone();
        other[at] ^= 1;
        let read = String::from_utf8(other)
            .ok()
            .and_then(|text| Register::read(&text).ok());
        assert!(
            read.is_none_or(|read| read.digest() != register.digest()),
            "{at}"
        );
    }
}

#[test]
fn refuses_what_nobody_could_use() {
    let again = Key {
        role: Role::Committee,
        name: "另一人".to_owned(),
        public: renumbered(&key(0).public),
    };
    let nameless = Key {
        name: String::new(),
        ..key(1)
    };
    let two_lines = Key {
        name: "李\n二".to_owned(),
        ..key(1)
    };
    let one = Register::first(ORIGIN, key(0));
    for (wrong, expected) in [
        (one.clone().with_key(key(0)), "只列一次"),
        (one.clone().with_key(again), "只列一次"),
        (one.clone().with_key(nameless), "写成一行姓名"),
        (one.clone().with_key(two_lines), "写成一行姓名"),
        (
            one.clone().without_key(&key(0).public.id),
            "首发还要文书 1 人",
        ),
        (
            one.with_threshold(Act::Correction, needs(&[("监委会", 1)])),
            "更正还要监委会 1 人，册里没有这么多钥匙",
        ),
        (
            register().without_key(&key(1).public.id),
            "更正还要监委会 1 人",
        ),
        (
            register().with_threshold(Act::Register, needs(&[("任意", 4)])),
            "钥匙册还要任意 1 人",
        ),
    ] {
        let reason = wrong.unfit().expect(expected);
        assert!(reason.contains(expected), "{reason}");
        assert!(Register::read(&wrong.to_string()).is_err());
    }
}

#[test]
fn counts_who_is_missing() {
    let (clerk, committee, town) = (Role::Clerk, Role::Committee, Role::Town);
    let both = needs(&[("文书", 1), ("监委会", 1)]);
    let cases: [(&Threshold, &[Role], &str); 7] = [
        (&both, &[], "文书 1 人、监委会 1 人"),
        (&both, &[clerk, clerk], "监委会 1 人"),
        (&both, &[committee, clerk, town], ""),
        (&needs(&[("任意", 2)]), &[town], "任意 1 人"),
        (&needs(&[("任意", 2)]), &[town, clerk], ""),
        (&needs(&[("镇街", 2)]), &[town, clerk], "镇街 1 人"),
        (
            &both.clone().join(&needs(&[("文书", 2), ("任意", 3)])),
            &[clerk],
            "文书 1 人、监委会 1 人、任意 2 人",
        ),
    ];
    for (threshold, signed, expected) in cases {
        assert_eq!(threshold.missing(signed).to_string(), expected);
    }
    assert_eq!(Threshold::read([("村民", 1)]), None);
    assert_eq!(Threshold::read([("文书", 0)]), None);
    assert_eq!(Threshold::read([("文书", 1), ("文书", 2)]), None);
    assert_eq!(Threshold::read([("任意", 1), ("任意", 2)]), None);
    assert_eq!(Threshold::read([]), None);
}

#[test]
fn has_a_fingerprint_for_paper() {
    let code = register().fingerprint();
    assert_eq!(code.split(' ').map(str::len).collect::<Vec<_>>(), [5; 6]);
    assert_ne!(code, register().next().fingerprint());
}
