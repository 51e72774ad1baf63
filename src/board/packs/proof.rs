//! Whether a pack may be used: sealed, signed, going on from what was seen, and nothing in it but a site.

use std::path::{Path, PathBuf};

use crate::board::packs::state::State;
use crate::board::packs::{Pack, memory};
use crate::board::village::SUMMARY;
use crate::board::workspace::Workspace;
use crate::board::{is_page, summary};
use crate::ledger::chain::Chain;
use crate::publish::bundle::{self, CAPS};
use crate::publish::examine::{self, Examination, Verdict, What, ledger};
use crate::publish::kiosk::state::Memory;
use crate::publish::kiosk::{Pulled, rule};
use crate::publish::pages;
use crate::publish::release::Release;
use crate::publish::signed::{self, Pinned};
use crate::site::{Content, MANIFEST, Site};
use crate::storage::{Disk, Fs as _, Kind};
use crate::trust::register::Register;
use crate::value::digest::Digest;

/// What a site and its attachments consist of; nothing else is taken.
const ENDINGS: &[&str] = &[
    "html", "css", "js", "json", "xml", "txt", "csv", "tsv", "ics", "md", "yaml", "png", "jpg",
    "jpeg", "gif", "webp", "bmp", "tif", "tiff", "heic", "pdf", "ofd", "doc", "docx", "xls",
    "xlsx", "ppt", "pptx", "wps", "et", "dps", "odt", "ods", "odp", "zip", "mp3", "mp4", "m4a",
    "mov",
];

/// The rule under which every page of ours runs no script but the folder's own.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self';";

/// A pack that may be used.
pub(super) struct Proved {
    /// The pages.
    pub(super) site: Site,
    /// What the town's page tells of it.
    pub(super) state: State,
    /// What is remembered of it.
    pub(super) memory: Memory,
    /// The head that was taken last.
    pub(super) before: Option<Digest>,
    /// Records it shows.
    pub(super) records: usize,
}

/// Why a pack is not used.
pub(super) struct Refusal {
    /// In one sentence.
    pub(super) reason: String,
    /// Whose it says it is.
    pub(super) name: Option<String>,
    /// Something is wrong with it; it is not merely missing.
    pub(super) is_bad: bool,
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

/// Everything that can be asked of a pack before it is used.
pub(super) fn proved(workspace: &Workspace, pack: &Pack, room: &Path) -> Result<Proved, Refusal> {
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
            Ok(()) | Err(Pulled::Shown(_) | Pulled::Same(_)) => {}
            Err(Pulled::Alarm(reason)) => {
                let paper = "马上告诉村（居）务监督委员会，拿墙上的封存单来对";
                return Err(Refusal::bad(format!("警报: {reason}；{paper}")));
            }
            Err(Pulled::Refused(reason)) => return Err(Refusal::bad(reason)),
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
