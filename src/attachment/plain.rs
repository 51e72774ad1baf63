//! Plain text, tables with commas or tabs, and web pages.

use crate::attachment::gather::{Cells, Gather};
use crate::attachment::xml::{Token, tokens};
use crate::source::Encoding;
use crate::source::decode::decode;
use crate::source::facts::Unsearched;

/// Running text.
pub(super) fn text(bytes: &[u8], gather: &mut Gather) -> Result<(), Unsearched> {
    let text = decoded(bytes, gather)?;
    gather.prose("", "行", text);
    Ok(())
}

/// A table with a line for each row; a quoted cell may hold line breaks.
pub(super) fn table(bytes: &[u8], gather: &mut Gather) -> Result<(), Unsearched> {
    let text = decoded(bytes, gather)?;
    let first = text.lines().find(|line| !line.trim().is_empty());
    let first = first.unwrap_or_default();
    let count = |separator: &char| first.matches(*separator).count();
    // The earlier wins where two are as frequent.
    let separator = ['；', ';', '，', '\t', ','].into_iter().max_by_key(count);
    gather.table(String::new());
    rows(&text, separator.unwrap_or(','), gather);
    Ok(())
}

/// A web page, also one that an office system calls .xls: its text without tags.
pub(super) fn page(bytes: &[u8], gather: &mut Gather) -> Result<(), Unsearched> {
    let text = decoded(bytes, gather)?;
    let mut shown = String::new();
    let mut hidden = 0_usize;
    for token in tokens(&text) {
        match token {
            Token::Open("script" | "style", _) => hidden += 1,
            Token::Close("script" | "style") => hidden = hidden.saturating_sub(1),
            Token::Text(text) if hidden == 0 => shown.push_str(&text),
            Token::Close("td" | "th") => shown.push('\t'),
            Token::Open("br" | "p" | "tr" | "div" | "li", _) => shown.push('\n'),
            Token::Open(..) | Token::Close(_) | Token::Text(_) => {}
        }
    }
    gather.prose("", "", shown);
    Ok(())
}

/// The text; of a damaged one what could be read, and a note that this is not all.
fn decoded(bytes: &[u8], gather: &mut Gather) -> Result<String, Unsearched> {
    let (text, encoding) = decode(bytes);
    if text.contains('\0') {
        return Err(Unsearched::Broken);
    }
    if encoding == Encoding::Unknown {
        gather.fails(Unsearched::Broken);
    }
    Ok(text)
}

fn rows(text: &str, separator: char, gather: &mut Gather) {
    let mut cells = Cells::default();
    let mut cell = String::new();
    let (mut column, mut line, mut first_line) = (0, 1, 1);
    let mut is_quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if c == '\n' {
            line += 1;
        }
        match c {
            '"' if is_quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' if is_quoted || cell.trim().is_empty() => is_quoted = !is_quoted,
            _ if is_quoted => cell.push(c),
            '\n' => {
                cells.put(column, std::mem::take(&mut cell));
                if !gather.row(first_line, std::mem::take(&mut cells)) {
                    return;
                }
                (column, first_line) = (0, line);
            }
            _ if c == separator => {
                cells.put(column, std::mem::take(&mut cell));
                column += 1;
            }
            '\r' => {}
            _ => cell.push(c),
        }
    }
    cells.put(column, cell);
    gather.row(first_line, cells);
}
