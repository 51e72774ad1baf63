//! Keys and signatures as texts.

use super::{PASSWORD, key, renumbered, secret};
use crate::trust::crypto::{PublicKey, Secret, Signature, is_secret};

const TEXT: &[u8] = "sanwu-ledger v1\n".as_bytes();

#[test]
fn signs_what_it_verifies() {
    let signature = secret(0).sign(TEXT, "000001.txt", 7).unwrap();
    assert!(signature.covers(&key(0).public, TEXT));
    assert!(!signature.covers(&key(0).public, b"sanwu-ledger v2\n"));
    assert!(!signature.covers(&key(1).public, TEXT));
    assert!(!signature.covers(&renumbered(&key(0).public), TEXT));
    assert_eq!(Signature::read(&signature.text), Some(signature.clone()));
    assert!(
        signature
            .text
            .contains("trusted comment: timestamp:7\tfile:000001.txt\thashed\n")
    );
}

#[test]
fn no_bit_of_a_signature_can_be_turned_unseen() {
    let signature = secret(0).sign(TEXT, "000001.txt", 7).unwrap();
    let bytes = signature.text.as_bytes();
    let mut readable = 0;
    for at in 0..bytes.len() * 8 {
        let mut other = bytes.to_vec();
        other[at / 8] ^= 1 << (at % 8);
        let Some(read) = String::from_utf8(other)
            .ok()
            .and_then(|text| Signature::read(&text))
        else {
            continue;
        };
        readable += 1;
        assert!(!read.covers(&key(0).public, TEXT), "bit {at}");
    }
    assert!(readable > 100, "only {readable} still look like signatures");
}

#[test]
fn keeps_one_spelling_of_what_comes_from_elsewhere() {
    let signature = secret(0).sign(TEXT, "a", 7).unwrap();
    let (_, rest) = signature.text.split_once('\n').unwrap();
    let foreign = format!("untrusted comment: 随便写的\n{rest}").replace('\n', "\r\n");
    assert_eq!(Signature::read(&foreign), None);
    assert_eq!(Signature::adopt(&foreign), Some(signature.clone()));
    for wrong in [
        String::new(),
        rest.to_owned(),
        signature
            .text
            .replace("trusted comment: t", "trusted comment:  t"),
        format!("{}\n", signature.text),
        format!("{}\n{}", signature.text, signature.text),
        signature.text.replace("untrusted", "trusted"),
        signature.text.replace('=', ""),
    ] {
        assert_eq!(Signature::adopt(&wrong), None, "{wrong}");
    }
}

#[test]
fn keeps_secrets() {
    let (made, text) = Secret::generate(PASSWORD).unwrap();
    assert!(is_secret(&text) && !is_secret(&made.public.file()));
    assert_eq!(format!("{made:?}"), format!("Secret({})", made.public.id));
    let opened = Secret::open(&text, PASSWORD).unwrap();
    assert_eq!(opened.public, made.public);
    assert_eq!(PublicKey::read_file(&made.public.file()), Some(made.public));
    let refused =
        |text: &str, password: &str| Secret::open(text, password).unwrap_err().to_string();
    assert!(refused(&text, "另一个密码").contains("密码不对"));
    assert!(refused("x", PASSWORD).contains("不是 minisign 的私钥文件"));
    assert!(refused("a\nb\n", PASSWORD).contains("不是 minisign 的私钥文件"));
    let open = ::minisign::KeyPair::generate_unencrypted_keypair().unwrap();
    let open = open.sk.to_box(None).unwrap().into_string();
    assert!(is_secret(&open));
    assert!(refused(&open, PASSWORD).contains("没有密码保护"));
    assert!(Secret::generate("短").is_err());
}

#[test]
fn reads_public_keys_in_one_spelling() {
    let key = key(0).public;
    assert_eq!(PublicKey::read(&key.line), Some(key.clone()));
    assert_eq!(key.id.as_str().len(), 16);
    for wrong in [
        String::new(),
        format!("{} ", key.line),
        key.line.replace("RW", "RX"),
        key.line.get(1..).unwrap().to_owned(),
        "RWQ".repeat(19),
    ] {
        assert_eq!(PublicKey::read(&wrong), None, "{wrong}");
    }
}
