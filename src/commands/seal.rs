//! `sanwu seal`: what is disclosed now into the ledger, so that nothing changes in silence afterwards.

use std::fmt::Write as _;
use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use crate::archive;
use crate::board::homes::Home;
use crate::board::seal::{Outcome, Wish, commit, counts};
use crate::board::workspace::Workspace;
use crate::board::{self};
use crate::cli::trust::Opening;
use crate::cli::{Options, Seal};
use crate::commands::terminal::{self, Terminal};
use crate::commands::{Verdict, build, open, trust};
use crate::diagnostic::{Findings, text};
use crate::ledger::chain::head_code;
use crate::ledger::entry::Entry;
use crate::render;
use crate::storage::Disk;
use crate::trust::crypto::Secret;
use crate::trust::store::Store;
use crate::write;

pub(super) fn run(options: &Options, asked: &Seal, terminal: &Terminal) -> anyhow::Result<Verdict> {
    let workspace = open(options)?;
    let wish = Wish {
        time: time(workspace.today),
        renew: asked.renew,
    };
    // A wrong password is told before anything is written.
    let secret = asked.key.as_ref().map(|key| {
        trust::secret(&Opening {
            key: key.clone(),
            password_file: asked.password_file.clone(),
        })
    });
    let secret = secret.transpose()?;
    let request = build::request(options, asked.output.as_deref(), None, false);
    let outcomes = terminal.with_progress("封存", |progress| {
        board::seal(&workspace, &request, wish, progress)
    })?;
    let mut findings = Findings::default();
    let mut refused = false;
    let mut lines = String::new();
    let mut failures = Vec::new();
    for (home, outcome) in outcomes {
        let id = &home.id;
        match outcome {
            Ok(Outcome::Refused(found)) => {
                refused = true;
                let _ = writeln!(lines, "{id}: 有错误，没有封存");
                findings.append(found);
            }
            Ok(Outcome::Nothing(found, None)) => {
                let _ = writeln!(lines, "{id}: 还没有公开的记录，没有封存");
                findings.append(found);
            }
            Ok(Outcome::Nothing(found, Some(seq))) => {
                let told = "以后没有改动，没有封存；要延长有效期用 sanwu seal --renew";
                let _ = writeln!(lines, "{id}: 第 {seq} 号{told}");
                findings.append(found);
            }
            Ok(Outcome::Sealed(done)) => {
                findings.append(done.findings);
                let seal = Sealed {
                    workspace: &workspace,
                    home: &home,
                    entry: &done.entry,
                };
                let finished = seal.finish(secret.as_ref(), asked.sheet.as_deref(), &mut lines);
                if !done.taken_out.is_empty() {
                    let records = done.taken_out.join("`、`");
                    let _ = writeln!(lines, "{id}: 已从档案取出`{records}`的原文，{IN_GIT}");
                }
                for error in [done.rest, finished].into_iter().filter_map(Result::err) {
                    let seq = done.entry.seq;
                    failures.push(format!(
                        "{id}: 第 {seq} 号已经封存，还有没做完的: {error:#}"
                    ));
                }
            }
            Err(error) => failures.push(format!("{id}: {error:#}")),
        }
    }
    terminal::say(&text::render(&findings, terminal.colour));
    terminal::data(&lines);
    if !failures.is_empty() {
        anyhow::bail!("{}", failures.join("\n"));
    }
    Ok(if refused {
        Verdict::Errors
    } else {
        Verdict::Clean
    })
}

/// What is said where an original was taken out: history of git is not rewritten.
const IN_GIT: &str = "git 以前的提交里还有，怎么去掉见 docs/auditor.md";

/// A seal that stands in the archive, and what remains to be done about it.
struct Sealed<'a> {
    workspace: &'a Workspace,
    home: &'a Home,
    entry: &'a Entry,
}

impl Sealed<'_> {
    /// Signs, commits, prints the sheet for the wall, and says so.
    fn finish(
        &self,
        secret: Option<&Secret>,
        sheet: Option<&Path>,
        lines: &mut String,
    ) -> anyhow::Result<()> {
        let (id, seq) = (&self.home.id, self.entry.seq);
        let until = self.entry.valid_until;
        let _ = writeln!(
            lines,
            "{id}: 第 {seq} 号封存，{}，有效至 {until}",
            counts(self.entry)
        );
        let code = head_code(self.entry.digest());
        let _ = writeln!(lines, "{id}: 总核对码 {code}");
        let _ = match secret {
            Some(secret) => writeln!(lines, "{id}: {}", self.sign(secret)?),
            None => writeln!(lines, "{id}: 未签名"),
        };
        let _ = match commit(self.workspace, self.home, self.entry) {
            Ok(commit) => writeln!(lines, "{id}: 已提交到 git {commit}"),
            Err(error) => writeln!(lines, "{id}: 没有提交到 git，封存不受影响（{error:#}）"),
        };
        if let Some(folder) = sheet {
            let path = folder.join(format!("{id}-{seq:06}.html"));
            write::note(&path, &render::seal_sheet(self.entry, &counts(self.entry)))?;
            let _ = writeln!(lines, "{id}: 封存单 {}", path.display());
        }
        Ok(())
    }

    /// Puts a signature beside the entry.
    fn sign(&self, secret: &Secret) -> anyhow::Result<String> {
        let folder = archive::folder(&self.workspace.root, &self.home.id);
        let mut store = Store::open(&Disk, &folder)?;
        let id = &secret.public.id;
        let timeline = store.timeline()?;
        let Some(register) = timeline.next_register() else {
            return Ok("未签名：还没有钥匙册，先 sanwu trust init".to_owned());
        };
        let Some(key) = register.key(&id.to_string()) else {
            return Ok(format!("未签名：钥匙 {id} 不在钥匙册里"));
        };
        let told = format!("已签名：{} {}", key.role.word(), key.name);
        let kept = store.entry(self.entry.seq)?;
        let signature = secret.sign(kept.text.as_bytes(), &kept.file, trust::unix_time())?;
        store.put_signature(&store.entry_path(self.entry.seq), &signature)?;
        Ok(told)
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
