//! A workspace as found: the town, its catalogue and theme, and which villages there are.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::board::theme;
use crate::catalog::Catalog;
use crate::diagnostic::{Finding, Findings, Place, Problem, Rule};
use crate::load::address::is_name;
use crate::load::rules::{FILE_NAME, OVERLAY, RESERVED, SAME_ADDRESS, SETTINGS, STRAY_FILE};
use crate::load::{disk, settings};
use crate::model::board::Board;
use crate::render::Theme;
use crate::source::{Encoding, FileId, SourceFile, Span};

/// The folder of all input.
pub(crate) const CONTENT: &str = "content";

/// The address of the only village of a board that has its files in `content/` itself.
pub(crate) const ONLY_VILLAGE: &str = "village";

/// Folders beside the villages that are none.
const NOT_VILLAGES: &[&str] = &["catalog"];

/// Names that the town's own pages use.
const TAKEN: &[&str] = &["assets", "data"];

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
    /// One village in `content/` itself: no town's pages.
    pub(crate) is_single: bool,
    /// What is wrong with the town's own files.
    pub(crate) findings: Findings,
    /// `board.yaml` as read, empty where there is none.
    pub(crate) settings: Arc<SourceFile>,
}

/// Where a village is.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    /// Its address.
    pub(crate) id: String,
    /// Its folder relative to the root.
    pub(crate) folder: String,
    /// Folders inside that belong to others.
    pub(crate) skip: Vec<String>,
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
    let is_single = has_village(&content);
    let board = board(&settings, is_single, &mut findings);
    let catalog = catalog(&content, &mut findings)?;
    let villages = if is_single {
        only(&content, &mut findings)
    } else {
        homes(&content, &settings, &mut findings)
    };
    if villages.is_empty() && findings.iter().next().is_none() {
        anyhow::bail!(
            "content 里还没有村或社区；建文件夹并放入 village.yaml，例如 content/dong/village.yaml"
        );
    }
    findings.sort();
    Ok(Workspace {
        root: root.to_owned(),
        theme: theme::load(root, &board.theme)?,
        today: today.given.or(board.demo_date).unwrap_or(today.clock),
        board: Arc::new(board),
        catalog: Arc::new(catalog),
        villages,
        is_single,
        findings,
        settings,
    })
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

/// A single village needs no `board.yaml`; a town without one is asked for its name.
fn board(file: &Arc<SourceFile>, is_single: bool, findings: &mut Findings) -> Board {
    let mut problems = Vec::new();
    let board = settings::board(file, FileId(0), &mut problems);
    if !(is_single && file.text.is_empty()) {
        for problem in problems {
            findings.push(shown(problem, file));
        }
    }
    board
}

/// The embedded catalogue and, over it, the county's files in the order of their names.
fn catalog(content: &Path, findings: &mut Findings) -> anyhow::Result<Catalog> {
    let mut catalog = Catalog::embedded();
    for path in disk::texts(&content.join("catalog"), &["yaml", "yml"]) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let shown = format!("{CONTENT}/catalog/{name}");
        let file = disk::read_text(&path, &shown, 0);
        let file = Arc::new(file.map_err(|reason| anyhow::anyhow!("{shown} {reason}"))?);
        let (laid_over, problems) = catalog.with_overlay(&shown, &file.text);
        catalog = laid_over;
        for problem in problems {
            let at = file.offset(problem.line, problem.column.saturating_sub(1));
            let mut finding = about(&OVERLAY, problem.message).help(problem.help);
            finding.span.start = at;
            finding.span.end = at;
            findings.push(self::shown(finding, &file));
        }
    }
    Ok(catalog)
}

fn has_village(folder: &Path) -> bool {
    ["village.yaml", "village.yml"]
        .iter()
        .any(|name| disk::exists(&folder.join(name)))
}

fn only(content: &Path, findings: &mut Findings) -> Vec<Home> {
    for name in disk::folders(content)
        .iter()
        .filter(|name| has_village(&content.join(name)))
    {
        let file = marker(&format!("{CONTENT}/{name}/village.yaml"));
        let problem = about(
            &SETTINGS,
            format!("`content`里已有 village.yaml，`{name}`里又有一个"),
        );
        let help = "只有一个村时不分文件夹；几个村时每村一个文件夹，把 content/village.yaml 移进去";
        findings.push(shown(problem.help(help), &file));
    }
    vec![Home {
        id: ONLY_VILLAGE.to_owned(),
        folder: CONTENT.to_owned(),
        skip: NOT_VILLAGES.iter().map(|name| (*name).to_owned()).collect(),
    }]
}

fn homes(content: &Path, settings: &Arc<SourceFile>, findings: &mut Findings) -> Vec<Home> {
    let mut homes: Vec<Home> = Vec::new();
    for name in disk::folders(content) {
        if NOT_VILLAGES.contains(&name.as_str()) {
            continue;
        }
        let folder = format!("{CONTENT}/{name}");
        if !has_village(&content.join(&name)) {
            let message = format!("文件夹`{folder}`里没有 village.yaml，没有当作村或社区");
            let problem = about(&STRAY_FILE, message);
            findings.push(shown(
                problem.help("补上 village.yaml，或把它移走"),
                settings,
            ));
            continue;
        }
        let file = marker(&format!("{folder}/village.yaml"));
        let twin = homes
            .iter()
            .find(|home| home.id.eq_ignore_ascii_case(&name));
        if let Some(problem) = unfit(&name, twin) {
            findings.push(shown(problem, &file));
            continue;
        }
        homes.push(Home {
            id: name,
            folder,
            skip: Vec::new(),
        });
    }
    homes
}

/// Why a folder's name cannot be the address of a village.
fn unfit(name: &str, twin: Option<&Home>) -> Option<Problem> {
    if !is_name(name) {
        let message = format!("文件夹名`{name}`不能作网址");
        let help = "改用英文字母、数字、`-`和`_`，例如 dong；村名写在 village.yaml 的`名称`里";
        return Some(about(&FILE_NAME, message).help(help));
    }
    if TAKEN.contains(&name.to_ascii_lowercase().as_str()) {
        let message = format!("文件夹名`{name}`是镇街首页自己用的");
        return Some(about(&RESERVED, message).help("换一个文件夹名"));
    }
    twin.map(|twin| {
        let message = format!("文件夹`{name}`和`{}`只有大小写不同", twin.id);
        about(&SAME_ADDRESS, message).help("改其中一个文件夹名")
    })
}

/// Stands for a file in a finding about its folder.
fn marker(path: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(
        path.to_owned(),
        String::new(),
        Encoding::Utf8,
    ))
}

fn about(rule: &'static Rule, message: String) -> Problem {
    Problem::new(rule, Span::top(FileId(0)), message)
}

/// A problem of one file, complete.
fn shown(problem: Problem, file: &Arc<SourceFile>) -> Finding {
    let place = |span: Span| Place {
        file: Arc::clone(file),
        start: span.start,
        end: span.end,
    };
    Finding {
        rule: problem.rule,
        level: problem.level,
        message: problem.message,
        place: place(problem.span),
        labels: problem
            .labels
            .into_iter()
            .map(|(span, text)| (place(span), text))
            .collect(),
        help: problem.help,
        basis: Vec::new(),
        village: String::new(),
        record: String::new(),
    }
}
