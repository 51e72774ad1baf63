//! What villages without a folder here hand in (来件): releases on a stick, in a folder or a zip, proved before a page of them
//! is shown.
//!
//! The town remembers number and head of what it took from each (`archive/.received/`): an older one is refused, and another
//! story under the same number raises the alarm.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::archive::ARCHIVE;
use crate::board::homes::{Home, TAKEN};
use crate::board::notes::{about, shown};
use crate::board::place::Places;
use crate::board::village::SUMMARY;
use crate::board::workspace::Workspace;
use crate::board::{is_page, summary};
use crate::diagnostic::{Finding, Findings, Level};
use crate::ledger::chain::{Chain, head_code};
use crate::load::address::is_name;
use crate::load::disk;
use crate::load::rules::SETTINGS;
use crate::model::board::Board;
use crate::publish::bundle::{self, CAPS};
use crate::publish::examine::{self, Examination, Verdict, What, ledger};
use crate::publish::kiosk::state::Memory;
use crate::publish::kiosk::{Pulled, rule};
use crate::publish::pages;
use crate::publish::release::Release;
use crate::publish::signed::{self, Pinned};
use crate::render::Summary;
use crate::site::{Content, MANIFEST, Site};
use crate::source::SourceFile;
use crate::storage::{Disk, Fs as _, Kind};
use crate::trust::register::Register;
use crate::value::digest::Digest;
use crate::write::{self, Report};

/// What a site and its attachments consist of; nothing else is taken.
const ENDINGS: &[&str] = &[
    "html", "css", "js", "json", "xml", "txt", "csv", "tsv", "ics", "md", "yaml", "png", "jpg",
    "jpeg", "gif", "webp", "bmp", "tif", "tiff", "heic", "pdf", "ofd", "doc", "docx", "xls",
    "xlsx", "ppt", "pptx", "wps", "et", "dps", "odt", "ods", "odp", "zip", "mp3", "mp4", "m4a",
    "mov",
];

/// The rule under which every page of ours runs no script but the folder's own.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self';";

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

/// What stands of a village that hands in, as the town's page tells it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct State {
    name: String,
    seq: u32,
    day: Option<NaiveDate>,
    valid_until: Option<NaiveDate>,
    is_signed: bool,
    is_refused: bool,
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

/// A pack that may be used.
struct Proved {
    site: Site,
    state: State,
    memory: Memory,
    /// The head that was taken last.
    before: Option<Digest>,
    records: usize,
}

/// Why a pack is not used.
struct Refusal {
    reason: String,
    /// Whose it says it is.
    name: Option<String>,
    /// Something is wrong with it; it is not merely missing.
    is_bad: bool,
}

impl Refusal {
    fn bad(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            name: None,
            is_bad: true,
        }
    }
}

fn proved(workspace: &Workspace, pack: &Pack, room: &Path) -> Result<Proved, Refusal> {
    let refused = |error: anyhow::Error| Refusal::bad(format!("{error:#}"));
    let place = arrive(&workspace.root.join(&pack.from), &pack.id, room)?;
    let found = examine::examine(&Disk, &place, workspace.today);
    let name = found.chain.newest();
    let name = name.map(|entry| pages::names(&entry.origin).0.to_owned());
    let sound = sound(&found, pack).map_err(|reason| Refusal {
        name: name.clone(),
        ..Refusal::bad(reason)
    });
    sound?;
    let release = Release::of_target(&Disk, &place).map_err(refused)?;
    let entry = release.entry();
    if found.served != Some(entry.seq) {
        let seq = entry.seq;
        return Err(Refusal::bad(format!(
            "第 {seq} 号没有发布完，请村里再发布一次"
        )));
    }
    let before = Memory::of(&Disk, &memory(workspace, pack)).map_err(Refusal::bad)?;
    if let Some(before) = &before {
        let kept = ledger::read(&Disk, &place).map_err(|error| refused(error.into()))?;
        match rule(before, &Chain::default(), (&kept, &found.signed)) {
            Ok(()) => {}
            Err(Pulled::Alarm(reason)) => {
                let paper = "马上告诉村（居）务监督委员会，拿墙上的封存单来对";
                return Err(Refusal::bad(format!("警报: {reason}；{paper}")));
            }
            Err(Pulled::Refused(reason)) => return Err(Refusal::bad(reason)),
            Err(Pulled::Shown(_) | Pulled::Same(_)) => {}
        }
    }
    let site = site(&release).map_err(Refusal::bad)?;
    let records = summary(&release.folder).map(|summary| summary.records);
    let records = records.ok_or_else(|| Refusal::bad(format!("里面没有读得懂的 {SUMMARY}")))?;
    let memory = Memory {
        origin: entry.origin.clone(),
        seq: entry.seq,
        head: entry.digest(),
        trust: found.signed.in_force().map(Register::digest),
        seen: workspace.today,
        from: pack.from.clone(),
    };
    let state = State {
        name: name.unwrap_or_default(),
        seq: entry.seq,
        day: Some(entry.time.date_naive()),
        valid_until: Some(entry.valid_until),
        is_signed: found.signed.sealed > 0,
        is_refused: false,
    };
    Ok(Proved {
        site,
        state,
        memory,
        before: before.map(|before| before.head),
        records,
    })
}

/// Release, ledger and signatures are as they were sealed, and of the register on paper; past its day is no fault.
fn sound(found: &Examination, pack: &Pack) -> Result<(), String> {
    let first = match found.verdict() {
        Verdict::Altered => found.faults.first().map(examine::Fault::line),
        Verdict::Undecided => found.unread.first().cloned(),
        Verdict::Sound | Verdict::Stale => None,
    };
    if let Some(line) = first {
        let more = match found.faults.len() {
            0 | 1 => String::new(),
            count => format!("，一共 {count} 处"),
        };
        return Err(format!("{line}{more}"));
    }
    if found.what != Some(What::Target) {
        return Err("不是 sanwu publish 发布的文件夹或 .zip".to_owned());
    }
    match pack
        .paper
        .as_deref()
        .map(|code| signed::pinned(&found.signed, code))
    {
        None | Some(Pinned::Own(_)) => Ok(()),
        Some(Pinned::Other(line) | Pinned::Unclear(line)) => Err(line),
    }
}

/// Makes a pack readable as a folder; one with several villages has this one below its address.
fn arrive(path: &Path, id: &str, room: &Path) -> Result<PathBuf, Refusal> {
    let kind = Disk.kind(path).unwrap_or(None);
    let place = match kind {
        None => {
            return Err(Refusal {
                is_bad: false,
                ..Refusal::bad(format!("找不到 {}", path.display()))
            });
        }
        Some(Kind::Folder) => path.to_owned(),
        Some(Kind::File) => {
            let unpacked = bundle::unpack(&Disk, path, room, CAPS);
            unpacked.map_err(|error| Refusal::bad(format!("{error:#}")))?;
            room.to_owned()
        }
        Some(Kind::Other) => {
            return Err(Refusal::bad(format!("{} 是链接，没有使用", path.display())));
        }
    };
    let below = place.join(id);
    let is_target = |folder: &Path| matches!(examine::what(&Disk, folder), Ok(Some(_)));
    Ok(if !is_target(&place) && is_target(&below) {
        below
    } else {
        place
    })
}

/// The pages of a release, of kinds that a site consists of, each under the rule that lets no foreign script run.
fn site(release: &Release) -> Result<Site, String> {
    let mut site = Site::default();
    for (path, digest) in release.sums.0.iter().filter(|(path, _)| *path != MANIFEST) {
        let ending = path
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_ascii_lowercase());
        if !ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
            return Err(format!("有网页里不该有的文件`{path}`"));
        }
        let from = release.folder.join(path);
        if is_page(path) {
            let bytes = Disk.read(&from).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            let head = text.split("</head>").next().unwrap_or_default();
            if !head.contains(POLICY) {
                return Err(format!("`{path}`不是 sanwu 生成的网页（没有内容安全策略）"));
            }
        }
        let content = Content::Copy {
            from: from.to_string_lossy().into_owned(),
            size_bytes: release.sizes.get(path).copied().unwrap_or_default(),
            sha256: digest.hex(),
        };
        site.files.insert(path.clone(), content);
    }
    Ok(site)
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

impl State {
    fn read(path: &Path) -> Option<Self> {
        let file = disk::read_text(path, "", 0).ok()?;
        serde_json::from_str(&file.text).ok()
    }

    fn write(&self, path: &Path) -> anyhow::Result<()> {
        let text = serde_json::to_string(self).expect("plain data can be written");
        write::note(path, &text)
    }
}

/// What the town's page tells of a village that hands in.
pub(super) fn summarised(pack: &Pack, places: &Places, today: NaiveDate) -> Summary {
    let state = State::read(&places.pack(&pack.id)).unwrap_or_default();
    let standing = summary(&places.of_removed(&pack.id).folder);
    let name = [&state.name, &pack.id]
        .into_iter()
        .find(|name| !name.is_empty());
    let name = name.map_or("", String::as_str);
    let mut summary = standing.unwrap_or_else(|| Summary::unseen(name));
    // Its index knows it by its own address: under another one the search of the town would not find it.
    if summary.id != pack.id {
        summary.id.clone_from(&pack.id);
        summary.search = None;
    }
    if summary.has_pages {
        let day = state
            .day
            .map(|day| format!("，{day} 封存"))
            .unwrap_or_default();
        summary.source = Some(format!("来件第 {} 号{day}", state.seq));
        if !state.is_signed {
            summary.marks.push("未签名".to_owned());
        }
        if let Some(until) = state.valid_until.filter(|until| today > *until) {
            summary.marks.push(format!("已超过应更新日期 {until}"));
        }
    }
    summary.refused = match (state.is_refused, summary.has_pages) {
        (true, true) => Some("新的来件没有通过核验，显示的是上一次核验过的内容".to_owned()),
        (true, false) => Some("来件没有通过核验，还没有网页".to_owned()),
        (false, true) => None,
        (false, false) => Some("来件还没有收到".to_owned()),
    };
    summary
}
