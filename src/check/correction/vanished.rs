//! R007, R008: what was sealed stays where it was, and the archive is as it was sealed.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::history::{Content, Edition};

/// 封存过的记录不能删, 只能撤回 (FIN-24).
pub(crate) static VANISHED: Check = Check {
    rule: Rule {
        code: "R007",
        title: "封存过的记录不见了",
        level: Level::Error,
        basis: &["ACCT-14", "SD-CWGK-13", "PRACTICE"],
        explain: "公布并封存过的记录，不能删掉、改名或改成草稿：公开过的事不能当作没有公开过。内容不该再公开的，在记录里写`撤回`，网址、标题和原因留着。文件改了名的，改回原来的名字，或用`编号`写回原来的地址。",
        example: "（第 12 号封存过 finance/2025-09，文件 finance/2025-09.yaml 被删掉）",
        repair: "（放回 finance/2025-09.yaml，并写）\n撤回: {日期: 2026-05-12, 原因: 公开了不该公开的内容, 批准人: 张三}",
    },
    run: vanished,
};

/// 档案本身没有被动过.
pub(crate) static ALTERED: Check = Check {
    rule: Rule {
        code: "R008",
        title: "档案被改动过",
        level: Level::Error,
        basis: &["PRACTICE"],
        explain: "archive 文件夹里的封存账和各版原文，封存以后不能改、不能删。对不上就不能再生成和封存：先从触摸屏、U 盘或镇里的那一份复制回来，再用 sanwu verify 核验。",
        example: "（archive/dong/ledger/000012.txt 被改了一个字）",
        repair: "（从 U 盘或镇里的备份复制回 archive/dong）",
    },
    run: altered,
};

fn vanished(scope: &Scope<'_>, report: &mut Report<'_>) {
    let village = scope.village;
    // A file that cannot be read may be the one: it has been reported, and is not missing.
    if !village.unread.is_empty() {
        return;
    }
    for (address, editions) in &village.history.records {
        let stands = village
            .record(address)
            .is_some_and(crate::model::record::Record::is_public);
        let Some(last) = editions.last().filter(|_| !stands && address != TRUST) else {
            continue;
        };
        let title = title(last)
            .map(|title| format!("（{title}）"))
            .unwrap_or_default();
        let seq = last.seq;
        report
            .at(
                village.span,
                format!("第 {seq} 号封存过的`{address}`{title}不见了"),
            )
            .help(remedy(scope, address, last));
    }
}

/// Where the file is still there and only its address is another, the number that brings the old one back.
fn remedy(scope: &Scope<'_>, address: &str, last: &Edition) -> String {
    let paths: Vec<&str> = match &last.content {
        Content::Former(former) => former.files.0.keys().map(String::as_str).collect(),
        Content::Standing(_) | Content::Withheld => Vec::new(),
    };
    let mut records = scope.village.records.iter();
    let moved = records.find(|record| {
        let own = scope.tree.local_path(record.file);
        record.is_public() && record.number.is_none() && paths.contains(&own)
    });
    let name = address.rsplit('/').next().unwrap_or(address);
    match moved {
        Some(record) => format!(
            "文件`{}`现在的网址是`{}`；还是那一件的，写上`编号: {name}`；是另一件的，换个文件名，把原来的放回来",
            scope.tree.local_path(record.file),
            record.address,
        ),
        None => "放回原来的文件，不要改名、不要改成草稿；不该再公开的，在记录里写`撤回`".to_owned(),
    }
}

/// The address of the keys in the ledger, which is no record.
const TRUST: &str = "trust";

fn title(edition: &Edition) -> Option<&str> {
    match &edition.content {
        Content::Former(former) if !former.record.masks() => Some(&former.record.title),
        Content::Former(_) | Content::Standing(_) | Content::Withheld => None,
    }
}

fn altered(scope: &Scope<'_>, report: &mut Report<'_>) {
    for damage in &scope.village.history.damage {
        report
            .at(scope.village.span, damage.clone())
            .help("从触摸屏、U 盘或镇里的那一份复制回档案，再用 sanwu verify 核验");
    }
}
