//! `sanwu kiosk`: what runs on the touch screen.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;

use crate::board::workspace::Today;
use crate::cli::Kiosk;
use crate::commands::{Verdict, clock_day, terminal};
use crate::publish::kiosk::repair::{self, Shown};
use crate::publish::kiosk::shelf::{Page, Shelf};
use crate::publish::kiosk::state::Memory;
use crate::publish::kiosk::{self, Pulled, Source};
use crate::publish::{claim, head_code_of, pages};
use crate::serve::kiosk as server;
use crate::storage::Disk;

/// How often a kiosk looks at the day and at its pointer.
const BEAT: Duration = Duration::from_mins(10);

pub(super) fn run(command: &Kiosk, today: Today) -> anyhow::Result<Verdict> {
    let day = today.given.unwrap_or(today.clock);
    match command {
        Kiosk::Init {
            folder,
            from,
            trust,
        } => init(folder, from, trust.as_deref(), day),
        Kiosk::Pull { folder, from } => pull(folder, from.as_deref(), day),
        Kiosk::Serve { folder, port } => serve(folder, *port, today),
    }
}

fn init(
    folder: &Path,
    from: &str,
    paper: Option<&str>,
    today: NaiveDate,
) -> anyhow::Result<Verdict> {
    let source = Source::read(from)?;
    // Later runs begin elsewhere.
    let from = match &source {
        Source::Folder(path) | Source::Zip(path) => {
            std::path::absolute(path)?.to_string_lossy().into_owned()
        }
        Source::Http(_) => from.to_owned(),
    };
    let lock = claim(&Disk, folder)?;
    let memory = kiosk::init(&Disk, folder, (&source, &from, paper), today)?;
    drop(lock);
    let (name, town) = pages::names(&memory.origin);
    terminal::say(&format!(
        "这台终端从此只显示{town}{name}的公开栏，从第 {} 号接着往下。\n总核对码: {}\n{}请和墙上最新的封存单对一遍，一样再往下走；不一样，不要用这台终端。\n",
        memory.seq,
        head_code_of(memory.head),
        memory.trust.map_or_else(
            || "未签名: 这个村没有钥匙册。\n".to_owned(),
            |trust| format!("钥匙册指纹: {}\n", head_code_of(trust))
        )
    ));
    pull(folder, None, today)
}

fn pull(folder: &Path, from: Option<&str>, today: NaiveDate) -> anyhow::Result<Verdict> {
    let _lock = claim(&Disk, folder)?;
    let shown = repair::repair(&Disk, folder, today)?;
    say(&shown);
    repair::note_day(&Disk, folder, today)?;
    let from = match from {
        Some(from) => from.to_owned(),
        None => Memory::read(&Disk, folder).map_or_else(|_| String::new(), |memory| memory.from),
    };
    let source = Source::read(&from)?;
    match kiosk::pull(&Disk, folder, &source, today)? {
        Pulled::Shown(done) => {
            terminal::say(&format!(
                "已换上第 {} 号（取来 {} 个文件，沿用 {} 个）\n",
                done.seq, done.written, done.reused
            ));
            for note in &done.notes {
                terminal::say(&format!("注意: {note}\n"));
            }
        }
        Pulled::Same(seq) => {
            terminal::say(&format!("没有新的，还是第 {seq} 号\n"));
        }
        Pulled::Alarm(reason) => {
            terminal::say(&format!(
                "警报: {reason}。\n没有换；本机仍显示原来的。请马上告诉村（居）务监督委员会和镇街，拿墙上的封存单来对。\n"
            ));
            return Ok(Verdict::Code(1));
        }
        Pulled::Refused(reason) => {
            terminal::say(&format!("{reason}；本机仍显示原来的\n"));
            return Ok(Verdict::Code(1));
        }
    }
    let shown = repair::repair(&Disk, folder, today)?;
    say(&shown);
    Ok(Verdict::Clean)
}

fn say(shown: &Shown) {
    for note in &shown.notes {
        terminal::say(&format!("注意: {note}\n"));
    }
    if let Some(seq) = shown.seq.filter(|_| shown.stale) {
        terminal::say(&format!(
            "注意: 第 {seq} 号已超过应更新日期，首页有提示；请尽快取新的一号\n"
        ));
    }
}

fn serve(folder: &Path, port: u16, today: Today) -> anyhow::Result<Verdict> {
    let day = today.given.unwrap_or(today.clock);
    let shown = {
        let _lock = claim(&Disk, folder)?;
        repair::note_day(&Disk, folder, day)?;
        repair::repair(&Disk, folder, day)?
    };
    say(&shown);
    if shown.seq.is_none() {
        anyhow::bail!(
            "{} 里没有完好的一号可以显示，先 sanwu kiosk pull",
            folder.display()
        );
    }
    let shelf = Arc::new(Shelf::new(folder));
    let find = Arc::new(move |path: &str| match shelf.get(path) {
        Page::Bytes(bytes) => server::Found::Bytes(bytes),
        Page::Altered => server::Found::Altered,
        Page::Missing => server::Found::Missing,
    });
    let watched = folder.to_owned();
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(BEAT);
            let day = today.given.unwrap_or_else(clock_day);
            // A pull may hold the lock: the next beat looks again.
            let Ok(_lock) = claim(&Disk, &watched) else {
                continue;
            };
            let looked = repair::note_day(&Disk, &watched, day)
                .and_then(|()| repair::repair(&Disk, &watched, day));
            match looked {
                Ok(shown) => say(&shown),
                Err(error) => terminal::say(&format!("注意: {error:#}\n")),
            }
        }
    });
    server::run(port, find, &|address| {
        terminal::say(&format!("用浏览器打开 {address}，按 Ctrl-C 结束\n"));
    })?;
    Ok(Verdict::Clean)
}
