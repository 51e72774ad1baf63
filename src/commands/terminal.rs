//! What goes to the terminal: data to stdout, everything said to people to stderr.
#![expect(
    clippy::disallowed_methods,
    reason = "the terminal, its colours and the time a progress line waits are found here"
)]

use std::io::{IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Work that is over sooner shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the progress line changes.
const BEAT: Duration = Duration::from_millis(100);

/// Data. A reader that has gone, such as `head`, is no failure.
pub(super) fn data(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Findings, results, advice.
pub(super) fn say(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// A password, typed unseen.
///
/// # Errors
/// When there is no terminal to type it on.
pub(super) fn password(prompt: &str) -> anyhow::Result<String> {
    rpassword::prompt_password(format!("{prompt}: "))
        .map_err(|_| anyhow::anyhow!("没有终端可以输入密码；密码写在文件里，用 --password-file"))
}

/// Whether a question is answered with 是; nobody is asked where there is no terminal.
///
/// # Errors
/// When there is no terminal to answer on.
pub(super) fn agrees(question: &str) -> anyhow::Result<bool> {
    if !std::io::stdin().is_terminal() {
        anyhow::bail!("没有终端可以确认；看过内容以后加 --yes");
    }
    say(&format!("{question}（输入 是 或 y，再按回车）"));
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(["是", "y", "Y"].contains(&answer.trim()))
}

/// Where the program was called from.
#[derive(Debug)]
pub(super) struct Terminal {
    is_terminal: bool,
    /// Colours may be shown.
    pub(super) colour: bool,
}

impl Terminal {
    /// Looks at stderr and `NO_COLOR`.
    pub(super) fn new() -> Self {
        let is_terminal = std::io::stderr().is_terminal();
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
        Self {
            is_terminal,
            colour: is_terminal && !is_dumb && !is_set("NO_COLOR"),
        }
    }

    /// Why the program could not do its work.
    pub(super) fn trouble(&self, error: &anyhow::Error) {
        say(&format!("{}: {error:#}\n", self.red("错误")));
    }

    fn red(&self, text: &str) -> String {
        if self.colour {
            format!("\u{1b}[1;31m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// Runs long work with a line that tells how far it is, on a terminal and after a second.
    pub(super) fn with_progress<R>(
        &self,
        what: &str,
        work: impl FnOnce(&(dyn Fn(usize, usize) + Sync)) -> R,
    ) -> R {
        let next = Mutex::new(Instant::now() + PATIENCE);
        let shown = Mutex::new(false);
        let result = work(&|done, all| {
            let Ok(mut next) = next.try_lock() else {
                return;
            };
            if !self.is_terminal || Instant::now() < *next {
                return;
            }
            *next = Instant::now() + BEAT;
            say(&format!("\r{what} {done}/{all} 个村"));
            *shown
                .lock()
                .expect("no thread panics while it holds the lock") = true;
        });
        if shown
            .into_inner()
            .expect("no thread panics while it holds the lock")
        {
            say("\r\u{1b}[K");
        }
        result
    }
}
