//! Which villages there are, and what lies about that is none.

use std::path::Path;
use std::sync::Arc;

use crate::board::notes::{about, marker, shown};
use crate::board::workspace::CONTENT;
use crate::diagnostic::{Findings, Problem};
use crate::load::address::is_name;
use crate::load::disk;
use crate::load::rules::{FILE_NAME, RESERVED, SAME_ADDRESS, SETTINGS, STRAY_FILE};
use crate::source::SourceFile;

/// The address of the only village of a board that has its files in `content/` itself.
pub(crate) const ONLY_VILLAGE: &str = "village";

/// Folders beside the villages that are none.
const NOT_VILLAGES: &[&str] = &["catalog"];

/// Names that the town's own pages use.
pub(super) const TAKEN: &[&str] = &["assets", "data", "search"];

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

/// The name that a village gives itself; none where it cannot be read.
pub(super) fn name(root: &Path, home: &Home) -> Option<String> {
    const MOST_BYTES: u64 = 1 << 20;
    let files = ["village.yaml", "village.yml"].map(|file| root.join(&home.folder).join(file));
    let path = files.into_iter().find(|path| disk::exists(path))?;
    let source = disk::read_text(&path, "village.yaml", MOST_BYTES).ok()?;
    let mut lines = source.text.lines();
    let name =
        lines.find_map(|line| line.strip_prefix("名称")?.trim().strip_prefix([':', '：']))?;
    let name = name.split(" #").next().unwrap_or_default();
    Some(name.trim().trim_matches(['"', '\'']).to_owned())
}

/// Whether a folder is a village.
pub(super) fn has_village(folder: &Path) -> bool {
    ["village.yaml", "village.yml"]
        .iter()
        .any(|name| disk::exists(&folder.join(name)))
}

/// The village that has its files in `content/` itself.
pub(super) fn only(content: &Path, findings: &mut Findings) -> Vec<Home> {
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

/// The villages with a folder of their own, in the order of their addresses.
pub(super) fn homes(
    content: &Path,
    settings: &Arc<SourceFile>,
    findings: &mut Findings,
) -> Vec<Home> {
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

/// Files that lie in `content/` beside the villages: named, never dropped in silence.
pub(super) fn loose(
    root: &Path,
    settings: &Arc<SourceFile>,
    findings: &mut Findings,
) -> anyhow::Result<()> {
    let folders = disk::folders(&root.join(CONTENT));
    let listing = disk::list(root, CONTENT, &folders)?;
    let files = listing.files.keys().filter(|name| *name != "board.yaml");
    let files = files.map(|name| (name, "不属于任何一个村"));
    let links = listing
        .strays
        .iter()
        .map(|(name, reason)| (name, reason.as_str()));
    for (name, reason) in files.chain(links) {
        let message = format!("`{CONTENT}/{name}`{reason}，没有读入");
        let problem = about(&STRAY_FILE, message).help("移到村的文件夹里，或把它移走");
        findings.push(shown(problem, settings));
    }
    Ok(())
}
