//! The ledger as git saw it come: which entry was committed when, with which bytes, and what became of it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use gix::ObjectId;
use gix::objs::{CommitRef, Kind, TreeRefIter};

use crate::archive::ARCHIVE;
use crate::archive::git::open::Repository;

/// An entry of the ledger in git.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Committed {
    /// Name of the file: `000123.txt`.
    pub(crate) name: String,
    /// Its bytes as first committed.
    pub(crate) bytes: Vec<u8>,
    /// The commit that brought it.
    pub(crate) commit: String,
    /// How many commits came before that one: entries come in the order of their numbers, or the ledger was not written so.
    pub(crate) place: usize,
    /// The first commit in which it has other bytes.
    pub(crate) changed_in: Option<String>,
    /// The first commit in which it is missing.
    pub(crate) removed_in: Option<String>,
}

/// The entries below `folder/ledger` along the first parents of HEAD, by name.
///
/// # Errors
/// When the repository cannot be read, or its history is shallow, grafted, replaced or forged.
pub(crate) fn history(repository: &Path, folder: &str) -> anyhow::Result<Vec<Committed>> {
    let repository = Repository::open(repository)?;
    let mut entries: BTreeMap<String, (ObjectId, Committed)> = BTreeMap::new();
    let mut before: Option<ObjectId> = None;
    for (place, (commit, tree)) in first_parents(&repository)?.into_iter().rev().enumerate() {
        let ledger = subtree(&repository, tree, &format!("{folder}/ledger"))?;
        if ledger == before {
            continue;
        }
        before = ledger;
        let files = match ledger {
            Some(ledger) => files(&repository, ledger)?,
            None => BTreeMap::new(),
        };
        for (name, (id, entry)) in &mut entries {
            match files.get(name) {
                None if entry.removed_in.is_none() => entry.removed_in = Some(commit.to_string()),
                Some(now) if now != id && entry.changed_in.is_none() => {
                    entry.changed_in = Some(commit.to_string());
                }
                _ => {}
            }
        }
        for (name, id) in files {
            if entries.contains_key(&name) {
                continue;
            }
            let entry = Committed {
                name: name.clone(),
                bytes: repository.object(id, Kind::Blob)?,
                commit: commit.to_string(),
                place,
                changed_in: None,
                removed_in: None,
            };
            entries.insert(name, (id, entry));
        }
    }
    Ok(entries.into_values().map(|(_, entry)| entry).collect())
}

/// The folders of archives in the newest commit: `archive/dong` and its like.
///
/// # Errors
/// As [`history`].
pub(crate) fn folders(repository: &Path) -> anyhow::Result<Vec<String>> {
    let repository = Repository::open(repository)?;
    let newest = first_parents(&repository)?.into_iter().next();
    let Some((_, tree)) = newest else {
        return Ok(Vec::new());
    };
    let Some(archive) = subtree(&repository, tree, ARCHIVE)? else {
        return Ok(Vec::new());
    };
    let children = children(&repository, archive)?.into_iter();
    let folders = children.filter(|child| child.mode.is_tree());
    Ok(folders
        .map(|child| format!("{ARCHIVE}/{}", String::from_utf8_lossy(&child.name)))
        .collect())
}

/// Commits with their trees from HEAD to the first, along first parents.
fn first_parents(repository: &Repository) -> anyhow::Result<Vec<(ObjectId, ObjectId)>> {
    let mut commits = Vec::new();
    let mut next = repository.head()?;
    while let Some(id) = next {
        let bytes = repository.object(id, Kind::Commit)?;
        let commit = CommitRef::from_bytes(&bytes, repository.git.object_hash());
        let commit = commit.with_context(|| format!("git 提交 {id} 读不懂"))?;
        commits.push((id, commit.tree()));
        next = commit.parents().next();
    }
    Ok(commits)
}

/// The tree at a path.
pub(super) fn subtree(
    repository: &Repository,
    tree: ObjectId,
    path: &str,
) -> anyhow::Result<Option<ObjectId>> {
    let mut tree = tree;
    for part in path.split('/') {
        let found = children(repository, tree)?;
        let found = found
            .into_iter()
            .find(|child| child.name == part.as_bytes());
        match found {
            Some(child) if child.mode.is_tree() => tree = child.id,
            _ => return Ok(None),
        }
    }
    Ok(Some(tree))
}

/// The plain files of a ledger's folder that are entries.
fn files(repository: &Repository, tree: ObjectId) -> anyhow::Result<BTreeMap<String, ObjectId>> {
    let mut files = BTreeMap::new();
    for child in children(repository, tree)? {
        let Ok(name) = String::from_utf8(child.name) else {
            continue;
        };
        if name.rsplit('.').next() != Some("txt") {
            continue;
        }
        if !child.mode.is_blob() {
            anyhow::bail!("git 里的 {name} 不是普通文件");
        }
        files.insert(name, child.id);
    }
    Ok(files)
}

/// One line of a tree.
pub(super) struct Child {
    pub(super) name: Vec<u8>,
    pub(super) mode: gix::objs::tree::EntryMode,
    pub(super) id: ObjectId,
}

/// The lines of a tree. A name twice is refused: readers differ in which of the two they see.
pub(super) fn children(repository: &Repository, tree: ObjectId) -> anyhow::Result<Vec<Child>> {
    let bytes = if tree == ObjectId::empty_tree(repository.git.object_hash()) {
        Vec::new()
    } else {
        repository.object(tree, Kind::Tree)?
    };
    let mut children: Vec<Child> = Vec::new();
    for entry in TreeRefIter::from_bytes(&bytes, repository.git.object_hash()) {
        let entry = entry.with_context(|| format!("git 目录 {tree} 读不懂"))?;
        children.push(Child {
            name: entry.filename.to_vec(),
            mode: entry.mode,
            id: entry.oid.to_owned(),
        });
    }
    let mut names: Vec<&[u8]> = children.iter().map(|child| &*child.name).collect();
    names.sort_unstable();
    if names.windows(2).any(|pair| pair[0] == pair[1]) {
        anyhow::bail!("git 目录 {tree} 里有两个同名的文件");
    }
    Ok(children)
}
