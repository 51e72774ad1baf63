//! What a kiosk's own server may hand out: files that the sealed lists name, and only with the sealed content.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::RwLock;

use crate::publish::examine::ledger;
use crate::publish::examine::release;
use crate::publish::layout::{POINTER, RELEASES, number};
use crate::publish::{pages, standing};
use crate::storage::{Disk, Fs};
use crate::value::digest::Digest;

/// A file asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Page {
    /// Its content.
    Bytes(Vec<u8>),
    /// Its content is not the sealed one.
    Altered,
    /// Nothing of that name is handed out.
    Missing,
}

/// The files of a target by path.
#[derive(Debug)]
pub(crate) struct Shelf {
    folder: PathBuf,
    files: RwLock<Files>,
}

#[derive(Debug, Default)]
struct Files {
    pointer: Vec<u8>,
    digests: BTreeMap<String, Digest>,
}

impl Shelf {
    /// Looks at a target; nothing is read from it that a list does not name.
    pub(crate) fn new(folder: &Path) -> Self {
        let shelf = Self {
            folder: folder.to_owned(),
            files: RwLock::default(),
        };
        shelf.refresh();
        shelf
    }

    /// The file behind a path of the target.
    pub(crate) fn get(&self, path: &str) -> Page {
        if path == POINTER {
            self.follow();
        }
        let files = self.files.read().expect("no thread panics with the lock");
        let Some((known, digest)) = files.digests.get_key_value(path) else {
            return Page::Missing;
        };
        match Disk.read(&self.folder.join(known)) {
            Ok(bytes) if Digest::of(&bytes) == *digest => Page::Bytes(bytes),
            Ok(_) => Page::Altered,
            Err(_) => Page::Missing,
        }
    }

    /// A new release is there when the pointer changed.
    fn follow(&self) {
        let pointer = Disk.read(&self.folder.join(POINTER)).unwrap_or_default();
        let files = self.files.read().expect("no thread panics with the lock");
        let is_same = files.pointer == pointer;
        drop(files);
        if !is_same {
            self.refresh();
        }
    }

    fn refresh(&self) {
        let files = listed(&self.folder);
        *self.files.write().expect("no thread panics with the lock") = files;
    }
}

/// Every file that may be handed out, with its digest.
fn listed(folder: &Path) -> Files {
    let mut digests = BTreeMap::new();
    let pointer = Disk.read(&folder.join(POINTER)).unwrap_or_default();
    let text = String::from_utf8_lossy(&pointer).into_owned();
    let kept = ledger::read(&Disk, folder).unwrap_or_default();
    let served = pages::leads_to(&text);
    for (entry, _) in kept.chain.entries() {
        let name = format!("ledger/{}.txt", number(entry.seq));
        digests.insert(name, entry.digest());
        if Some(entry.seq) == served && pages::unlike_pointer(&text, entry).is_none() {
            digests.insert(POINTER.to_owned(), Digest::of(&pointer));
        }
    }
    for (path, bytes) in &kept.letters {
        digests.insert(path.clone(), Digest::of(bytes));
    }
    for (path, ours) in [
        (pages::BACK_PATH, pages::back()),
        (pages::STYLE_PATH, pages::style()),
    ] {
        let bytes = Disk.read(&folder.join(path)).unwrap_or_default();
        if pages::unlike(&String::from_utf8_lossy(&bytes), &ours).is_none() {
            digests.insert(path.to_owned(), Digest::of(&bytes));
        }
    }
    for seq in standing::releases(&Disk, folder).unwrap_or_default() {
        let entry = kept.chain.entries().find(|(entry, _)| entry.seq == seq);
        let Some((entry, _)) = entry else {
            continue;
        };
        let name = format!("{RELEASES}/{}", number(seq));
        let Some(list) = release::sealed_list(&Disk, &folder.join(&name), entry) else {
            continue;
        };
        digests.insert(format!("{name}/SHA256SUMS"), entry.sums);
        digests.insert(format!("{name}/manifest.txt"), entry.digest());
        let pages = list.0.into_iter();
        digests.extend(pages.map(|(path, digest)| (format!("{name}/{path}"), digest)));
    }
    Files { pointer, digests }
}
