//! Keys and signatures: who may sign what, which signatures stand under a text, and what they still lack.
//!
//! A village's *register of keys* (钥匙册) is `trust.json`. Its version steps by one and is signed by what the version before asks
//! for; an entry of the ledger says from which number on a version holds. Signatures are those of the stock `minisign` program.

pub(crate) mod carry;
pub(crate) mod crypto;
pub(crate) mod history;
pub(crate) mod key_file;
pub(crate) mod register;
pub(crate) mod seen;
pub(crate) mod store;
pub(crate) mod threshold;
pub(crate) mod timeline;

#[cfg(test)]
mod tests;
