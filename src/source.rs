//! Text in memory and places in it: a file as it was read, byte spans, and line and column for people.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

/// One text file of a village, decoded, with its path relative to the root and `/` between names.
#[derive(Debug)]
pub(crate) struct SourceFile {
    /// Path relative to the root, for example `content/dong/finance/2025-09.yaml`.
    pub(crate) path: String,
    /// The text without a byte order mark.
    pub(crate) text: String,
    /// How the bytes were stored.
    pub(crate) encoding: Encoding,
    /// SHA-256 of the file's bytes as they were stored, as `sha256sum` finds it.
    pub(crate) digest: [u8; 32],
    line_starts: Vec<usize>,
}

/// How the bytes of a file were stored on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// UTF-8 without a mark, as it should be.
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8Bom,
    /// GB18030, as older Chinese programs save.
    Gb18030,
    /// UTF-16, as 记事本 calls “Unicode”.
    Utf16,
    /// None of these: what could be read is kept, the rest is replaced.
    Unknown,
}

/// A line and a column, both counted from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    /// The line, from 1.
    pub(crate) line: usize,
    /// The column in characters, from 1.
    pub(crate) column: usize,
}

impl SourceFile {
    /// Keeps a text that is its own bytes.
    pub(crate) fn new(path: String, text: String, encoding: Encoding) -> Self {
        let digest = Sha256::digest(text.as_bytes()).into();
        Self::with_digest(path, text, encoding, digest)
    }

    /// Keeps a text decoded from bytes, which have a digest of their own.
    pub(crate) fn decoded(path: String, text: String, encoding: Encoding, bytes: &[u8]) -> Self {
        Self::with_digest(path, text, encoding, Sha256::digest(bytes).into())
    }

    fn with_digest(path: String, text: String, encoding: Encoding, digest: [u8; 32]) -> Self {
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Self {
            path,
            text,
            encoding,
            digest,
            line_starts,
        }
    }

    /// Whether the text is all that the bytes say, so that the file may be stored anew.
    pub(crate) fn is_whole(&self) -> bool {
        let is_odd = |c: char| {
            c == char::REPLACEMENT_CHARACTER || c.is_control() && !matches!(c, '\t' | '\r' | '\n')
        };
        match self.encoding {
            Encoding::Utf8 | Encoding::Utf8Bom => true,
            Encoding::Gb18030 | Encoding::Utf16 => !self.text.contains(is_odd),
            Encoding::Unknown => false,
        }
    }

    /// The line and column of a byte offset; past the end it is the end.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts[line - 1];
        let before = self.text.get(start..offset.min(self.text.len()));
        Position {
            line,
            column: before.map_or(0, |text| text.chars().count()) + 1,
        }
    }

    /// The byte offset of a line (from 1) and a column in characters (from 0).
    pub(crate) fn offset(&self, line: usize, column: usize) -> usize {
        let Some(start) = self.line_starts.get(line.saturating_sub(1)) else {
            return self.text.len();
        };
        let rest = self.text.get(*start..).unwrap_or_default();
        let within = rest.char_indices().nth(column).map(|(at, _)| at);
        start + within.unwrap_or(rest.len())
    }

    /// The text of a span, empty where the span does not fit the text.
    pub(crate) fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }
}

/// Which file of a [`SourceTree`] a span lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FileId(pub(crate) usize);

/// A range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    /// The file.
    pub(crate) file: FileId,
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
}

impl Span {
    /// The very beginning of a file, for findings about the file as a whole.
    pub(crate) fn top(file: FileId) -> Self {
        Self {
            file,
            start: 0,
            end: 0,
        }
    }

    /// A part of this span, by byte offsets from its start.
    pub(crate) fn within(self, start: usize, end: usize) -> Self {
        Self {
            file: self.file,
            start: self.start + start,
            end: (self.start + end).min(self.end.max(self.start + start)),
        }
    }
}

/// A value and the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spanned<T> {
    /// The value.
    pub(crate) value: T,
    /// Where it stands.
    pub(crate) span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value and its place.
    pub(crate) fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A file that records may name but that is not read as text: a photo, a scan, a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asset {
    /// Size in bytes.
    pub(crate) size_bytes: u64,
    /// SHA-256 of the content, in hexadecimal.
    pub(crate) sha256: String,
}

/// Everything a village's folder holds, as handed to the pure core.
#[derive(Debug, Default)]
pub(crate) struct SourceTree {
    /// The folder of the village, relative to the root: `content/dong`.
    pub(crate) folder: String,
    /// Text files in the order of their paths.
    pub(crate) files: Vec<Arc<SourceFile>>,
    /// Other files by their path relative to the village's folder.
    pub(crate) assets: BTreeMap<String, Asset>,
    /// Files that cannot be read or do not belong, by path relative to the village's folder, with the reason in Chinese.
    pub(crate) strays: BTreeMap<String, String>,
    /// Records that are there and could not be opened, by path relative to the village's folder, with the reason in Chinese.
    pub(crate) unread: BTreeMap<String, String>,
}

impl SourceTree {
    /// The file of an id.
    pub(crate) fn file(&self, id: FileId) -> &Arc<SourceFile> {
        &self.files[id.0]
    }

    /// The path of a file relative to the village's folder: `finance/2025-09.yaml`.
    pub(crate) fn local_path(&self, id: FileId) -> &str {
        let path = self.file(id).path.as_str();
        path.strip_prefix(self.folder.as_str())
            .map_or(path, |rest| rest.trim_start_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Position, SourceFile};

    #[test]
    fn counts_columns_in_characters() {
        let file = SourceFile::new("a".into(), "标题: 东村\n余额: 5\n".into(), Encoding::Utf8);
        let offset = file.text.find('余').expect("the text holds it");
        assert_eq!(file.position(offset), Position { line: 2, column: 1 });
        assert_eq!(file.position(offset + "余额: ".len()).column, 5);
        assert_eq!(file.offset(2, 4), offset + "余额: ".len());
        assert_eq!(file.position(999).line, 3);
    }
}
