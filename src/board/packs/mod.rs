//! What villages without a folder here hand in (来件): releases on a stick, in a folder or a zip, proved before a page of them
//! is shown.
//!
//! The town remembers number and head of what it took from each (`archive/.received/`): an older one is refused, and another
//! story under the same number raises the alarm.

mod proof;
mod state;

use std::path::PathBuf;
use std::sync::Arc;

use crate::archive::ARCHIVE;
use crate::board::homes::{Home, TAKEN};
use crate::board::notes::{about, shown};
use crate::board::packs::proof::proved;
use crate::board::packs::state::State;
use crate::board::place::Places;
use crate::board::workspace::Workspace;
use crate::board::{is_page, summary};
use crate::diagnostic::{Finding, Findings, Level};
use crate::ledger::chain::head_code;
use crate::load::address::is_name;
use crate::load::rules::SETTINGS;
use crate::model::board::Board;
use crate::source::SourceFile;
use crate::storage::Disk;
use crate::write::{self, Report};

pub(super) use state::summarised;

/// A village that hands in.
#[derive(Debug, Clone)]
pub(crate) struct Pack {
    /// Its address among the town's pages.
    pub(crate) id: String,
    /// A folder or zip, relative to the workspace.
    from: String,
    /// The fingerprint of its register of keys, from paper.
    paper: Option<String>,
}

/// What came of one pack.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pub(super) finding: Option<Finding>,
    pub(super) is_refused: bool,
    pub(super) report: Report,
    pub(super) pages: usize,
    pub(super) records: usize,
    /// A number that was not seen before, for the one who compares it with paper.
    pub(super) news: Option<String>,
}

/// The packs of a board, those that cannot be used left out and told.
pub(super) fn listed(
    board: &Board,
    homes: &[Home],
    settings: &Arc<SourceFile>,
    findings: &mut Findings,
) -> Vec<Pack> {
    let mut packs: Vec<Pack> = Vec::new();
    for (id, from) in &board.packs {
        let is_twin = |other: &str| other.eq_ignore_ascii_case(id);
        let reason = if !is_name(id) || TAKEN.iter().any(|name| is_twin(name)) {
            format!("来件的`{id}`不能作网址，用英文字母、数字、`-`和`_`，例如 nan")
        } else if homes.iter().any(|home| is_twin(&home.id)) {
            format!("`{id}`在 content 里有文件夹，又写在来件里，只留一处")
        } else if packs.iter().any(|pack| is_twin(&pack.id)) {
            format!("来件的`{id}`写了两次")
        } else if from.is_empty() {
            format!("来件的`{id}`没有写从哪里来")
        } else {
            let paper = board.prints.iter().find(|(village, _)| village == id);
            packs.push(Pack {
                id: id.clone(),
                from: from.clone(),
                paper: paper.map(|(_, print)| print.clone()),
            });
            continue;
        };
        let help = "写成`来件: {nan: 来件/nan.zip}`，左边是网址，右边是文件夹或 .zip";
        findings.push(shown(about(&SETTINGS, reason).help(help), settings));
    }
    for (id, _) in &board.prints {
        if board.packs.iter().all(|(village, _)| village != id) {
            let problem = about(&SETTINGS, format!("来件指纹里的`{id}`不在来件里"));
            findings.push(shown(problem.help("改成来件里的写法，或删去"), settings));
        }
    }
    packs
}

/// Takes what a village handed in, if it may be used; else its last good pages stand.
///
/// # Errors
/// When the output folder or the workspace cannot be written.
pub(super) fn receive(
    workspace: &Workspace,
    pack: &Pack,
    places: &Places,
) -> anyhow::Result<Taken> {
    let room = tempfile::tempdir()?;
    let target = places.of_removed(&pack.id);
    let before = State::read(&places.pack(&pack.id)).unwrap_or_default();
    let proved = match proved(workspace, pack, &room.path().join("zip")) {
        Ok(proved) => proved,
        Err(refusal) => {
            let state = State {
                is_refused: refusal.is_bad,
                name: refusal
                    .name
                    .filter(|_| before.name.is_empty())
                    .unwrap_or(before.name),
                ..before
            };
            state.write(&places.pack(&pack.id))?;
            let records = summary(&target.folder).map_or(0, |summary| summary.records);
            return Ok(Taken {
                is_refused: refusal.is_bad,
                finding: Some(told(workspace, pack, &refusal.reason, refusal.is_bad)),
                records,
                ..Taken::default()
            });
        }
    };
    let report = write::site(&proved.site, &workspace.root, &target)?;
    let path = memory(workspace, pack);
    let is_new = proved.before.as_ref() != Some(&proved.memory.head);
    proved.memory.keep(&Disk, &path)?;
    proved.state.write(&places.pack(&pack.id))?;
    let State { name, seq, .. } = &proved.state;
    let sign = if proved.state.is_signed {
        ""
    } else {
        "，未签名"
    };
    let code = head_code(proved.memory.head);
    let news = format!(
        "收到 {}（{name}）第 {seq} 号{sign}，总核对码 {code}",
        pack.id
    );
    let paths = proved.site.files.keys();
    Ok(Taken {
        pages: paths.filter(|path| is_page(path)).count(),
        records: proved.records,
        report,
        news: is_new.then_some(news),
        ..Taken::default()
    })
}

fn told(workspace: &Workspace, pack: &Pack, reason: &str, is_bad: bool) -> Finding {
    let id = &pack.id;
    let (message, help, level) = if is_bad {
        (
            format!("来件`{id}`没有采用：{reason}"),
            "原来的网页不动；先不要删这份来件，留底，请村里重新发布一份",
            Level::Error,
        )
    } else {
        (
            format!("来件`{id}`还没有收到：{reason}"),
            "U 盘插好、文件拷来以后再生成；原来的网页不动",
            Level::Warning,
        )
    };
    let problem = about(&SETTINGS, message).help(help).level(level);
    shown(problem, &workspace.settings)
}

/// Where the town remembers what it took last.
fn memory(workspace: &Workspace, pack: &Pack) -> PathBuf {
    let folder = workspace.root.join(ARCHIVE).join(".received");
    folder.join(format!("{}.txt", pack.id))
}
