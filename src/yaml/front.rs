//! Finds the YAML of a file: all of a `.yaml`, the front matter of a `.md`.

use std::ops::Range;

use crate::diagnostic::Problem;
use crate::source::{FileId, SourceFile, Span};
use crate::yaml::rules::FRONT_MATTER;

/// Where a file's YAML and its Markdown body stand, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    /// The YAML.
    pub(crate) yaml: Range<usize>,
    /// The Markdown body, empty for a `.yaml` file.
    pub(crate) body: Range<usize>,
}

/// Splits a file into YAML and body.
pub(crate) fn split(file: &SourceFile, id: FileId, problems: &mut Vec<Problem>) -> Document {
    let end = file.text.len();
    if !has_extension(&file.path, "md") {
        return Document {
            yaml: 0..end,
            body: end..end,
        };
    }
    let mut lines = LineStarts::new(&file.text);
    let Some((_, first, after_first)) = lines.next() else {
        return missing(id, end, problems);
    };
    if first.trim_end() != "---" {
        return missing(id, end, problems);
    }
    for (start, line, after) in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Document {
                yaml: after_first..start,
                body: after..end,
            };
        }
    }
    problems.push(
        Problem::new(
            &FRONT_MATTER,
            Span {
                file: id,
                start: 0,
                end: 3,
            },
            "开头的 `---` 没有配对的结束行 `---`",
        )
        .help("在各项之后、正文之前单独写一行 `---`"),
    );
    Document {
        yaml: after_first..end,
        body: end..end,
    }
}

fn missing(id: FileId, end: usize, problems: &mut Vec<Problem>) -> Document {
    problems.push(
        Problem::new(
            &FRONT_MATTER,
            Span::top(id),
            "Markdown 文件开头缺少各项（`---` 之间的部分）",
        )
        .help("文件第一行写 `---`，下面写 `标题:` 等各项，再写一行 `---`，然后是正文"),
    );
    Document {
        yaml: 0..0,
        body: 0..end,
    }
}

fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, found)| found.eq_ignore_ascii_case(extension))
}

/// Lines with the offsets of their start and of the next line.
struct LineStarts<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> LineStarts<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl<'a> Iterator for LineStarts<'a> {
    type Item = (usize, &'a str, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |at| at + 1);
        let start = self.at;
        self.at += length;
        Some((start, rest.get(..length)?, self.at))
    }
}
