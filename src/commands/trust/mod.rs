//! `sanwu trust`: keys, who must sign what, and signatures that travel on a stick.

mod carry;
mod keys;
mod show;

use std::path::PathBuf;

use crate::archive;
use crate::board::homes::Home;
use crate::board::workspace::Workspace;
use crate::cli::Options;
use crate::cli::trust::{Opening, Trust};
use crate::commands::terminal::{self, Terminal};
use crate::commands::{Verdict, open};
use crate::storage::Disk;
use crate::trust::crypto::Secret;
use crate::trust::key_file;
use crate::trust::store::Store;

pub(super) fn run(options: &Options, what: &Trust, terminal: &Terminal) -> anyhow::Result<Verdict> {
    let place = || Place::find(options);
    match what {
        Trust::NewKey { opening } => keys::new_key(opening),
        Trust::Init {
            opening,
            name,
            role,
        } => keys::init(&place()?, opening, name, *role),
        Trust::Show => show::run(options, terminal),
        Trust::AddKey { public, name, role } => keys::add(&place()?, public, name, *role),
        Trust::Rotate { old, public, name } => {
            keys::rotate(&place()?, old, public.as_deref(), name.as_deref())
        }
        Trust::Threshold { acts, needs } => keys::threshold(&place()?, acts, needs),
        Trust::Export { folder } => carry::export(options, folder),
        Trust::Sign {
            folder: Some(folder),
            opening,
            yes,
        } => carry::sign_folder(folder, opening, *yes),
        Trust::Sign {
            folder: None,
            opening,
            yes,
        } => carry::sign_archive(&place()?, opening, *yes),
        Trust::Import { folder } => carry::import(options, folder),
    }
}

/// One village and its archive.
struct Place {
    workspace: Workspace,
    home: Home,
}

impl Place {
    fn find(options: &Options) -> anyhow::Result<Self> {
        let workspace = open(options)?;
        let mut homes = homes(&workspace, options)?;
        if homes.len() > 1 {
            let names: Vec<&str> = homes.iter().map(|home| home.id.as_str()).collect();
            anyhow::bail!(
                "请用 --village 写明是哪个村，一次一个: {}",
                names.join("、")
            );
        }
        let home = homes.pop();
        let home = home.ok_or_else(|| anyhow::anyhow!("content 里还没有村或社区"))?;
        Ok(Self { workspace, home })
    }

    fn folder(&self) -> PathBuf {
        folder_of(&self.workspace, &self.home)
    }

    fn store(&self) -> anyhow::Result<Store<'static>> {
        Store::open(&Disk, &self.folder())
    }
}

/// The villages that are asked for; all where none is named.
fn homes(workspace: &Workspace, options: &Options) -> anyhow::Result<Vec<Home>> {
    let mut ids = Vec::new();
    for named in &options.villages {
        if let Some(id) = workspace.village_id(named) {
            ids.push(id);
        } else {
            let known: Vec<&str> = workspace.villages.iter().map(|home| &*home.id).collect();
            anyhow::bail!("没有`{named}`这个村，可以写: {}", known.join("、"));
        }
    }
    let is_asked = |home: &&Home| options.villages.is_empty() || ids.contains(&home.id.as_str());
    Ok(workspace
        .villages
        .iter()
        .filter(is_asked)
        .cloned()
        .collect())
}

fn folder_of(workspace: &Workspace, home: &Home) -> PathBuf {
    archive::folder(&workspace.root, &home.id)
}

/// Opens a secret key with its password.
pub(super) fn secret(opening: &Opening) -> anyhow::Result<Secret> {
    let path = &opening.key;
    let text = key_file::read(path)?;
    let password = match &opening.password_file {
        Some(file) => key_file::password(file)?,
        None => terminal::password(&format!("{} 的密码", path.display()))?,
    };
    let secret = Secret::open(&text, &password);
    let secret = secret.map_err(|error| anyhow::anyhow!("{}: {error:#}", path.display()))?;
    if key_file::is_open_to_others(path) {
        let path = path.display();
        terminal::say(&format!("提醒: 这台电脑上别的用户也读得到 {path}\n"));
    }
    Ok(secret)
}

/// Seconds since 1970, for the comment of a signature: what this machine's clock claims.
#[expect(
    clippy::disallowed_methods,
    reason = "the time of a signature is found here"
)]
pub(super) fn unix_time() -> i64 {
    chrono::Utc::now().timestamp()
}
