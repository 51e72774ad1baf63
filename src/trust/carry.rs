//! Co-signing by files carried on a stick: what is to be signed goes out, signatures come back.
//!
//! The folder on the stick has the layout of the archive, so the stock `minisign` program can sign there just as well.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::ledger::entry::Entry;
use crate::storage::{self, Fs, Kind};
use crate::trust::crypto::Signature;
use crate::trust::history::{Signed, signers};
use crate::trust::register::{Key, Register};
use crate::trust::store::{self, Store};
use crate::trust::threshold::Threshold;
use crate::trust::timeline::Standing;
use crate::value::digest::Digest;

/// The folders with texts that are signed.
const FOLDERS: [&str; 2] = ["trust", "ledger"];

/// A text that is signed: nothing else ever is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Paper {
    /// An entry of the ledger.
    Entry(Entry),
    /// A version of the register.
    Register(Register),
}

impl Paper {
    /// Reads a text by the folder it lies in.
    ///
    /// # Errors
    /// Says what is not as it should be, in Chinese.
    pub(crate) fn read(folder: &str, text: &str) -> Result<Self, String> {
        if folder == FOLDERS[0] {
            Register::read(text).map(Self::Register)
        } else {
            Entry::read(text).map(Self::Entry)
        }
    }

    /// What it is called: 第 123 号封存, 第 2 版钥匙册.
    pub(crate) fn title(&self) -> String {
        match self {
            Self::Entry(entry) => format!("第 {} 号封存", entry.seq),
            Self::Register(register) => format!("第 {} 版钥匙册", register.version),
        }
    }

    /// Whose ledger it belongs to.
    pub(crate) fn origin(&self) -> &str {
        match self {
            Self::Entry(entry) => &entry.origin,
            Self::Register(register) => &register.origin,
        }
    }

    /// The digest of its text.
    pub(crate) fn digest(&self) -> Digest {
        match self {
            Self::Entry(entry) => entry.digest(),
            Self::Register(register) => register.digest(),
        }
    }

    pub(super) fn prev(&self) -> Option<Digest> {
        match self {
            Self::Entry(entry) => entry.prev,
            Self::Register(register) => register.prev,
        }
    }

    /// A word for its place in the order of its kind.
    pub(super) fn place(&self) -> String {
        match self {
            Self::Entry(entry) => entry.seq.to_string(),
            Self::Register(register) => format!("trust-{}", register.version),
        }
    }

    pub(super) fn place_before(&self) -> String {
        match self {
            Self::Entry(entry) => (entry.seq - 1).to_string(),
            Self::Register(register) => format!("trust-{}", register.version.saturating_sub(1)),
        }
    }

    /// The file in the archive, below the village's folder.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Entry(entry) => store::entry_name(entry.seq),
            Self::Register(register) => store::register_name(register.version),
        }
    }
}

/// A paper of which signatures are missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Open {
    /// The paper.
    pub(crate) paper: Paper,
    /// Its text and the signatures that are there.
    pub(crate) kept: Signed,
    /// What is missing.
    pub(crate) missing: Threshold,
}

/// Everything in an archive of which signatures are missing, the register first.
///
/// # Errors
/// When the disk refuses, or a signature is not as it should be.
pub(crate) fn open(store: &Store<'_>) -> anyhow::Result<Vec<Open>> {
    let mut papers = Vec::new();
    if let Some(draft) = store.history.draft() {
        papers.push(Open {
            paper: Paper::Register(draft.register.clone()),
            kept: store.register(draft.register.version)?,
            missing: draft.missing.clone(),
        });
    }
    let timeline = store.timeline()?;
    for (entry, _) in store.chain.entries() {
        let kept = store.entry(entry.seq)?;
        match timeline.verify(&kept) {
            Standing::Unsigned => {}
            Standing::Wrong(wrong) => anyhow::bail!("{}: {}", wrong.file, wrong.reason),
            Standing::Signed { missing, .. } if missing.is_nothing() => {}
            Standing::Signed { missing, .. } => papers.push(Open {
                paper: Paper::Entry(entry.clone()),
                kept,
                missing,
            }),
        }
    }
    Ok(papers)
}

/// Writes what lacks signatures to a folder, with the signatures that are there.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn export(fs: &dyn Fs, papers: &[Open], folder: &Path) -> anyhow::Result<()> {
    for open in papers {
        let path = folder.join(open.paper.name());
        let write = || {
            fs.make_folder(path.parent().unwrap_or(folder))?;
            storage::replace(fs, &path, open.kept.text.as_bytes())?;
            for (name, text) in &open.kept.signatures {
                storage::replace(fs, &path.with_file_name(name), text.as_bytes())?;
            }
            std::io::Result::Ok(())
        };
        write().with_context(|| format!("没有写入 {}", path.display()))?;
    }
    Ok(())
}

/// The papers in a folder on a stick, each with its file.
///
/// # Errors
/// When the disk refuses, or a file is no paper.
pub(crate) fn papers(fs: &dyn Fs, folder: &Path) -> anyhow::Result<Vec<(PathBuf, Paper, Signed)>> {
    let mut papers = Vec::new();
    for kind in FOLDERS {
        let inside = folder.join(kind);
        if fs.kind(&inside)? != Some(Kind::Folder) {
            continue;
        }
        let names = fs.list(&inside);
        let names = names.with_context(|| format!("读不了 {}", inside.display()))?;
        for (name, _) in names {
            if name.ends_with(store::SUFFIX) || name.rsplit('.').next() == Some("tmp") {
                continue;
            }
            let path = inside.join(&name);
            let kept = store::signed(fs, &path)?;
            let paper = Paper::read(kind, &kept.text)
                .ok()
                .filter(|paper| paper.name() == format!("{kind}/{name}"));
            let Some(paper) = paper else {
                anyhow::bail!("{} 不是要签名的文件", path.display());
            };
            papers.push((path, paper, kept));
        }
    }
    Ok(papers)
}

/// Takes signatures from a folder on a stick into the archive; tells which were new.
///
/// # Errors
/// When a text there is another than in the archive, a signature proves nothing, or the disk refuses.
pub(crate) fn import(
    fs: &dyn Fs,
    store: &mut Store<'_>,
    folder: &Path,
) -> anyhow::Result<Vec<String>> {
    let mut news = Vec::new();
    for (path, paper, carried) in papers(fs, folder)? {
        let (own, keys, place) = counterpart(store, &paper)?;
        if own.text != carried.text {
            anyhow::bail!(
                "{} 和档案里的{}不一样，没有导入",
                path.display(),
                paper.title()
            );
        }
        let listed: Vec<&Key> = keys.iter().collect();
        let known: Vec<Key> = signers(&listed, &own)
            .map_err(|wrong| anyhow::anyhow!("{}: {}", wrong.file, wrong.reason))?;
        for (name, text) in &carried.signatures {
            let shown = path.with_file_name(name);
            let Some(signature) = Signature::adopt(text) else {
                anyhow::bail!("{} 不是完好的签名文件", shown.display());
            };
            let single = Signed {
                signatures: vec![(name.clone(), signature.text.clone())],
                ..own.clone()
            };
            let signer = signers(&listed, &single)
                .map_err(|wrong| anyhow::anyhow!("{}: {}", shown.display(), wrong.reason))?;
            let Some(signer) = signer.into_iter().find(|signer| !known.contains(signer)) else {
                continue;
            };
            if store.put_signature(&place, &signature)? {
                news.push(format!("{}: {signer}", paper.title()));
            }
        }
    }
    Ok(news)
}

/// The text of a paper as the archive has it, the keys that may stand under it, and where.
fn counterpart(store: &Store<'_>, paper: &Paper) -> anyhow::Result<(Signed, Vec<Key>, PathBuf)> {
    let timeline = store.timeline()?;
    match paper {
        Paper::Entry(entry) => {
            let register = timeline.in_force(entry.seq);
            let keys = register.map_or_else(Vec::new, |register| register.keys.clone());
            Ok((store.entry(entry.seq)?, keys, store.entry_path(entry.seq)))
        }
        Paper::Register(register) => {
            let version = register.version;
            let before = store
                .history
                .registers()
                .get((version as usize).wrapping_sub(2));
            let old = before.map_or(&[][..], |before| &before.keys);
            let keys = register.keys.iter().chain(old).cloned().collect();
            Ok((store.register(version)?, keys, store.register_path(version)))
        }
    }
}
