//! Many villages: in parallel, skipped when unchanged, folded into the town's pages.

mod fingerprint;
pub(crate) mod homes;
pub(crate) mod keep;
pub(crate) mod log;
mod memory;
pub(crate) mod mend;
mod notes;
pub(crate) mod origin;
pub(crate) mod packs;
mod parallel;
pub(crate) mod place;
pub(crate) mod rules;
pub(crate) mod seal;
#[cfg(test)]
mod tests;
pub(crate) mod theme;
mod village;
pub(crate) mod workspace;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::board::homes::Home;
use crate::board::memory::Memory;
use crate::board::packs::{Pack, Taken};
use crate::board::place::{Places, Shard};
use crate::board::village::Built;
use crate::board::workspace::{CONTENT, Workspace};
use crate::calendar::Calendar;
use crate::diagnostic::{Findings, Level};
use crate::load::disk;
use crate::load::names::nearest;
use crate::pipeline;
use crate::render::{self, Context, Summary};
use crate::site::MANIFEST;
use crate::write::ledger::Ledger;
use crate::write::{self, Report, output};

/// What to build and where to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    /// The output folder.
    pub(crate) output: PathBuf,
    /// Addresses of villages; all where empty.
    pub(crate) only: Vec<String>,
    /// A share of the villages, without the town's pages.
    pub(crate) shard: Option<Shard>,
    /// The town's pages alone, from the summaries that stand.
    pub(crate) board_only: bool,
}

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// Everything found, skipped villages included.
    pub(crate) findings: Findings,
    /// Villages looked at.
    pub(crate) villages: usize,
    /// Of these, unchanged and skipped whole.
    pub(crate) skipped: usize,
    /// Addresses of villages with an error: their last good pages stand.
    pub(crate) failed: Vec<String>,
    /// What villages without a folder here handed in and was not seen before, a line each.
    pub(crate) received: Vec<String>,
    /// Records shown.
    pub(crate) records: usize,
    /// Pages that stand.
    pub(crate) pages: usize,
    /// Files written, left and removed.
    pub(crate) report: Report,
}

/// Called with the number of villages done and of all.
pub(crate) type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Checks villages and writes nothing.
///
/// # Errors
/// When a village is not known or its folder cannot be walked.
pub(crate) fn check(
    workspace: &Workspace,
    only: &[String],
    progress: Progress<'_>,
) -> anyhow::Result<Findings> {
    let homes = chosen(workspace, only)?;
    let mut findings = workspace.findings.clone();
    for found in parallel::map(&homes, progress, |home| village::check(workspace, home)) {
        findings.append(found?);
    }
    Ok(findings)
}

/// Draws the due calendar of villages and writes nothing.
///
/// # Errors
/// When a village is not known or its folder cannot be walked.
pub(crate) fn due(
    workspace: &Workspace,
    only: &[String],
    progress: Progress<'_>,
) -> anyhow::Result<Vec<Calendar>> {
    let homes = chosen(workspace, only)?;
    let drawn = parallel::map(&homes, progress, |home| village::due(workspace, home));
    drawn.into_iter().collect()
}

/// Brings the output in line with the workspace. A village with an error keeps its last good pages; an error in the
/// town's own files concerns every page, so nothing is written then.
///
/// # Errors
/// When the disk refuses or the theme fails; villages that were finished stand complete.
pub(crate) fn build(
    workspace: &Workspace,
    request: &Request,
    progress: Progress<'_>,
) -> anyhow::Result<Outcome> {
    let (mut homes, mut packs) = asked(workspace, &request.only)?;
    if let Some(shard) = request.shard {
        homes = shard.share(&homes);
        packs.clear();
    }
    if workspace.findings.count(Level::Error) > 0 {
        return Ok(Outcome {
            findings: check(workspace, &request.only, progress)?,
            villages: homes.len(),
            failed: homes.iter().map(|home| home.id.clone()).collect(),
            ..Outcome::default()
        });
    }
    if request.board_only {
        homes.clear();
        packs.clear();
    }
    let _lock = output::claim(&request.output)?;
    let places = Places::new(&request.output, workspace.is_single);
    let built = parallel::map(&homes, progress, |home| {
        village::build(workspace, home, &places)
    });
    let mut outcome = Outcome {
        findings: workspace.findings.clone(),
        villages: homes.len() + packs.len(),
        ..Outcome::default()
    };
    let mut failure = None;
    for (home, built) in homes.iter().zip(built) {
        match built {
            Ok(built) => outcome.add(home, built),
            // The other villages are finished and counted before the first refusal is told.
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    if let Some(error) = failure {
        return Err(error);
    }
    for pack in packs {
        let taken = packs::receive(workspace, pack, &places)?;
        outcome.take(pack, taken);
    }
    if request.shard.is_some() {
        return Ok(outcome);
    }
    if request.only.is_empty() {
        outcome.count(withdraw(workspace, &places)?);
    }
    if !workspace.is_single {
        town(workspace, &places, &mut outcome)?;
    }
    Ok(outcome)
}

impl Outcome {
    fn add(&mut self, home: &Home, built: Built) {
        self.findings.append(built.findings);
        self.records += built.records;
        self.pages += built.pages;
        self.skipped += usize::from(built.skipped);
        if built.failed {
            self.failed.push(home.id.clone());
        }
        self.count(built.report);
    }

    fn take(&mut self, pack: &Pack, taken: Taken) {
        self.records += taken.records;
        self.pages += taken.pages;
        self.received.extend(taken.news);
        if taken.is_refused {
            self.failed.push(pack.id.clone());
        }
        if let Some(finding) = taken.finding {
            self.findings.push(finding);
        }
        self.count(taken.report);
    }

    fn count(&mut self, report: Report) {
        self.report.written += report.written;
        self.report.unchanged += report.unchanged;
        self.report.removed += report.removed;
    }
}

/// Seals villages: their new versions into the archive, and their pages into the output folder.
///
/// # Errors
/// When a village is not known or the output folder is not to be had. What the disk refuses of one village stands in its
/// place: the others are sealed, and have to be told of.
pub(crate) fn seal(
    workspace: &Workspace,
    request: &Request,
    wish: seal::Wish,
    progress: Progress<'_>,
) -> anyhow::Result<Vec<(Home, anyhow::Result<seal::Outcome>)>> {
    let homes = chosen(workspace, &request.only)?;
    if workspace.findings.count(Level::Error) > 0 {
        let refused = |home| (home, Ok(seal::Outcome::Refused(workspace.findings.clone())));
        return Ok(homes.into_iter().map(refused).collect());
    }
    let _lock = output::claim(&request.output)?;
    let places = Places::new(&request.output, workspace.is_single);
    let sealed = parallel::map(&homes, progress, |home| {
        seal::village(workspace, home, &places, wish)
    });
    Ok(homes.into_iter().zip(sealed).collect())
}

/// Every file that builds have put into an output folder, by path relative to it, with its digest.
pub(crate) fn standing(output: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for (prefix, path) in Places::new(output, false).ledgers() {
        let ledger = Ledger::read(&path).unwrap_or_default();
        let digests = ledger.digests().chain([(MANIFEST, "")]);
        files.extend(digests.map(|(path, digest)| (format!("{prefix}{path}"), digest.to_owned())));
    }
    files
}

/// The villages and packs named, or all.
fn asked<'a>(
    workspace: &'a Workspace,
    only: &[String],
) -> anyhow::Result<(Vec<Home>, Vec<&'a Pack>)> {
    let is_pack = |id: &&String| workspace.packs.iter().any(|pack| pack.id == **id);
    let packs = workspace.packs.iter();
    let packs = packs.filter(|pack| only.is_empty() || only.contains(&pack.id));
    let own: Vec<String> = only.iter().filter(|id| !is_pack(id)).cloned().collect();
    let homes = if own.is_empty() && !only.is_empty() {
        Vec::new()
    } else {
        chosen(workspace, &own)?
    };
    Ok((homes, packs.collect()))
}

/// The villages named, or all.
fn chosen(workspace: &Workspace, only: &[String]) -> anyhow::Result<Vec<Home>> {
    let known = || workspace.villages.iter().map(|home| home.id.as_str());
    let mut ids = Vec::new();
    for name in only {
        if let Some(id) = workspace.village_id(name) {
            ids.push(id);
            continue;
        }
        match nearest(name, known()) {
            Some(likely) => anyhow::bail!("没有`{name}`这个村，是不是想写`{likely}`？"),
            None => anyhow::bail!(
                "没有`{name}`这个村，可以写: {}",
                known().collect::<Vec<_>>().join("、")
            ),
        }
    }
    let wanted = |home: &&Home| only.is_empty() || ids.contains(&home.id.as_str());
    Ok(workspace.villages.iter().filter(wanted).cloned().collect())
}

/// The villages asked for, each with the folder of its pages.
///
/// # Errors
/// When a village is not known.
pub(crate) fn sites(
    workspace: &Workspace,
    output: &Path,
    only: &[String],
) -> anyhow::Result<Vec<(Home, PathBuf)>> {
    let places = Places::new(output, workspace.is_single);
    let homes = chosen(workspace, only)?.into_iter();
    Ok(homes
        .map(|home| (home.clone(), places.of(&home).folder))
        .collect())
}

/// Removes the pages of villages that are no longer in the workspace.
fn withdraw(workspace: &Workspace, places: &Places) -> anyhow::Result<Report> {
    let mut total = Report::default();
    for id in places.remembered() {
        let is_home = workspace.villages.iter().any(|home| home.id == id);
        let is_pack = workspace.packs.iter().any(|pack| pack.id == id);
        let is_here = !workspace.is_single && (is_home || is_pack);
        // A folder that cannot be a village for now still holds the village's last good pages.
        let is_held = disk::exists(&workspace.root.join(format!("content/{id}/village.yaml")));
        if is_here || is_held {
            continue;
        }
        let report = write::withdraw(&places.of_removed(&id))?;
        total.removed += report.removed;
    }
    Ok(total)
}

/// The town's pages, from the summaries that stand in the villages' folders.
fn town(workspace: &Workspace, places: &Places, outcome: &mut Outcome) -> anyhow::Result<()> {
    let mut summaries = Vec::new();
    let mut failed = Vec::new();
    for home in &workspace.villages {
        let memory = Memory::read(&places.memory(home));
        // A village that never succeeded is named by what could be read of it: the hole is on the page.
        let unbuilt = memory.as_ref().and_then(|memory| memory.summary.clone());
        let unbuilt = unbuilt.map(Summary::without_pages);
        summaries.extend(summary(&places.of(home).folder).or(unbuilt));
        if memory.is_some_and(|memory| memory.failed) {
            failed.push(home.id.clone());
        }
    }
    for pack in &workspace.packs {
        summaries.push(packs::summarised(pack, places, workspace.today));
    }
    let context = Context {
        board: &workspace.board,
        catalog: &workspace.catalog,
        today: workspace.today,
        folder: CONTENT,
        rule_title: pipeline::rule_title,
    };
    let site = render::town(&context, &summaries, &failed, &workspace.theme)?;
    outcome.pages += site.files.keys().filter(|path| is_page(path)).count();
    outcome.count(write::site(&site, &workspace.root, &places.town())?);
    Ok(())
}

fn summary(folder: &Path) -> Option<Summary> {
    let path = folder.join(village::SUMMARY);
    let file = disk::read_text(&path, village::SUMMARY, 0).ok()?;
    serde_json::from_str(&file.text).ok()
}

fn is_page(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| extension == "html")
}
