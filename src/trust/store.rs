//! Registers, entries and signatures in the archive of a village, on the disk.
//!
//! ```text
//! trust/0001.json  0001.json.minisig  0001.json.<key>.minisig   every version of the register
//! trust.json  trust.json.minisig …                              the newest version that is fully signed, again
//! ledger/000001.txt  000001.txt.minisig  000001.txt.<key>.minisig
//! ```
//!
//! The first signature of a text takes the name that `minisign -Vm` looks for; further ones carry the number of their key.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::ledger::chain::Chain;
use crate::storage::{self, Fs, Kind};
use crate::trust::crypto::Signature;
use crate::trust::history::{History, Signed};
use crate::trust::register::Register;
use crate::trust::timeline::Timeline;

/// What signature files end in.
pub(crate) const SUFFIX: &str = ".minisig";

/// The archive of one village, as far as keys and signatures go.
pub(crate) struct Store<'a> {
    fs: &'a dyn Fs,
    /// `archive/<village>`.
    folder: PathBuf,
    /// The register's versions.
    pub(crate) history: History,
    /// The ledger.
    pub(crate) chain: Chain,
}

impl<'a> Store<'a> {
    /// Opens the archive of a village; one that is not there yet is empty.
    ///
    /// # Errors
    /// When the disk refuses, or a register or the ledger is not as it should be.
    pub(crate) fn open(fs: &'a dyn Fs, folder: &Path) -> anyhow::Result<Self> {
        let history = History::read(&versions(fs, folder)?)
            .map_err(|wrong| anyhow::anyhow!("钥匙册 {}: {}", wrong.file, wrong.reason))?;
        let texts = entries(fs, folder)?;
        let chain = Chain::read(texts.iter().map(String::as_str))
            .map_err(|broken| anyhow::anyhow!("第 {} 号封存: {}", broken.seq, broken.reason))?;
        let store = Self {
            fs,
            folder: folder.to_owned(),
            history,
            chain,
        };
        store.timeline()?;
        Ok(store)
    }

    /// Which register holds when.
    ///
    /// # Errors
    /// When the ledger and the registers do not fit together.
    pub(crate) fn timeline(&self) -> anyhow::Result<Timeline<'_>> {
        Timeline::new(&self.history, &self.chain)
            .map_err(|wrong| anyhow::anyhow!("{}: {}", wrong.file, wrong.reason))
    }

    /// An entry with its signatures.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn entry(&self, seq: u32) -> anyhow::Result<Signed> {
        signed(self.fs, &self.entry_path(seq))
    }

    /// A version of the register with its signatures.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn register(&self, version: u32) -> anyhow::Result<Signed> {
        signed(self.fs, &self.register_path(version))
    }

    /// Where an entry is.
    pub(crate) fn entry_path(&self, seq: u32) -> PathBuf {
        self.folder.join(entry_name(seq))
    }

    /// Where a version of the register is.
    pub(crate) fn register_path(&self, version: u32) -> PathBuf {
        self.folder.join(register_name(version))
    }

    /// The version to change next: the newest while it is not in the ledger, else the one after it.
    ///
    /// # Errors
    /// When the ledger and the registers do not fit together.
    pub(crate) fn next(&self) -> anyhow::Result<Option<Register>> {
        let sealed = self.timeline()?.sealed_version();
        let newest = self.history.newest();
        Ok(newest.map(|newest| {
            if newest.version > sealed {
                newest.clone()
            } else {
                newest.next()
            }
        }))
    }

    /// Writes a version of the register that is not in the ledger yet; signatures of an earlier draft go.
    ///
    /// # Errors
    /// When it cannot be used, or the disk refuses.
    pub(crate) fn put_register(&mut self, register: &Register) -> anyhow::Result<()> {
        if let Some(reason) = register.unfit() {
            anyhow::bail!("{reason}");
        }
        let path = self.register_path(register.version);
        let write = || {
            self.fs.make_folder(&self.folder.join("trust"))?;
            for (name, _) in signed(self.fs, &path)?.signatures {
                self.fs.remove_file(&path.with_file_name(name))?;
            }
            storage::replace(self.fs, &path, register.to_string().as_bytes())?;
            anyhow::Ok(())
        };
        write().with_context(|| format!("没有写入 {}", path.display()))?;
        self.reread()
    }

    /// Puts a signature beside its text; false where that key has signed already.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn put_signature(
        &mut self,
        path: &Path,
        signature: &Signature,
    ) -> anyhow::Result<bool> {
        let is_new = put_signature(self.fs, path, signature)
            .with_context(|| format!("没有写入 {} 的签名", path.display()))?;
        self.reread()?;
        Ok(is_new)
    }

    /// Reads the registers again and brings `trust.json` in line with the newest that is fully signed.
    fn reread(&mut self) -> anyhow::Result<()> {
        let versions = versions(self.fs, &self.folder)?;
        self.history = History::read(&versions)
            .map_err(|wrong| anyhow::anyhow!("钥匙册 {}: {}", wrong.file, wrong.reason))?;
        let copies = copies(&self.history, &versions);
        let write = || -> anyhow::Result<()> {
            for (name, _) in standing(self.fs, &self.folder)? {
                if !copies.contains_key(&name) {
                    self.fs.remove_file(&self.folder.join(name))?;
                }
            }
            for (name, text) in &copies {
                let path = self.folder.join(name);
                if self::text(self.fs, &path)?.as_deref() != Some(text) {
                    storage::replace(self.fs, &path, text.as_bytes())?;
                }
            }
            Ok(())
        };
        write().with_context(|| format!("没有写入 {}", self.folder.join(COPY).display()))
    }

    /// What is wrong with `trust.json` and the signatures beside it, which nothing is judged by: a line each.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn damage(&self) -> anyhow::Result<Vec<String>> {
        let copies = copies(&self.history, &versions(self.fs, &self.folder)?);
        let standing = standing(self.fs, &self.folder)?;
        let mut damage = Vec::new();
        for name in copies.keys().filter(|name| !standing.contains_key(*name)) {
            damage.push(format!("缺少 {name}"));
        }
        for (name, text) in standing {
            if copies.get(&name) != Some(&text) {
                damage.push(format!("{name} 和 trust 文件夹里最新的一版不一样"));
            }
        }
        Ok(damage)
    }
}

/// The copy of the newest register for people and kiosks.
const COPY: &str = "trust.json";

/// What `trust.json` and the signatures beside it should be.
fn copies(history: &History, versions: &[Signed]) -> BTreeMap<String, String> {
    let newest = history.registers().len().checked_sub(1);
    let Some(newest) = newest.and_then(|newest| versions.get(newest)) else {
        return BTreeMap::new();
    };
    let signatures = newest.signatures.iter().map(|(name, text)| {
        let name = name.replacen(&newest.file, COPY, 1);
        (name, text.clone())
    });
    signatures
        .chain([(COPY.to_owned(), newest.text.clone())])
        .collect()
}

/// What they are.
fn standing(fs: &dyn Fs, folder: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let path = folder.join(COPY);
    let mut standing: BTreeMap<String, String> =
        signed(fs, &path)?.signatures.into_iter().collect();
    if let Some(text) = text(fs, &path)? {
        standing.insert(COPY.to_owned(), text);
    }
    Ok(standing)
}

/// An entry's place below the archive.
pub(crate) fn entry_name(seq: u32) -> String {
    format!("ledger/{seq:06}.txt")
}

/// The place of a version of the register below the archive.
pub(crate) fn register_name(version: u32) -> String {
    format!("trust/{version:04}.json")
}

/// A text with every signature file beside it.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn signed(fs: &dyn Fs, path: &Path) -> anyhow::Result<Signed> {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let mut kept = Signed {
        file: file.into_owned(),
        ..Signed::default()
    };
    if let Some(text) = text(fs, path)? {
        kept.text = text;
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    if fs.kind(folder)? != Some(Kind::Folder) {
        return Ok(kept);
    }
    for (name, _) in fs.list(folder)? {
        let rest = name.strip_prefix(&kept.file);
        let is_signature = rest.is_some_and(|rest| rest.starts_with('.') && rest.ends_with(SUFFIX));
        if is_signature {
            let text = text(fs, &folder.join(&name))?.unwrap_or_default();
            kept.signatures.push((name, text));
        }
    }
    Ok(kept)
}

/// Puts a signature beside its text; false where a signature of that key is there already.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn put_signature(
    fs: &dyn Fs,
    path: &Path,
    signature: &Signature,
) -> anyhow::Result<bool> {
    let kept = signed(fs, path)?;
    let is_there = kept
        .signatures
        .iter()
        .any(|(_, text)| Signature::read(text).is_some_and(|known| known.key == signature.key));
    if is_there {
        return Ok(false);
    }
    let first = format!("{}{SUFFIX}", kept.file);
    let is_free = kept.signatures.iter().all(|(name, _)| *name != first);
    let name = if is_free {
        first
    } else {
        format!("{}.{}{SUFFIX}", kept.file, signature.key)
    };
    storage::replace(fs, &path.with_file_name(name), signature.text.as_bytes())?;
    Ok(true)
}

/// Every version of the register with its signatures.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn versions(fs: &dyn Fs, folder: &Path) -> anyhow::Result<Vec<Signed>> {
    let mut versions = Vec::new();
    for version in 1.. {
        let path = folder.join(register_name(version));
        if fs.kind(&path)?.is_none() {
            break;
        }
        versions.push(signed(fs, &path)?);
    }
    Ok(versions)
}

fn entries(fs: &dyn Fs, folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut texts = Vec::new();
    for seq in 1.. {
        match text(fs, &folder.join(entry_name(seq)))? {
            Some(text) => texts.push(text),
            None => break,
        }
    }
    Ok(texts)
}

/// A file as text, `None` where there is none. Links and devices are refused, and so is what is not text.
fn text(fs: &dyn Fs, path: &Path) -> anyhow::Result<Option<String>> {
    let read = || match fs.kind(path)? {
        None => Ok(None),
        Some(Kind::File) => {
            let text = String::from_utf8(fs.read(path)?);
            text.map(Some)
                .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "不是文字"))
        }
        Some(_) => Err(io::Error::new(io::ErrorKind::InvalidData, "不是普通文件")),
    };
    read().with_context(|| format!("读不了 {}", path.display()))
}
