//! Preview: build, watch, rebuild what was touched by the same call as `build`, and tell the browser.

mod http;
pub(crate) mod kiosk;
mod page;
mod port;
mod state;
#[cfg(test)]
mod tests;
mod watch;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::board::workspace::{self, Today, Workspace};
use crate::board::{self, Outcome, Request};
use crate::diagnostic::Findings;
use crate::serve::state::Shared;
use crate::serve::watch::Touched;

/// What to preview and to whom.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// The workspace.
    pub(crate) root: PathBuf,
    /// Where the pages go.
    pub(crate) request: Request,
    /// The day of the run.
    pub(crate) today: Today,
    /// The port to begin with.
    pub(crate) port: u16,
    /// Other machines of the network may look.
    pub(crate) lan: bool,
    /// Look so often instead of waiting for notices.
    pub(crate) poll: Option<Duration>,
}

/// What the one at the terminal is told.
#[derive(Debug)]
pub(crate) enum Notice<'a> {
    /// Pages can be opened at these addresses; the port asked for was taken where they name another.
    Ready(&'a [String]),
    /// A build is done, with the findings of all villages.
    Built(&'a Outcome, &'a Findings),
    /// A build could not be done; the last good pages are shown.
    Failed(&'a anyhow::Error),
}

/// Builds, serves and watches until the process is ended.
///
/// # Errors
/// When the first build cannot be done, no port is free, or the folder cannot be watched.
pub(crate) fn run(settings: &Settings, tell: &dyn Fn(Notice<'_>)) -> anyhow::Result<()> {
    let changes = watch::start(&settings.root, settings.poll)?;
    let mut preview = Preview::open(settings)?;
    preview.build(&[])?;
    tell(Notice::Built(&preview.outcome, &preview.findings));
    let (listener, port) = port::listen(settings.port, settings.lan)?;
    let shared = Arc::clone(&preview.shared);
    let server = std::thread::spawn(move || http::serve(listener, port, &shared));
    tell(Notice::Ready(&port::addresses(port, settings.lan)));
    while let Ok(paths) = changes.recv() {
        let touched = watch::touched(&settings.root, &paths, &preview.workspace.villages);
        match preview.follow(settings, &touched) {
            Ok(true) => tell(Notice::Built(&preview.outcome, &preview.findings)),
            Ok(false) => {}
            Err(error) => {
                preview.shared.trouble(&format!("{error:#}"));
                tell(Notice::Failed(&error));
            }
        }
        if server.is_finished() {
            break;
        }
    }
    server.join().expect("the server does not panic")
}

/// The workspace as last read, and what was found in it.
#[derive(Debug)]
struct Preview {
    workspace: Workspace,
    request: Request,
    findings: Findings,
    outcome: Outcome,
    shared: Arc<Shared>,
}

impl Preview {
    fn open(settings: &Settings) -> anyhow::Result<Self> {
        let workspace = workspace::open(&settings.root, settings.today)?;
        Ok(Self {
            shared: Arc::new(Shared::new(&settings.request.output, settings.lan)),
            workspace,
            request: settings.request.clone(),
            findings: Findings::default(),
            outcome: Outcome::default(),
        })
    }

    /// Builds what was touched; `false` where nothing had changed after all.
    fn follow(&mut self, settings: &Settings, touched: &Touched) -> anyhow::Result<bool> {
        match touched {
            Touched::Nothing => return Ok(false),
            Touched::Villages(ids) => {
                let ids: Vec<String> = ids
                    .iter()
                    .filter(|id| self.request.only.is_empty() || self.request.only.contains(id))
                    .cloned()
                    .collect();
                if ids.is_empty() {
                    return Ok(false);
                }
                self.build(&ids)?;
            }
            Touched::Everything => {
                self.workspace = workspace::open(&settings.root, settings.today)?;
                self.build(&[])?;
            }
        }
        Ok(self.outcome.skipped < self.outcome.villages)
    }

    /// Builds these villages, or all.
    fn build(&mut self, ids: &[String]) -> anyhow::Result<()> {
        let mut request = self.request.clone();
        if !ids.is_empty() {
            request.only = ids.to_vec();
        }
        self.outcome = board::build(&self.workspace, &request, &|_, _| ())?;
        if ids.is_empty() {
            self.findings = Findings::default();
        }
        self.findings
            .retain(|finding| !finding.village.is_empty() && !ids.contains(&finding.village));
        self.findings.append(self.outcome.findings.clone());
        self.findings.sort();
        let pages = board::standing(&self.request.output);
        self.shared.built(pages, &self.findings);
        Ok(())
    }
}
