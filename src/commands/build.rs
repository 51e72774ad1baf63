//! `sanwu build`: sites into the output folder.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::board::place::Shard;
use crate::board::{self, Outcome, Request};
use crate::cli::{BuildFormat, Options};
use crate::commands::terminal::{self, Terminal};
use crate::commands::{Verdict, open, verdict};
use crate::diagnostic::text;

/// The folder of the output where none is named.
const OUTPUT: &str = "public";

pub(super) fn request(
    options: &Options,
    output: Option<&Path>,
    shard: Option<Shard>,
    board_only: bool,
) -> Request {
    Request {
        output: output.map_or_else(|| options.root.join(OUTPUT), Path::to_owned),
        only: options.villages.clone(),
        shard,
        board_only,
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the work is timed for the one who waits"
)]
pub(super) fn run(
    options: &Options,
    request: &Request,
    format: BuildFormat,
    terminal: &Terminal,
) -> anyhow::Result<Verdict> {
    let start = Instant::now();
    let workspace = open(options)?;
    let outcome = terminal.with_progress("生成", |progress| {
        board::build(&workspace, request, progress)
    })?;
    terminal::say(&text::render(&outcome.findings, terminal.colour));
    match format {
        BuildFormat::Text => terminal::say(&told(&outcome, start.elapsed())),
        BuildFormat::Json => {
            terminal::data(&format!("{:#}\n", document(&outcome, start.elapsed())));
        }
    }
    Ok(verdict(&outcome.findings))
}

/// What was done, in a line or two.
pub(super) fn told(outcome: &Outcome, elapsed: Duration) -> String {
    let Outcome {
        villages,
        skipped,
        failed,
        records,
        pages,
        report,
        received,
        ..
    } = outcome;
    let mut line = format!("生成完毕: {villages} 个村, {records} 条记录, {pages} 页");
    let _ = write!(
        line,
        "; 写入 {}, 未变 {}, 删除 {}",
        report.written, report.unchanged, report.removed
    );
    if *skipped > 0 {
        let _ = write!(line, "; {skipped} 个村没有改动");
    }
    let _ = writeln!(
        line,
        "; {}.{:03} 秒",
        elapsed.as_secs(),
        elapsed.subsec_millis()
    );
    for news in received {
        let _ = writeln!(line, "{news}；请和墙上的封存单对一遍");
    }
    if !failed.is_empty() {
        let _ = writeln!(
            line,
            "有错误，没有更新，原有网页不动: {}",
            failed.join("、")
        );
    }
    line
}

fn document(outcome: &Outcome, elapsed: Duration) -> Value {
    let whole = Duration::from_millis(u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX));
    json!({
        "schema": "sanwu.build/1",
        "villages": outcome.villages,
        "skipped": outcome.skipped,
        "failed": outcome.failed,
        "received": outcome.received,
        "records": outcome.records,
        "pages": outcome.pages,
        "written": outcome.report.written,
        "unchanged": outcome.report.unchanged,
        "removed": outcome.report.removed,
        "seconds": whole.as_secs_f64(),
    })
}
