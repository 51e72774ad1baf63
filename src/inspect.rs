//! A folder to findings or pages in one call: what tests use instead of the command line.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::diagnostic::{Findings, Level, json, text};
use crate::load::disk;
use crate::model::board::Board;
use crate::pipeline::{self, Build, Input};
use crate::render::Theme;
use crate::site::Content;
use crate::{check, load, yaml};

/// The folder that holds villages, or is one.
const CONTENT: &str = "content";

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
    /// Whether a finding stops publishing.
    pub is_stopped: bool,
}

/// Checks every village of `root/content`, or the one that lies in it.
///
/// # Errors
/// When there is no village, or the folder cannot be read.
pub fn check_folder(root: &Path, look: Look) -> anyhow::Result<Checked> {
    let mut findings = Findings::default();
    for input in inputs(root, look)? {
        findings.append(pipeline::check(&input));
    }
    Ok(Checked {
        text: text::render(&findings, false),
        json: json::document(&findings, &look.today.to_string()),
        is_stopped: findings.count(Level::Error) > 0,
    })
}

/// Builds every village: path below the output folder to content. An attachment is given by where it is copied from.
///
/// # Errors
/// When there is no village, a finding stops it, or the theme fails.
pub fn build_folder(root: &Path, look: Look) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let theme = Theme::load("default", &|_| None)?;
    let mut pages = BTreeMap::new();
    for input in inputs(root, look)? {
        let prefix = match input.tree.folder.as_str() {
            CONTENT => String::new(),
            _ => format!("{}/", input.id),
        };
        let Build { site, findings, .. } = pipeline::build(&input, &theme)?;
        let Some(site) = site else {
            bail!("有错误，没有生成\n{}", text::render(&findings, false));
        };
        for (path, content) in site.files {
            let bytes = match content {
                Content::Bytes(bytes) => bytes,
                Content::Copy { from, .. } => format!("copy of {from}").into_bytes(),
            };
            pages.insert(format!("{prefix}{path}"), bytes);
        }
    }
    Ok(pages)
}

/// Every code that can be found in a village, in ascending order.
pub fn codes() -> Vec<&'static str> {
    let read = yaml::rules::RULES.iter().chain(load::rules::RULES);
    let mut codes: Vec<_> = read
        .map(|rule| rule.code)
        .chain(check::CHECKS.iter().map(|check| check.rule.code))
        .collect();
    codes.sort_unstable();
    codes
}

fn inputs(root: &Path, look: Look) -> anyhow::Result<Vec<Input>> {
    let content = root.join(CONTENT);
    let is_village = |folder: &Path| disk::exists(&folder.join("village.yaml"));
    let homes: Vec<(String, String)> = if is_village(&content) {
        vec![(CONTENT.to_owned(), CONTENT.to_owned())]
    } else {
        let folders = disk::folders(&content).into_iter();
        folders
            .filter(|name| is_village(&content.join(name)))
            .map(|name| (name.clone(), format!("{CONTENT}/{name}")))
            .collect()
    };
    if homes.is_empty() {
        bail!("{} 里没有 village.yaml", content.display());
    }
    let board = Arc::new(Board {
        rules: "national".to_owned(),
        ..Board::default()
    });
    let catalog = Arc::new(Catalog::embedded());
    homes
        .into_iter()
        .map(|(id, folder)| {
            let listing = disk::list(root, &folder, &[])
                .with_context(|| format!("读不了 {folder}"))?;
            let mut tree = disk::read(root, &listing);
            if look.is_reversed {
                tree.files.reverse();
            }
            Ok(Input {
                id,
                tree,
                board: Arc::clone(&board),
                catalog: Arc::clone(&catalog),
                today: look.today,
            })
        })
        .collect()
}
