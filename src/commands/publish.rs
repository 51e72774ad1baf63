//! `sanwu publish`: sealed pages into a folder or a zip.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::NaiveDate;

use crate::board;
use crate::board::homes::Home;
use crate::board::workspace::Workspace;
use crate::capsule::look;
use crate::cli::Options;
use crate::commands::{Verdict, export, open, terminal, today};
use crate::publish::folder::Done;
use crate::publish::pages::{self, Look};
use crate::publish::release::Release;
use crate::publish::{bundle, claim, folder, head_line, town};
use crate::storage::Disk;

/// The folder of the archives.
const ARCHIVE: &str = "archive";

pub(super) fn run(
    options: &Options,
    target: &str,
    output: Option<&Path>,
    capsule: bool,
) -> anyhow::Result<Verdict> {
    let workspace = open(options)?;
    let day = today(options);
    let day = day.given.unwrap_or(day.clock);
    let output = output.map_or_else(|| options.root.join("public"), Path::to_owned);
    let sites = board::sites(&workspace, &output, &options.villages)?;
    let target = place(&workspace, target);
    let is_zip = target
        .extension()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("zip"));
    if is_zip && capsule {
        anyhow::bail!("压缩包里不放档案包；发到文件夹或 U 盘，或者 sanwu export --archive 文件夹");
    }
    let several = sites.len() > 1 || (!is_zip && town::is_town(&Disk, &target));
    let mut releases = Vec::new();
    for (home, site) in &sites {
        let archive = options.root.join(ARCHIVE).join(&home.id);
        let release = Release::of_site(&Disk, site, &archive);
        let release = release.map_err(|error| named(home, several, &error))?;
        let below = if several {
            home.id.clone()
        } else {
            String::new()
        };
        releases.push((below, release));
    }
    if is_zip {
        let count = bundle::write(&target, &releases)?;
        for (_, release) in &releases {
            terminal::say(&told(release, None, day));
        }
        let path = target.display();
        terminal::say(&format!(
            "已写入 {path}（{count} 个文件，写完又读出来核对过）\n"
        ));
        return Ok(Verdict::Clean);
    }
    if several {
        town::claim(&Disk, &target)?;
    }
    for (below, release) in &releases {
        let place = if below.is_empty() {
            target.clone()
        } else {
            target.join(below)
        };
        let _lock = claim(&Disk, &place)?;
        let look = Look {
            town: several,
            ..Look::default()
        };
        let done = folder::publish(&Disk, release, &place, look)?;
        terminal::say(&told(release, Some((&done, &place)), day));
    }
    if several {
        town::list(&Disk, &target)?;
    }
    if capsule {
        let beside = export::beside(&workspace, &options.villages, &target);
        beside.context("网页已经发布，档案包没有做成")?;
    } else if look::find(&Disk, &target).is_some() {
        terminal::say("注意: 旁边的档案包还是以前的，要一起更新加 --capsule\n");
    }
    Ok(Verdict::Clean)
}

/// A name from `board.yaml`, or a path as it was written.
fn place(workspace: &Workspace, target: &str) -> PathBuf {
    let mut named = workspace.board.targets.iter();
    match named.find(|(name, _)| name == target) {
        Some((_, path)) => workspace.root.join(path),
        None => PathBuf::from(target),
    }
}

fn named(home: &Home, several: bool, error: &anyhow::Error) -> anyhow::Error {
    if several {
        anyhow::anyhow!("{}: {error:#}", home.id)
    } else {
        anyhow::anyhow!("{error:#}")
    }
}

/// What was done, and the code to compare with the paper.
fn told(release: &Release, done: Option<(&Done, &PathBuf)>, today: NaiveDate) -> String {
    let entry = release.entry();
    let (name, _) = pages::names(&entry.origin);
    let mut text = String::new();
    if let Some((done, place)) = done {
        let place = place.display();
        let how = if done.stood {
            "，这一号原来就在，完好".to_owned()
        } else {
            format!("，写入 {} 个文件，沿用 {} 个", done.written, done.reused)
        };
        let _ = writeln!(text, "已发布: {name}第 {} 号到 {place}{how}", done.seq);
        for note in &done.notes {
            let _ = writeln!(text, "注意: {note}");
        }
    } else {
        let _ = writeln!(text, "{name}第 {} 号", entry.seq);
    }
    text.push_str(&head_line(&release.chain));
    if today > entry.valid_until {
        let _ = writeln!(
            text,
            "注意: 应更新日期 {} 已经过了，终端会提示过期；没有新内容时用 sanwu seal --renew 续期",
            entry.valid_until
        );
    }
    text
}
