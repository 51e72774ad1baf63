//! Old workbooks of Excel and WPS (.xls, .et): the cells of every sheet, hidden ones too, and comments.

use std::collections::BTreeMap;

use crate::attachment::bytes::{u16_at, u32_at};
use crate::attachment::compound::Compound;
use crate::attachment::gather::{Cells, Gather, STRINGS_LIMIT};
use crate::attachment::xls_text::{Texts, old_text, text_at};
use crate::source::facts::Unsearched;

/// Reads whatever an old office program wrote.
pub(super) fn read(bytes: &[u8], gather: &mut Gather) -> Result<(), Unsearched> {
    let file = Compound::open(bytes).ok_or(Unsearched::Broken)?;
    if file.has("EncryptedPackage") {
        return Err(Unsearched::Encrypted);
    }
    let is_workbook = ["Workbook", "Book"].into_iter().find(|name| file.has(name));
    let Some(name) = is_workbook else {
        return Err(Unsearched::Kind);
    };
    let stream = file.stream(name).ok_or(Unsearched::Broken)?;
    workbook(&stream, gather)
}

/// The records of a workbook that matter.
mod kind {
    pub(super) const BOF: u16 = 0x0809;
    pub(super) const FILEPASS: u16 = 0x002f;
    pub(super) const BOUNDSHEET: u16 = 0x0085;
    pub(super) const SST: u16 = 0x00fc;
    pub(super) const CONTINUE: u16 = 0x003c;
    pub(super) const LABELSST: u16 = 0x00fd;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const RSTRING: u16 = 0x00d6;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const RK: u16 = 0x027e;
    pub(super) const MULRK: u16 = 0x00bd;
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const STRING: u16 = 0x0207;
    pub(super) const TXO: u16 = 0x01b6;
}

/// A record with the ones that continue it.
#[derive(Debug)]
struct Record<'a> {
    at: usize,
    kind: u16,
    content: &'a [u8],
    continued: Vec<&'a [u8]>,
}

/// A workbook while it is read.
#[derive(Debug, Default)]
struct Book {
    /// Names of sheets by where they begin.
    names: BTreeMap<usize, String>,
    strings: Vec<String>,
    /// Before the eighth version texts were bytes of a code page.
    is_old: bool,
    row: usize,
    cells: Cells,
    /// The cell of a formula whose text follows.
    formula: usize,
    comments: String,
}

fn workbook(stream: &[u8], gather: &mut Gather) -> Result<(), Unsearched> {
    let mut book = Book::default();
    let mut at = 0;
    while let Some((record, next)) = record(stream, at) {
        at = next;
        match record.kind {
            kind::FILEPASS => return Err(Unsearched::Encrypted),
            kind::BOF => {
                book.end_row(gather);
                book.is_old = u16_at(record.content, 0) != Some(0x0600);
                let name = book.names.get(&record.at).cloned();
                gather.table(name.map_or_else(String::new, |name| format!("工作表“{name}”")));
            }
            kind::BOUNDSHEET => book.name(record.content),
            kind::SST => book.strings = shared(&record, gather),
            kind::TXO => book.comment(&record),
            _ => book.cell(&record, gather),
        }
        if gather.is_full() {
            return Ok(());
        }
    }
    book.end_row(gather);
    gather.prose("批注", "", std::mem::take(&mut book.comments));
    Ok(())
}

/// The record at a place, and where the next begins.
fn record(stream: &[u8], at: usize) -> Option<(Record<'_>, usize)> {
    let (kind, content, mut next) = piece(stream, at)?;
    let mut continued = Vec::new();
    while let Some((kind::CONTINUE, content, after)) = piece(stream, next) {
        continued.push(content);
        next = after;
    }
    let record = Record {
        at,
        kind,
        content,
        continued,
    };
    Some((record, next))
}

fn piece(stream: &[u8], at: usize) -> Option<(u16, &[u8], usize)> {
    let kind = u16_at(stream, at)?;
    let start = at + 4;
    let end = start + usize::from(u16_at(stream, at + 2)?);
    let end = end.min(stream.len());
    Some((kind, stream.get(start..end)?, end))
}

fn shared(record: &Record<'_>, gather: &mut Gather) -> Vec<String> {
    let first = record.content.get(8..).unwrap_or_default();
    let segments = std::iter::once(first).chain(record.continued.iter().copied());
    let strings: Vec<String> = Texts::new(segments.collect()).take(STRINGS_LIMIT).collect();
    if strings.len() == STRINGS_LIMIT {
        gather.fails(Unsearched::TooLong);
    }
    strings
}

impl Book {
    fn name(&mut self, content: &[u8]) {
        let Some(at) = u32_at(content, 0).and_then(|at| usize::try_from(at).ok()) else {
            return;
        };
        let name = if self.is_old {
            old_text(content.get(7..).unwrap_or_default())
        } else {
            let length = usize::from(content.get(6).copied().unwrap_or_default());
            text_at(content.get(7..).unwrap_or_default(), length)
        };
        self.names.insert(at, name);
    }

    fn comment(&mut self, record: &Record<'_>) {
        if let Some(text) = record.continued.first() {
            self.comments.push_str(&text_at(text, text.len()));
            self.comments.push('\n');
        }
    }

    fn cell(&mut self, record: &Record<'_>, gather: &mut Gather) {
        let content = record.content;
        let place = |at| u16_at(content, at).map(usize::from);
        let rest = content.get(6..).unwrap_or_default();
        let text = match record.kind {
            kind::STRING => {
                let length = place(0).unwrap_or_default();
                let text = self.text(content.get(2..).unwrap_or_default(), length);
                self.cells.put(self.formula, text);
                return;
            }
            kind::LABELSST => {
                let index = u32_at(rest, 0).and_then(|index| usize::try_from(index).ok());
                let text = index.and_then(|index| self.strings.get(index));
                text.cloned().unwrap_or_default()
            }
            kind::LABEL | kind::RSTRING => {
                let length = u16_at(rest, 0).map_or(0, usize::from);
                self.text(rest.get(2..).unwrap_or_default(), length)
            }
            kind::NUMBER => number(rest),
            kind::FORMULA => {
                self.formula = place(2).unwrap_or_default();
                let is_number = rest.get(6..8) != Some(&[0xff, 0xff]);
                if is_number {
                    number(rest)
                } else {
                    String::new()
                }
            }
            kind::RK => u32_at(rest, 0).map_or_else(String::new, rk),
            kind::MULRK => String::new(),
            _ => return,
        };
        let (Some(row), Some(column)) = (place(0), place(2)) else {
            return;
        };
        if row != self.row {
            self.end_row(gather);
            self.row = row;
        }
        self.cells.put(column, text);
        if record.kind == kind::MULRK {
            let numbers = content.get(4..).unwrap_or_default().chunks_exact(6);
            for (index, one) in numbers.enumerate() {
                self.cells
                    .put(column + index, u32_at(one, 2).map_or_else(String::new, rk));
            }
        }
    }

    fn text(&self, content: &[u8], length: usize) -> String {
        if self.is_old {
            old_text(content.get(..length).unwrap_or(content))
        } else {
            text_at(content, length)
        }
    }

    fn end_row(&mut self, gather: &mut Gather) {
        gather.row(self.row + 1, std::mem::take(&mut self.cells));
    }
}

fn number(bytes: &[u8]) -> String {
    let eight = bytes.get(..8).and_then(|eight| eight.try_into().ok());
    eight.map_or_else(String::new, |eight| f64::from_le_bytes(eight).to_string())
}

/// A number packed into 30 bits, of which two more tell how.
fn rk(packed: u32) -> String {
    let text = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32).to_string()
    } else {
        (packed.cast_signed() >> 2).to_string()
    };
    if packed & 1 == 0 {
        text
    } else {
        hundredth(&text)
    }
}

fn hundredth(text: &str) -> String {
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text), |rest| ("-", rest));
    let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = format!("{whole:0>3}");
    let (yuan, fen) = whole.split_at(whole.len() - 2);
    format!("{sign}{yuan}.{fen}{places}")
}

#[cfg(test)]
mod tests {
    use super::{hundredth, rk};

    #[test]
    fn unpacks_numbers() {
        assert_eq!(rk((1234 << 2) | 2), "1234");
        assert_eq!(rk((1234 << 2) | 3), "12.34");
        assert_eq!(rk(0x3ff0_0000), "1");
        assert_eq!(hundredth("-5"), "-0.05");
        assert_eq!(hundredth("13812345678"), "138123456.78");
    }
}
