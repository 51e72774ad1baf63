//! The stages of one build, one by one, for `benches/`; no other use is meant, and nothing here is kept stable.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::board::workspace::{self, Today, Workspace};
use crate::board::{self, Request};
use crate::check;
use crate::diagnostic::Level;
use crate::ledger::version::Archive;
use crate::load::{self, Loaded, disk};
use crate::pipeline::{self, Input};
use crate::render;
use crate::site::Content;

/// A workspace that is open.
#[derive(Debug)]
pub struct Bench(Workspace);

/// The files of a village in memory.
#[derive(Debug)]
pub struct Source(Input);

/// A village as read from them.
#[derive(Debug)]
pub struct Village(Loaded);

/// What a whole build came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Records shown.
    pub records: usize,
    /// Pages that stand.
    pub pages: usize,
    /// Files written.
    pub written: usize,
    /// Findings of level error.
    pub errors: usize,
}

impl Bench {
    /// Opens the workspace in `root`, whose board names its 演示日期.
    ///
    /// # Errors
    /// When there is no workspace.
    pub fn open(root: &Path) -> anyhow::Result<Self> {
        let today = Today {
            given: None,
            clock: NaiveDate::MIN,
        };
        Ok(Self(workspace::open(root, today)?))
    }

    /// Reads all villages into memory.
    ///
    /// # Errors
    /// When a folder cannot be walked.
    pub fn read(&self) -> anyhow::Result<Vec<Source>> {
        let homes = self.0.villages.iter();
        homes
            .map(|home| {
                let listing = disk::list(&self.0.root, &home.folder, &home.skip)?;
                Ok(Source(Input {
                    id: home.id.clone(),
                    tree: disk::read(&self.0.root, &listing),
                    archive: Archive::default(),
                    board: Arc::clone(&self.0.board),
                    catalog: Arc::clone(&self.0.catalog),
                    today: self.0.today,
                }))
            })
            .collect()
    }

    /// Load alone: text to typed records.
    pub fn load(&self, source: &Source) -> Village {
        let Input {
            tree, archive, id, ..
        } = &source.0;
        Village(load::village(
            tree,
            archive,
            id,
            &self.0.board,
            &self.0.catalog,
        ))
    }

    /// Check alone; returns how many problems there are.
    pub fn check(&self, source: &Source, village: &Village) -> usize {
        let problems = check::village(
            &village.0.village,
            &self.0.catalog,
            &source.0.tree,
            self.0.today,
        );
        problems.len()
    }

    /// Render alone; returns how many bytes the pages have.
    ///
    /// # Errors
    /// When a template fails.
    pub fn render(&self, source: &Source, village: &Village) -> anyhow::Result<usize> {
        let context = render::Context {
            board: &self.0.board,
            catalog: &self.0.catalog,
            today: self.0.today,
            folder: &source.0.tree.folder,
            rule_title: pipeline::rule_title,
        };
        let rendered = render::village(&village.0.village, &context, &self.0.theme)?;
        let contents = rendered.site.files.values();
        Ok(contents
            .map(|content| match content {
                Content::Bytes(bytes) => bytes.len(),
                Content::Copy { .. } | Content::Picture { .. } => 0,
            })
            .sum())
    }

    /// What `sanwu build --output` does.
    ///
    /// # Errors
    /// When the disk refuses or a template fails.
    pub fn build(&self, output: &Path) -> anyhow::Result<Counts> {
        let request = Request {
            output: output.to_owned(),
            ..Request::default()
        };
        let outcome = board::build(&self.0, &request, &|_, _| ())?;
        Ok(Counts {
            records: outcome.records,
            pages: outcome.pages,
            written: outcome.report.written,
            errors: outcome.findings.count(Level::Error),
        })
    }
}
