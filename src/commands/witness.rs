//! What git saw of a ledger, held against the ledger itself (`sanwu verify --git`).

use std::path::Path;

use crate::ledger::chain::Chain;

/// Lines for a reader, and the exit code: 0 the same ledger, 1 another one, 3 cannot tell.
#[cfg(not(feature = "git"))]
pub(super) fn compare(_: &Path, _: &Chain) -> (Vec<String>, u8) {
    (vec!["git: 这个程序没有带 git，没有核对".to_owned()], 3)
}

/// Lines for a reader, and the exit code: 0 the same ledger, 1 another one, 3 cannot tell.
#[cfg(feature = "git")]
pub(super) fn compare(repository: &Path, chain: &Chain) -> (Vec<String>, u8) {
    match lines(repository, chain) {
        Ok((lines, code)) => (lines, code),
        Err(error) => (vec![format!("git: 没法判断，{error:#}")], 3),
    }
}

#[cfg(feature = "git")]
fn lines(repository: &Path, chain: &Chain) -> anyhow::Result<(Vec<String>, u8)> {
    use crate::archive::git::{folders, history};
    use crate::ledger::entry::Entry;

    let Some(origin) = chain.newest().map(|entry| entry.origin.as_str()) else {
        return Ok((vec!["git: 没有封存账可以对照".to_owned()], 3));
    };
    for folder in folders(repository)? {
        let committed = history(repository, &folder)?;
        let first = committed.first();
        let text = first.and_then(|first| std::str::from_utf8(&first.bytes).ok());
        let is_ours = text
            .and_then(|text| Entry::read(text).ok())
            .is_some_and(|entry| entry.origin == origin);
        if is_ours {
            return Ok(held(&committed, chain));
        }
    }
    let line = format!("git: 仓库里没有`{origin}`的封存账");
    Ok((vec![line], 1))
}

/// Every entry as it was first committed, in the order of its number, never changed and never taken away.
#[cfg(feature = "git")]
fn held(committed: &[crate::archive::git::Committed], chain: &Chain) -> (Vec<String>, u8) {
    let mut lines = Vec::new();
    let mut place = 0;
    for entry in committed {
        let name = &entry.name;
        let known = chain
            .entries()
            .find(|(own, _)| *name == format!("{:06}.txt", own.seq));
        match known {
            Some((own, _)) if own.to_string().into_bytes() == entry.bytes => {}
            Some(_) => lines.push(format!("git: {name} 和提交时（{}）不一样", entry.commit)),
            None if name
                .rsplit_once('.')
                .is_some_and(|(_, ending)| ending == "txt") =>
            {
                let commit = &entry.commit;
                lines.push(format!(
                    "git: {name} 提交过（{commit}），这里没有，账被截短"
                ));
            }
            None => continue,
        }
        if let Some(commit) = &entry.changed_in {
            lines.push(format!("git: {name} 提交以后又改过（{commit}）"));
        }
        if let Some(commit) = &entry.removed_in {
            lines.push(format!("git: {name} 提交以后又删过（{commit}）"));
        }
        if entry.place < place {
            lines.push(format!("git: {name} 比后面的号提交得晚"));
        }
        place = entry.place;
    }
    let seen = committed.iter().map(|entry| entry.name.as_str());
    let seen: std::collections::BTreeSet<&str> = seen.collect();
    let unseen = chain
        .entries()
        .filter(|(entry, _)| !seen.contains(format!("{:06}.txt", entry.seq).as_str()))
        .count();
    if lines.is_empty() {
        let more = match unseen {
            0 => String::new(),
            count => format!("，最新 {count} 号还没有提交"),
        };
        let line = format!("git: {} 号和提交时一样，次序不乱{more}", seen.len());
        return (vec![line], 0);
    }
    (lines, 1)
}
