//! `sanwu init`: a workspace that builds without findings, as a pattern to change.

use std::path::Path;

use crate::commands::Verdict;
use crate::commands::terminal;
use crate::write;

/// The files of a new workspace.
pub(super) const FILES: &[(&str, &str)] = &[
    ("README.md", include_str!("example/README.md")),
    ("content/board.yaml", include_str!("example/board.yaml")),
    (
        "content/dong/village.yaml",
        include_str!("example/village.yaml"),
    ),
    (
        "content/dong/finance/2025-09.yaml",
        include_str!("example/2025-09.yaml"),
    ),
    (
        "content/dong/affairs/2025-10-water.md",
        include_str!("example/2025-10-water.md"),
    ),
];

pub(super) fn run(folder: &Path) -> anyhow::Result<Verdict> {
    if folder.join("content").exists() {
        anyhow::bail!("{} 里已经有 content 文件夹，没有改动它", folder.display());
    }
    for (path, text) in FILES {
        if write::create(&folder.join(path), text)? {
            terminal::data(&format!("{path}\n"));
        } else {
            terminal::say(&format!("{path} 已经有了，没有改动它\n"));
        }
    }
    let folder = folder.display();
    terminal::say(&format!(
        "建好了。接下来: sanwu --root {folder} serve，再看 {folder}/README.md\n"
    ));
    Ok(Verdict::Clean)
}
