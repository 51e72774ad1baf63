//! The objects of PDF, read from bytes; numbers are whole thousandths, since nothing here needs more.

use std::collections::BTreeMap;

/// A dictionary.
pub(super) type Dict = BTreeMap<String, Object>;

/// A value, or in a page's content an operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Object {
    /// A number in thousandths.
    Number(i64),
    /// A name without its slash.
    Name(String),
    /// A string of bytes.
    Text(Vec<u8>),
    /// A list.
    Array(Vec<Object>),
    /// A dictionary.
    Dict(Dict),
    /// Another object by its number.
    Reference(u32),
    /// Anything else: an operator, `true`, `null`.
    Word(Vec<u8>),
}

/// Lists within lists beyond this are damage.
const DEPTH_LIMIT: usize = 40;
/// Values within one value.
const VALUES_LIMIT: usize = 1 << 20;

impl Object {
    /// A whole number.
    pub(super) fn whole(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(number / 1000),
            _ => None,
        }
    }

    /// A name.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The elements of a list.
    pub(super) fn elements(&self) -> &[Object] {
        match self {
            Self::Array(elements) => elements,
            _ => &[],
        }
    }
}

/// Reads objects one after the other.
#[derive(Debug)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    /// Where the next object begins.
    pub(super) at: usize,
    left: usize,
}

impl<'a> Lexer<'a> {
    /// Begins at a place.
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, left: 0 }
    }

    /// The next object; `None` at the end.
    pub(super) fn next(&mut self) -> Option<Object> {
        self.left = VALUES_LIMIT;
        self.object(0)
    }

    fn object(&mut self, depth: usize) -> Option<Object> {
        self.left = self.left.checked_sub(1)?;
        self.skip_space();
        let first = *self.bytes.get(self.at)?;
        match first {
            b'/' => Some(Object::Name(self.name())),
            b'(' => Some(Object::Text(self.text())),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => self.dict(depth),
            b'<' => Some(Object::Text(self.hex())),
            b'[' => self.array(depth),
            b'0'..=b'9' | b'+' | b'-' | b'.' => Some(self.number_or_reference()),
            b']' | b')' | b'{' | b'}' => {
                self.at += 1;
                Some(Object::Word(vec![first]))
            }
            b'>' => {
                self.at += 1 + usize::from(self.bytes.get(self.at + 1) == Some(&b'>'));
                Some(Object::Word(vec![first]))
            }
            _ => Some(Object::Word(self.regular().to_vec())),
        }
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            if *byte == b'%' {
                let rest = self.bytes.get(self.at..).unwrap_or_default();
                let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                self.at += end.unwrap_or(rest.len());
            } else if is_space(*byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// The bytes up to a space or a delimiter.
    fn regular(&mut self) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let is_end = |byte: &u8| is_space(*byte) || b"()<>[]{}/%".contains(byte);
        let length = rest.iter().position(is_end).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn name(&mut self) -> String {
        self.at += 1;
        let mut name = Vec::new();
        let mut bytes = self.regular().iter();
        while let Some(byte) = bytes.next() {
            let escaped = match (byte, bytes.as_slice()) {
                (b'#', [high, low, ..]) => digit(*high).zip(digit(*low)),
                _ => None,
            };
            if let Some((high, low)) = escaped {
                name.push(high << 4 | low);
                bytes.nth(1);
            } else {
                name.push(*byte);
            }
        }
        String::from_utf8_lossy(&name).into_owned()
    }

    fn number_or_reference(&mut self) -> Object {
        let number = thousandths(self.regular());
        let after = self.at;
        if number >= 0 && number % 1000 == 0 {
            self.skip_space();
            let generation = self.regular();
            let is_generation = !generation.is_empty() && generation.iter().all(u8::is_ascii_digit);
            self.skip_space();
            if is_generation
                && self.regular() == b"R"
                && let Ok(number) = u32::try_from(number / 1000)
            {
                return Object::Reference(number);
            }
            self.at = after;
        }
        Object::Number(number)
    }

    fn array(&mut self, depth: usize) -> Option<Object> {
        self.at += 1;
        if depth > DEPTH_LIMIT {
            return None;
        }
        let mut elements = Vec::new();
        while let Some(object) = self.object(depth + 1) {
            if object == Object::Word(b"]".to_vec()) {
                break;
            }
            elements.push(object);
        }
        Some(Object::Array(elements))
    }

    fn dict(&mut self, depth: usize) -> Option<Object> {
        self.at += 2;
        if depth > DEPTH_LIMIT {
            return None;
        }
        let mut dict = Dict::new();
        while let Some(Object::Name(key)) = self.object(depth + 1) {
            let value = self.object(depth + 1)?;
            if value == Object::Word(b">".to_vec()) {
                break;
            }
            dict.insert(key, value);
        }
        Some(Object::Dict(dict))
    }

    fn text(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1;
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    text.extend(self.escape());
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn escape(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' | b'f' => Some(b' '),
            b'\r' => {
                self.at += usize::from(self.bytes.get(self.at) == Some(&b'\n'));
                None
            }
            b'\n' => None,
            b'0'..=b'7' => {
                let mut value = byte - b'0';
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.bytes.get(self.at).copied() else {
                        break;
                    };
                    value = value.wrapping_mul(8).wrapping_add(next - b'0');
                    self.at += 1;
                }
                Some(value)
            }
            other => Some(other),
        }
    }

    fn hex(&mut self) -> Vec<u8> {
        self.at += 1;
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| *byte == b'>');
        let length = length.unwrap_or(rest.len());
        self.at += length + 1;
        hex(rest.get(..length).unwrap_or_default())
    }
}

/// Bytes from hexadecimal digits; an odd one at the end counts as its high half.
pub(super) fn hex(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = text.iter().filter_map(|byte| digit(*byte)).collect();
    let pairs = digits.chunks(2);
    pairs
        .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or_default())
        .collect()
}

fn digit(byte: u8) -> Option<u8> {
    let value = char::from(byte).to_digit(16)?;
    u8::try_from(value).ok()
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0 | 12)
}

/// A number as thousandths; what is none, or too large, is 0.
fn thousandths(text: &[u8]) -> i64 {
    let text = std::str::from_utf8(text).unwrap_or_default();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
    let whole: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().unwrap_or_default()
    };
    let places: String = places.chars().chain("000".chars()).take(3).collect();
    let places: i64 = places.parse().unwrap_or_default();
    let most = i64::from(i32::MAX);
    sign * (whole.clamp(-most, most) * 1000 + places)
}

#[cfg(test)]
mod tests {
    use super::{Lexer, Object};

    #[test]
    fn reads_what_pages_are_made_of() {
        let bytes = b"% a remark\n<</A#42 (a\\(\\101\\)b) /K [1 0 R -.5 <41 4>]>> Tj";
        let mut lexer = Lexer::new(bytes, 0);
        let Some(Object::Dict(dict)) = lexer.next() else {
            panic!("it is a dictionary")
        };
        assert_eq!(dict["AB"], Object::Text(b"a(A)b".to_vec()));
        let list = [
            Object::Reference(1),
            Object::Number(-500),
            Object::Text(b"A@".to_vec()),
        ];
        assert_eq!(dict["K"].elements(), list);
        assert_eq!(lexer.next(), Some(Object::Word(b"Tj".to_vec())));
        assert_eq!(lexer.next(), None);
        let deep = b"[".repeat(100_000);
        while Lexer::new(&deep, 0)
            .next()
            .is_some_and(|one| one.whole().is_some())
        {}
    }
}
