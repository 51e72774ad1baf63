//! Reads a village folder into memory. The only file that opens content.
#![expect(
    clippy::disallowed_methods,
    reason = "reading the disk is this file's job"
)]
#![expect(
    clippy::disallowed_types,
    reason = "large files are hashed as they are read"
)]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use walkdir::{DirEntry, WalkDir};

use crate::attachment;
use crate::load::signatures;
use crate::source::decode::decode;
use crate::source::facts::Facts;
use crate::source::{Asset, Encoding, FileId, SourceFile, SourceTree};
use crate::value::digest::Digest;

/// A text file beyond this is no record: it is named and left out.
const TEXT_LIMIT_BYTES: u64 = 8 << 20;

/// What says of a folder that it is a village.
const SETTINGS: &str = "village.yaml";

/// A village folder as found, before anything is read: what the fingerprint is made of.
#[derive(Debug, Clone)]
pub(crate) struct Listing {
    /// The folder relative to the root, with `/`.
    pub(crate) folder: String,
    /// Size and time of change of each file, by path relative to the folder.
    pub(crate) files: BTreeMap<String, Stamp>,
    /// What is there but not followed or not read, with the reason in Chinese.
    pub(crate) strays: BTreeMap<String, String>,
}

/// What tells, without opening it, whether a file has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Size in bytes.
    pub(crate) size_bytes: u64,
    /// Nanoseconds since 1970 of the last change.
    pub(crate) modified_ns: u128,
}

/// Lists the files of a village; `skip` names sub-folders that belong to other villages.
///
/// # Errors
/// When the folder cannot be walked.
pub(crate) fn list(root: &Path, folder: &str, skip: &[String]) -> anyhow::Result<Listing> {
    let base = join(root, folder);
    let mut listing = Listing {
        folder: folder.to_owned(),
        files: BTreeMap::new(),
        strays: BTreeMap::new(),
    };
    let walk = WalkDir::new(&base).sort_by_file_name().into_iter();
    let walk = walk.filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        let is_other_village =
            entry.depth() == 1 && entry.file_type().is_dir() && skip.iter().any(|one| *one == name);
        entry.depth() == 0 || !(is_hidden(&name) || is_other_village)
    });
    for entry in walk {
        let entry = entry.with_context(|| format!("读不了文件夹 {}", base.display()))?;
        let local = relative(&base, entry.path());
        if let Some(reason) = stray(&entry, &local) {
            listing.strays.insert(local, reason.to_owned());
        } else if entry.file_type().is_file() {
            let data = entry
                .metadata()
                .with_context(|| format!("读不了 {}", entry.path().display()))?;
            listing.files.insert(local, Stamp::of(&data));
        }
    }
    Ok(listing)
}

/// Why something in the folder is neither a file to read nor a folder to enter.
fn stray(entry: &DirEntry, local: &str) -> Option<&'static str> {
    let kind = entry.file_type();
    if kind.is_symlink() {
        return Some("是链接，不会跟随");
    }
    if kind.is_dir() {
        return (entry.depth() > 0 && is_record(local)).then_some("是文件夹，不是文件");
    }
    if !kind.is_file() {
        return Some("不是普通文件");
    }
    let is_text = entry.file_name().to_str().is_some();
    (!is_text).then_some("的文件名里有认不出的字")
}

impl Stamp {
    fn of(data: &std::fs::Metadata) -> Self {
        let modified = data.modified().ok();
        let since = modified.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        Self {
            size_bytes: data.len(),
            modified_ns: since.map_or(0, |since| since.as_nanos()),
        }
    }
}

/// Opens the files of a listing: records become text, everything else is hashed.
///
/// A file that cannot be opened is named among the strays; the rest is read.
pub(crate) fn read(root: &Path, listing: &Listing) -> SourceTree {
    let mut tree = SourceTree {
        folder: listing.folder.clone(),
        strays: listing.strays.clone(),
        ..SourceTree::default()
    };
    let base = join(root, &listing.folder);
    let (records, assets): (Vec<_>, Vec<_>) = listing
        .files
        .iter()
        .partition(|(local, _)| is_record(local));
    for (local, stamp) in records {
        let shown = format!("{}/{local}", listing.folder);
        match read_text(&base.join(local), &shown, stamp.size_bytes) {
            Ok(file) => tree.files.push(Arc::new(file)),
            Err(reason) => {
                tree.unread.insert(local.clone(), unreadable(&reason));
            }
        }
    }
    let signatures = signatures::named(&tree.files);
    let assets: Vec<_> = assets
        .into_par_iter()
        .map(|(local, stamp)| {
            let is_signature = signatures.contains(file_name(local));
            (local, asset(&base, local, *stamp, is_signature))
        })
        .collect();
    for (local, asset) in assets {
        match asset {
            Ok(asset) => {
                tree.assets.insert(local.clone(), asset);
            }
            Err(reason) => {
                tree.strays.insert(local.clone(), unreadable(&reason));
            }
        }
    }
    settings(&mut tree);
    tree
}

fn unreadable(reason: &str) -> String {
    format!("读不了（{reason}）")
}

/// A village has a `village.yaml`: one that cannot be read is an empty one, and said to be unread.
fn settings(tree: &mut SourceTree) {
    let ids = 0..tree.files.len();
    if ids.map(FileId).any(|id| is_settings(tree.local_path(id))) {
        return;
    }
    let found = tree.strays.keys().find(|path| is_settings(path)).cloned();
    if let Some((path, reason)) = found.and_then(|path| tree.strays.remove_entry(&path)) {
        tree.unread.insert(path, reason);
    }
    let name = tree.unread.keys().find(|path| is_settings(path));
    let name = name.map_or(SETTINGS, String::as_str);
    let path = format!("{}/{name}", tree.folder);
    let empty = SourceFile::new(path, String::new(), Encoding::Utf8);
    tree.files.push(Arc::new(empty));
}

/// Reads one text file, for the board and its overlays.
///
/// # Errors
/// When the file cannot be opened; the message is for people.
pub(crate) fn read_text(path: &Path, shown: &str, size_bytes: u64) -> Result<SourceFile, String> {
    if size_bytes > TEXT_LIMIT_BYTES {
        return Err(format!("超过 {} MB，不像一条记录", TEXT_LIMIT_BYTES >> 20));
    }
    let bytes = std::fs::read(path).map_err(|error| reason(&error))?;
    let (text, encoding) = decode(&bytes);
    Ok(SourceFile::decoded(
        shown.to_owned(),
        text,
        encoding,
        &bytes,
    ))
}

/// The names of the sub-folders of a folder, sorted; empty when there is none.
pub(crate) fn folders(path: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(path) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !is_hidden(name))
        .collect();
    names.sort();
    names
}

/// The text files of a folder with these extensions, sorted; sub-folders are not entered.
pub(crate) fn texts(path: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(path) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension().is_some_and(|found| {
                extensions
                    .iter()
                    .any(|wanted| found.eq_ignore_ascii_case(wanted))
            })
        })
        .collect();
    paths.sort();
    paths
}

/// Whether a file is there.
pub(crate) fn exists(path: &Path) -> bool {
    path.is_file()
}

/// What the system says, in a few words.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "没有这个文件".to_owned(),
        std::io::ErrorKind::PermissionDenied => "没有读取权限".to_owned(),
        _ => error.to_string(),
    }
}

/// A file that is no record: its digest, and what its content tells.
fn asset(base: &Path, local: &str, stamp: Stamp, is_signature: bool) -> Result<Asset, String> {
    let path = base.join(local);
    if stamp.size_bytes > attachment::LIMIT_BYTES || !attachment::is_telling(local) {
        let facts = if attachment::is_telling(local) {
            attachment::too_long(local)
        } else {
            Facts::default()
        };
        return Ok(Asset {
            size_bytes: stamp.size_bytes,
            sha256: hash(&path)?,
            facts: Arc::new(facts),
        });
    }
    let bytes = std::fs::read(&path).map_err(|error| reason(&error))?;
    Ok(Asset {
        size_bytes: stamp.size_bytes,
        sha256: Digest::of(&bytes).hex(),
        facts: Arc::new(attachment::facts(local, &bytes, is_signature)),
    })
}

/// The digest of a file too large to be held.
fn hash(path: &Path) -> Result<String, String> {
    let mut file = File::open(path).map_err(|error| reason(&error))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        let length = file.read(&mut buffer).map_err(|error| reason(&error))?;
        if length == 0 {
            return Ok(Digest(hasher.finalize().into()).hex());
        }
        hasher.update(&buffer[..length]);
    }
}

fn is_record(local: &str) -> bool {
    let extension = local
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension);
    ["yaml", "yml", "md"]
        .iter()
        .any(|wanted| extension.eq_ignore_ascii_case(wanted))
}

/// Whether a path in a village's folder is its `village.yaml`; some systems do not tell capitals apart.
pub(crate) fn is_settings(local: &str) -> bool {
    [SETTINGS, "village.yml"]
        .iter()
        .any(|name| local.eq_ignore_ascii_case(name))
}

/// Hidden files, read-me files and the leftovers of editors and systems.
fn is_hidden(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.starts_with(['.', '~'])
        || lower.starts_with("readme")
        || lower.ends_with('~')
        || [".swp", ".swo", ".bak", ".tmp"]
            .iter()
            .any(|ending| lower.ends_with(ending))
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini")
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn join(root: &Path, folder: &str) -> PathBuf {
    if folder.is_empty() {
        root.to_owned()
    } else {
        root.join(folder)
    }
}

fn relative(base: &Path, path: &Path) -> String {
    let rest = path.strip_prefix(base).unwrap_or(path);
    rest.components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}
