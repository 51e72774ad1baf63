//! How the bytes of a file are stored: its encoding, its mark, its line ends.

use crate::diagnostic::{Level, Problem, Repair};
use crate::source::{Encoding, FileId, SourceFile, Span};
use crate::yaml::rules::{ENCODING, LINE_MARKS};

/// Reports what is unusual.
pub(crate) fn check(source: &SourceFile, file: FileId, problems: &mut Vec<Problem>) {
    let top = Span::top(file);
    let mut note = |problem: Problem| problems.push(problem.repair(Repair::storage()));
    match source.encoding {
        Encoding::Utf8 => {}
        Encoding::Utf8Bom => note(
            Problem::new(&LINE_MARKS, top, "文件开头有 BOM 标记")
                .help("另存为不带 BOM 的 UTF-8；不改也能照常公开"),
        ),
        Encoding::Gb18030 => note(
            Problem::new(
                &ENCODING,
                top,
                "文件不是 UTF-8 编码，已按 GB18030（GBK）读入",
            )
            .help("另存为 UTF-8"),
        ),
        Encoding::Utf16 => note(
            Problem::new(&ENCODING, top, "文件不是 UTF-8 编码，已按 UTF-16 读入")
                .help("另存为 UTF-8"),
        ),
        Encoding::Unknown => note(
            Problem::new(&ENCODING, top, "文件编码认不出，有的字读坏了")
                .level(Level::Error)
                .help("用记事本打开，另存为 UTF-8"),
        ),
    }
    if let Some(at) = source.text.find("\r\n") {
        let span = Span {
            file,
            start: at,
            end: at,
        };
        note(
            Problem::new(&LINE_MARKS, span, "行末是 Windows 的回车换行（CRLF）")
                .help("换行存成 LF；不改也能照常公开"),
        );
    }
}
