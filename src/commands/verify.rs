//! `sanwu verify`: is what was published what was sealed. Its exit codes are its own: 0 sound, 1 altered, 2 past its day,
//! 3 cannot tell.

use std::path::Path;

use chrono::NaiveDate;

use crate::board::workspace::Today;
use crate::capsule;
use crate::cli::{BuildFormat, Verify};
use crate::commands::{Verdict, terminal, witness};
use crate::ledger::chain::Chain;
use crate::publish::bundle::{self, CAPS};
use crate::publish::examine::{self, Examination, Verdict as Answer, What};
use crate::publish::signed::{self, Pinned};
use crate::publish::{against, head_line, paper, report, town};
use crate::storage::Disk;

pub(super) fn run(asked: &Verify, today: Today) -> Verdict {
    let today = today.given.unwrap_or(today.clock);
    match look(asked, today) {
        Ok(code) => Verdict::Code(code),
        Err(error) => {
            terminal::say(&format!("没法判断: {error:#}\n"));
            Verdict::Code(Answer::Undecided.code())
        }
    }
}

fn look(asked: &Verify, today: NaiveDate) -> anyhow::Result<u8> {
    let is_zip = |path: &Path| {
        path.extension()
            .is_some_and(|kind| kind.eq_ignore_ascii_case("zip"))
    };
    if !is_zip(&asked.folder) {
        return Ok(judge(asked, &asked.folder, today));
    }
    let room = tempfile::tempdir()?;
    let place = room.path().join("zip");
    bundle::unpack(&Disk, &asked.folder, &place, CAPS)?;
    Ok(judge(asked, &place, today))
}

/// One target, or the targets of several villages; a capsule by itself, or beside them.
fn judge(asked: &Verify, folder: &Path, today: NaiveDate) -> u8 {
    let capsule = capsule::look::find(&Disk, folder);
    let told = capsule.as_deref().map(|folder| packed(asked, folder));
    if capsule.as_deref() == Some(folder) {
        return told.unwrap_or_default();
    }
    worst(&[released(asked, folder, today), told.unwrap_or_default()])
}

/// A capsule: every digest in it, and its ledgers against paper and other copies.
fn packed(asked: &Verify, folder: &Path) -> u8 {
    let (text, answer) = match capsule::look::look(&Disk, folder) {
        Ok(looked) if looked.faults.is_empty() => {
            let count = looked.files;
            let mut text = format!("档案包完好，{count} 个文件\n");
            let chains: Vec<Chain> = looked.villages.into_values().collect();
            let mut codes = Vec::new();
            for chain in chains {
                text.push_str(&head_line(&chain));
                let found = Examination {
                    chain,
                    ..Examination::default()
                };
                let (lines, code) = answers(asked, &found, asked.against.as_deref());
                text.extend(lines.into_iter().map(|line| line + "\n"));
                codes.push(code);
            }
            // A sheet of paper belongs to one of its villages.
            let code = codes.into_iter().min().unwrap_or_default();
            terminal::say(&format!("{}: {text}", folder.display()));
            return code;
        }
        Ok(looked) => {
            let lines = looked
                .faults
                .iter()
                .map(|fault| format!("{}\n", fault.line()));
            (lines.collect(), Answer::Altered)
        }
        Err(error) => (format!("{error:#}\n"), Answer::Undecided),
    };
    terminal::say(&format!("{}: {text}", folder.display()));
    answer.code()
}

fn released(asked: &Verify, folder: &Path, today: NaiveDate) -> u8 {
    if matches!(examine::what(&Disk, folder), Ok(None)) {
        let villages = town::villages(&Disk, folder);
        if !villages.is_empty() {
            let codes = villages.iter().map(|(name, _)| {
                let against = asked.against.as_ref().map(|other| other.join(name));
                one(asked, &folder.join(name), against.as_deref(), today)
            });
            let mut codes: Vec<u8> = codes.collect();
            for name in town::strangers(&Disk, folder) {
                terminal::say(&format!("多出 {name}\n"));
                codes.push(Answer::Altered.code());
            }
            return worst(&codes);
        }
    }
    one(asked, folder, asked.against.as_deref(), today)
}

/// An altered one outweighs one that cannot be judged, and that outweighs a date.
fn worst(codes: &[u8]) -> u8 {
    [1, 3, 2]
        .into_iter()
        .find(|code| codes.contains(code))
        .unwrap_or(0)
}

fn one(asked: &Verify, folder: &Path, against: Option<&Path>, today: NaiveDate) -> u8 {
    let found = examine::examine(&Disk, folder, today);
    let (more, code) = answers(asked, &found, against);
    let code = worst(&[found.verdict().code(), code]);
    if asked.report {
        terminal::data(&report::four(&found, today, &more));
        return code;
    }
    match asked.format {
        BuildFormat::Json => {
            let document = report::document(&found, code, &more);
            terminal::data(&format!("{document:#}\n"));
        }
        BuildFormat::Text => {
            let mut text = report::lines(&found);
            if found.what != Some(What::Release) {
                text.push_str(&signed::lines(&found, asked.trust.is_some()));
            }
            for line in &more {
                text.push_str(line);
                text.push('\n');
            }
            terminal::say(&text);
        }
    }
    code
}

/// What paper and another copy say, and the exit code that follows from it.
fn answers(asked: &Verify, found: &Examination, against: Option<&Path>) -> (Vec<String>, u8) {
    let mut lines = Vec::new();
    let mut codes = Vec::new();
    if let Some(code) = &asked.head {
        let answer = paper::find(&found.chain, code);
        lines.push(answer.line(&found.chain));
        codes.push(match answer {
            paper::Answer::At(_) => 0,
            paper::Answer::Against(_) => 1,
            paper::Answer::Unclear(_) => 3,
        });
    }
    if let Some(code) = &asked.trust {
        let pinned = signed::pinned(&found.signed, code);
        lines.push(pinned.line().to_owned());
        codes.push(match pinned {
            Pinned::Own(_) => 0,
            Pinned::Other(_) => 1,
            Pinned::Unclear(_) => 3,
        });
    }
    if let Some(other) = against {
        let compared = against::compare(&Disk, &found.chain, other);
        lines.push(compared.line());
        codes.push(match compared {
            against::Compared::Same(_) | against::Compared::Longer { .. } => 0,
            against::Compared::Different(_) => 1,
            against::Compared::Unread(_) => 3,
        });
    }
    if let Some(repository) = &asked.git {
        let (mut told, code) = witness::compare(repository, &found.chain);
        lines.append(&mut told);
        codes.push(code);
    }
    (lines, worst(&codes))
}
