//! What a repair changes, as lines with `-` and `+` under the name of the file; what is personal stays hidden.

use std::fmt::Write as _;

use crate::repair::Mended;
use crate::source::Encoding;

/// Stands for a line with personal data.
const HIDDEN: &str = "（这一行有个人信息，不显示）";

/// A longer line is cut: it is shown to be recognised, not to be read.
const SHOWN_CHARS: usize = 160;

/// The changes of one file, as `diff -U0` shows them.
pub(crate) fn diff(mended: &Mended) -> String {
    let path = &mended.before.path;
    let mut text = format!("--- {path}\n+++ {path}\n");
    for change in stored(mended) {
        let _ = writeln!(text, "# {change}");
    }
    let old: Vec<&str> = mended.before.text.lines().collect();
    let new: Vec<&str> = mended.after.lines().collect();
    let is_changed = |index: usize| old.get(index) != new.get(index);
    let count = old.len().max(new.len());
    let mut index = 0;
    while index < count {
        let end = (index..count).find(|at| !is_changed(*at)).unwrap_or(count);
        if end == index {
            index += 1;
            continue;
        }
        let range = match end - index {
            1 => format!("{}", index + 1),
            lines => format!("{},{lines}", index + 1),
        };
        let _ = writeln!(text, "@@ -{range} +{range} @@");
        for (mark, lines) in [('-', &old), ('+', &new)] {
            for at in index..end {
                let line = lines.get(at).copied().unwrap_or_default();
                let is_private = mended.private.contains(&(at + 1));
                let shown = if is_private {
                    HIDDEN.to_owned()
                } else {
                    shown(line)
                };
                let _ = writeln!(text, "{mark}{shown}");
            }
        }
        index = end;
    }
    text
}

/// How the file is stored otherwise than before.
fn stored(mended: &Mended) -> Vec<&'static str> {
    let mut changes = Vec::new();
    match mended.before.encoding {
        Encoding::Utf8 | Encoding::Unknown => {}
        Encoding::Utf8Bom => changes.push("去掉文件开头的 BOM"),
        Encoding::Gb18030 => changes.push("编码由 GB18030（GBK）改成 UTF-8"),
        Encoding::Utf16 => changes.push("编码由 UTF-16 改成 UTF-8"),
    }
    if mended.before.text.contains("\r\n") && !mended.after.contains("\r\n") {
        changes.push("换行由 CRLF 改成 LF");
    }
    changes
}

fn shown(line: &str) -> String {
    let mut shown: String = line
        .chars()
        .take(SHOWN_CHARS)
        .map(|c| {
            if c.is_control() && c != '\t' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect();
    if line.chars().nth(SHOWN_CHARS).is_some() {
        shown.push('…');
    }
    shown
}
