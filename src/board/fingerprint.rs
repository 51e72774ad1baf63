//! What tells that nothing changed: a digest over everything a village's pages are made from.

use sha2::{Digest as _, Sha256};

use crate::archive;
use crate::board::workspace::Workspace;
use crate::load::disk::Listing;
use crate::site::hex;
use crate::storage::Disk;

/// A digest in the making; lengths go in as well, so that no two inputs run together.
#[derive(Debug, Default, Clone)]
struct Print(Sha256);

impl Print {
    fn add(mut self, text: &str) -> Self {
        self.0.update(text.len().to_string());
        self.0.update([0]);
        self.0.update(text);
        self
    }
}

/// The digest of one village: its files by size and time stamp, and all that it shares with the others.
///
/// # Errors
/// When the archive cannot be read.
pub(super) fn of(workspace: &Workspace, id: &str, listing: &Listing) -> anyhow::Result<String> {
    let mut print = Print::default()
        .add(&program())
        .add(&workspace.catalog.fingerprint)
        .add(&workspace.theme.fingerprint)
        .add(&workspace.today.to_string())
        .add(&workspace.settings.text)
        .add(id);
    // The newest entry stands for the whole archive.
    let folder = archive::folder(&workspace.root, id);
    print = print.add(&archive::newest(&Disk, &folder)?);
    for (path, stamp) in &listing.files {
        print = print
            .add(path)
            .add(&stamp.size_bytes.to_string())
            .add(&stamp.modified_ns.to_string());
    }
    for (path, reason) in &listing.strays {
        print = print.add(path).add(reason);
    }
    Ok(hex(&print.0.finalize()))
}

/// The version, and the very binary: two of one version may differ while one of them is being written.
fn program() -> String {
    let binary = std::env::current_exe().and_then(std::fs::metadata);
    let stamp = binary.and_then(|data| Ok((data.len(), data.modified()?)));
    format!("{} {:?}", env!("CARGO_PKG_VERSION"), stamp.ok())
}
