//! The slips of Chinese typing, found before YAML sees them: `：`, `，` between fields, tabs, `#`, a missing space.
//!
//! Each is reported where it stands and mended in a copy, so that one slip does not hide the rest of the file.

use crate::diagnostic::Problem;
use crate::source::Span;
use crate::yaml::marks::{
    KeyEnd, begins_known_field, comment_start, dash_length, field_end, is_deeper_key, key_end,
    open_quote,
};
use crate::yaml::rules::{COLON_SPACE, HASH, TAB, WIDE_PUNCTUATION};

/// Stands for the comma of `3,000.00` inside braces until the parser is done with it.
pub(crate) const GROUP_COMMA: &str = "\u{e000}";

/// A text for the parser, and the way back to the places of the original.
#[derive(Debug)]
pub(crate) struct Repaired {
    /// The mended text.
    pub(crate) text: String,
    /// Pairs of offsets (mended, original) after each change of length, ascending.
    jumps: Vec<(usize, usize)>,
}

impl Repaired {
    /// The offset in the original of an offset in the mended text.
    pub(crate) fn original(&self, mended: usize) -> usize {
        let after = self.jumps.partition_point(|(at, _)| *at <= mended);
        match after.checked_sub(1).map(|last| self.jumps[last]) {
            Some((at, original)) => original + (mended - at),
            None => mended,
        }
    }
}

/// Mends a YAML text; `base` is its place in the file.
pub(crate) fn repair(text: &str, base: Span, problems: &mut Vec<Problem>) -> Repaired {
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
        jumps: work.jumps,
    }
}

struct Work<'a> {
    base: Span,
    problems: &'a mut Vec<Problem>,
    mended: String,
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
    fn change(&mut self, with: &str, original_end: usize) {
        self.mended.push_str(with);
        self.jumps.push((self.mended.len(), original_end));
    }

    fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn at(&self, start: usize, length: usize) -> Span {
        self.base.within(start, start + length)
    }

    fn indentation(&mut self, line: &str, indent: usize, at: usize) {
        let spaces = line.get(..indent).unwrap_or_default();
        let Some(tab) = spaces.find('\t') else {
            return self.keep(spaces);
        };
        self.report(
            Problem::new(&TAB, self.at(at + tab, 1), "行首用了制表符（Tab 键）")
                .help("把行首的制表符改成两个空格"),
        );
        let wide = spaces.replace('\t', "  ");
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
        self.value(value, start + value_at, indent + dashes);
        self.keep(content.get(body.len()..).unwrap_or_default());
    }

    fn wide_colon(&mut self, text: &str, start: usize, end: usize) -> usize {
        let name = text.get(..end).unwrap_or_default();
        self.report(
            Problem::new(
                &WIDE_PUNCTUATION,
                self.at(start + end, '：'.len_utf8()),
                format!("`{}`后面是全角冒号`：`", name.trim()),
            )
            .help("改成半角冒号加一个空格`: `"),
        );
        self.keep(name);
        let after = end + '：'.len_utf8();
        self.change(": ", start + after);
        after
    }

    fn missing_space(&mut self, text: &str, start: usize, end: usize) -> usize {
        let name = text.get(..end).unwrap_or_default();
        self.report(
            Problem::new(
                &COLON_SPACE,
                self.at(start + end, 1),
                format!("`{name}:`后面缺一个空格"),
            )
            .help("在半角冒号后面加一个空格"),
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
            .help("值里要写 `#` 时给整个值加上英文引号；是注释就在 `#` 后面空一格"),
        );
    }

    /// `{日期：09-05，收入: 3}`: wide marks between fields of one line.
    fn braces(&mut self, value: &str, at: usize) {
        let mut quote = None;
        let mut begins_field = false;
        let mut skip_until = 0;
        for (offset, mark) in value.char_indices() {
            if offset < skip_until {
                continue;
            }
            let rest = value.get(offset..).unwrap_or_default();
            if let Some(open) = quote {
                if mark == open {
                    quote = None;
                }
            } else if begins_field && matches!(mark, '"' | '\'') {
                quote = Some(mark);
            }
            let field = (quote.is_none() && begins_field && !mark.is_whitespace())
                .then(|| field_end(rest))
                .flatten();
            if let Some((name_length, mark_length)) = field {
                self.wide_colon(
                    rest.get(..name_length + mark_length).unwrap_or_default(),
                    at + offset,
                    name_length,
                );
                skip_until = offset + name_length + mark_length;
                begins_field = false;
                continue;
            }
            if quote.is_none() && mark == '，' && begins_known_field(rest) {
                self.wide_comma(at + offset);
                begins_field = true;
                continue;
            }
            if quote.is_none() && mark == ',' && groups_thousands(value, offset) {
                // `{收入: 3,000.00}`: YAML would end the value here, a clerk means one number.
                self.change(GROUP_COMMA, at + offset + 1);
                continue;
            }
            begins_field = matches!(mark, '{' | ',') || (begins_field && mark.is_whitespace());
            self.mended.push(mark);
        }
    }

    fn wide_comma(&mut self, at: usize) {
        let length = '，'.len_utf8();
        self.report(
            Problem::new(
                &WIDE_PUNCTUATION,
                self.at(at, length),
                "两项之间是全角逗号`，`",
            )
            .help("改成半角逗号加一个空格`, `"),
        );
        self.change(", ", at + length);
    }
}

/// Whether the comma at an offset groups thousands: one to three digits before it, exactly three after it.
fn groups_thousands(value: &str, comma: usize) -> bool {
    let before = value.get(..comma).unwrap_or_default();
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let grouped = digits == 3
        && before
            .get(..before.len() - 3)
            .is_some_and(|rest| rest.ends_with(','));
    let head = before.get(..before.len() - digits).unwrap_or_default();
    let starts_number =
        !head.ends_with(|c: char| c.is_alphanumeric() || c == '.') || !head.is_ascii();
    let after = value.get(comma + 1..).unwrap_or_default();
    let following = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (1..=3).contains(&digits) && following == 3 && (grouped || starts_number)
}
