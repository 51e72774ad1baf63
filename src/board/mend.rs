//! What `check --fix` would change, in the town's own file and village by village.

use std::sync::Arc;

use crate::board::homes::Home;
use crate::board::workspace::{self, Workspace};
use crate::board::{Progress, chosen, parallel};
use crate::load::disk;
use crate::pipeline::{self, Input};
use crate::repair::{self, Mended};
use crate::source::SourceTree;

/// The files that can be mended, in the order of the villages; nothing is written.
///
/// # Errors
/// When a village is not known or its folder cannot be walked.
pub(crate) fn mend(
    workspace: &Workspace,
    only: &[String],
    progress: Progress<'_>,
) -> anyhow::Result<Vec<Mended>> {
    let homes = chosen(workspace, only)?;
    let mut all = Vec::new();
    if only.is_empty() && !workspace.settings.text.is_empty() {
        let files = [Arc::clone(&workspace.settings)];
        all = repair::mend(&files, &|files| {
            workspace::check_board(&files[0], workspace.is_single)
        });
    }
    for mended in parallel::map(&homes, progress, |home| village(workspace, home)) {
        all.append(&mut mended?);
    }
    Ok(all)
}

fn village(workspace: &Workspace, home: &Home) -> anyhow::Result<Vec<Mended>> {
    let listing = disk::list(&workspace.root, &home.folder, &home.skip)?;
    let tree = disk::read(&workspace.root, &listing);
    let files = tree.files.clone();
    let archive = workspace.archive(home)?;
    Ok(repair::mend(&files, &|files| {
        pipeline::check(&Input {
            id: home.id.clone(),
            tree: SourceTree {
                folder: tree.folder.clone(),
                files: files.to_vec(),
                assets: tree.assets.clone(),
                strays: tree.strays.clone(),
                unread: tree.unread.clone(),
            },
            archive: archive.clone(),
            board: Arc::clone(&workspace.board),
            catalog: Arc::clone(&workspace.catalog),
            today: workspace.today,
        })
    }))
}
