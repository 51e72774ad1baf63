//! What the register of each village says, and which signatures are missing.

use std::fmt::Write as _;

use crate::cli::Options;
use crate::commands::terminal::{self, Terminal};
use crate::commands::trust::{folder_of, homes};
use crate::commands::{Verdict, open};
use crate::storage::Disk;
use crate::trust::carry;
use crate::trust::register::Register;
use crate::trust::store::Store;
use crate::trust::threshold::Act;

pub(super) fn run(options: &Options, terminal: &Terminal) -> anyhow::Result<Verdict> {
    let workspace = open(options)?;
    let mut verdict = Verdict::Clean;
    for home in homes(&workspace, options)? {
        let shown = Store::open(&Disk, &folder_of(&workspace, &home)).and_then(|store| {
            let damage = store.damage()?;
            Ok((page(&home.id, &store)?, damage))
        });
        match shown {
            Ok((page, damage)) => {
                terminal::data(&page);
                for line in damage {
                    verdict = Verdict::Errors;
                    terminal.trouble(&anyhow::anyhow!("{}: {line}", home.id));
                }
            }
            Err(error) => {
                verdict = Verdict::Errors;
                terminal.trouble(&error.context(home.id));
            }
        }
    }
    Ok(verdict)
}

fn page(id: &str, store: &Store<'_>) -> anyhow::Result<String> {
    let Some(newest) = store.history.newest() else {
        return Ok(format!(
            "{id}: 没有钥匙，封存未签名。要设立: sanwu trust init --village {id} --key 私钥 --name 姓名\n"
        ));
    };
    let timeline = store.timeline()?;
    let mut page = format!("{id}: {}\n", newest.origin);
    let in_force = timeline.in_force(u32::MAX);
    if let Some(register) = in_force {
        let _ = writeln!(page, "钥匙册第 {} 版，已起用", register.version);
        describe(register, &mut page);
    }
    if in_force.is_none_or(|register| register.version < newest.version) {
        let state = match store.history.draft() {
            Some(draft) => format!("还差签名: {}", draft.missing),
            None => "签名齐了，下一次封存起用".to_owned(),
        };
        let _ = writeln!(page, "钥匙册第 {} 版，{state}", newest.version);
        describe(newest, &mut page);
    }
    let entries = carry::open(store)?;
    for open in &entries {
        let _ = writeln!(page, "{}，还差签名: {}", open.paper.title(), open.missing);
    }
    Ok(page)
}

fn describe(register: &Register, page: &mut String) {
    let _ = writeln!(page, "  指纹 {}", register.fingerprint());
    for key in &register.keys {
        let _ = writeln!(page, "  {key} {} {}", key.public.id, key.public.line);
    }
    // Acts that ask for the same share a line.
    let mut told: Vec<(String, Vec<&str>)> = Vec::new();
    for act in Act::ALL {
        let needs = register.threshold(act).to_string();
        match told.iter_mut().find(|(known, _)| *known == needs) {
            Some((_, acts)) => acts.push(act.word()),
            None => told.push((needs, vec![act.word()])),
        }
    }
    for (needs, acts) in told {
        let _ = writeln!(page, "  {}: {needs}", acts.join("、"));
    }
}
