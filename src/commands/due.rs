//! `sanwu due`: what is due, late and missing, by village; nothing is written, and a gap is no failure of the command.

use crate::board;
use crate::calendar::{ics, json, text};
use crate::cli::{DueFormat, Options};
use crate::commands::terminal::{self, Terminal};
use crate::commands::{Verdict, open};
use crate::diagnostic;

pub(super) fn run(
    options: &Options,
    format: DueFormat,
    terminal: &Terminal,
) -> anyhow::Result<Verdict> {
    let workspace = open(options)?;
    if workspace.findings.iter().next().is_some() {
        terminal::say(&diagnostic::text::render(
            &workspace.findings,
            terminal.colour,
        ));
    }
    let calendars = terminal.with_progress("读取", |progress| {
        board::due(&workspace, &options.villages, progress)
    })?;
    match format {
        DueFormat::Text => terminal::data(&text::render(&calendars)),
        DueFormat::Json => {
            let document = json::document(&calendars, &workspace.today.to_string());
            terminal::data(&format!("{document:#}\n"));
        }
        DueFormat::Ics => terminal::data(&ics::document(&calendars)),
    }
    Ok(Verdict::Clean)
}
