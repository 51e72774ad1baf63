//! A workspace as found: the town, its catalogue and theme, and which villages there are.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};

use crate::archive;
use crate::board::homes::{self, Home};
use crate::board::notes::{about, shown};
use crate::board::packs::{self, Pack};
use crate::board::theme;
use crate::calendar;
use crate::catalog::Catalog;
use crate::diagnostic::{Findings, Level};
use crate::ledger::version::Archive;
use crate::load::rules::{HOLIDAYS, OVERLAY};
use crate::load::{disk, settings, storage};
use crate::model::board::Board;
use crate::render::Theme;
use crate::repair;
use crate::source::{Encoding, FileId, SourceFile};
use crate::storage::Disk;

/// The folder of all input.
pub(crate) const CONTENT: &str = "content";

/// A deadline so near is worth asking for the holidays of its year.
const NEAR_DAYS: i64 = 10;

/// Everything that the villages of a board share, and where they are.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// The folder that holds `content/`.
    pub(crate) root: PathBuf,
    /// The town.
    pub(crate) board: Arc<Board>,
    /// The catalogue with the county's overlay.
    pub(crate) catalog: Arc<Catalog>,
    /// The theme, compiled once.
    pub(crate) theme: Theme,
    /// The day of the run.
    pub(crate) today: NaiveDate,
    /// In the order of their addresses.
    pub(crate) villages: Vec<Home>,
    /// Villages that hand in sealed releases, in the order of `board.yaml`.
    pub(crate) packs: Vec<Pack>,
    /// One village in `content/` itself: no town's pages.
    pub(crate) is_single: bool,
    /// What is wrong with the town's own files.
    pub(crate) findings: Findings,
    /// `board.yaml` as read, empty where there is none.
    pub(crate) settings: Arc<SourceFile>,
}

impl Workspace {
    /// The address of a village by its address or its 名称.
    pub(crate) fn village_id(&self, name: &str) -> Option<&str> {
        let ids = || self.villages.iter();
        let own = ids().find(|home| home.id == name);
        let called = || ids().find(|home| homes::name(&self.root, home).as_deref() == Some(name));
        own.or_else(called).map(|home| home.id.as_str())
    }

    /// What the archive holds of a village.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn archive(&self, home: &Home) -> anyhow::Result<Archive> {
        archive::read(&Disk, &archive::folder(&self.root, &home.id))
    }
}

/// The day of the run, as far as the command line knows it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Today {
    /// `--today`: wins over everything.
    pub(crate) given: Option<NaiveDate>,
    /// The clock, where neither it nor 演示日期 says otherwise.
    pub(crate) clock: NaiveDate,
}

/// Reads everything of a workspace but the villages.
///
/// # Errors
/// When there is no workspace, or its theme cannot be used.
pub(crate) fn open(root: &Path, today: Today) -> anyhow::Result<Workspace> {
    let content = root.join(CONTENT);
    if !content.is_dir() {
        anyhow::bail!(
            "{} 里没有 content 文件夹；请到工作区里运行，或用 --root 指明，新建一个用 sanwu init",
            root.display()
        );
    }
    let mut findings = Findings::default();
    let settings = board_file(&content)?;
    let is_single = homes::has_village(&content);
    let board = board(&settings, is_single, &mut findings);
    let catalog = catalog(&content, &mut findings)?;
    let villages = if is_single {
        homes::only(&content, &mut findings)
    } else {
        homes::loose(root, &settings, &mut findings)?;
        homes::homes(&content, &settings, &mut findings)
    };
    let packs = packs::listed(&board, &villages, &settings, &mut findings);
    if villages.is_empty() && packs.is_empty() && findings.iter().next().is_none() {
        anyhow::bail!(
            "content 里还没有村或社区；建文件夹并放入 village.yaml，例如 content/dong/village.yaml"
        );
    }
    let today = today.given.or(board.demo_date).unwrap_or(today.clock);
    holidays(&board, &catalog, today, &mut findings);
    findings.sort();
    Ok(Workspace {
        root: root.to_owned(),
        theme: theme::load(root, &board.theme)?,
        today,
        board: Arc::new(board),
        catalog: Arc::new(catalog),
        villages,
        packs,
        is_single,
        findings,
        settings,
    })
}

/// Asks for the notice of a year, once for all villages, when a deadline in it is near. It is shown where it belongs.
fn holidays(board: &Board, catalog: &Catalog, today: NaiveDate, findings: &mut Findings) {
    let next = calendar::next_after_month(catalog, &board.rules, today);
    let is_near = |due: &NaiveDate| (*due - today).num_days() <= NEAR_DAYS;
    let Some(due) = next.filter(is_near) else {
        return;
    };
    let year = due.year();
    if catalog.holidays.is_known_until(year) {
        return;
    }
    let path = format!("{CONTENT}/catalog/holidays.yaml");
    let file = Arc::new(SourceFile::new(path, String::new(), Encoding::Utf8));
    let finding = about(
        &HOLIDAYS,
        format!("缺少{year}年的节假日安排，{due} 的期限可能算错"),
    );
    let help = format!("照国务院办公厅{year}年的放假通知，在 content/catalog/ 里写`节假日`");
    findings.push(shown(finding.help(help), &file));
}

fn board_file(content: &Path) -> anyhow::Result<Arc<SourceFile>> {
    let path = content.join("board.yaml");
    let shown = format!("{CONTENT}/board.yaml");
    if !disk::exists(&path) {
        return Ok(Arc::new(SourceFile::new(
            shown,
            String::new(),
            Encoding::Utf8,
        )));
    }
    let file = disk::read_text(&path, &shown, 0);
    Ok(Arc::new(
        file.map_err(|reason| anyhow::anyhow!("{shown} {reason}"))?,
    ))
}

/// What is wrong with `board.yaml` by itself.
pub(super) fn check_board(file: &Arc<SourceFile>, is_single: bool) -> Findings {
    let mut findings = Findings::default();
    board(file, is_single, &mut findings);
    findings
}

/// A single village needs no `board.yaml`; a town without one is asked for its name.
fn board(file: &Arc<SourceFile>, is_single: bool, findings: &mut Findings) -> Board {
    let mut problems = Vec::new();
    storage::check(file, FileId(0), &mut problems);
    let board = settings::board(file, FileId(0), &mut problems);
    if !(is_single && file.text.is_empty()) {
        let mut own = Findings::default();
        for problem in problems {
            own.push(shown(problem, file));
        }
        repair::offer(&mut own);
        findings.append(own);
    }
    board
}

/// The embedded catalogue and, over it, the county's files in the order of their names.
fn catalog(content: &Path, findings: &mut Findings) -> anyhow::Result<Catalog> {
    let mut catalog = Catalog::embedded();
    for path in disk::texts(&content.join("catalog"), &["yaml", "yml"]) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let local = format!("{CONTENT}/catalog/{name}");
        let file = disk::read_text(&path, &local, 0);
        let file = Arc::new(file.map_err(|reason| anyhow::anyhow!("{local} {reason}"))?);
        let (laid_over, problems) = catalog.with_overlay(&local, &file.text);
        catalog = laid_over;
        for problem in problems {
            let at = file.offset(problem.line, problem.column.saturating_sub(1));
            let mut finding = about(&OVERLAY, problem.message).help(problem.help);
            if problem.is_weaker {
                finding = finding.level(Level::Warning);
            }
            finding.span.start = at;
            finding.span.end = at;
            findings.push(shown(finding, &file));
        }
    }
    Ok(catalog)
}
