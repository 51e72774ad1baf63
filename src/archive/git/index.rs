//! The index of the work tree, so that `git status` has nothing to say about what a seal has committed.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use gix::ObjectId;
use gix::bstr::{BStr, ByteSlice as _};
use gix::index::entry::{Flags, Mode, Stage, Stat};
use gix::lock::acquire::Fail;

use crate::archive::git::open::Repository;

/// The index, locked against every other program until it is written or dropped.
pub(super) struct Index {
    lock: gix::lock::File,
    file: gix::index::File,
}

impl Index {
    /// Locks and reads the index.
    ///
    /// # Errors
    /// When another program holds it, or it holds what we must not touch: conflicts, or a part of the tree alone.
    pub(super) fn lock(repository: &Repository) -> anyhow::Result<Self> {
        // Named by hand: a setting could point at another file.
        let path = repository.git.git_dir().join("index");
        let lock = path.with_extension("lock");
        let held = gix::lock::File::acquire_to_update_resource(&path, Fail::Immediately, None, 0);
        let held = held.with_context(|| {
            format!(
                "git 仓库被锁着: {}。别的程序正在用就等它做完；没有程序在用，就删掉这个文件",
                lock.display()
            )
        })?;
        let options = gix::index::decode::Options::default();
        let hash = repository.git.object_hash();
        let file = gix::index::File::at_or_default(&path, hash, false, options);
        let file = file.with_context(|| format!("读不懂 {}", path.display()))?;
        if file
            .entries()
            .iter()
            .any(|entry| entry.stage() != Stage::Unconflicted)
        {
            anyhow::bail!("git 仓库里有没解决的合并冲突，解决以后再封存");
        }
        if file.is_sparse() {
            anyhow::bail!("git 仓库用稀疏检出，不支持；先运行 git sparse-checkout disable");
        }
        Ok(Self { lock: held, file })
    }

    /// The object of a file that has not changed since it was put in, judged as git does, without reading it.
    pub(super) fn unchanged(&self, path: &str, on_disk: &Path) -> anyhow::Result<Option<ObjectId>> {
        let Some(entry) = self.file.entry_by_path(path.as_bytes().as_bstr()) else {
            return Ok(None);
        };
        let options = gix::index::entry::stat::Options::default();
        let is_plain = entry.mode == Mode::FILE && entry.flags.is_empty();
        let is_known = is_plain
            && entry.stat.matches(&stat(on_disk)?, options)
            && !entry.stat.is_racy(self.file.timestamp(), options);
        Ok(is_known.then_some(entry.id))
    }

    /// Takes out what stands at a path and below it, but for these.
    pub(super) fn forget(&mut self, path: &str, kept: &BTreeSet<String>) {
        let below = format!("{path}/");
        let is_meant = |own: &BStr| own == path || own.starts_with(below.as_bytes());
        let is_kept = |own: &BStr| own.to_str().is_ok_and(|own| kept.contains(own));
        self.file
            .remove_entries(|_, own, _| is_meant(own) && !is_kept(own));
    }

    /// Puts in a file as it lies on the disk.
    pub(super) fn put(&mut self, path: &str, id: ObjectId, on_disk: &Path) -> anyhow::Result<()> {
        let stat = stat(on_disk)?;
        let path = path.as_bytes().as_bstr();
        self.file
            .dangerously_push_entry(stat, id, Flags::empty(), Mode::FILE, path);
        Ok(())
    }

    /// Writes it out beside the old one.
    pub(super) fn stage(mut self) -> anyhow::Result<Staged> {
        self.file.sort_entries();
        // What was known of whole trees no longer holds.
        self.file.remove_tree();
        let mut bytes = Vec::new();
        self.file
            .write_to(&mut bytes, gix::index::write::Options::default())
            .context("git 的索引写不出来")?;
        self.lock
            .write_all(&bytes)
            .and_then(|()| self.lock.with_mut(|file| file.sync_all()))
            .context("写不了 git 的索引")?;
        Ok(Staged { lock: self.lock })
    }
}

/// A new index that waits for its commit.
pub(super) struct Staged {
    lock: gix::lock::File,
}

impl Staged {
    /// Puts it in the place of the old one.
    pub(super) fn replace(self) -> anyhow::Result<()> {
        self.lock.commit().context("写不了 git 的索引")?;
        Ok(())
    }
}

fn stat(path: &Path) -> anyhow::Result<Stat> {
    let refused = || format!("读不了 {}", path.display());
    let data = gix::index::fs::Metadata::from_path_no_follow(path);
    Stat::from_fs(&data.with_context(refused)?).with_context(refused)
}
