//! Signing: in the archive itself, or on another machine with a stick between.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::cli::Options;
use crate::cli::trust::Opening;
use crate::commands::terminal;
use crate::commands::trust::{Place, folder_of, homes, secret, unix_time};
use crate::commands::{Verdict, open};
use crate::ledger::chain::head_code;
use crate::storage::{Disk, Fs as _, Kind};
use crate::trust::carry::{self, Paper};
use crate::trust::crypto::Secret;
use crate::trust::history::Signed;
use crate::trust::seen::Seen;
use crate::trust::store::{self, Store};

pub(super) fn export(options: &Options, folder: &Path) -> anyhow::Result<Verdict> {
    let workspace = open(options)?;
    let mut count = 0;
    for home in homes(&workspace, options)? {
        let store =
            Store::open(&Disk, &folder_of(&workspace, &home)).with_context(|| home.id.clone())?;
        let papers = carry::open(&store).with_context(|| home.id.clone())?;
        carry::export(&Disk, &papers, &folder.join(&home.id))?;
        for open in &papers {
            let name = open.paper.name();
            terminal::data(&format!("{}/{name}\n", home.id));
            let title = open.paper.title();
            terminal::say(&format!(
                "{}: {title}，还差签名: {}\n",
                home.id, open.missing
            ));
        }
        count += papers.len();
    }
    if count == 0 {
        terminal::say("没有缺签名的封存和钥匙册\n");
    } else {
        let folder = folder.display();
        terminal::say(&format!(
            "写好了 {count} 份。到保管人的电脑上运行: sanwu trust sign {folder} --key 私钥\n"
        ));
    }
    Ok(Verdict::Clean)
}

pub(super) fn sign_folder(
    folder: &Path,
    opening: &Opening,
    is_agreed: bool,
) -> anyhow::Result<Verdict> {
    let mut papers = Vec::new();
    for village in villages(folder)? {
        papers.extend(carry::papers(&Disk, &village)?);
    }
    if papers.is_empty() {
        anyhow::bail!("{} 里没有要签名的文件", folder.display());
    }
    let mut pen = Pen::open(opening, is_agreed)?;
    for (path, paper, kept) in papers {
        if pen.is_willing(&paper, &kept)? {
            let signature = pen
                .secret
                .sign(kept.text.as_bytes(), &kept.file, unix_time())?;
            let is_new = store::put_signature(&Disk, &path, &signature)?;
            pen.signed(&paper, is_new)?;
        }
    }
    Ok(pen.verdict())
}

pub(super) fn sign_archive(
    place: &Place,
    opening: &Opening,
    is_agreed: bool,
) -> anyhow::Result<Verdict> {
    let mut store = place.store()?;
    let papers = carry::open(&store)?;
    if papers.is_empty() {
        terminal::say("没有缺签名的封存和钥匙册\n");
        return Ok(Verdict::Clean);
    }
    let mut pen = Pen::open(opening, is_agreed)?;
    for open in papers {
        let register = match &open.paper {
            Paper::Register(register) => Some(register.clone()),
            Paper::Entry(entry) => store.timeline()?.in_force(entry.seq).cloned(),
        };
        let own = pen.secret.public.id.as_str();
        let before = store.history.registers().last();
        let is_listed = register
            .iter()
            .chain(before)
            .any(|one| one.key(own).is_some());
        if !is_listed {
            anyhow::bail!(
                "{} 不在`{}`的钥匙册里",
                opening.key.display(),
                place.home.id
            );
        }
        if pen.is_willing(&open.paper, &open.kept)? {
            let text = open.kept.text.as_bytes();
            let signature = pen.secret.sign(text, &open.kept.file, unix_time())?;
            let path = place.folder().join(open.paper.name());
            let is_new = store.put_signature(&path, &signature)?;
            pen.signed(&open.paper, is_new)?;
        }
    }
    Ok(pen.verdict())
}

pub(super) fn import(options: &Options, folder: &Path) -> anyhow::Result<Verdict> {
    let workspace = open(options)?;
    let mut count = 0;
    for home in homes(&workspace, options)? {
        let carried = folder.join(&home.id);
        if Disk.kind(&carried)? != Some(Kind::Folder) {
            continue;
        }
        let mut store =
            Store::open(&Disk, &folder_of(&workspace, &home)).with_context(|| home.id.clone())?;
        let news = carry::import(&Disk, &mut store, &carried)?;
        for line in &news {
            terminal::data(&format!("{}: {line}\n", home.id));
        }
        count += news.len();
        for open in carry::open(&store)? {
            let title = open.paper.title();
            terminal::say(&format!(
                "{}: {title}，还差签名: {}\n",
                home.id, open.missing
            ));
        }
    }
    terminal::say(&format!("放进了 {count} 个新的签名\n"));
    Ok(Verdict::Clean)
}

/// A key in the hand of somebody who looks before signing.
struct Pen {
    secret: Secret,
    seen: Seen,
    is_agreed: bool,
    refused: usize,
}

impl Pen {
    fn open(opening: &Opening, is_agreed: bool) -> anyhow::Result<Self> {
        Ok(Self {
            secret: secret(opening)?,
            seen: Seen::open(&Disk, &opening.key)?,
            is_agreed,
            refused: 0,
        })
    }

    fn is_willing(&mut self, paper: &Paper, kept: &Signed) -> anyhow::Result<bool> {
        terminal::say(&summary(paper, kept));
        if let Some(reason) = self.seen.against(paper) {
            terminal::say(&format!("{reason}，没有签\n"));
            self.refused += 1;
            return Ok(false);
        }
        Ok(self.is_agreed || terminal::agrees("签名吗？")?)
    }

    fn signed(&mut self, paper: &Paper, is_new: bool) -> anyhow::Result<()> {
        self.seen.note(&Disk, paper)?;
        let title = paper.title();
        if is_new {
            terminal::data(&format!("{}: {}\n", paper.origin(), title));
        } else {
            terminal::say(&format!("{title}以前签过了\n"));
        }
        Ok(())
    }

    fn verdict(&self) -> Verdict {
        if self.refused > 0 {
            Verdict::Errors
        } else {
            Verdict::Clean
        }
    }
}

/// What somebody reads before signing.
fn summary(paper: &Paper, kept: &Signed) -> String {
    let code = head_code(paper.digest());
    let lines: Vec<String> = match paper {
        Paper::Entry(entry) => {
            let changes = entry.changes.iter().map(|change| format!("  {change}\n"));
            let time = format!("  时间 {}\n", entry.time.format("%Y-%m-%d %H:%M"));
            [time].into_iter().chain(changes).collect()
        }
        Paper::Register(_) => kept
            .text
            .lines()
            .map(|line| format!("  {line}\n"))
            .collect(),
    };
    format!(
        "{}（{}）\n{}  核对码 {code}\n",
        paper.title(),
        paper.origin(),
        lines.concat()
    )
}

/// The villages' folders on a stick, or the folder itself where it is one.
fn villages(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let names = Disk.list(folder);
    let names = names.with_context(|| format!("读不了 {}", folder.display()))?;
    let is_village = names
        .iter()
        .any(|(name, _)| name == "ledger" || name == "trust");
    if is_village {
        return Ok(vec![folder.to_owned()]);
    }
    let folders = names.into_iter().filter(|(_, kind)| *kind == Kind::Folder);
    Ok(folders.map(|(name, _)| folder.join(name)).collect())
}
