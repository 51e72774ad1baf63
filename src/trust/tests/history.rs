//! Versions of the register one after the other.

use super::{key, needs, register, renumbered, version};
use crate::trust::history::{History, Signed, Wrong};
use crate::trust::register::{Key, Register};
use crate::trust::threshold::{Act, Role};

fn read(versions: &[Signed]) -> Result<History, Wrong> {
    History::read(versions)
}

#[track_caller]
fn refused(versions: &[Signed], file: &str, reason: &str) {
    let wrong = read(versions).unwrap_err();
    assert!(
        wrong.file.starts_with(file) && wrong.reason.contains(reason),
        "{wrong:?}"
    );
}

#[track_caller]
fn lacks(versions: &[Signed], missing: &str) {
    let history = read(versions).unwrap();
    let draft = history.draft().expect("the newest lacks signatures");
    assert_eq!(draft.missing.to_string(), missing);
    assert_eq!(history.registers().len(), versions.len() - 1);
}

/// The second version: another clerk.
fn second() -> Register {
    register()
        .next()
        .without_key(&key(0).public.id)
        .with_key(key(3))
}

#[test]
fn the_first_is_signed_by_its_own_measure() {
    assert_eq!(read(&[]).unwrap(), History::default());
    let history = read(&[version(&register(), &[0, 1])]).unwrap();
    assert_eq!(history.registers(), [register()]);
    assert_eq!(history.draft(), None);
    lacks(&[version(&register(), &[])], "任意 2 人");
    lacks(&[version(&register(), &[0])], "任意 1 人");
    // A key counts once, however many files it fills.
    lacks(&[version(&register(), &[0, 0, 0])], "任意 1 人");
}

#[test]
fn a_key_counts_once_under_two_numbers() {
    let again = Key {
        role: Role::Clerk,
        name: "王一".to_owned(),
        public: renumbered(&key(0).public),
    };
    let next = register()
        .next()
        .without_key(&key(0).public.id)
        .with_key(again);
    // Signed with the old number: known from the old register, and the new one lists the same key.
    lacks(
        &[version(&register(), &[0, 1]), version(&next, &[0])],
        "任意 1 人",
    );
    assert!(read(&[version(&register(), &[0, 1]), version(&next, &[0, 2])]).is_ok());
}

#[test]
fn a_version_is_signed_by_the_old_measure_and_its_own() {
    let first = version(&register(), &[0, 1]);
    let with = |signers: &[usize]| [first.clone(), version(&second(), signers)];
    assert_eq!(read(&with(&[1, 2])).unwrap().registers().len(), 2);
    assert_eq!(read(&with(&[0, 1, 3])).unwrap().registers().len(), 2);
    // The new clerk counts by the new register alone, the old one by the old register alone.
    lacks(&with(&[3, 1]), "任意 1 人");
    lacks(&with(&[0, 1]), "任意 1 人");
    lacks(&with(&[3]), "任意 2 人");
    refused(&with(&[1, 2, 4]), "0002.json.2", "不在当时的钥匙册里");
}

#[test]
fn nobody_lowers_the_measure_alone() {
    let low = register()
        .next()
        .with_threshold(Act::Register, needs(&[("文书", 1)]));
    lacks(
        &[version(&register(), &[0, 1]), version(&low, &[0])],
        "任意 1 人",
    );
}

#[test]
fn versions_step_by_one() {
    let first = version(&register(), &[0, 1]);
    let third = second().next();
    refused(
        &[first.clone(), version(&third, &[1, 2])],
        "0003.json",
        "写的是第 3 版，应为第 2 版",
    );
    refused(&[version(&second(), &[1, 2])], "0002.json", "应为第 1 版");
    // The old one again, under the next name.
    refused(&[first.clone(), first.clone()], "0001.json", "应为第 2 版");
    let mut renamed = first.clone();
    renamed.file = "0002.json".to_owned();
    refused(&[first, renamed], "0002.json", "应为第 2 版");
}

#[test]
fn each_names_the_one_before() {
    let first = version(&register(), &[0, 1]);
    let other = register().with_threshold(Act::First, needs(&[("任意", 1)]));
    let fork = other.next().with_key(key(3));
    refused(
        &[first.clone(), version(&fork, &[0, 1])],
        "0002.json",
        "和上一版的内容对不上",
    );
    let mut foreign = second();
    foreign.origin = "370105-示范街道-西村".to_owned();
    refused(
        &[first, version(&foreign, &[1, 2])],
        "0002.json",
        "不是一个村",
    );
}

#[test]
fn only_the_newest_may_lack_signatures() {
    let first = version(&register(), &[0]);
    refused(
        &[first, version(&second(), &[1, 2])],
        "0001.json",
        "后面却有新的一版",
    );
}

#[test]
fn names_the_signature_that_proves_nothing() {
    let good = version(&register(), &[0, 1]);
    let mut altered = good.clone();
    altered.text = altered.text.replace("王一", "王二");
    refused(&[altered], "0001.json.0", "签名和 0001.json 的内容对不上");
    let mut replayed = version(&second(), &[1, 2]);
    replayed.signatures.clone_from(&good.signatures);
    refused(
        &[good.clone(), replayed],
        "0001.json.0",
        "签名和 0002.json 的内容对不上",
    );
    let mut broken = good;
    broken.signatures[1].1.push('\n');
    refused(&[broken], "0001.json.1", "不是完好的签名文件");
}
