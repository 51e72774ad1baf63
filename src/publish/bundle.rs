//! Releases in one zip to carry: the same bytes for the same release, and on the way back nothing is trusted.
#![expect(
    clippy::disallowed_types,
    reason = "an archive is written and read as one open file"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::publish::layout::{LEDGER, POINTER, REGISTERS, RELEASES, is_left_over, number};
use crate::publish::pages::{self, Look};
use crate::publish::release::Release;
use crate::publish::{standing, trouble};
use crate::site::names;
use crate::storage::{Disk, Fs, Kind};
use crate::value::digest::Digest;

/// What an archive may unpack to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caps {
    /// Files.
    pub(crate) files: usize,
    /// Bytes of one file.
    pub(crate) file_bytes: u64,
    /// Bytes of all files.
    pub(crate) total_bytes: u64,
    /// Bytes that one packed byte may become, for files that are not small.
    pub(crate) ratio: u64,
}

/// More than any village publishes.
pub(crate) const CAPS: Caps = Caps {
    files: 200_000,
    file_bytes: 512 << 20,
    total_bytes: 8 << 30,
    ratio: 200,
};

/// Files up to this size may be packed as well as they can be.
const SMALL_BYTES: u64 = 4 << 20;

#[derive(Debug)]
enum Content {
    Bytes(Vec<u8>),
    File(PathBuf, Digest),
}

/// Writes releases, each below its folder (empty for one alone), and reads them back before the archive gets its name.
/// Returns the number of files.
///
/// # Errors
/// When the disk refuses, or what was written reads otherwise.
pub(crate) fn write(path: &Path, releases: &[(String, Release)]) -> anyhow::Result<usize> {
    let files = contents(releases);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".tmp");
    let staged = path.with_file_name(name);
    let refused = |error: &io::Error| trouble::refused(path, error);
    if Disk
        .kind(&staged)
        .map_err(|error| refused(&error))?
        .is_some()
    {
        Disk.remove_file(&staged).map_err(|error| refused(&error))?;
    }
    let packed = pack(&staged, &files).and_then(|digests| prove(&staged, &digests));
    if let Err(error) = packed {
        let _ = Disk.remove_file(&staged);
        return Err(error);
    }
    Disk.rename(&staged, path)
        .map_err(|error| refused(&error))?;
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        Disk.sync_folder(folder).map_err(|error| refused(&error))?;
    }
    Ok(files.len())
}

/// Everything of a target, in the order of the paths.
fn contents(releases: &[(String, Release)]) -> BTreeMap<String, Content> {
    let mut files = BTreeMap::new();
    for (folder, release) in releases {
        let above = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let look = Look {
            town: !folder.is_empty(),
            ..Look::default()
        };
        let place = format!("{above}{RELEASES}/{}", number(release.entry().seq));
        for (path, digest) in &release.sums.0 {
            let from = release.folder.join(path);
            files.insert(format!("{place}/{path}"), Content::File(from, *digest));
        }
        let beside = release.beside().into_iter();
        let mut small: Vec<(String, Vec<u8>)> = beside
            .map(|(name, bytes)| (format!("{place}/{name}"), bytes))
            .collect();
        let history = release.history().into_iter();
        small.extend(history.map(|(path, bytes)| (format!("{above}{path}"), bytes)));
        for (path, text) in [
            (POINTER, pages::pointer(release.entry(), look)),
            (pages::BACK_PATH, pages::back()),
            (pages::STYLE_PATH, pages::style()),
        ] {
            small.push((format!("{above}{path}"), text.into_bytes()));
        }
        let small = small.into_iter();
        files.extend(small.map(|(path, bytes)| (path, Content::Bytes(bytes))));
    }
    if releases.iter().any(|(folder, _)| !folder.is_empty()) {
        let villages: Vec<(String, String)> = releases
            .iter()
            .map(|(folder, release)| (folder.clone(), release.entry().origin.clone()))
            .collect();
        let text = pages::town(&villages).into_bytes();
        files.insert(POINTER.to_owned(), Content::Bytes(text));
    }
    files
}

fn pack(
    staged: &Path,
    files: &BTreeMap<String, Content>,
) -> anyhow::Result<BTreeMap<String, Digest>> {
    let refused = |error: &io::Error| trouble::refused(staged, error);
    let file = File::create_new(staged).map_err(|error| refused(&error))?;
    let mut archive = ZipWriter::new(BufWriter::new(file));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let mut digests = BTreeMap::new();
    for (path, content) in files {
        let bytes = match content {
            Content::Bytes(bytes) => bytes.clone(),
            Content::File(from, digest) => {
                let bytes = Disk
                    .read(from)
                    .map_err(|error| trouble::unreadable(from, &error))?;
                if Digest::of(&bytes) != *digest {
                    anyhow::bail!("网页在封存以后变过（{path}），先 sanwu seal 再发布");
                }
                bytes
            }
        };
        let full = || format!("写不了 {}，磁盘可能满了", staged.display());
        archive
            .start_file(path.as_str(), options)
            .with_context(full)?;
        archive.write_all(&bytes).with_context(full)?;
        digests.insert(path.clone(), Digest::of(&bytes));
    }
    let file = archive.finish().context("压缩包没有写完")?;
    let file = file.into_inner().map_err(|error| refused(error.error()))?;
    file.sync_all().map_err(|error| refused(&error))?;
    Ok(digests)
}

/// Reads the archive back.
fn prove(staged: &Path, digests: &BTreeMap<String, Digest>) -> anyhow::Result<()> {
    let mut archive = open(staged)?;
    let mut seen = 0;
    each(&mut archive, CAPS, &mut |path, bytes| {
        seen += 1;
        if digests.get(path) != Some(&Digest::of(bytes)) {
            anyhow::bail!("写进压缩包的和读出来的不一样（{path}），这个盘不可靠，换一个盘");
        }
        Ok(())
    })?;
    if seen != digests.len() {
        anyhow::bail!("压缩包里少了文件，这个盘不可靠，换一个盘");
    }
    Ok(())
}

/// Unpacks an archive into an empty folder; what it holds is not proved by that.
///
/// # Errors
/// When it is none, holds links or names that lead elsewhere, grows too large, or the disk refuses.
pub(crate) fn unpack(fs: &dyn Fs, path: &Path, into: &Path, caps: Caps) -> anyhow::Result<()> {
    let mut archive = open(path)?;
    fs.make_folder(into)
        .map_err(|error| trouble::refused(into, &error))?;
    each(&mut archive, caps, &mut |name, bytes| {
        let to = into.join(name);
        let refused = |error| trouble::refused(&to, &error);
        let above = to.parent().expect("a file stands in a folder");
        if fs.kind(above).map_err(refused)? != Some(Kind::Folder) {
            fs.make_folder(above).map_err(refused)?;
        }
        fs.write_new(&to, bytes).map_err(refused)
    })
}

fn open(path: &Path) -> anyhow::Result<ZipArchive<BufReader<File>>> {
    let file = File::open(path).map_err(|error| trouble::unreadable(path, &error))?;
    ZipArchive::new(BufReader::new(file))
        .with_context(|| format!("{} 不是压缩包，或者坏了", path.display()))
}

/// Hands on every file of an archive after looking at its name and size.
fn each(
    archive: &mut ZipArchive<BufReader<File>>,
    caps: Caps,
    take: &mut dyn FnMut(&str, &[u8]) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    if archive.len() > caps.files {
        anyhow::bail!("压缩包里有 {} 个文件，太多，没有使用", archive.len());
    }
    if archive.has_duplicate_names() {
        anyhow::bail!("压缩包里有同名的文件，没有使用");
    }
    let mut seen = BTreeSet::new();
    let mut total: u64 = 0;
    for index in 0..archive.len() {
        let mut file = archive
            .by_index(index)
            .context("压缩包坏了，或者加了密，没有使用")?;
        let name = file
            .name()
            .context("压缩包里有读不懂的文件名")?
            .into_owned();
        let is_folder = file.is_dir();
        let bare = name
            .strip_suffix('/')
            .filter(|_| is_folder)
            .unwrap_or(&name);
        if !names::is_portable(bare) || file.is_symlink() {
            anyhow::bail!("压缩包里的`{name}`不是普通文件，或者名字通到别处，没有使用");
        }
        if is_folder {
            continue;
        }
        if !is_expected(&name) {
            anyhow::bail!("压缩包里有发布以外的文件`{name}`，没有使用");
        }
        seen.insert(name.clone());
        let (size, packed) = (file.size(), file.compressed_size());
        let is_bomb = size > SMALL_BYTES && size / packed.max(1) > caps.ratio;
        total = total.saturating_add(size);
        if size > caps.file_bytes || total > caps.total_bytes || is_bomb {
            anyhow::bail!("压缩包里的`{name}`展开后太大，没有使用");
        }
        // What the archive says of a size is a claim: reading stops one byte behind it.
        let mut bytes = Vec::new();
        let mut limited = file.by_ref().take(size.saturating_add(1));
        limited
            .read_to_end(&mut bytes)
            .with_context(|| format!("压缩包里的`{name}`坏了，没有使用"))?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) != size {
            anyhow::bail!("压缩包里的`{name}`和写的大小不一样，没有使用");
        }
        take(&name, &bytes)?;
    }
    match names::unfit(seen.iter().map(String::as_str)) {
        Some(reason) => anyhow::bail!("压缩包里{reason}，没有使用"),
        None => Ok(()),
    }
}

/// What a target holds, for one village or below the folder of one.
fn is_expected(name: &str) -> bool {
    let is_targets = |path: &str| {
        let first = path.split('/').next().unwrap_or(path);
        let is_folder = path != first && [RELEASES, LEDGER, REGISTERS].contains(&first);
        let is_file = path == first && (path == POINTER || standing::is_letter(path));
        (is_folder || is_file) && !is_left_over(path)
    };
    is_targets(name)
        || name
            .split_once('/')
            .is_some_and(|(_, rest)| is_targets(rest))
}
