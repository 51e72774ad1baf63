//! How entries stand by the register in force at their number.

use super::{ORIGIN, key, register, signed, version};
use crate::ledger::chain::Chain;
use crate::ledger::change::{Change, Kind};
use crate::ledger::entry::tests::entry;
use crate::trust::history::{History, Signed};
use crate::trust::register::Register;
use crate::trust::timeline::{RECORD, Standing, Timeline};
use crate::value::digest::Digest;

/// The second version: another clerk.
fn second() -> Register {
    register()
        .next()
        .without_key(&key(0).public.id)
        .with_key(key(3))
}

fn history() -> History {
    History::read(&[version(&register(), &[0, 1]), version(&second(), &[1, 2])]).unwrap()
}

/// Nothing yet; 2 brings the keys; 3 corrects; 4 renews; 5 brings the second version; 6 corrects.
fn chain() -> Chain {
    let mut chain = Chain::default();
    let mut corrections = 0;
    for seq in 1..=6 {
        let mut entry = entry(seq, chain.head());
        match seq {
            2 | 5 => entry.changes = vec![keys(&if seq == 2 { register() } else { second() })],
            4 => entry.changes.clear(),
            _ => {
                corrections += 1;
                entry.changes[0].version = corrections;
            }
        }
        chain.push(entry).unwrap();
    }
    chain
}

fn keys(register: &Register) -> Change {
    Change {
        kind: Kind::Keys,
        record: RECORD.to_owned(),
        version: register.version,
        digest: register.digest(),
        note: String::new(),
        by: String::new(),
    }
}

fn text(chain: &Chain, seq: u32) -> String {
    let mut entries = chain.entries();
    let found = entries.find(|(entry, _)| entry.seq == seq).unwrap();
    found.0.to_string()
}

/// An entry of the chain with the signatures of these keys.
fn kept(seq: u32, signers: &[usize]) -> Signed {
    signed(&format!("{seq:06}.txt"), &text(&chain(), seq), signers)
}

fn standing(kept: &Signed) -> String {
    let (history, chain) = (history(), chain());
    let timeline = Timeline::new(&history, &chain).unwrap();
    match timeline.verify(kept) {
        Standing::Unsigned => "未签名".to_owned(),
        Standing::Wrong(wrong) => format!("{}: {}", wrong.file, wrong.reason),
        Standing::Signed { by, missing } => {
            let by: Vec<&str> = by.iter().map(|key| key.name.as_str()).collect();
            format!("{} 缺{missing}", by.join("、"))
        }
    }
}

#[test]
fn an_entry_stands_by_the_register_of_its_number() {
    for (seq, signers, expected) in [
        (1, &[][..], "未签名"),
        (2, &[0], "王一 缺"),
        (3, &[0, 1], "王一、李二 缺"),
        (3, &[0], "王一 缺监委会 1 人"),
        (3, &[1], "李二 缺文书 1 人"),
        (3, &[], " 缺文书 1 人、监委会 1 人"),
        (3, &[0, 0], "王一 缺监委会 1 人"),
        (3, &[0, 2], "王一、张三 缺监委会 1 人"),
        (4, &[0], "王一 缺"),
        (5, &[3], "赵四 缺"),
        (6, &[3, 1], "赵四、李二 缺"),
    ] {
        assert_eq!(standing(&kept(seq, signers)), expected, "{seq}");
    }
}

#[test]
fn keys_count_only_while_they_are_listed() {
    let unlisted = |seq, index| standing(&kept(seq, &[index]));
    assert!(unlisted(3, 3).contains("不在当时的钥匙册里"), "too early");
    assert!(unlisted(5, 0).contains("不在当时的钥匙册里"), "too late");
    assert!(unlisted(6, 0).contains("不在当时的钥匙册里"), "too late");
    assert!(unlisted(6, 4).contains("不在当时的钥匙册里"), "a stranger");
    assert!(
        unlisted(1, 0).contains("当时却没有钥匙册"),
        "before all keys"
    );
}

#[test]
fn a_signature_is_for_one_entry() {
    let mut replayed = kept(4, &[0]);
    replayed.signatures = kept(3, &[0]).signatures;
    assert_eq!(
        standing(&replayed),
        "000003.txt.0.minisig: 签名和 000004.txt 的内容对不上"
    );
    let mut altered = kept(3, &[0, 1]);
    altered.text = altered.text.replace("抄错", "补记");
    assert_eq!(standing(&altered), "000003.txt: 不是这本账里的这一号");
    let mut garbled = kept(3, &[0, 1]);
    garbled.signatures[0].1 = "签名".to_owned();
    assert_eq!(
        standing(&garbled),
        "000003.txt.0.minisig: 不是完好的签名文件"
    );
    let mut broken = kept(3, &[0]);
    broken.text = "x".to_owned();
    assert!(standing(&broken).contains("第 1 行应为"));
}

#[test]
fn the_ledger_and_the_registers_fit_together() {
    let chain = chain();
    let wrong = |history: &History| Timeline::new(history, &chain).unwrap_err();
    assert!(
        wrong(&History::default())
            .reason
            .contains("缺少签好名的第 1 版钥匙册")
    );
    let one = History::read(&[version(&register(), &[0, 1])]).unwrap();
    assert_eq!(wrong(&one).file, "000005.txt");
    // Properly signed, and yet not what the ledger names.
    let other = register().with_key(key(4));
    let other = History::read(&[version(&other, &[0, 1])]).unwrap();
    assert!(wrong(&other).reason.contains("和账上记的不一样"));
    // A version that lacks signatures cannot be put in force.
    let draft = History::read(&[version(&register(), &[0, 1]), version(&second(), &[1])]).unwrap();
    assert!(wrong(&draft).reason.contains("缺少签好名的第 2 版钥匙册"));
}

#[test]
fn keys_are_no_record_and_records_no_keys() {
    for (kind, record) in [(Kind::Keys, "finance/2026-q3"), (Kind::First, RECORD)] {
        let mut first = entry(1, None);
        first.changes[0].kind = kind;
        first.changes[0].record = record.to_owned();
        let mut chain = Chain::default();
        chain.push(first).unwrap();
        let history = history();
        let wrong = Timeline::new(&history, &chain).unwrap_err();
        assert!(wrong.reason.contains("混在一起"), "{}", wrong.reason);
    }
}

#[test]
fn a_version_waits_until_the_ledger_names_it() {
    let history = history();
    let mut chain = Chain::default();
    for expected in [register(), second()] {
        let change = Timeline::new(&history, &chain).unwrap().change().unwrap();
        assert_eq!(change, keys(&expected));
        let timeline = Timeline::new(&history, &chain).unwrap();
        assert_eq!(timeline.next_register(), Some(&expected));
        assert_eq!(timeline.sealed_version(), expected.version - 1);
        let mut entry = entry(chain.next_seq(), chain.head());
        entry.origin = ORIGIN.to_owned();
        entry.changes = vec![change];
        chain.push(entry).unwrap();
    }
    let timeline = Timeline::new(&history, &chain).unwrap();
    assert_eq!(timeline.change(), None);
    assert_eq!(timeline.next_register(), Some(&second()));
    let mut foreign = entry(1, None);
    foreign.origin = "370105-示范街道-西村".to_owned();
    foreign.changes = vec![keys(&register())];
    foreign.changes[0].digest = Digest::of(register().to_string().as_bytes());
    let mut chain = Chain::default();
    chain.push(foreign).unwrap();
    let wrong = Timeline::new(&history, &chain).unwrap_err();
    assert!(wrong.reason.contains("钥匙册是`370105-示范街道-东村`的"));
}
