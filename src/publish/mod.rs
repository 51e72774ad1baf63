//! Releases: from sealed pages to a folder, a stick, a kiosk, and the proof that what stands there is what was sealed.
//!
//! A release is never changed once it has its name. Readers are led to it by one small file, replaced last; everything
//! that comes from elsewhere is held against the ledger before it is used.

pub(crate) mod against;
pub(crate) mod bundle;
pub(crate) mod examine;
pub(crate) mod fetch;
pub(crate) mod folder;
mod history;
pub(crate) mod http;
pub(crate) mod kiosk;
pub(crate) mod layout;
pub(crate) mod pages;
pub(crate) mod paper;
pub(crate) mod release;
pub(crate) mod report;
pub(crate) mod signed;
pub(crate) mod staging;
pub(crate) mod standing;
#[cfg(test)]
mod tests;
pub(crate) mod town;
pub(crate) mod trouble;
pub(crate) mod walk;

use std::path::Path;

use crate::ledger::chain::{Chain, head_code};
use crate::publish::layout::OWN;
use crate::storage::{Fs, Lock, lock};
use crate::value::digest::Digest;

/// Makes a target ours and keeps other runs out of it.
///
/// # Errors
/// When it is not ours, or another run works in it.
pub(crate) fn claim(fs: &dyn Fs, target: &Path) -> anyhow::Result<Lock> {
    standing::look(fs, target)?;
    let own = target.join(OWN);
    let refused = |error| trouble::refused(&own, &error);
    fs.make_folder(&own).map_err(refused)?;
    let lock = lock(&own.join("lock")).map_err(refused)?;
    lock.ok_or_else(|| anyhow::anyhow!("另一个 sanwu 正在写 {}，等它做完", target.display()))
}

/// The line with the code to compare with paper.
pub(crate) fn head_line(chain: &Chain) -> String {
    chain.head().map_or_else(String::new, |head| {
        format!("总核对码: {}\n", head_code(head))
    })
}

/// The code of a head.
pub(crate) fn head_code_of(head: Digest) -> String {
    head_code(head)
}
