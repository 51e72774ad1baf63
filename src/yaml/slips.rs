//! The slips of Chinese typing, found before YAML sees them: `：`, `，` between fields, tabs, `#`, a missing space.
//!
//! Each is reported where it stands and mended in a copy, so that one slip does not hide the rest of the file.

use crate::diagnostic::{Problem, Repair};
use crate::source::Span;
use crate::yaml::marks::{
    KeyEnd, comment_start, dash_length, is_deeper_key, is_numbering, key_end, open_quote,
};
use crate::yaml::rules::{COLON_SPACE, HASH, TAB, WIDE_PUNCTUATION};

/// Stands for the comma of `3,000.00` inside braces until the parser is done with it.
pub(crate) const GROUP_COMMA: &str = "\u{e000}";

/// A text for the parser, and the way back to the places of the original.
#[derive(Debug)]
pub(crate) struct Repaired<'a> {
    /// The mended text.
    pub(crate) text: String,
    /// The text as written.
    original: &'a str,
    /// Pairs of offsets (mended, original) after each change of length, ascending.
    jumps: Vec<(usize, usize)>,
}

impl Repaired<'_> {
    /// The offset in the original of an offset in the mended text; between `:` and the blank of a mended `：` it is that
    /// of the `：`.
    pub(crate) fn original(&self, mended: usize) -> usize {
        let after = self.jumps.partition_point(|(at, _)| *at <= mended);
        let offset = match after.checked_sub(1).map(|last| self.jumps[last]) {
            Some((at, original)) => original + (mended - at),
            None => mended,
        };
        self.whole(offset)
    }

    /// The start of the character of the original in which an offset lies.
    pub(crate) fn whole(&self, offset: usize) -> usize {
        self.original.floor_char_boundary(offset)
    }
}

/// Mends a YAML text; `base` is its place in the file.
pub(crate) fn repair<'a>(text: &'a str, base: Span, problems: &mut Vec<Problem>) -> Repaired<'a> {
    let mut work = Work {
        base,
        problems,
        mended: String::with_capacity(text.len()),
        jumps: Vec::new(),
        block: None,
        open_value: None,
        quote: None,
    };
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        work.line(line, at, lines.peek().copied().unwrap_or_default());
        at += line.len();
    }
    Repaired {
        text: work.mended,
        original: text,
        jumps: work.jumps,
    }
}

/// A text being mended.
pub(super) struct Work<'a> {
    base: Span,
    problems: &'a mut Vec<Problem>,
    /// The mended text so far.
    pub(super) mended: String,
    jumps: Vec<(usize, usize)>,
    /// Indentation of the key that opened a block of text (`|`, `>`).
    block: Option<usize>,
    /// Indentation of the key whose plain text may go on in deeper lines.
    open_value: Option<usize>,
    /// A quotation mark that is open at the end of a line.
    quote: Option<char>,
}

impl Work<'_> {
    fn line(&mut self, line: &str, at: usize, next: &str) {
        let content = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - content.len();
        let blank = content.trim().is_empty();
        if let Some(opened) = self.block {
            if blank || indent > opened {
                return self.keep(line);
            }
            self.block = None;
        }
        if blank {
            return self.keep(line);
        }
        if self.quote.is_some() {
            self.quote = open_quote(content, self.quote);
            return self.keep(line);
        }
        if self.open_value.is_some_and(|opened| indent > opened) && !content.starts_with("- ") {
            return self.keep(line);
        }
        self.open_value = None;
        self.indentation(line, indent, at);
        if content.starts_with('#') {
            return self.keep(content);
        }
        self.content(content, at + indent, indent, next);
    }

    fn keep(&mut self, text: &str) {
        self.mended.push_str(text);
    }

    /// Writes `with` for `from`, which ends at `original_end` of the original.
    pub(super) fn change(&mut self, with: &str, original_end: usize) {
        self.mended.push_str(with);
        self.jumps.push((self.mended.len(), original_end));
    }

    /// Adds a finding.
    pub(super) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// A place in the file.
    pub(super) fn at(&self, start: usize, length: usize) -> Span {
        self.base.within(start, start + length)
    }

    fn indentation(&mut self, line: &str, indent: usize, at: usize) {
        let spaces = line.get(..indent).unwrap_or_default();
        let Some(tab) = spaces.find('\t') else {
            return self.keep(spaces);
        };
        let wide = spaces.replace('\t', "  ");
        self.report(
            Problem::new(&TAB, self.at(at + tab, 1), "行首用了制表符（Tab 键）")
                .help("把行首的制表符改成两个空格")
                .repair(Repair::mark(self.at(at, indent), wide.clone())),
        );
        self.change(&wide, at + indent);
    }

    /// A line that may begin a key: mends it and notes what it opens.
    fn content(&mut self, content: &str, at: usize, indent: usize, next: &str) {
        let body = content.trim_end_matches(['\n', '\r']);
        let dashes = dash_length(body);
        let text = body.get(dashes..).unwrap_or_default();
        self.keep(body.get(..dashes).unwrap_or_default());
        let start = at + dashes;
        let value_at = match key_end(text) {
            Some(KeyEnd::Plain(end)) => {
                self.keep(text.get(..end).unwrap_or_default());
                end
            }
            Some(KeyEnd::Wide(end)) if dashes == 0 || is_deeper_key(next, indent) => {
                self.wide_colon(text, start, end)
            }
            Some(KeyEnd::NoSpace(end)) => self.missing_space(text, start, end),
            Some(KeyEnd::Wide(_)) | None => 0,
        };
        let value = text.get(value_at..).unwrap_or_default();
        let (value, blank) = value.split_at(value.trim_end().len());
        self.value(value, start + value_at, indent + dashes);
        // A tab behind a value, as cells of a spreadsheet leave it, says nothing.
        self.keep(&blank.replace('\t', " "));
        self.keep(content.get(body.len()..).unwrap_or_default());
    }

    /// `项：值`, with the mark at `end`; returns the offset of what follows it.
    pub(super) fn wide_colon(&mut self, text: &str, start: usize, end: usize) -> usize {
        let name = text.get(..end).unwrap_or_default();
        let after = end + '：'.len_utf8();
        let (colon, blanks) = separator(text.get(after..).unwrap_or_default());
        let mark = self.at(start + end, '：'.len_utf8() + blanks);
        self.report(
            Problem::new(
                &WIDE_PUNCTUATION,
                self.at(start + end, '：'.len_utf8()),
                format!("`{}`后面是全角冒号`：`", name.trim()),
            )
            .help("改成半角冒号加一个空格`: `")
            .repair(Repair::mark(mark, colon)),
        );
        self.keep(name);
        self.change(": ", start + after);
        after
    }

    /// `项:值`, with the mark at `end`; returns the offset of what follows it.
    pub(super) fn missing_space(&mut self, text: &str, start: usize, end: usize) -> usize {
        let name = text.get(..end).unwrap_or_default();
        self.report(
            Problem::new(
                &COLON_SPACE,
                self.at(start + end, 1),
                format!("`{name}:`后面缺一个空格"),
            )
            .help("在半角冒号后面加一个空格")
            .repair(Repair::mark(self.at(start + end, 1), ": ")),
        );
        self.keep(name);
        self.change(": ", start + end + 1);
        end + 1
    }

    /// The text after a key: braces with their own keys, comments, open quotes and blocks.
    fn value(&mut self, value: &str, at: usize, indent: usize) {
        let trimmed = value.trim();
        if matches!(trimmed.chars().next(), Some('|' | '>')) {
            self.block = Some(indent);
            return self.keep(value);
        }
        if matches!(trimmed.chars().next(), Some('"' | '\'')) {
            self.quote = open_quote(trimmed, None);
        }
        self.comment(value, at);
        if trimmed.starts_with(['{', '[']) {
            return self.braces(value, at);
        }
        if !trimmed.is_empty() && self.quote.is_none() {
            self.open_value = Some(indent);
        }
        self.keep(value);
    }

    fn comment(&mut self, value: &str, at: usize) {
        let Some(hash) = comment_start(value) else {
            return;
        };
        let comment = value.get(hash + 1..).unwrap_or_default();
        if comment.is_empty() || comment.starts_with([' ', '#', '!', '-', '=']) {
            return;
        }
        self.report(
            Problem::new(
                &HASH,
                self.at(at + hash, value.trim_end().len() - hash),
                "`#` 后面的内容被当作注释，不会公开",
            )
            .help("值里要写 `#` 时给整个值加上英文引号；是注释就在 `#` 后面空一格")
            .repair(self.quoted(value, at, comment)),
        );
    }

    /// Quotation marks around a value with a number behind `#`, as `#3楼`: nobody comments with a number alone.
    fn quoted(&self, value: &str, at: usize, comment: &str) -> Option<Repair> {
        let text = value.trim();
        let is_plain =
            !text.starts_with(['{', '[', '"', '\'', '|', '>', '&', '*', '!', '%', '@', '`']);
        if !is_plain || !is_numbering(comment) || comment.contains(" #") || text.contains(": ") {
            return None;
        }
        let mark = ['"', '\'']
            .into_iter()
            .find(|mark| !text.contains([*mark, '\\']))?;
        let start = at + (value.len() - value.trim_start().len());
        Some(Repair::quotes(self.at(start, text.len()), mark))
    }
}

/// The colon to write before this text, and how many blanks it replaces.
fn separator(rest: &str) -> (&'static str, usize) {
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    let is_last = rest.trim_start_matches([' ', '\r', '\n']).is_empty();
    (if is_last { ":" } else { ": " }, blanks)
}
