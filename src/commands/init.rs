//! `sanwu init`: a workspace that builds without findings, as a pattern to change; or one built again from a capsule.

use std::fmt::Write as _;
use std::path::Path;

use crate::board::keep;
use crate::capsule::restore;
use crate::commands::Verdict;
use crate::commands::terminal;
use crate::ledger::chain::head_code;
use crate::publish::pages::names;
use crate::storage::Disk;
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

/// Builds a lost workspace again.
pub(super) fn restore(folder: &Path, from: &Path) -> anyhow::Result<Verdict> {
    let place = std::path::absolute(folder)?;
    let done = restore::restore(&Disk, from, &place, &keep::pages)?;
    let folder = folder.display();
    let mut text = format!(
        "从 {} 重建好了 {folder}，{} 个文件，逐个核对过\n",
        done.from.display(),
        done.files
    );
    for (id, chain) in &done.villages {
        let entry = chain.newest().expect("a restored village has a ledger");
        let (name, _) = names(&entry.origin);
        let code = head_code(entry.digest());
        let _ = writeln!(
            text,
            "{name}（{id}）到第 {} 号，总核对码: {code}",
            entry.seq
        );
    }
    text.push_str("和墙上最新的封存单对一遍，数字一样再往下做\n");
    for note in &done.notes {
        let _ = writeln!(text, "注意: {note}");
    }
    text.push_str("没有带回来的: 草稿，没有写进记录的文件，私钥（从自己的备份里拿）\n");
    text.push_str(
        "git 的历史从头开始: 封存账才是档案，git 是第二见证；下一次封存时在新工作区里另建\n",
    );
    let _ = writeln!(text, "接下来: sanwu --root {folder} build");
    terminal::say(&text);
    Ok(Verdict::Clean)
}
