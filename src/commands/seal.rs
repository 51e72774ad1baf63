//! `sanwu seal`: what is disclosed now into the ledger, so that nothing changes in silence afterwards.

use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use crate::board::seal::{Outcome, Wish, counts};
use crate::board::{self};
use crate::cli::Options;
use crate::commands::terminal::{self, Terminal};
use crate::commands::{Verdict, build, open};
use crate::diagnostic::{Findings, text};
use crate::ledger::chain::head_code;

pub(super) fn run(
    options: &Options,
    output: Option<&Path>,
    renew: bool,
    terminal: &Terminal,
) -> anyhow::Result<Verdict> {
    let workspace = open(options)?;
    let wish = Wish {
        time: time(workspace.today),
        renew,
    };
    let request = build::request(options, output, None, false);
    let outcomes = terminal.with_progress("封存", |progress| {
        board::seal(&workspace, &request, wish, progress)
    })?;
    let mut findings = Findings::default();
    let mut refused = false;
    let mut lines = String::new();
    for (home, outcome) in outcomes {
        refused |= matches!(outcome, Outcome::Refused(_));
        let (found, told) = told(&home.id, outcome);
        findings.append(found);
        lines.push_str(&told);
    }
    terminal::say(&text::render(&findings, terminal.colour));
    terminal::data(&lines);
    Ok(if refused {
        Verdict::Errors
    } else {
        Verdict::Clean
    })
}

/// What was found in a village, and what became of it in words.
fn told(id: &str, outcome: Outcome) -> (Findings, String) {
    match outcome {
        Outcome::Refused(found) => (found, format!("{id}: 有错误，没有封存\n")),
        Outcome::Nothing(found, None) => (found, format!("{id}: 还没有公开的记录，没有封存\n")),
        Outcome::Nothing(found, Some(seq)) => {
            let told = "以后没有改动，没有封存；要延长有效期用 sanwu seal --renew";
            (found, format!("{id}: 第 {seq} 号{told}\n"))
        }
        Outcome::Sealed(found, entry, committed) => {
            let (seq, until) = (entry.seq, entry.valid_until);
            let changes = counts(&entry);
            let code = head_code(entry.digest());
            let told = format!("{id}: 第 {seq} 号封存，{changes}，有效至 {until}\n");
            let git = match committed {
                Ok(commit) => format!("{id}: 已提交到 git {commit}\n"),
                Err(reason) => format!("{id}: 没有提交到 git，封存不受影响（{reason}）\n"),
            };
            (found, format!("{told}{id}: 总核对码 {code}\n{git}"))
        }
    }
}

/// The moment of the seal: the clock's, unless the day was given; then noon of that day.
#[expect(
    clippy::disallowed_methods,
    reason = "the moment of a seal is found here and nowhere else"
)]
fn time(today: NaiveDate) -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(8 * 3600).expect("eight hours are less than a day");
    let now = chrono::Utc::now().with_timezone(&zone);
    if now.date_naive() == today {
        return now;
    }
    let noon = today.and_time(NaiveTime::from_hms_opt(12, 0, 0).expect("noon is a time"));
    noon.and_local_timezone(zone)
        .single()
        .expect("a fixed offset has no gaps")
}
