//! What the ledger of a capsule speaks of is there as it was sealed, and nothing that belongs to nobody.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use crate::archive;
use crate::capsule::bag::{self, DATA, INFO, SITE};
use crate::capsule::look::Looked;
use crate::capsule::words;
use crate::ledger::change::Kind as Change;
use crate::ledger::sums::Sums;
use crate::ledger::version::Archive;
use crate::publish::examine::{Wrong, release};
use crate::storage::Fs;
use crate::trust::store::Store;

/// The villages that have an archive.
pub(super) fn ids(sums: &Sums) -> BTreeSet<String> {
    let prefix = format!("{DATA}/{}/", archive::ARCHIVE);
    let rests = sums.0.keys().filter_map(|path| path.strip_prefix(&prefix));
    rests
        .filter_map(|rest| rest.split_once('/'))
        .map(|(id, _)| id.to_owned())
        .collect()
}

/// One village: its ledger, what that speaks of, its content and its pages. Paths that belong to it become known.
pub(super) fn village(
    fs: &dyn Fs,
    folder: &Path,
    id: &str,
    (known, looked): (&mut BTreeSet<String>, &mut Looked),
) -> anyhow::Result<()> {
    let local = format!("{DATA}/{}/{id}", archive::ARCHIVE);
    if !bag::is_id(id) {
        looked.fault(Wrong::Foreign, local, "不是村的文件夹名");
        return Ok(());
    }
    let place = folder.join(&local);
    let read = archive::read(fs, &place)?;
    for damage in &read.damage {
        looked.fault(Wrong::Changed, &local, damage);
    }
    let Some(entry) = read.chain.newest() else {
        looked.fault(
            Wrong::Missing,
            format!("{local}/ledger/000001.txt"),
            "没有封存账",
        );
        return Ok(());
    };
    match archive::files(fs, &place, &read) {
        Ok(files) => known.extend(files.into_iter().map(|path| format!("{local}/{path}"))),
        Err(error) => looked.fault(Wrong::Missing, &local, format!("{error:#}")),
    }
    if let Err(error) = Store::open(fs, &place) {
        looked.fault(Wrong::Changed, &local, format!("{error:#}"));
    }
    blobs(&local, &read, looked);
    content(id, &read, (known, looked));
    let local = format!("{DATA}/{SITE}/{id}");
    match release::look(fs, &folder.join(&local), entry) {
        Ok(release) => {
            for mut fault in release.faults {
                fault.place = format!("{local}/{}", fault.place);
                looked.faults.push(fault);
            }
        }
        Err(error) => looked.fault(Wrong::Missing, &local, error.to_string()),
    }
    let prefix = format!("{local}/");
    known.extend(
        looked
            .sums
            .0
            .keys()
            .filter(|path| path.starts_with(&prefix))
            .cloned(),
    );
    looked.villages.insert(id.to_owned(), read.chain);
    Ok(())
}

/// Attachments stand under their digests.
fn blobs(local: &str, archive: &Archive, looked: &mut Looked) {
    for version in archive.versions.values() {
        let own = version.path();
        let attached = version.files.0.iter();
        for (path, digest) in attached.filter(|(path, _)| Some(path.as_str()) != own) {
            let blob = archive::blob(Path::new(local), path, *digest);
            let blob = blob.to_string_lossy().replace('\\', "/");
            if looked
                .sums
                .0
                .get(&blob)
                .is_some_and(|found| found != digest)
            {
                looked.fault(Wrong::Changed, blob, "和它的名字里的指纹不一样");
            }
        }
    }
}

/// The content is that of the newest versions; what else is there is not in the ledger, and that is said.
fn content(id: &str, archive: &Archive, (known, looked): (&mut BTreeSet<String>, &mut Looked)) {
    let own = format!("{DATA}/content/{id}/");
    let whole = format!("{DATA}/content/");
    let is_settings =
        |prefix: &str| ["village.yaml", "village.yml"].map(|name| format!("{prefix}{name}"));
    let has = |looked: &Looked, prefix: &str| {
        is_settings(prefix)
            .iter()
            .any(|path| looked.sums.0.contains_key(path))
    };
    // A board of one village may have it in `content/` itself.
    let prefix = if has(looked, &own) || !has(looked, &whole) {
        own
    } else {
        whole
    };
    if !has(looked, &prefix) {
        looked.fault(Wrong::Missing, format!("{prefix}village.yaml"), "");
    }
    let mut sealed = BTreeSet::from(is_settings(&prefix));
    for (record, sealings) in archive.chain.records() {
        let Some(newest) = sealings
            .last()
            .filter(|one| one.change.kind != Change::Keys)
        else {
            continue;
        };
        let number = newest.change.version;
        let Some(version) = archive.versions.get(&(record.to_owned(), number)) else {
            continue;
        };
        for (path, digest) in &version.files.0 {
            let path = format!("{prefix}{path}");
            match looked.sums.0.get(&path) {
                None => looked.fault(
                    Wrong::Missing,
                    &path,
                    format!("`{record}`第 {number} 版里有"),
                ),
                Some(found) if found != digest => looked.fault(
                    Wrong::Changed,
                    &path,
                    format!("和封存的`{record}`第 {number} 版不一样"),
                ),
                Some(_) => {}
            }
            sealed.insert(path);
        }
    }
    let is_record = |path: &str| {
        [".yaml", ".yml", ".md"]
            .iter()
            .any(|end| path.ends_with(end))
    };
    let others = looked
        .sums
        .0
        .keys()
        .filter(|path| path.starts_with(&prefix) && !is_shared(path));
    let others: Vec<String> = others.cloned().collect();
    for path in others {
        if is_record(&path) && !sealed.contains(&path) {
            looked.unsealed.push(path.clone());
        }
        known.insert(path);
    }
}

/// What no village owns.
fn is_shared(path: &str) -> bool {
    let rest = path.strip_prefix("data/").unwrap_or(path);
    let catalog = rest.strip_prefix("content/catalog/");
    path == bag::BACK
        || rest == "content/board.yaml"
        || catalog.is_some_and(|name| !name.contains('/'))
        || rest.starts_with("themes/")
}

pub(super) fn strangers(known: &BTreeSet<String>, looked: &mut Looked) {
    let paths = looked.sums.0.keys();
    let foreign = paths.filter(|path| !known.contains(*path) && !is_shared(path));
    let foreign: Vec<String> = foreign.cloned().collect();
    for path in foreign {
        looked.fault(Wrong::Foreign, path, "不属于哪个村，封存账里也没有");
    }
}

/// The label says what the ledger says.
pub(super) fn label(fs: &dyn Fs, folder: &Path, looked: &mut Looked) -> io::Result<()> {
    let bytes = fs.read(&folder.join(INFO))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let lines: Vec<String> = looked
        .villages
        .iter()
        .map(|(id, chain)| words::ledger_line(id, chain))
        .collect();
    for line in lines {
        if !text.lines().any(|own| own == line) {
            looked.fault(Wrong::Changed, INFO, format!("没有写明“{line}”"));
        }
    }
    Ok(())
}
