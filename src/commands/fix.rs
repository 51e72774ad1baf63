//! `sanwu check --fix`: mends what has one safe repair, and shows each line that changed.

use std::fmt::Write as _;

use crate::board::mend;
use crate::cli::Options;
use crate::commands::open;
use crate::commands::terminal::{self, Terminal};
use crate::repair::{self, Mended};
use crate::write::{self, Amendment};

/// Shows the changes and, unless the clerk only wants to look, makes them.
pub(super) fn run(options: &Options, dry_run: bool, terminal: &Terminal) -> anyhow::Result<()> {
    let workspace = open(options)?;
    let mended = terminal.with_progress("修改", |progress| {
        mend::mend(&workspace, &options.villages, progress)
    })?;
    if !dry_run {
        let amendments: Vec<Amendment> = mended
            .iter()
            .map(|mended| Amendment {
                path: workspace.root.join(&mended.before.path),
                digest: mended.before.digest,
                text: mended.after.clone(),
            })
            .collect();
        write::amend(&amendments)?;
    }
    terminal::say(&told(&mended, dry_run));
    Ok(())
}

/// The changes, and how many there are.
fn told(mended: &[Mended], dry_run: bool) -> String {
    let mut text: String = mended.iter().map(repair::diff).collect();
    let count: usize = mended.iter().map(|mended| mended.count).sum();
    let files = mended.len();
    let _ = match (files, dry_run) {
        (0, _) => writeln!(text, "没有可以自动改的问题"),
        (_, true) => writeln!(text, "只看不改: {files} 个文件里有 {count} 处可以自动改"),
        (_, false) => writeln!(text, "改好了 {files} 个文件, {count} 处"),
    };
    text.push('\n');
    text
}
