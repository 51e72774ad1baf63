//! Boards of any size, the same bytes every time, so that figures of two days compare.

mod finance;
mod matter;
mod notice;
mod random;
mod relief;

use std::fs;
use std::io;
use std::path::Path;

use chrono::{Days, NaiveDate};
use random::Random;

/// What the records of a board are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mix {
    /// Notices in Markdown with a table, as other site generators have them.
    Plain,
    /// Of 20 records one month of accounts, two matters, four lists of relief, thirteen notices.
    Whole,
}

/// The day on which every generated board is built.
const TODAY: &str = "2026-11-20";

/// Writes `villages` villages of `records` records each into `root/content`.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn write(root: &Path, villages: usize, records: usize, mix: Mix) -> io::Result<()> {
    let content = root.join("content");
    fs::create_dir_all(&content)?;
    fs::write(
        content.join("board.yaml"),
        format!(
            "名称: 测速镇\n上级: 测速县\n区划代码: \"379902100\"\n规则包: shandong\n演示日期: {TODAY}\n"
        ),
    )?;
    for village in 0..villages {
        let folder = content.join(format!("v{village:03}"));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("village.yaml"), settings(village))?;
        for folder_name in ["finance", "decision", "affairs"] {
            fs::create_dir_all(folder.join(folder_name))?;
        }
        let mut random = Random::seeded(village);
        for (path, text) in village_records(records, mix, &mut random) {
            fs::write(folder.join(path), text)?;
        }
    }
    Ok(())
}

fn settings(village: usize) -> String {
    format!(
        "名称: 测速{village}村\n类型: 村\n区划代码: \"379902100{village:03}\"\n户数: 386\n人口: 1268\n党员: 46\n\
         公开栏位置: 村部门前\n值班电话: 05XX-555 0182\n意见受理: 村务监督委员会 05XX-555 0186\n"
    )
}

fn village_records(count: usize, mix: Mix, random: &mut Random) -> Vec<(String, String)> {
    let mut ledger = finance::Ledger::ending(count.div_ceil(20));
    (0..count)
        .map(|index| match mix {
            Mix::Plain => notice::write(index, random),
            Mix::Whole => record(index, &mut ledger, random),
        })
        .collect()
}

fn record(index: usize, ledger: &mut finance::Ledger, random: &mut Random) -> (String, String) {
    match index % 20 {
        0 => ledger.month(random),
        1 if index == 1 => matter::authorisation(),
        1 | 11 => matter::write(index, random),
        2 | 7 | 12 | 17 => relief::write(index, random),
        _ => notice::write(index, random),
    }
}

/// A day before today on which the record of a number was disclosed; records spread over three years.
fn day(index: usize) -> NaiveDate {
    let today: NaiveDate = TODAY.parse().expect("TODAY is a date");
    let back = u64::try_from(index % 1000).expect("less than a thousand") + 40;
    today - Days::new(back)
}

/// The head that every record carries: prepared, reviewed, approved, posted.
fn head(published: NaiveDate) -> String {
    let before = |days| published - Days::new(days);
    format!(
        "编制人: 吕晓敏\n编制日期: {}\n审核人: 丁长河\n审核意见: 同意\n审核日期: {}\n签批人: 韩德顺\n签批日期: {}\n\
         公布日期: {published}\n张贴起: {published}\n张贴止: {}\n",
        before(5),
        before(3),
        before(1),
        published + Days::new(20),
    )
}

/// Yuan with two decimals from fen.
fn yuan(fen: u64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}
