//! A capsule to a disk: staged beside its place, the pages made again from what was staged, read back, and only then named.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;

use crate::board::seal::sums;
use crate::capsule::bag::{self, DATA, SITE};
use crate::capsule::gather::{Gathered, Member};
use crate::capsule::{Pages, look, place, words};
use crate::ledger::sums::Sums;
use crate::publish::layout::{CAPSULES, ENTRY, OWN, SUMS, WORK};
use crate::publish::{folder, pages, staging, trouble, walk};
use crate::site::{Content, MANIFEST, Site, names};
use crate::storage::{Fs, lock};
use crate::value::digest::Digest;

/// What was done.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Done {
    /// Files in the capsule.
    pub(crate) files: usize,
    /// Their size in bytes.
    pub(crate) bytes: u64,
    /// What it is called beside releases.
    pub(crate) name: String,
    /// It stood there already.
    pub(crate) stood: bool,
    /// What is worth knowing.
    pub(crate) notes: Vec<String>,
}

/// Writes a capsule as a folder that is not there yet, or is empty. It stands whole under its name, or not at all.
///
/// # Errors
/// When the folder holds something, the capsule would not give the sealed pages, or the disk refuses.
pub(crate) fn export(
    fs: &dyn Fs,
    gathered: &Gathered,
    place: &Path,
    pages: Pages<'_>,
) -> anyhow::Result<Done> {
    let work = place::beside(fs, place, "sanwu-capsule")?;
    let finish = || {
        let done = stage(fs, gathered, &work, pages)?;
        place::name(fs, &work, place)?;
        Ok(done)
    };
    finish().inspect_err(|_| drop(walk::clear(fs, &work)))
}

/// Brings the capsule beside the releases of a target up to date; the one that stood stays until the new one stands.
///
/// # Errors
/// As [`export`]; the releases are not touched.
pub(crate) fn refresh(
    fs: &dyn Fs,
    gathered: &Gathered,
    target: &Path,
    pages: Pages<'_>,
) -> anyhow::Result<Done> {
    let (own, shelf) = (target.join(OWN), target.join(CAPSULES));
    let refused = |error| trouble::refused(&shelf, &error);
    if gathered.villages.iter().any(|one| one.id == CAPSULES) {
        anyhow::bail!("有个村的文件夹就叫 {CAPSULES}，档案包没有地方放");
    }
    fs.make_folder(&own).map_err(refused)?;
    let held = lock(&own.join("lock")).map_err(refused)?;
    let Some(_held) = held else {
        anyhow::bail!("另一个 sanwu 正在写 {}，等它做完", target.display());
    };
    let work = own.join(WORK);
    walk::clear(fs, &work).map_err(refused)?;
    fs.make_folder(&work).map_err(refused)?;
    let staged = work.join("capsule");
    let finish = || {
        let mut done = stage(fs, gathered, &staged, pages)?;
        let place = shelf.join(&done.name);
        done.stood = fs.kind(&place).map_err(refused)?.is_some()
            && look::look(fs, &place).is_ok_and(|looked| looked.faults.is_empty());
        if !done.stood {
            folder::settle(fs, &staged, &place)?;
        }
        tidy(fs, &shelf, &work, &mut done);
        Ok(done)
    };
    let done = finish();
    let _ = walk::clear(fs, &work);
    done
}

/// Takes older capsules away. The new one stands already, so what cannot be removed is only told.
fn tidy(fs: &dyn Fs, shelf: &Path, work: &Path, done: &mut Done) {
    let names = fs.list(shelf).unwrap_or_default().into_iter();
    for (name, _) in names.filter(|(name, _)| *name != done.name && bag::is_named(name)) {
        let aside = work.join(format!("old-{name}"));
        let remove = || {
            fs.rename(&shelf.join(&name), &aside)?;
            fs.sync_folder(shelf)?;
            walk::clear(fs, &aside)
        };
        if let Err(error) = remove() {
            let reason = trouble::refused(&shelf.join(&name), &error);
            done.notes.push(format!("旧的档案包没有删掉：{reason}"));
        }
    }
}

/// Writes everything, and reads it back.
fn stage(
    fs: &dyn Fs,
    gathered: &Gathered,
    staged: &Path,
    pages: Pages<'_>,
) -> anyhow::Result<Done> {
    let inside = |path: &str| format!("{DATA}/{path}");
    let paths: Vec<String> = gathered.files.iter().map(|path| inside(path)).collect();
    if let Some(reason) = names::unfit(paths.iter().map(String::as_str)) {
        anyhow::bail!("{reason}，没有做档案包；改了文件名再封存");
    }
    let mut folders = staging::folders(fs, staged, paths.iter().map(String::as_str))?;
    // The pages hold about as much again as the sources.
    staging::room(fs, staged, gathered.bytes.saturating_mul(2))?;
    let mut written = Written::default();
    for path in &gathered.files {
        written.copy(fs, &gathered.root.join(path), staged, &inside(path))?;
    }
    let data = staged.join(DATA);
    for member in &gathered.villages {
        let site = again(member, &data, pages)?;
        let prefix = format!("{DATA}/{SITE}/{}", member.id);
        let files = released(fs, member, site, &data)?;
        let paths: Vec<String> = files
            .keys()
            .map(|path| format!("{prefix}/{path}"))
            .collect();
        if let Some(reason) = names::unfit(paths.iter().map(String::as_str)) {
            anyhow::bail!("{reason}，没有做档案包；改了文件名再封存");
        }
        folders.extend(staging::folders(
            fs,
            staged,
            paths.iter().map(String::as_str),
        )?);
        for (path, content) in files
            .into_iter()
            .map(|(path, content)| (format!("{prefix}/{path}"), content))
        {
            match content {
                Content::Bytes(bytes) => written.put(fs, &bytes, staged, &path)?,
                Content::Copy { from, .. } => written.copy(fs, &data.join(from), staged, &path)?,
                Content::Picture { .. } => unreachable!("pictures have been made"),
            }
        }
    }
    // Pages of a village link to the folder above them.
    written.put(fs, words::back().as_bytes(), staged, bag::BACK)?;
    let numbers = gathered
        .villages
        .iter()
        .map(|member| member.entry().seq)
        .sum();
    let manifest = bag::text(&written.sums);
    let name = bag::name(numbers, Digest::of(manifest.as_bytes()));
    let mut tags = Written::default();
    for (path, text) in words::tags(gathered, &manifest, written.bytes, written.sums.0.len()) {
        tags.put(fs, text.as_bytes(), staged, path)?;
    }
    let text = bag::text(&tags.sums);
    tags.put(fs, text.as_bytes(), staged, bag::TAGS)?;
    staging::sync(fs, &folders)?;
    let looked = look::look(fs, staged)?;
    if let Some(fault) = looked.faults.first() {
        anyhow::bail!(
            "写进去的和读出来的不一样（{}），没有做成档案包；再做一次，还不行就换一个盘",
            fault.line()
        );
    }
    Ok(Done {
        files: written.sums.0.len() + tags.sums.0.len(),
        bytes: written.bytes + tags.bytes,
        name,
        ..Done::default()
    })
}

/// The pages made again from what was staged: a capsule that does not give the sealed pages is none.
fn again(member: &Member, data: &Path, pages: Pages<'_>) -> anyhow::Result<Site> {
    let advice = "先 sanwu build 看有没有问题，再 sanwu seal --renew，然后做档案包";
    let site = pages(data, &member.id, member.day());
    let site =
        site.with_context(|| format!("{}: 从档案包里的内容重做不出网页，{advice}", member.id))?;
    if sums(&site).digest() != member.entry().sums {
        anyhow::bail!(
            "{}: 从档案包里的内容重做的网页和第 {} 号封存的不一样（程序、主题或目录换过？），{advice}",
            member.id,
            member.entry().seq
        );
    }
    Ok(site)
}

/// The files of a release: the pages, their lists, the entry and what was signed.
fn released(
    fs: &dyn Fs,
    member: &Member,
    site: Site,
    data: &Path,
) -> anyhow::Result<BTreeMap<String, Content>> {
    let entry = member.entry();
    let manifest = site.manifest(&BTreeMap::new()).text();
    let list = sums(&site).to_string();
    let mut files = site.files;
    let mut add = |path: String, bytes: Vec<u8>| files.insert(path, Content::Bytes(bytes));
    add(MANIFEST.to_owned(), manifest.into_bytes());
    add(SUMS.to_owned(), list.into_bytes());
    add(ENTRY.to_owned(), entry.to_string().into_bytes());
    let ledger = data.join("archive").join(&member.id).join("ledger");
    let own = format!("{:06}.txt", entry.seq);
    let unread = |error| trouble::unreadable(&ledger, &error);
    for (name, _) in fs.list(&ledger).map_err(unread)? {
        if let Some(rest) = name.strip_prefix(&own).filter(|rest| !rest.is_empty()) {
            let bytes = fs.read(&ledger.join(&name)).map_err(unread)?;
            add(format!("{ENTRY}{rest}"), bytes);
        }
    }
    Ok(files)
}

/// What has been written, by path.
#[derive(Debug, Default)]
struct Written {
    sums: Sums,
    bytes: u64,
}

impl Written {
    fn put(&mut self, fs: &dyn Fs, bytes: &[u8], staged: &Path, path: &str) -> anyhow::Result<()> {
        let to = staged.join(path);
        fs.write_new(&to, bytes)
            .map_err(|error| trouble::refused(&to, &error))?;
        self.sums.0.insert(path.to_owned(), Digest::of(bytes));
        self.bytes += u64::try_from(bytes.len()).expect("memory is smaller than 2^64");
        Ok(())
    }

    fn copy(&mut self, fs: &dyn Fs, from: &Path, staged: &Path, path: &str) -> anyhow::Result<()> {
        let to = staged.join(path);
        let digest = fs
            .copy_new(from, &to)
            .map_err(|error| trouble::refused(&to, &error))?;
        self.bytes += fs
            .size_bytes(&to)
            .map_err(|error| trouble::unreadable(&to, &error))?;
        self.sums.0.insert(path.to_owned(), digest);
        Ok(())
    }
}

/// How the front page looks.
pub(super) fn style() -> String {
    pages::style()
}
