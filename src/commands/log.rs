//! `sanwu log`: the versions of a record, or all that was ever changed in a village.

use std::fmt::Write as _;

use crate::board;
use crate::board::log::{Line, Told};
use crate::cli::Options;
use crate::commands::{Verdict, open, terminal};

pub(super) fn run(options: &Options, record: Option<&str>) -> anyhow::Result<Verdict> {
    let workspace = open(options)?;
    let told = board::log::of(&workspace, &options.villages, record)?;
    let mut text = String::new();
    for village in told {
        write(&village, &mut text);
    }
    terminal::data(&text);
    Ok(Verdict::Clean)
}

fn write(told: &Told, text: &mut String) {
    let Told {
        village,
        head,
        lines,
    } = told;
    match head {
        Some((seq, code)) => {
            let _ = writeln!(text, "{village}: 第 {seq} 号，总核对码 {code}");
        }
        None => {
            let _ = writeln!(text, "{village}: 还没有封存过");
        }
    }
    for line in lines {
        let Line {
            record,
            version,
            day,
            kind,
            seq,
            note,
            by,
            code,
            differences,
        } = line;
        let _ = write!(
            text,
            "\n{record}第 {version} 版  {day}  {kind}  第 {seq} 号封存\n"
        );
        for (label, value) in [("说明", note), ("批准人", by), ("核对码", code)] {
            if !value.is_empty() {
                let _ = writeln!(text, "  {label}: {value}");
            }
        }
        for difference in differences {
            let _ = writeln!(text, "  {difference}");
        }
    }
}
