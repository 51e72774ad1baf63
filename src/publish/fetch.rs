//! A release over the local network: what is asked for. Files are asked for by the sealed list.

use std::collections::BTreeSet;
use std::path::Path;

use crate::ledger::sums::Sums;
use crate::publish::examine::ledger::{self, Kept};
use crate::publish::examine::signatures;
use crate::publish::http::Address;
use crate::publish::layout::{
    LEDGER, POINTER, REGISTERS, RELEASES, SIGNATURE, SUMS, TRUST, number, register,
};
use crate::publish::{pages, trouble};
use crate::site::{MANIFEST, Manifest, names};
use crate::storage::{Fs, Kind};
use crate::trust::register::Register;
use crate::trust::timeline::RECORD;
use crate::value::digest::Digest;

const TEXT_MAX_BYTES: u64 = 1 << 20;
const LIST_MAX_BYTES: u64 = 64 << 20;
const FILE_MAX_BYTES: u64 = 512 << 20;

/// Brings the ledger of a server into a folder; entries that are here already are not asked for again.
///
/// # Errors
/// When the server does not answer as one that serves a target.
pub(crate) fn history(
    fs: &dyn Fs,
    address: &Address,
    local: &Kept,
    into: &Path,
) -> anyhow::Result<()> {
    let page = needed(address, POINTER, TEXT_MAX_BYTES)?;
    let Some(last) = pages::leads_to(&String::from_utf8_lossy(&page)) else {
        anyhow::bail!("{address} 不是 sanwu 发布的文件夹（首页没有指向哪一号）");
    };
    let known = local.chain.next_seq() - 1;
    let name = |seq: u32| format!("{LEDGER}/{}.txt", number(seq));
    let mut from = 1;
    if let Some(entry) = local.chain.newest().filter(|_| known <= last) {
        // The head that is known stands for all before it.
        let text = entry.to_string().into_bytes();
        if needed(address, &name(known), TEXT_MAX_BYTES)? == text {
            for (entry, _) in local.chain.entries() {
                save(fs, into, &name(entry.seq), entry.to_string().as_bytes())?;
            }
            let letters = local.letters.iter();
            for (path, bytes) in letters.filter(|(path, _)| path.starts_with(LEDGER)) {
                save(fs, into, path, bytes)?;
            }
            from = known + 1;
        }
    }
    for seq in from..=last {
        let path = name(seq);
        let bytes = needed(address, &path, TEXT_MAX_BYTES)?;
        save(fs, into, &path, &bytes)?;
    }
    let keys = registers(fs, address, into)?;
    // Of entries that are here already the signatures are too, unless they were not enough.
    let is_signed = signatures::judge(local).against().is_none();
    let from = if is_signed { from } else { 1 };
    for seq in from..=last {
        signed(fs, address, into, (&name(seq), &keys))?;
    }
    Ok(())
}

/// Brings every version of the register that the ledger names, with its copy; gives the keys that may have signed.
fn registers(fs: &dyn Fs, address: &Address, into: &Path) -> anyhow::Result<BTreeSet<String>> {
    let kept = ledger::read(fs, into).map_err(|error| trouble::unreadable(into, &error))?;
    let entries = kept.chain.entries();
    let changes = entries.flat_map(|(entry, _)| &entry.changes);
    let named = changes.filter(|change| change.record == RECORD);
    let newest = named.map(|change| change.version).max().unwrap_or(0);
    let mut keys = BTreeSet::new();
    for version in 1..=newest {
        let path = format!("{REGISTERS}/{}", register(version));
        optional(fs, address, into, &path)?;
        let bytes = match fs.kind(&into.join(&path)) {
            Ok(Some(Kind::File)) => fs.read(&into.join(&path)).unwrap_or_default(),
            _ => break,
        };
        let text = String::from_utf8(bytes).unwrap_or_default();
        // What is wrong with a register is told when it is judged.
        let read = Register::read(&text).map_or_else(|_| Vec::new(), |read| read.keys);
        keys.extend(read.into_iter().map(|key| key.public.id.to_string()));
        signed(fs, address, into, (&path, &keys))?;
    }
    optional(fs, address, into, TRUST)?;
    signed(fs, address, into, (TRUST, &keys))?;
    Ok(keys)
}

/// Brings the signatures of a text: the first, and one of each key that may have signed after it.
fn signed(
    fs: &dyn Fs,
    address: &Address,
    into: &Path,
    (path, keys): (&str, &BTreeSet<String>),
) -> anyhow::Result<()> {
    let first = format!("{path}{SIGNATURE}");
    optional(fs, address, into, &first)?;
    for key in keys {
        optional(fs, address, into, &format!("{path}.{key}{SIGNATURE}"))?;
    }
    Ok(())
}

/// Brings the newest release of a server to the ledger in a folder; content that is `near` is not asked for again.
///
/// # Errors
/// When the server does not have it, or has something else.
pub(crate) fn release(
    fs: &dyn Fs,
    address: &Address,
    source: &Kept,
    near: &BTreeSet<Digest>,
    into: &Path,
) -> anyhow::Result<()> {
    let Some(entry) = source.chain.newest() else {
        anyhow::bail!("{address} 的封存账里一号也没有");
    };
    let folder = format!("{RELEASES}/{}", number(entry.seq));
    let list = needed(address, &format!("{folder}/{SUMS}"), LIST_MAX_BYTES)?;
    let sums = String::from_utf8(list)
        .ok()
        .filter(|list| Digest::of(list.as_bytes()) == entry.sums)
        .and_then(|list| Sums::read(&list).ok());
    let Some(sums) = sums else {
        anyhow::bail!(
            "{address} 第 {} 号的清单不是封存的那一份，没有使用",
            entry.seq
        );
    };
    save(
        fs,
        into,
        &format!("{folder}/{SUMS}"),
        sums.to_string().as_bytes(),
    )?;
    let manifest = needed(address, &format!("{folder}/{MANIFEST}"), LIST_MAX_BYTES)?;
    let sizes = String::from_utf8(manifest.clone())
        .ok()
        .filter(|_| sums.0.get(MANIFEST) == Some(&Digest::of(&manifest)))
        .and_then(|text| Manifest::read(&text));
    let Some(sizes) = sizes else {
        anyhow::bail!(
            "{address} 第 {} 号的 {MANIFEST} 和清单对不上，没有使用",
            entry.seq
        );
    };
    save(fs, into, &format!("{folder}/{MANIFEST}"), &manifest)?;
    for (path, digest) in &sums.0 {
        if path == MANIFEST || near.contains(digest) {
            continue;
        }
        if !names::is_portable(path) {
            anyhow::bail!("{address} 的清单里有不能用的文件名`{path}`，没有使用");
        }
        let listed = sizes.files.get(path).map(|file| file.size_bytes);
        let Some(size) = listed.filter(|size| *size <= FILE_MAX_BYTES) else {
            anyhow::bail!("{address} 的 {path} 没有写大小，或者太大，没有使用");
        };
        let bytes = needed(address, &format!("{folder}/{path}"), size)?;
        if Digest::of(&bytes) != *digest {
            anyhow::bail!("{address} 送来的 {path} 和封存的不一样，没有使用");
        }
        save(fs, into, &format!("{folder}/{path}"), &bytes)?;
    }
    Ok(())
}

fn needed(address: &Address, path: &str, max_bytes: u64) -> anyhow::Result<Vec<u8>> {
    match address.get(path, max_bytes) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => anyhow::bail!("{address} 没有 {path}"),
        Err(error) => anyhow::bail!("从 {address} 取不到 {path}（{error}）"),
    }
}

/// What is here already is not asked for again.
fn optional(fs: &dyn Fs, address: &Address, into: &Path, path: &str) -> anyhow::Result<()> {
    if matches!(fs.kind(&into.join(path)), Ok(Some(_))) {
        return Ok(());
    }
    match address.get(path, TEXT_MAX_BYTES) {
        Ok(Some(bytes)) => save(fs, into, path, &bytes),
        Ok(None) => Ok(()),
        Err(error) => anyhow::bail!("从 {address} 取不到 {path}（{error}）"),
    }
}

fn save(fs: &dyn Fs, into: &Path, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let to = into.join(path);
    let refused = |error| trouble::refused(&to, &error);
    let above = to.parent().expect("a file stands in a folder");
    if fs.kind(above).map_err(refused)? != Some(Kind::Folder) {
        fs.make_folder(above).map_err(refused)?;
    }
    fs.write_new(&to, bytes).map_err(refused)
}
