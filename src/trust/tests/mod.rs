//! Keys, registers and signatures as an honest village makes them, and as others would like them to be.

mod carry;
mod crypto;
mod history;
mod register;
mod timeline;

use std::sync::OnceLock;

use crate::trust::crypto::{PublicKey, Secret};
use crate::trust::history::Signed;
use crate::trust::register::{Key, Register};
use crate::trust::threshold::{Act, Role, Threshold};

const ORIGIN: &str = "370105-示范街道-东村";
const PASSWORD: &str = "榆树台二〇二六年";

/// Five keys made once: making one is slow on purpose.
fn secret(index: usize) -> &'static Secret {
    static SECRETS: OnceLock<Vec<Secret>> = OnceLock::new();
    let make = |_| Secret::generate(PASSWORD).unwrap().0;
    &SECRETS.get_or_init(|| (0..5).map(make).collect())[index]
}

/// A key with its holder; 0 and 3 are clerks', 1 and 4 the committee's, 2 the town's.
fn key(index: usize) -> Key {
    let (role, name) = [
        (Role::Clerk, "王一"),
        (Role::Committee, "李二"),
        (Role::Town, "张三"),
        (Role::Clerk, "赵四"),
        (Role::Committee, "钱五"),
    ][index];
    Key {
        role,
        name: name.to_owned(),
        public: secret(index).public.clone(),
    }
}

/// The same key under another number.
fn renumbered(key: &PublicKey) -> PublicKey {
    let read = ::minisign::PublicKey::from_base64(&key.line).unwrap();
    let mut bytes = read.to_bytes();
    bytes[2] ^= 0xff;
    let other = ::minisign::PublicKey::from_bytes(&bytes).unwrap();
    PublicKey::read(&other.to_base64()).unwrap()
}

fn needs(pairs: &[(&'static str, u32)]) -> Threshold {
    Threshold::read(pairs.iter().copied()).unwrap()
}

/// Clerk, committee and town; corrections and the register need clerk and committee, or any two.
fn register() -> Register {
    Register::first(ORIGIN, key(0))
        .with_key(key(1))
        .with_key(key(2))
        .with_threshold(Act::Correction, needs(&[("文书", 1), ("监委会", 1)]))
        .with_threshold(Act::Register, needs(&[("任意", 2)]))
}

/// A text with the signatures of these keys.
fn signed(file: &str, text: &str, signers: &[usize]) -> Signed {
    let signature = |(place, index): (usize, &usize)| {
        let signature = secret(*index)
            .sign(text.as_bytes(), file, 1_764_000_000)
            .unwrap();
        (format!("{file}.{place}.minisig"), signature.text)
    };
    Signed {
        file: file.to_owned(),
        text: text.to_owned(),
        signatures: signers.iter().enumerate().map(signature).collect(),
    }
}

/// A version of the register as it lies in the archive.
fn version(register: &Register, signers: &[usize]) -> Signed {
    let file = format!("{:04}.json", register.version);
    signed(&file, &register.to_string(), signers)
}
