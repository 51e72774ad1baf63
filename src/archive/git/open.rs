//! Opening a repository of which nothing is trusted.
#![expect(
    clippy::disallowed_methods,
    reason = "what git keeps in plain files beside its objects is looked at here"
)]

use std::path::Path;

use anyhow::Context as _;
use gix::ObjectId;
use gix::objs::{Find as _, Kind, compute_hash};
use gix::odb::{Header as _, HeaderExt as _};

/// Settings that win over those of the repository, which could make us wait for ever or look elsewhere.
const OVERRIDES: &[&str] = &[
    "core.filesRefLockTimeout=0",
    "core.packedRefsTimeout=0",
    "core.useReplaceRefs=false",
    "core.protectNTFS=true",
    "core.protectHFS=true",
];

/// An object larger than this is no commit, tree or entry.
const SIZE_MAX: u64 = 64 << 20;

/// A repository with what was found out about it.
pub(super) struct Repository {
    pub(super) git: gix::Repository,
}

/// Whether the folder is the work tree of a repository, or a bare one.
pub(super) fn is_repository(folder: &Path) -> bool {
    folder.join(".git").exists() || gix::discover::is_git(folder).is_ok()
}

/// Options under which no configuration but the repository's own is read, and nothing in it is executed.
pub(super) fn options() -> gix::open::Options {
    gix::open::Options::isolated()
        .bail_if_untrusted(true)
        .config_overrides(OVERRIDES.iter().copied())
}

impl Repository {
    /// Opens a repository by its work tree or, where it is bare, by itself.
    pub(super) fn open(folder: &Path) -> anyhow::Result<Self> {
        let shown = folder.display();
        if !is_repository(folder) {
            anyhow::bail!("{shown} 不是 git 仓库");
        }
        let opened = gix::open_opts(folder, options());
        let git = opened.with_context(|| format!("打不开 git 仓库 {shown}"))?;
        Self::look(git, folder)
    }

    /// Looks at what has been opened.
    pub(super) fn look(mut git: gix::Repository, folder: &Path) -> anyhow::Result<Self> {
        git.objects.ignore_replacements = true;
        // A setting or the environment could have put all branches elsewhere.
        git.clear_namespace();
        let common = git.common_dir();
        let shown = folder.display();
        if common.join("reftable").exists() {
            anyhow::bail!("git 仓库 {shown} 用 reftable 存分支，不支持");
        }
        // Asked of the files themselves: a setting can point elsewhere.
        let has_lines = |name: &str| {
            let text = std::fs::read(common.join(name)).unwrap_or_default();
            let mut lines = text.split(|byte| *byte == b'\n');
            lines.any(|line| !line.is_empty() && !line.starts_with(b"#"))
        };
        if has_lines("shallow") {
            anyhow::bail!("git 仓库 {shown} 是浅克隆，历史不全；完整克隆一份再核对");
        }
        if has_lines("info/grafts") {
            anyhow::bail!("git 仓库 {shown} 的历史嫁接过（info/grafts），不能作证");
        }
        if has_replacements(common) {
            anyhow::bail!("git 仓库 {shown} 里有替换过的对象（refs/replace），不能作证");
        }
        Ok(Self { git })
    }

    /// The commit that HEAD stands for; `None` before the first.
    pub(super) fn head(&self) -> anyhow::Result<Option<ObjectId>> {
        let head = self.git.head().context("git 仓库的 HEAD 读不懂")?;
        let target = match &head.kind {
            gix::head::Kind::Unborn(_) => return Ok(None),
            gix::head::Kind::Detached { target, .. } => *target,
            gix::head::Kind::Symbolic(branch) => match branch.target.try_id() {
                Some(id) => id.to_owned(),
                None => anyhow::bail!("git 仓库的分支指向另一个分支"),
            },
        };
        Ok(Some(target))
    }

    /// The bytes of an object, hashed again.
    pub(super) fn object(&self, id: ObjectId, kind: Kind) -> anyhow::Result<Vec<u8>> {
        let header = self.git.objects.header(id);
        let header = header.with_context(|| format!("git 仓库里缺对象 {id}"))?;
        if header.size() > SIZE_MAX {
            anyhow::bail!("git 对象 {id} 太大");
        }
        let mut bytes = Vec::new();
        let found = self.git.objects.try_find(&id, &mut bytes);
        let found = found.with_context(|| format!("git 对象 {id} 读不了"))?;
        let found = found.map(|data| data.kind);
        if found != Some(kind) || compute_hash(self.git.object_hash(), kind, &bytes)? != id {
            anyhow::bail!("git 对象 {id} 的内容和编号对不上，是伪造或损坏的");
        }
        Ok(bytes)
    }

    /// Whether an object is there under its number, whatever it holds.
    pub(super) fn has(&self, id: ObjectId) -> anyhow::Result<bool> {
        let header = self.git.objects.try_header(&id);
        Ok(header
            .with_context(|| format!("git 对象 {id} 读不了"))?
            .is_some())
    }
}

/// `refs/replace/…`, loose or packed. Each of them shows readers another object than the one that is named.
fn has_replacements(common: &Path) -> bool {
    let loose = walkdir::WalkDir::new(common.join("refs/replace"));
    let mut loose = loose.into_iter().filter_map(Result::ok);
    let packed = std::fs::read(common.join("packed-refs")).unwrap_or_default();
    let packed = String::from_utf8_lossy(&packed);
    loose.any(|entry| !entry.file_type().is_dir()) || packed.contains(" refs/replace/")
}
