//! Texts of old workbooks: one or two bytes a character, marked anew where a text runs over into the next record.

use crate::source::decode::{chinese, utf16};

/// The texts of a shared table, which records cut wherever they are full.
#[derive(Debug)]
pub(super) struct Texts<'a> {
    segments: Vec<&'a [u8]>,
    segment: usize,
    at: usize,
}

impl<'a> Texts<'a> {
    /// Begins before the first text.
    pub(super) fn new(segments: Vec<&'a [u8]>) -> Self {
        Self {
            segments,
            segment: 0,
            at: 0,
        }
    }

    fn rest(&self) -> &'a [u8] {
        let segment = self.segments.get(self.segment).copied();
        segment
            .unwrap_or_default()
            .get(self.at..)
            .unwrap_or_default()
    }

    /// Goes on to the next record where this one is read up; `false` after the last.
    fn is_open(&mut self) -> bool {
        while self.rest().is_empty() {
            if self.segment >= self.segments.len() {
                return false;
            }
            self.segment += 1;
            self.at = 0;
        }
        true
    }

    fn byte(&mut self) -> Option<u8> {
        if !self.is_open() {
            return None;
        }
        let byte = *self.rest().first()?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, bytes: u32) -> Option<usize> {
        let mut number = 0;
        for index in 0..bytes {
            number |= usize::from(self.byte()?) << (8 * index);
        }
        Some(number)
    }

    fn skip(&mut self, mut bytes: usize) {
        while bytes > 0 && self.is_open() {
            let here = bytes.min(self.rest().len());
            self.at += here;
            bytes -= here;
        }
    }

    fn characters(&mut self, mut count: usize, mut is_wide: bool) -> String {
        let mut text = String::new();
        while count > 0 {
            if self.rest().is_empty() {
                let Some(flags) = self.byte() else { break };
                is_wide = flags & 1 == 1;
            }
            let size = if is_wide { 2 } else { 1 };
            let here = count.min(self.rest().len() / size);
            if here == 0 {
                // Half a character: the file is damaged here.
                self.at += 1;
                count -= 1;
                continue;
            }
            let bytes = self.rest().get(..here * size).unwrap_or_default();
            text.push_str(&characters(bytes, is_wide));
            self.at += here * size;
            count -= here;
        }
        text
    }
}

impl Iterator for Texts<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let count = self.number(2)?;
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { self.number(2)? };
        let readings = if flags & 4 == 0 { 0 } else { self.number(4)? };
        let text = self.characters(count, flags & 1 == 1);
        self.skip(runs * 4 + readings);
        Some(text)
    }
}

/// A text of so many characters behind its mark.
pub(super) fn text_at(bytes: &[u8], length: usize) -> String {
    let Some((flags, rest)) = bytes.split_first() else {
        return String::new();
    };
    let is_wide = flags & 1 == 1;
    let size = length.saturating_mul(if is_wide { 2 } else { 1 });
    characters(rest.get(..size).unwrap_or(rest), is_wide)
}

/// A text of the time before Unicode.
pub(super) fn old_text(bytes: &[u8]) -> String {
    chinese(bytes)
}

fn characters(bytes: &[u8], is_wide: bool) -> String {
    if is_wide {
        utf16(bytes)
    } else {
        bytes.iter().map(|byte| char::from(*byte)).collect()
    }
}
