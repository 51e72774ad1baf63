//! A workspace built again from a capsule, for a village that has lost its computer.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::board::seal::sums;
use crate::capsule::bag::DATA;
use crate::capsule::{Pages, look, place};
use crate::ledger::chain::Chain;
use crate::publish::{staging, trouble, walk};
use crate::storage::Fs;

/// So many faults are told.
const TOLD: usize = 10;

/// What was done.
#[derive(Debug)]
pub(crate) struct Restored {
    /// The capsule that was used.
    pub(crate) from: PathBuf,
    /// Files put back.
    pub(crate) files: usize,
    /// The villages with their ledgers.
    pub(crate) villages: BTreeMap<String, Chain>,
    /// What is worth knowing.
    pub(crate) notes: Vec<String>,
}

/// Builds the workspace in a folder that is not there yet, or is empty; it stands whole, or nothing does.
///
/// # Errors
/// When the capsule is not as it was made, would not give the sealed pages, or the disk refuses.
pub(crate) fn restore(
    fs: &dyn Fs,
    from: &Path,
    place: &Path,
    pages: Pages<'_>,
) -> anyhow::Result<Restored> {
    let bag = look::find(fs, from).with_context(|| {
        format!(
            "{} 里没有档案包（应有 bagit.txt，或文件夹 sanwu-capsule）",
            from.display()
        )
    })?;
    let looked = look::look(fs, &bag)?;
    if !looked.faults.is_empty() {
        let told = looked
            .faults
            .iter()
            .take(TOLD)
            .map(|fault| format!("\n  {}", fault.line()));
        let told: String = told.collect();
        let more = match looked.faults.len().saturating_sub(TOLD) {
            0 => String::new(),
            count => format!("\n  还有 {count} 处"),
        };
        anyhow::bail!(
            "{} 和做好时不一样，没有写入任何东西:{told}{more}",
            bag.display()
        );
    }
    let work = place::beside(fs, place, "sanwu-init")?;
    let finish = || {
        let files = stage(fs, &bag, &looked, &work)?;
        let mut notes = prove(&looked, &work, pages)?;
        if !looked.unsealed.is_empty() {
            let told = looked
                .unsealed
                .iter()
                .map(|path| path.trim_start_matches("data/"));
            notes.push(format!(
                "这些记录不在封存账里（内部存档的，或没有封存过），只有档案包自己的清单作证: {}",
                told.collect::<Vec<_>>().join("、")
            ));
        }
        place::name(fs, &work, place)?;
        Ok((files, notes))
    };
    let done = finish().inspect_err(|_: &anyhow::Error| drop(walk::clear(fs, &work)));
    let (files, notes) = done?;
    Ok(Restored {
        from: bag,
        files,
        villages: looked.villages,
        notes,
    })
}

/// Copies what belongs to the workspace; every file is what the list says, read as it is copied.
fn stage(fs: &dyn Fs, bag: &Path, looked: &look::Looked, work: &Path) -> anyhow::Result<usize> {
    let data = bag.join(DATA);
    let mut bytes = 0_u64;
    for (path, _) in look::kept(&looked.sums) {
        let from = data.join(path);
        let size = fs.size_bytes(&from);
        bytes = bytes.saturating_add(size.map_err(|error| trouble::unreadable(&from, &error))?);
    }
    let folders = staging::folders(fs, work, look::kept(&looked.sums).map(|(path, _)| path))?;
    staging::room(fs, work, bytes)?;
    let mut files = 0;
    for (path, digest) in look::kept(&looked.sums) {
        let to = work.join(path);
        let copied = fs.copy_new(&data.join(path), &to);
        if copied.map_err(|error| trouble::refused(&to, &error))? != digest {
            anyhow::bail!("{path} 读两次不一样，这个盘不可靠，没有写入；换一个盘或另一份档案包");
        }
        files += 1;
    }
    staging::sync(fs, &folders)?;
    for (path, digest) in look::kept(&looked.sums) {
        let to = work.join(path);
        let written = fs.digest(&to);
        if written.map_err(|error| trouble::unreadable(&to, &error))? != digest {
            anyhow::bail!("写进去的 {path} 读出来不一样，这个盘不可靠，没有写入；换一个盘");
        }
    }
    Ok(files)
}

/// The pages made again are those that were sealed. Another version of the program may draw them otherwise; then that is said.
fn prove(looked: &look::Looked, work: &Path, pages: Pages<'_>) -> anyhow::Result<Vec<String>> {
    let mut notes = Vec::new();
    for (id, chain) in &looked.villages {
        let entry = chain
            .newest()
            .expect("a village without a ledger is a fault");
        let made = pages(work, id, entry.time.date_naive());
        let differs = match made {
            Ok(site) if sums(&site).digest() == entry.sums => continue,
            Ok(_) => "重做的网页和封存时不一样".to_owned(),
            Err(error) => format!("重做不出网页（{error:#}）"),
        };
        let (own, theirs) = (
            concat!("sanwu ", env!("CARGO_PKG_VERSION")),
            &entry.generator,
        );
        if own == theirs {
            anyhow::bail!(
                "{id}: {differs}，封存账里没有的内容（主题、目录、village.yaml、内部存档的记录）被动过，没有写入任何东西"
            );
        }
        notes.push(format!(
            "{id}: {differs}。封存时用的是 {theirs}，现在是 {own}；封存时的网页在档案包的 data/site/{id} 里"
        ));
    }
    Ok(notes)
}
