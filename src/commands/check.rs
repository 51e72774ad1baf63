//! `sanwu check`: findings, and nothing is written.

use crate::board;
use crate::cli::{CheckFormat, Options};
use crate::commands::terminal::{self, Terminal};
use crate::commands::{Verdict, open, verdict};
use crate::diagnostic::{json, sarif, text};
use crate::repair;

/// How the findings are looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    /// Warnings count as errors.
    pub(super) strict: bool,
    /// What could be mended has been.
    pub(super) fixed: bool,
}

pub(super) fn run(
    options: &Options,
    format: CheckFormat,
    asked: Asked,
    terminal: &Terminal,
) -> anyhow::Result<Verdict> {
    let workspace = open(options)?;
    let mut findings = terminal.with_progress("检查", |progress| {
        board::check(&workspace, &options.villages, progress)
    })?;
    if asked.strict {
        findings.harden();
    }
    if asked.fixed {
        repair::decline(&mut findings);
    }
    match format {
        CheckFormat::Text => terminal::say(&text::render(&findings, terminal.colour)),
        CheckFormat::Json => {
            let document = json::document(&findings, &workspace.today.to_string());
            terminal::data(&format!("{document:#}\n"));
        }
        CheckFormat::Sarif => terminal::data(&format!("{:#}\n", sarif::document(&findings))),
    }
    Ok(verdict(&findings))
}
