//! A release to be published: the ledger up to its entry, what was signed, and the pages as they were sealed.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rayon::prelude::*;

use crate::ledger::chain::Chain;
use crate::ledger::entry::Entry;
use crate::ledger::sums::Sums;
use crate::publish::examine::ledger::{self, Kept};
use crate::publish::examine::signatures::{self, Judged};
use crate::publish::layout::{ENTRY, LEDGER, RELEASES, SUMS, is_beside_pages, number};
use crate::publish::{pages, trouble};
use crate::site::{MANIFEST, Manifest, names};
use crate::storage::{Fs, Kind};
use crate::value::digest::Digest;

/// A longer list of files is none.
const LIST_MAX_BYTES: usize = 64 << 20;

/// So many names are told; who needs all of them asks `verify`.
const TOLD: usize = 3;

/// A release with its history.
#[derive(Debug)]
pub(crate) struct Release {
    /// The ledger; its newest entry is that of the release.
    pub(crate) chain: Chain,
    /// Signatures and registers of keys by path relative to a target.
    pub(crate) letters: BTreeMap<String, Vec<u8>>,
    /// The pages with their digests.
    pub(crate) sums: Sums,
    /// Sizes of the pages in bytes, as their manifest gives them.
    pub(crate) sizes: BTreeMap<String, u64>,
    /// Where the pages stand.
    pub(crate) folder: PathBuf,
}

impl Release {
    /// The pages that `build` left in a folder, with the ledger of an archive.
    ///
    /// # Errors
    /// When the ledger is not sound, or the pages are not those that were sealed last.
    pub(crate) fn of_site(fs: &dyn Fs, site: &Path, archive: &Path) -> anyhow::Result<Self> {
        let (kept, judged) = sound(fs, archive)?;
        let path = site.join(MANIFEST);
        let text = match fs.read(&path) {
            Ok(bytes) => String::from_utf8(bytes).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => anyhow::bail!(
                "{} 里还没有网页，先 sanwu build 再 sanwu seal",
                site.display()
            ),
            Err(error) => return Err(trouble::unreadable(&path, &error)),
        };
        let manifest = Manifest::read(&text)
            .with_context(|| format!("{} 读不懂，先 sanwu build", path.display()))?;
        plain(fs, site, manifest.files.keys().map(String::as_str))?;
        let (mut sums, changed) = standing(fs, site, &manifest)?;
        sums.0
            .insert(MANIFEST.to_owned(), Digest::of(text.as_bytes()));
        let entry = newest(&kept.chain)?;
        if sums.digest() != entry.sums {
            let more = match changed.as_slice() {
                [] => String::new(),
                some => format!("（{}）", told(some)),
            };
            anyhow::bail!("网页在封存以后变过{more}，先 sanwu seal 再发布");
        }
        let sizes = sizes(&manifest, text.len());
        Self::new((kept, &judged), sums, sizes, site)
    }

    /// The newest release of a target: a stick, a share, what came out of an archive or over a network. Its files are
    /// held against the list when they are copied.
    ///
    /// # Errors
    /// When there is none, or its ledger or list is not sound.
    pub(crate) fn of_target(fs: &dyn Fs, target: &Path) -> anyhow::Result<Self> {
        let (kept, judged) = sound(fs, target)?;
        let seq = newest(&kept.chain)?.seq;
        let folder = target.join(RELEASES).join(number(seq));
        let list = text(fs, &folder.join(SUMS))?;
        let entry = newest(&kept.chain)?;
        if Digest::of(list.as_bytes()) != entry.sums {
            anyhow::bail!("来源里第 {seq} 号的清单 {SUMS} 不是封存的那一份，没有使用");
        }
        let sums = Sums::read(&list).map_err(|reason| anyhow::anyhow!("{SUMS} {reason}"))?;
        let manifest = text(fs, &folder.join(MANIFEST))?;
        if sums.0.get(MANIFEST) != Some(&Digest::of(manifest.as_bytes())) {
            anyhow::bail!("来源里第 {seq} 号的 {MANIFEST} 和清单对不上，没有使用");
        }
        let sizes = Manifest::read(&manifest)
            .map(|read| sizes(&read, manifest.len()))
            .with_context(|| format!("来源里第 {seq} 号的 {MANIFEST} 读不懂"))?;
        Self::new((kept, &judged), sums, sizes, &folder)
    }

    fn new(
        (kept, judged): (Kept, &Judged),
        sums: Sums,
        sizes: BTreeMap<String, u64>,
        folder: &Path,
    ) -> anyhow::Result<Self> {
        let release = Self {
            letters: signatures::carried(&kept, judged),
            chain: kept.chain,
            sums,
            sizes,
            folder: folder.to_owned(),
        };
        release.fits()?;
        Ok(release)
    }

    /// The entry of the release.
    pub(crate) fn entry(&self) -> &Entry {
        self.chain.newest().expect("a release has an entry")
    }

    /// The files that stand beside the pages in the release's folder.
    pub(crate) fn beside(&self) -> BTreeMap<String, Vec<u8>> {
        let entry = self.entry();
        let mut files = BTreeMap::from([
            (SUMS.to_owned(), self.sums.to_string().into_bytes()),
            (ENTRY.to_owned(), entry.to_string().into_bytes()),
        ]);
        let own = format!("{LEDGER}/{}.txt", number(entry.seq));
        for (path, bytes) in &self.letters {
            if let Some(rest) = path.strip_prefix(&own) {
                files.insert(format!("{ENTRY}{rest}"), bytes.clone());
            }
        }
        files
    }

    /// The texts of the ledger with what was signed, by path relative to a target.
    pub(crate) fn history(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = self.letters.clone();
        for (entry, _) in self.chain.entries() {
            let path = format!("{LEDGER}/{}.txt", number(entry.seq));
            files.insert(path, entry.to_string().into_bytes());
        }
        files
    }

    /// Bytes that the pages take.
    pub(crate) fn size_bytes(&self) -> u64 {
        let listed = self.sums.to_string().len();
        let own = self
            .sizes
            .values()
            .fold(0, |sum: u64, size| sum.saturating_add(*size));
        own.saturating_add(u64::try_from(listed).unwrap_or(u64::MAX))
    }

    /// Names that every stick and system can hold, and none that is ours.
    fn fits(&self) -> anyhow::Result<()> {
        let paths = self.sums.0.keys().map(String::as_str);
        if let Some(reason) = names::unfit(paths) {
            anyhow::bail!("{reason}，没有发布；改了文件名再生成、封存");
        }
        if let Some(path) = self.sums.0.keys().find(|path| is_beside_pages(path)) {
            anyhow::bail!("网页里的文件`{path}`和发布自己用的重名，没有发布");
        }
        if !self.sums.0.contains_key(pages::HOME) {
            anyhow::bail!("网页里没有首页 {}，没有发布", pages::HOME);
        }
        Ok(())
    }
}

/// A ledger without a fault, signed as its registers ask.
fn sound(fs: &dyn Fs, folder: &Path) -> anyhow::Result<(Kept, Judged)> {
    let kept = ledger::read(fs, folder).map_err(|error| trouble::unreadable(folder, &error))?;
    if let Some(fault) = kept.faults.first() {
        anyhow::bail!(
            "{} 里的封存账不完好（{}），没有使用",
            folder.display(),
            fault.line()
        );
    }
    if kept.chain.newest().is_none() {
        anyhow::bail!(
            "{} 里还没有封存过，先 sanwu seal",
            folder.join(LEDGER).display()
        );
    }
    let judged = signatures::judge(&kept);
    if let Some(fault) = judged.against() {
        anyhow::bail!(
            "{} 里的签名不齐（{}），没有使用；缺的用 sanwu trust sign 补签，sanwu trust show 看还差谁",
            folder.display(),
            fault.line()
        );
    }
    Ok((kept, judged))
}

fn newest(chain: &Chain) -> anyhow::Result<&Entry> {
    chain.newest().context("封存账是空的")
}

/// Refuses links and devices, also as folders on the way.
fn plain<'a>(fs: &dyn Fs, site: &Path, paths: impl Iterator<Item = &'a str>) -> anyhow::Result<()> {
    let mut folders = BTreeSet::new();
    for path in paths {
        if !names::is_portable(path) {
            anyhow::bail!("`{path}`不是各种系统都能存的文件名，没有发布");
        }
        let kind = fs.kind(&site.join(path));
        match kind.map_err(|error| trouble::unreadable(&site.join(path), &error))? {
            Some(Kind::File) => {}
            None => anyhow::bail!(
                "网页在封存以后变过（缺少 {path}），先 sanwu build、sanwu seal 再发布"
            ),
            Some(Kind::Folder | Kind::Other) => {
                anyhow::bail!("`{path}`是链接或设备，不是普通文件，没有发布");
            }
        }
        let above = path
            .match_indices('/')
            .filter_map(|(end, _)| path.get(..end));
        folders.extend(above);
    }
    for folder in folders {
        let kind = fs.kind(&site.join(folder));
        let kind = kind.map_err(|error| trouble::unreadable(&site.join(folder), &error))?;
        if kind != Some(Kind::Folder) {
            anyhow::bail!("`{folder}`是链接，不是普通文件夹，没有发布");
        }
    }
    Ok(())
}

/// Digests of the files as they stand, and those that are not as the manifest has them.
fn standing(fs: &dyn Fs, site: &Path, manifest: &Manifest) -> anyhow::Result<(Sums, Vec<String>)> {
    let digests: Vec<(String, io::Result<Digest>)> = manifest
        .files
        .par_iter()
        .map(|(path, _)| (path.clone(), fs.digest(&site.join(path))))
        .collect();
    let mut sums = Sums::default();
    let mut changed = Vec::new();
    for (path, digest) in digests {
        let digest = digest.map_err(|error| trouble::unreadable(&site.join(&path), &error))?;
        if manifest.files[&path].sha256 != digest.hex() {
            changed.push(path.clone());
        }
        sums.0.insert(path, digest);
    }
    Ok((sums, changed))
}

fn sizes(manifest: &Manifest, own_bytes: usize) -> BTreeMap<String, u64> {
    let files = manifest.files.iter();
    let mut sizes: BTreeMap<String, u64> = files
        .map(|(path, entry)| (path.clone(), entry.size_bytes))
        .collect();
    let own = u64::try_from(own_bytes).unwrap_or(u64::MAX);
    sizes.insert(MANIFEST.to_owned(), own);
    sizes
}

fn text(fs: &dyn Fs, path: &Path) -> anyhow::Result<String> {
    let bytes = fs
        .read(path)
        .map_err(|error| trouble::unreadable(path, &error))?;
    if bytes.len() > LIST_MAX_BYTES {
        anyhow::bail!("{} 太大，没有使用", path.display());
    }
    String::from_utf8(bytes).map_err(|_| anyhow::anyhow!("{} 不是文字", path.display()))
}

fn told(paths: &[String]) -> String {
    let first: Vec<&str> = paths.iter().take(TOLD).map(String::as_str).collect();
    let more = if paths.len() > TOLD {
        format!(" 等 {} 个文件", paths.len())
    } else {
        String::new()
    };
    first.join("、") + &more
}
