//! The commands: read, call, write, print, exit code. The only room that prints and that asks the clock.

mod build;
mod check;
mod due;
mod explain;
mod export;
mod fix;
mod init;
mod kiosk;
mod log;
mod new;
mod publish;
mod seal;
mod serve;
mod template;
mod terminal;
#[cfg(test)]
mod tests;
mod trust;
mod verify;
mod witness;

use std::ffi::OsString;
use std::process::ExitCode;

use chrono::{FixedOffset, NaiveDate};

use crate::board::workspace::{self, Today, Workspace};
use crate::cli::{self, Command, Ending, Options};
use crate::commands::terminal::Terminal;
use crate::diagnostic::{Findings, Level};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Nothing stands against publishing.
    Clean,
    /// Findings of level error.
    Errors,
    /// What `verify` answers in its own codes.
    Code(u8),
}

/// Runs the program with these arguments, its own name first: 0 clean, 1 findings of level error, 2 could not run.
/// `verify` has codes of its own: 0 sound, 1 altered, 2 past its day, 3 cannot tell.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let terminal = Terminal::new();
    let options = match cli::read(args) {
        Ok(options) => options,
        Err(Ending::Shown(text)) => {
            terminal::data(&text);
            return ExitCode::SUCCESS;
        }
        Err(Ending::Mistake(text)) => {
            terminal::say(&text);
            return ExitCode::from(2);
        }
    };
    match perform(&options, &terminal) {
        Ok(Verdict::Clean) => ExitCode::SUCCESS,
        Ok(Verdict::Errors) => ExitCode::from(1),
        Ok(Verdict::Code(code)) => ExitCode::from(code),
        Err(error) => {
            terminal.trouble(&error);
            ExitCode::from(2)
        }
    }
}

fn perform(options: &Options, terminal: &Terminal) -> anyhow::Result<Verdict> {
    match &options.command {
        Command::Init { folder, from } => match from {
            Some(from) => init::restore(folder, from),
            None => init::run(folder),
        },
        Command::New { item, period } => new::run(options, item, period.as_deref()),
        Command::Check {
            format,
            strict,
            fix,
            dry_run,
        } => {
            if *fix {
                self::fix::run(options, *dry_run, terminal)?;
            }
            check::run(
                options,
                *format,
                check::Asked {
                    strict: *strict,
                    fixed: *fix && !*dry_run,
                },
                terminal,
            )
        }
        Command::Build {
            output,
            format,
            shard,
            board_only,
        } => {
            let request = build::request(options, output.as_deref(), *shard, *board_only);
            build::run(options, &request, *format, terminal)
        }
        Command::Serve { port, lan, poll } => {
            let settings = serve::settings(options, *port, *lan, *poll);
            serve::run(&settings, terminal)
        }
        Command::Due { format } => due::run(options, *format, terminal),
        Command::Seal(asked) => seal::run(options, asked, terminal),
        Command::Log { record } => log::run(options, record.as_deref()),
        Command::Publish {
            target,
            output,
            capsule,
        } => publish::run(options, target, output.as_deref(), *capsule),
        Command::Export { archive } => export::run(options, archive),
        Command::Verify(asked) => Ok(verify::run(asked, today(options))),
        Command::Kiosk { command } => kiosk::run(command, today(options)),
        Command::Trust { what } => trust::run(options, what, terminal),
        Command::Explain { code, all } => {
            let what = match (all, code) {
                (true, _) => explain::What::Handbook,
                (false, Some(code)) => explain::What::Rule(code),
                (false, None) => explain::What::Codes,
            };
            explain::run(&what, today(options))
        }
    }
}

fn open(options: &Options) -> anyhow::Result<Workspace> {
    workspace::open(&options.root, today(options))
}

/// The day of the run. A village has one time zone, so its clock is the one at +08:00 wherever the program runs.
fn today(options: &Options) -> Today {
    Today {
        given: options.today,
        clock: clock_day(),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "today is found here and nowhere else"
)]
fn clock_day() -> NaiveDate {
    let zone = FixedOffset::east_opt(8 * 3600).expect("eight hours are less than a day");
    chrono::Utc::now().with_timezone(&zone).date_naive()
}

fn verdict(findings: &Findings) -> Verdict {
    if findings.count(Level::Error) > 0 {
        Verdict::Errors
    } else {
        Verdict::Clean
    }
}
