//! One village: read, checked, rendered and written, or skipped because nothing changed.

use std::sync::Arc;

use crate::board::homes::Home;
use crate::board::memory::Memory;
use crate::board::place::Places;
use crate::board::workspace::Workspace;
use crate::board::{fingerprint, is_page};
use crate::calendar::Calendar;
use crate::diagnostic::Findings;
use crate::load::disk::{self, Listing};
use crate::pipeline::{self, Build, Input};
use crate::site::{Content, Site};
use crate::write::{self, Report};

/// What the town needs of a village, among its pages.
pub(super) const SUMMARY: &str = "data/summary.json";

/// What came of one village.
#[derive(Debug, Default)]
pub(super) struct Built {
    pub(super) findings: Findings,
    pub(super) skipped: bool,
    pub(super) failed: bool,
    pub(super) records: usize,
    pub(super) pages: usize,
    pub(super) report: Report,
}

/// Reads and checks.
pub(super) fn check(workspace: &Workspace, home: &Home) -> anyhow::Result<Findings> {
    let listing = disk::list(&workspace.root, &home.folder, &home.skip)?;
    Ok(pipeline::check(&input(workspace, home, &listing)?))
}

/// Reads, and draws the due calendar.
pub(super) fn due(workspace: &Workspace, home: &Home) -> anyhow::Result<Calendar> {
    let listing = disk::list(&workspace.root, &home.folder, &home.skip)?;
    Ok(pipeline::due(&input(workspace, home, &listing)?))
}

/// Reads, checks, renders and writes, unless inputs and output are as the last build left them.
pub(super) fn build(workspace: &Workspace, home: &Home, places: &Places) -> anyhow::Result<Built> {
    let listing = disk::list(&workspace.root, &home.folder, &home.skip)?;
    let fingerprint = fingerprint::of(workspace, &home.id, &listing)?;
    if let Some(built) = unchanged(workspace, home, places, &fingerprint) {
        return Ok(built);
    }
    let build = pipeline::build(&input(workspace, home, &listing)?, &workspace.theme)?;
    let Build {
        findings,
        site,
        summary,
        records,
    } = build;
    let memory = places.memory(home);
    let Some(site) = with_summary(site, &summary) else {
        write::note(&memory, &Memory::failed(summary).text())?;
        return Ok(Built {
            findings,
            failed: true,
            ..Built::default()
        });
    };
    let report = write::site(&site, &workspace.root, &places.of(home))?;
    write::note(&memory, &Memory::of(fingerprint, records, &findings).text())?;
    Ok(Built {
        findings,
        records,
        pages: site.files.keys().filter(|path| is_page(path)).count(),
        report,
        ..Built::default()
    })
}

/// The pages with what the town needs of them.
pub(super) fn with_summary(site: Option<Site>, summary: &serde_json::Value) -> Option<Site> {
    let mut site = site?;
    let text = format!("{summary}\n");
    site.files
        .insert(SUMMARY.to_owned(), Content::Bytes(text.into_bytes()));
    Some(site)
}

fn unchanged(
    workspace: &Workspace,
    home: &Home,
    places: &Places,
    fingerprint: &str,
) -> Option<Built> {
    let memory = Memory::read(&places.memory(home))?;
    if memory.fingerprint != fingerprint {
        return None;
    }
    let ledger = write::is_intact(&places.of(home))?;
    Some(Built {
        findings: memory.findings(&workspace.root)?,
        skipped: true,
        records: memory.records,
        pages: ledger.paths().filter(|path| is_page(path)).count(),
        report: Report {
            unchanged: ledger.paths().count(),
            ..Report::default()
        },
        failed: false,
    })
}

pub(super) fn input(
    workspace: &Workspace,
    home: &Home,
    listing: &Listing,
) -> anyhow::Result<Input> {
    Ok(Input {
        id: home.id.clone(),
        tree: disk::read(&workspace.root, listing),
        archive: workspace.archive(home)?,
        board: Arc::clone(&workspace.board),
        catalog: Arc::clone(&workspace.catalog),
        today: workspace.today,
    })
}
