//! Which villages were touched, by notices of the system or by looking again and again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use anyhow::Context as _;
use notify::{Config, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use notify_debouncer_full::{
    DebounceEventResult, Debouncer, FileIdCache, NoCache, RecommendedCache, new_debouncer_opt,
};

use crate::board::homes::Home;
use crate::board::workspace::CONTENT;

/// Editors save in several moves; what comes within this time is one change.
const QUIET: Duration = Duration::from_millis(30);
const TICK: Duration = Duration::from_millis(10);

/// Watched folders of a workspace, those that are there.
const FOLDERS: &[&str] = &[CONTENT, "themes"];

/// What a change means for the build.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Touched {
    /// Nothing a build reads.
    Nothing,
    /// Records of these villages.
    Villages(BTreeSet<String>),
    /// The town's files, a theme, or which villages there are.
    Everything,
}

/// Paths that changed, batch by batch, for as long as it is kept.
pub(super) struct Changes {
    receiver: Receiver<Vec<PathBuf>>,
    _watcher: Box<dyn std::any::Any>,
}

impl Changes {
    /// Waits for the next batch.
    pub(super) fn recv(&self) -> Result<Vec<PathBuf>, mpsc::RecvError> {
        let mut paths = self.receiver.recv()?;
        // What came while the last build ran belongs to the next one.
        while let Ok(more) = self.receiver.try_recv() {
            paths.extend(more);
        }
        Ok(paths)
    }
}

/// Begins to watch a workspace.
pub(super) fn start(root: &Path, poll: Option<Duration>) -> anyhow::Result<Changes> {
    let (sender, receiver) = mpsc::channel();
    let handler = move |result: DebounceEventResult| {
        let paths = match result {
            Ok(events) => {
                let changes = events
                    .iter()
                    .filter(|event| !matches!(event.kind, EventKind::Access(_)));
                changes
                    .flat_map(|event| event.paths.iter().cloned())
                    .collect()
            }
            // Notices may have been lost: everything counts as touched.
            Err(_) => vec![PathBuf::new()],
        };
        if !paths.is_empty() {
            // The receiver is gone only when the program ends.
            let _ = sender.send(paths);
        }
    };
    let config = Config::default();
    let watcher: Box<dyn std::any::Any> = if let Some(interval) = poll {
        // By time stamps alone a second save within the same second goes unseen.
        let config = config
            .with_poll_interval(interval)
            .with_compare_contents(true);
        let debouncer =
            new_debouncer_opt::<_, PollWatcher, _>(QUIET, Some(TICK), handler, NoCache, config);
        Box::new(watch(debouncer, root)?)
    } else {
        let cache = RecommendedCache::new();
        let debouncer = new_debouncer_opt::<_, RecommendedWatcher, _>(
            QUIET,
            Some(TICK),
            handler,
            cache,
            config,
        );
        Box::new(watch(debouncer, root)?)
    };
    Ok(Changes {
        receiver,
        _watcher: watcher,
    })
}

fn watch<T: Watcher, C: FileIdCache>(
    debouncer: notify::Result<Debouncer<T, C>>,
    root: &Path,
) -> anyhow::Result<Debouncer<T, C>> {
    let mut debouncer = debouncer.context("监视文件改动的功能起不来，可以加 --poll 再试")?;
    for folder in FOLDERS
        .iter()
        .map(|folder| root.join(folder))
        .filter(|folder| folder.is_dir())
    {
        debouncer
            .watch(&folder, RecursiveMode::Recursive)
            .with_context(|| format!("监视不了 {}，可以加 --poll 再试", folder.display()))?;
    }
    Ok(debouncer)
}

/// What these paths mean for the build.
pub(super) fn touched(root: &Path, paths: &[PathBuf], homes: &[Home]) -> Touched {
    let mut villages = BTreeSet::new();
    for path in paths {
        let Some(local) = local(root, path) else {
            return Touched::Everything;
        };
        let is_inside = |home: &&Home| {
            let rest = local.strip_prefix(&format!("{}/", home.folder));
            rest.is_some_and(|rest| {
                let top = rest.split('/').next().unwrap_or_default();
                !is_shared(rest) && !home.skip.iter().any(|skip| skip == top)
            })
        };
        match homes.iter().find(is_inside) {
            Some(home) => villages.insert(home.id.clone()),
            None => return Touched::Everything,
        };
    }
    if villages.is_empty() {
        return Touched::Nothing;
    }
    Touched::Villages(villages)
}

/// Whether a village is one hangs on this file, and the town hangs on the other.
fn is_shared(rest: &str) -> bool {
    matches!(
        rest,
        "village.yaml" | "village.yml" | "board.yaml" | "board.yml"
    )
}

/// The path relative to the root, with `/`.
fn local(root: &Path, path: &Path) -> Option<String> {
    let rest = path.strip_prefix(root).ok()?;
    let parts = rest
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    Some(parts.collect::<Vec<_>>().join("/"))
}
