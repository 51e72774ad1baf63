//! `sanwu export`: a time capsule of the board, for the village's safe and the archives office.

use std::fmt::Write as _;
use std::path::Path;

use crate::board::keep;
use crate::board::workspace::Workspace;
use crate::capsule::gather::{Gathered, gather};
use crate::capsule::write::{self, Done};
use crate::cli::Options;
use crate::commands::{Verdict, open, terminal};
use crate::ledger::chain::head_code;
use crate::publish::layout::CAPSULES;
use crate::publish::pages::names;
use crate::publish::staging::megabytes;
use crate::storage::Disk;

/// Who may see it: said each time one is made.
const WARNING: &str =
    "注意: 里面的原始记录有网页上不显示的姓名，放村档案柜或交档案部门，不要放在公共阅览处\n";

pub(super) fn run(options: &Options, archive: &Path) -> anyhow::Result<Verdict> {
    let workspace = open(options)?;
    let gathered = gather(&Disk, &workspace, &options.villages)?;
    let place = std::path::absolute(archive)?;
    let done = write::export(&Disk, &gathered, &place, &keep::pages)?;
    terminal::say(&told(&gathered, &done, archive));
    Ok(Verdict::Clean)
}

/// The capsule beside the releases of a target.
pub(super) fn beside(
    workspace: &Workspace,
    villages: &[String],
    target: &Path,
) -> anyhow::Result<()> {
    let gathered = gather(&Disk, workspace, villages)?;
    let done = write::refresh(&Disk, &gathered, target, &keep::pages)?;
    let place = target.join(CAPSULES).join(&done.name);
    terminal::say(&told(&gathered, &done, &place));
    Ok(())
}

fn told(gathered: &Gathered, done: &Done, place: &Path) -> String {
    let place = place.display();
    let size = megabytes(done.bytes);
    let mut text = if done.stood {
        format!("档案包原来就在 {place}，完好\n")
    } else {
        format!(
            "档案包写好了: {place}（{} 个文件，{size}，写完又读出来核对过，从里面重做的网页和封存时一字不差）\n",
            done.files
        )
    };
    for member in &gathered.villages {
        let entry = member.entry();
        let (name, _) = names(&entry.origin);
        let code = head_code(entry.digest());
        let _ = writeln!(text, "{name}第 {} 号，总核对码: {code}", entry.seq);
    }
    for note in &done.notes {
        let _ = writeln!(text, "注意: {note}");
    }
    text.push_str(WARNING);
    text
}
