//! A folder to findings or pages in one call: what tests use instead of the command line.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::bail;
use chrono::NaiveDate;

use crate::archive;
use crate::board::workspace::{self, Today, Workspace};
use crate::board::{self, mend, rules};
use crate::calendar::{self, Calendar};
use crate::diagnostic::{Level, json, text};
use crate::load::disk;
use crate::pipeline::{self, Build, Input};
use crate::render::contract;
use crate::site::Content;
use crate::storage::Disk;
use crate::write::pictures;

/// How a folder is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The day of the run.
    pub today: NaiveDate,
    /// Whether the files are handed over in the opposite order; nothing may depend on it.
    pub is_reversed: bool,
}

impl Look {
    /// On this day, in the usual order.
    pub fn on(today: NaiveDate) -> Self {
        Self {
            today,
            is_reversed: false,
        }
    }
}

/// What was found in a folder, for people and for programs.
#[derive(Debug, Clone)]
pub struct Checked {
    /// As `sanwu check` prints it.
    pub text: String,
    /// As `sanwu check --format json` prints it.
    pub json: serde_json::Value,
}

/// Checks the workspace in a folder: the town's files and every village.
///
/// # Errors
/// When there is no workspace, or it cannot be read.
pub fn check_folder(root: &Path, look: Look) -> anyhow::Result<Checked> {
    let workspace = open(root, look)?;
    let mut findings = workspace.findings.clone();
    for input in inputs(&workspace, look)? {
        findings.append(pipeline::check(&input));
    }
    Ok(Checked {
        text: text::render(&findings, false),
        json: json::document(&findings, &look.today.to_string()),
    })
}

/// What `check --fix` would write: path to text of each file that it would change.
///
/// # Errors
/// When there is no workspace, or it cannot be read.
pub fn mend_folder(root: &Path, look: Look) -> anyhow::Result<BTreeMap<String, String>> {
    let workspace = open(root, look)?;
    let mended = mend::mend(&workspace, &[], &|_, _| {})?;
    let texts = mended.into_iter();
    Ok(texts
        .map(|mended| (mended.before.path.clone(), mended.after))
        .collect())
}

/// Builds every village: path below the output folder to content. An attachment is given by where it is copied from,
/// a picture by the bytes that are published.
///
/// # Errors
/// When there is no workspace, a finding stops a village, or the theme fails.
pub fn build_folder(root: &Path, look: Look) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let workspace = open(root, look)?;
    let mut pages = BTreeMap::new();
    for input in inputs(&workspace, look)? {
        let Build { site, findings, .. } = pipeline::build(&input, &workspace.theme)?;
        let Some(site) = site else {
            bail!(
                "{} 个错误，没有生成\n{}",
                findings.count(Level::Error),
                text::render(&findings, false)
            );
        };
        for (path, content) in site.files {
            let bytes = match content {
                Content::Bytes(bytes) => bytes,
                Content::Copy { from, .. } => format!("copy of {from}").into_bytes(),
                Content::Picture { from, sha256, form } => {
                    pictures::made(&workspace.root.join(from), &sha256, &[form])?.concat()
                }
            };
            let path = if workspace.is_single {
                path
            } else {
                format!("{}/{path}", input.id)
            };
            pages.insert(path, bytes);
        }
    }
    Ok(pages)
}

/// The registers of all villages, as `sanwu due --format json` prints them.
///
/// # Errors
/// When there is no workspace, or it cannot be read.
pub fn due_folder(root: &Path, look: Look) -> anyhow::Result<serde_json::Value> {
    let workspace = open(root, look)?;
    let inputs = inputs(&workspace, look)?;
    let calendars: Vec<Calendar> = inputs.iter().map(pipeline::due).collect();
    Ok(calendar::json::document(
        &calendars,
        &look.today.to_string(),
    ))
}

/// Every code that can be found, in ascending order.
pub fn codes() -> Vec<&'static str> {
    rules::all().into_keys().collect()
}

/// What templates are given: the keys of each page, views with their fields, and the words of choices.
pub fn theme_contract() -> serde_json::Value {
    contract::document()
}

/// The fields that the own templates of a workspace's theme ask for, as `RecordPage.title`.
///
/// # Errors
/// When the theme is not there or has mistakes.
pub fn theme_uses(root: &Path, name: &str) -> anyhow::Result<BTreeSet<String>> {
    Ok(board::theme::load(root, name)?.uses())
}

fn open(root: &Path, look: Look) -> anyhow::Result<Workspace> {
    let today = Today {
        given: Some(look.today),
        clock: look.today,
    };
    workspace::open(root, today)
}

fn inputs(workspace: &Workspace, look: Look) -> anyhow::Result<Vec<Input>> {
    let mut inputs = Vec::new();
    for home in &workspace.villages {
        let listing = disk::list(&workspace.root, &home.folder, &home.skip)?;
        let mut tree = disk::read(&workspace.root, &listing);
        if look.is_reversed {
            tree.files.reverse();
        }
        inputs.push(Input {
            id: home.id.clone(),
            tree,
            archive: archive::read(&Disk, &archive::folder(&workspace.root, &home.id))?,
            board: Arc::clone(&workspace.board),
            catalog: Arc::clone(&workspace.catalog),
            today: look.today,
        });
    }
    Ok(inputs)
}
