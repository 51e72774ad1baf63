//! What goes into a capsule, by path; or why there can be none today.
//!
//! What is taken is listed, never what is left out: records that are sealed, files that they name, the ledger and what it
//! speaks of. A draft, a key, a note that lies about is on no list.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::NaiveDate;

use crate::archive;
use crate::board::homes::Home;
use crate::board::keep;
use crate::board::workspace::Workspace;
use crate::ledger::chain::Chain;
use crate::ledger::entry::Entry;
use crate::pipeline::Listed;
use crate::privacy;
use crate::publish::trouble;
use crate::storage::{Fs, Kind};

/// So many addresses are told.
const TOLD: usize = 3;

/// A village that goes into a capsule.
#[derive(Debug)]
pub(crate) struct Member {
    /// Its address.
    pub(crate) id: String,
    /// Its ledger; never empty.
    pub(crate) chain: Chain,
    /// The records that the ledger holds.
    pub(crate) records: Vec<Listed>,
}

impl Member {
    /// The newest entry.
    pub(crate) fn entry(&self) -> &Entry {
        self.chain
            .newest()
            .expect("a village without a seal is refused")
    }

    /// The day of the newest seal.
    pub(crate) fn day(&self) -> NaiveDate {
        self.entry().time.date_naive()
    }
}

/// Everything that goes into a capsule, but for the pages, which are made from it.
#[derive(Debug)]
pub(crate) struct Gathered {
    /// The root of the workspace.
    pub(crate) root: PathBuf,
    /// In the order of their addresses.
    pub(crate) villages: Vec<Member>,
    /// By path relative to the root.
    pub(crate) files: BTreeSet<String>,
    /// Their size in bytes.
    pub(crate) bytes: u64,
    /// The day of the capsule.
    pub(crate) today: NaiveDate,
}

/// Lists what belongs into a capsule of the villages asked for.
///
/// # Errors
/// When something was not sealed, stands against sealing, or must not get out.
pub(crate) fn gather(
    fs: &dyn Fs,
    workspace: &Workspace,
    only: &[String],
) -> anyhow::Result<Gathered> {
    if let Some(error) = keep::first_error(&workspace.findings) {
        anyhow::bail!("有错误，不能做档案包: {error}");
    }
    let mut gathered = Gathered {
        root: workspace.root.clone(),
        villages: Vec::new(),
        files: BTreeSet::new(),
        bytes: 0,
        today: workspace.today,
    };
    for path in keep::shared(workspace)? {
        clean(fs, &workspace.root, &path)?;
        gathered.files.insert(path);
    }
    for home in keep::homes(workspace, only)? {
        let member = village(fs, workspace, &home, &mut gathered.files);
        let member = member.with_context(|| home.id.clone())?;
        gathered.villages.push(member);
    }
    for path in &gathered.files {
        let place = gathered.root.join(path);
        let unread = |error| trouble::unreadable(&place, &error);
        if fs.kind(&place).map_err(unread)? != Some(Kind::File) {
            anyhow::bail!("{path} 不是普通文件，没有做档案包");
        }
        let size = fs.size_bytes(&place).map_err(unread)?;
        gathered.bytes = gathered.bytes.saturating_add(size);
    }
    Ok(gathered)
}

fn village(
    fs: &dyn Fs,
    workspace: &Workspace,
    home: &Home,
    files: &mut BTreeSet<String>,
) -> anyhow::Result<Member> {
    let read = workspace.archive(home)?;
    if let Some(damage) = read.damage.first() {
        anyhow::bail!("档案不完好（{damage}），没有做档案包");
    }
    let Some(newest) = read.chain.newest() else {
        anyhow::bail!("还没有封存过，先 sanwu seal");
    };
    let kept = keep::village(workspace, home, newest.time.date_naive())?;
    if let Some(error) = keep::first_error(&kept.findings) {
        anyhow::bail!("有错误，不能做档案包: {error}");
    }
    if !kept.unsealed.is_empty() {
        anyhow::bail!(
            "封存以后又改过（{}），先 sanwu seal 再做档案包",
            told(&kept.unsealed)
        );
    }
    if !kept.ended.is_empty() {
        anyhow::bail!(
            "封存以后有名单张贴期满（{}），封存的网页上还有姓名；先 sanwu seal --renew 再做档案包",
            told(&kept.ended)
        );
    }
    files.extend(
        kept.files
            .iter()
            .map(|path| format!("{}/{path}", home.folder)),
    );
    let folder = archive::folder(&workspace.root, &home.id);
    let own = archive::files(fs, &folder, &read)?;
    let prefix = format!("{}/{}", archive::ARCHIVE, home.id);
    files.extend(own.iter().map(|path| format!("{prefix}/{path}")));
    Ok(Member {
        id: home.id.clone(),
        chain: read.chain,
        records: kept.records,
    })
}

/// The gate has looked at the villages; here it looks at what they share.
fn clean(fs: &dyn Fs, root: &Path, path: &str) -> anyhow::Result<()> {
    let place = root.join(path);
    let bytes = fs
        .read(&place)
        .map_err(|error| trouble::unreadable(&place, &error))?;
    let text = String::from_utf8_lossy(&bytes);
    let hits = privacy::find(&text).into_iter();
    for hit in hits.filter(|hit| hit.kind.never_public()) {
        let before = text.get(..hit.start).unwrap_or_default();
        // Telephones of offices are public by purpose.
        let names_office = before
            .lines()
            .rev()
            .take(3)
            .any(|line| line.contains("电话"));
        if hit.kind == privacy::Kind::Mobile && names_office {
            continue;
        }
        let line = before.matches('\n').count() + 1;
        anyhow::bail!(
            "{path} 第 {line} 行有{}，没有做档案包；删去号码再来",
            hit.kind.name()
        );
    }
    Ok(())
}

fn told(addresses: &[String]) -> String {
    let first: Vec<&str> = addresses.iter().take(TOLD).map(String::as_str).collect();
    let more = if addresses.len() > TOLD {
        format!(" 等 {} 条", addresses.len())
    } else {
        String::new()
    };
    first.join("、") + &more
}
