//! What time capsules ask of a workspace: what belongs into one, and the pages made again from what lies in one.

use std::path::Path;

use anyhow::Context as _;
use chrono::NaiveDate;

use crate::board::homes::Home;
use crate::board::seal;
use crate::board::village;
use crate::board::workspace::{self, Today, Workspace};
use crate::board::{chosen, theme};
use crate::diagnostic::Level;
use crate::load::disk;
use crate::pipeline::{self, Keep};
use crate::site::Site;

/// The villages asked for.
///
/// # Errors
/// When one is not known.
pub(crate) fn homes(workspace: &Workspace, only: &[String]) -> anyhow::Result<Vec<Home>> {
    chosen(workspace, only)
}

/// What of a village belongs into a capsule.
///
/// # Errors
/// When a file cannot be read.
pub(crate) fn village(
    workspace: &Workspace,
    home: &Home,
    since: NaiveDate,
) -> anyhow::Result<Keep> {
    let listing = disk::list(&workspace.root, &home.folder, &home.skip)?;
    let input = village::input(workspace, home, &listing)?;
    seal::kept(workspace, &input, since)
}

/// The files that all villages of a workspace share, by path relative to its root: the town, its catalogue, its theme.
///
/// # Errors
/// When the theme cannot be used.
pub(crate) fn shared(workspace: &Workspace) -> anyhow::Result<Vec<String>> {
    let mut files = Vec::new();
    if disk::exists(&workspace.root.join("content/board.yaml")) {
        files.push("content/board.yaml".to_owned());
    }
    for path in disk::texts(&workspace.root.join("content/catalog"), &["yaml", "yml"]) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        files.push(format!("content/catalog/{name}"));
    }
    files.extend(theme::used(&workspace.root, &workspace.board.theme)?);
    Ok(files)
}

/// The pages of a village as the workspace in a folder gives them on a day, every picture made.
///
/// # Errors
/// When the workspace cannot be read or something in it stands against publishing; then it says what.
pub(crate) fn pages(root: &Path, id: &str, on: NaiveDate) -> anyhow::Result<Site> {
    let today = Today {
        given: Some(on),
        clock: on,
    };
    let workspace = workspace::open(root, today)?;
    if let Some(first) = first_error(&workspace.findings) {
        anyhow::bail!("{first}");
    }
    let home = workspace.villages.iter().find(|home| home.id == id);
    let home = home.with_context(|| format!("没有`{id}`这个村"))?;
    let listing = disk::list(&workspace.root, &home.folder, &home.skip)?;
    let input = village::input(&workspace, home, &listing)?;
    let build = pipeline::build(&input, &workspace.theme)?;
    if let Some(first) = first_error(&build.findings) {
        anyhow::bail!("{first}");
    }
    let site = village::with_summary(build.site, &build.summary);
    seal::drawn(site.context("检查没有通过")?, &workspace)
}

/// The first error, with its code and place.
pub(crate) fn first_error(findings: &crate::diagnostic::Findings) -> Option<String> {
    let mut found = findings.iter();
    let finding = found.find(|finding| finding.level == Level::Error)?;
    let file = &finding.place.file.path;
    Some(format!(
        "{file}: {}[{}]",
        finding.message, finding.rule.code
    ))
}
