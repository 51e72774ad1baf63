//! One seal, one commit: the archive's folder as it lies on the disk, every other file as in HEAD.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::{DateTime, FixedOffset};
use gix::ObjectId;
use gix::bstr::ByteSlice as _;
use gix::objs::tree::EntryKind;
use gix::objs::{Kind, Write as _, compute_hash};
use gix::refs::Target;
use gix::refs::transaction::{PreviousValue, RefEdit};

use crate::archive::git::history::subtree;
use crate::archive::git::index::Index;
use crate::archive::git::open::{self, Repository};
use crate::storage::{self, Disk, Fs as _};

/// The file that keeps git on every machine from changing line ends or filtering what was sealed.
const ATTRIBUTES: &str = "archive/.gitattributes";

/// What stands in it.
const AS_SEALED: &str = "# 封存的字节不许变\n* -text -filter -ident -working-tree-encoding\n";

/// What is to be committed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Commit<'a> {
    /// The workspace.
    pub(crate) root: &'a Path,
    /// The folder below it, with `/`: `archive/dong`.
    pub(crate) folder: &'a str,
    /// The message.
    pub(crate) message: &'a str,
    /// Name and address of who seals.
    pub(crate) author: (&'a str, &'a str),
    /// The time in the entry.
    pub(crate) time: DateTime<FixedOffset>,
}

/// Commits the folder on the current branch; gives the number of the commit, that of HEAD where nothing has changed.
///
/// A workspace without a repository gets one. No hook, filter or other program runs, whatever the configuration says.
///
/// # Errors
/// When the repository is in no state for it, in words for a clerk, or the disk refuses. The branch then stands where it stood.
pub(crate) fn commit(commit: &Commit<'_>) -> anyhow::Result<String> {
    let repository = open_or_init(commit.root)?;
    let branch = branch(&repository, commit.root)?;
    let mut index = Index::lock(&repository)?;
    let parent = repository.head()?;
    let empty = ObjectId::empty_tree(repository.git.object_hash());
    let base = match parent {
        Some(parent) => tree_of(&repository, parent)?,
        None => empty,
    };
    let mut objects = Objects {
        repository: &repository,
        written: Vec::new(),
    };
    let tree = tree(commit, &mut objects, &mut index, base)?;
    let staged = index.stage()?;
    if let Some(parent) = parent
        && tree == base
    {
        staged.replace()?;
        return Ok(parent.to_string());
    }
    let id = objects.commit(commit, tree, parent)?;
    objects.sync()?;
    advance(&repository, commit, &branch, parent, id)?;
    staged.replace()?;
    Ok(id.to_string())
}

fn open_or_init(root: &Path) -> anyhow::Result<Repository> {
    let shown = root.display();
    if root.join(".git").exists() {
        let repository = Repository::open(root)?;
        let own = root.canonicalize().ok();
        let work = repository
            .git
            .workdir()
            .and_then(|work| work.canonicalize().ok());
        if work.is_none() || work != own {
            anyhow::bail!("git 仓库 {shown} 没有工作树，或工作树在别处，不能提交");
        }
        return Ok(repository);
    }
    if open::is_repository(root) {
        anyhow::bail!("{shown} 是裸仓库，没有工作树，不能提交");
    }
    let real = root
        .canonicalize()
        .with_context(|| format!("没有 {shown}"))?;
    if let Some(above) = real
        .ancestors()
        .skip(1)
        .find(|above| above.join(".git").exists())
    {
        anyhow::bail!(
            "工作区 {shown} 在另一个 git 仓库 {} 里面，没有替它另建；要提交就先在工作区里 git init",
            above.display()
        );
    }
    let kind = gix::create::Kind::WithWorktree;
    let made = gix::ThreadSafeRepository::init_opts(
        root,
        kind,
        gix::create::Options::default(),
        open::options(),
    );
    let made = made.with_context(|| format!("在 {shown} 里建不了 git 仓库"))?;
    Repository::look(made.to_thread_local(), root)
}

/// The branch that HEAD names, in a repository in which nothing is half done.
fn branch(repository: &Repository, root: &Path) -> anyhow::Result<gix::refs::FullName> {
    let shown = root.display();
    if let Some(state) = repository.git.state() {
        use gix::state::InProgress as At;
        let what = match state {
            At::Merge => "合并",
            At::Rebase | At::RebaseInteractive => "变基",
            At::CherryPick | At::CherryPickSequence => "拣选",
            At::Revert | At::RevertSequence => "回退",
            At::Bisect => "二分查找",
            At::ApplyMailbox | At::ApplyMailboxRebase => "打补丁",
        };
        anyhow::bail!("git 仓库 {shown} 里有做到一半的{what}，做完或放弃以后再封存");
    }
    let head = repository.git.head().context("git 仓库的 HEAD 读不懂")?;
    let name = match head.kind {
        gix::head::Kind::Symbolic(branch) => branch.name,
        gix::head::Kind::Unborn(name) => name,
        gix::head::Kind::Detached { .. } => {
            anyhow::bail!(
                "git 仓库 {shown} 不在任何分支上（detached HEAD），先 git switch 到一个分支"
            )
        }
    };
    if !name.as_bstr().starts_with(b"refs/heads/") {
        anyhow::bail!("git 仓库 {shown} 的 HEAD 不指向分支");
    }
    Ok(name)
}

fn tree_of(repository: &Repository, commit: ObjectId) -> anyhow::Result<ObjectId> {
    let bytes = repository.object(commit, Kind::Commit)?;
    let read = gix::objs::CommitRef::from_bytes(&bytes, repository.git.object_hash());
    Ok(read
        .with_context(|| format!("git 提交 {commit} 读不懂"))?
        .tree())
}

/// Writes every file of the folder and the tree of the whole; the index learns the same.
fn tree(
    commit: &Commit<'_>,
    objects: &mut Objects<'_>,
    index: &mut Index,
    base: ObjectId,
) -> anyhow::Result<ObjectId> {
    let repository = objects.repository;
    let attributes = commit.root.join(ATTRIBUTES);
    if Disk.kind(&attributes)?.is_none() {
        storage::replace(&Disk, &attributes, AS_SEALED.as_bytes())
            .with_context(|| format!("没有写入 {}", attributes.display()))?;
    }
    let mut files = Vec::new();
    walk(commit.root, commit.folder, &mut files)?;
    files.push(ATTRIBUTES.to_owned());
    // The editor believes what it reads: the trees on its way are hashed before.
    subtree(repository, base, commit.folder)?;
    let mut editor = repository.git.edit_tree(base).context("git 目录读不懂")?;
    editor.remove(commit.folder)?;
    let mut kept = BTreeSet::new();
    let mut fresh = Vec::new();
    for path in files {
        let on_disk = commit.root.join(&path);
        let id = match index.unchanged(&path, &on_disk)? {
            Some(id) if repository.has(id)? => {
                kept.insert(path.clone());
                id
            }
            _ => {
                let bytes = Disk.read(&on_disk);
                let bytes = bytes.with_context(|| format!("读不了 {}", on_disk.display()))?;
                let id = objects.put(Kind::Blob, &bytes)?;
                fresh.push((path.clone(), id));
                id
            }
        };
        editor.upsert(&*path, EntryKind::Blob, id)?;
    }
    for place in [commit.folder, ATTRIBUTES] {
        index.forget(place, &kept);
    }
    for (path, id) in fresh {
        index.put(&path, id, &commit.root.join(&path))?;
    }
    let mut plumbing = editor.detach();
    plumbing.write(|tree| {
        let mut bytes = Vec::new();
        gix::objs::WriteTo::write_to(tree, &mut bytes)?;
        objects.put(Kind::Tree, &bytes)
    })
}

/// Every plain file below a folder, with `/`, in the order of names.
fn walk(root: &Path, folder: &str, files: &mut Vec<String>) -> anyhow::Result<()> {
    let inside = root.join(folder);
    let names = Disk.list(&inside);
    let names = names.with_context(|| format!("读不了 {}", inside.display()))?;
    for (name, kind) in names {
        let path = format!("{folder}/{name}");
        match kind {
            storage::Kind::Folder => walk(root, &path, files)?,
            // A file that was being written when a seal was cut off.
            storage::Kind::File if name.rsplit('.').next() == Some("tmp") => {}
            storage::Kind::File => files.push(path),
            storage::Kind::Other => anyhow::bail!("{path} 不是普通文件，不能提交"),
        }
    }
    Ok(())
}

/// Objects on their way into the repository.
struct Objects<'r> {
    repository: &'r Repository,
    written: Vec<ObjectId>,
}

impl Objects<'_> {
    /// Writes an object unless it is there; one that is there under this number with other bytes is refused.
    fn put(&mut self, kind: Kind, bytes: &[u8]) -> anyhow::Result<ObjectId> {
        let git = &self.repository.git;
        let id = compute_hash(git.object_hash(), kind, bytes)?;
        if self.repository.has(id)? {
            self.repository.object(id, kind)?;
            return Ok(id);
        }
        git.objects
            .write_buf(kind, bytes)
            .context("写不进 git 仓库")?;
        self.written.push(id);
        Ok(id)
    }

    fn commit(
        &mut self,
        commit: &Commit<'_>,
        tree: ObjectId,
        parent: Option<ObjectId>,
    ) -> anyhow::Result<ObjectId> {
        let author = author(commit);
        let object = gix::objs::Commit {
            tree,
            parents: parent.into_iter().collect(),
            author: author.clone(),
            committer: author,
            encoding: None,
            message: format!("{}\n", commit.message.trim_end()).into(),
            extra_headers: Vec::new(),
        };
        let mut bytes = Vec::new();
        gix::objs::WriteTo::write_to(&object, &mut bytes)?;
        self.put(Kind::Commit, &bytes)
    }

    /// Makes what was written durable before a branch names it.
    fn sync(&self) -> anyhow::Result<()> {
        let objects = self.repository.git.common_dir().join("objects");
        let mut folders: Vec<PathBuf> = vec![objects.clone()];
        for id in &self.written {
            let hex = id.to_string();
            let (start, rest) = hex.split_at(2);
            let folder = objects.join(start);
            sync_file(&folder.join(rest))?;
            folders.push(folder);
        }
        folders.sort();
        folders.dedup();
        for folder in folders {
            Disk.sync_folder(&folder)?;
        }
        Ok(())
    }
}

/// Moves the branch from the parent to the commit, or leaves it where another program has put it meanwhile.
pub(super) fn advance(
    repository: &Repository,
    commit: &Commit<'_>,
    branch: &gix::refs::FullName,
    parent: Option<ObjectId>,
    id: ObjectId,
) -> anyhow::Result<()> {
    let expected = match parent {
        Some(parent) => PreviousValue::MustExistAndMatch(Target::Object(parent)),
        None => PreviousValue::MustNotExist,
    };
    let subject = commit.message.lines().next().unwrap_or_default();
    let what = if parent.is_some() {
        "commit"
    } else {
        "commit (initial)"
    };
    let head = "HEAD".try_into().context("HEAD is a name")?;
    let edit = RefEdit::update(head, id, expected, format!("{what}: {subject}")).with_deref(true);
    let author = author(commit);
    let mut buffer = gix::date::parse::TimeBuf::default();
    let moved = repository
        .git
        .edit_references_as(Some(edit), Some(author.to_ref(&mut buffer)));
    let file = repository
        .git
        .common_dir()
        .join(branch.as_bstr().to_path_lossy());
    moved.with_context(|| match lock(repository, &file) {
        Some(lock) => format!(
            "git 仓库被锁着: {}。别的程序正在用就等它做完；没有程序在用，就删掉这个文件",
            lock.display()
        ),
        None => format!(
            "git 分支 {} 没有移动，可能另有程序在提交，再封存一次",
            branch.as_bstr()
        ),
    })?;
    sync_file(&file)?;
    Ok(Disk.sync_folder(file.parent().unwrap_or(&file))?)
}

fn lock(repository: &Repository, branch: &Path) -> Option<PathBuf> {
    let mut of_branch = branch.as_os_str().to_owned();
    of_branch.push(".lock");
    let locks = [
        PathBuf::from(of_branch),
        repository.git.git_dir().join("HEAD.lock"),
    ];
    locks.into_iter().find(|lock| lock.exists())
}

fn author(commit: &Commit<'_>) -> gix::actor::Signature {
    let clean = |text: &str| {
        let text: String = text
            .chars()
            .filter(|c| !c.is_control() && !"<>".contains(*c))
            .collect();
        text.trim().to_owned()
    };
    let (name, email) = commit.author;
    let name = Some(clean(name)).filter(|name| !name.is_empty());
    gix::actor::Signature {
        name: name.unwrap_or_else(|| "sanwu".to_owned()).into(),
        email: clean(email).into(),
        time: gix::date::Time {
            seconds: commit.time.timestamp(),
            offset: commit.time.offset().local_minus_utc(),
        },
    }
}

#[cfg(unix)]
#[expect(
    clippy::disallowed_types,
    reason = "gix does not make durable what it writes"
)]
fn sync_file(path: &Path) -> anyhow::Result<()> {
    let file = std::fs::File::open(path);
    let synced = file.and_then(|file| file.sync_all());
    synced.with_context(|| format!("{} 没有写实", path.display()))
}

#[cfg(not(unix))]
fn sync_file(_path: &Path) -> anyhow::Result<()> {
    Ok(())
}
