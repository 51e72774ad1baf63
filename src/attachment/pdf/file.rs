//! A PDF file as numbered objects, found by looking through it: a damaged table of contents does not matter.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;

use crate::attachment::bytes::find;
use crate::attachment::inflate::inflate_zlib;
use crate::attachment::pdf::object::{Dict, Lexer, Object, hex, is_space};
use crate::source::facts::Unsearched;

/// What all streams of a file may unpack to together.
const UNPACKED_LIMIT_BYTES: usize = 64 << 20;
const OBJECTS_LIMIT: usize = 1 << 20;

/// Where an object is written.
#[derive(Debug, Clone, Copy)]
enum Spot {
    /// In the file itself.
    Plain(usize),
    /// In a packed stream, by its index and the byte in it.
    Packed(usize, usize),
}

/// A PDF file in memory.
#[derive(Debug)]
pub(super) struct File<'a> {
    bytes: &'a [u8],
    objects: BTreeMap<u32, Spot>,
    packed: Vec<Vec<u8>>,
    left_bytes: usize,
    /// How many bytes may still be looked through; a file whose objects overlap is read again and again.
    left_work: Cell<usize>,
}

/// How often each byte of a file may be looked at, and how often in any file.
const WORK_TIMES: usize = 20;
const WORK_BYTES: usize = 8 << 20;

impl<'a> File<'a> {
    /// Finds every object.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unsearched> {
        if is_encrypted(bytes) {
            return Err(Unsearched::Encrypted);
        }
        let mut file = Self {
            bytes,
            objects: plain_objects(bytes),
            packed: Vec::new(),
            left_bytes: UNPACKED_LIMIT_BYTES,
            left_work: Cell::new(bytes.len() * WORK_TIMES + WORK_BYTES),
        };
        for number in file.numbers() {
            file.unpack(number)?;
        }
        Ok(file)
    }

    /// The numbers of all objects.
    pub(super) fn numbers(&self) -> Vec<u32> {
        self.objects.keys().copied().collect()
    }

    /// An object by its number.
    pub(super) fn object(&self, number: u32) -> Option<Object> {
        if self.is_spent() {
            return None;
        }
        let (bytes, at) = match *self.objects.get(&number)? {
            Spot::Plain(at) => (self.bytes, at),
            Spot::Packed(index, at) => (self.packed.get(index)?.as_slice(), at),
        };
        let mut lexer = Lexer::new(bytes, at);
        let object = lexer.next();
        self.work(lexer.at.saturating_sub(at))?;
        object
    }

    fn work(&self, bytes: usize) -> Option<()> {
        let left = self.left_work.get().checked_sub(bytes);
        self.left_work.set(left.unwrap_or_default());
        left.map(|_| ())
    }

    /// Whether so much was looked through that the rest is left.
    pub(super) fn is_spent(&self) -> bool {
        self.left_work.get() == 0
    }

    /// What an object stands for: itself, or what it refers to.
    pub(super) fn resolve(&self, object: &Object) -> Option<Object> {
        let mut object = object.clone();
        for _ in 0..8 {
            match object {
                Object::Reference(number) => object = self.object(number)?,
                other => return Some(other),
            }
        }
        None
    }

    /// What stands under a key of a dictionary.
    pub(super) fn get(&self, dict: &Dict, key: &str) -> Option<Object> {
        self.resolve(dict.get(key)?)
    }

    /// A dictionary under a key.
    pub(super) fn dict(&self, dict: &Dict, key: &str) -> Option<Dict> {
        match self.get(dict, key)? {
            Object::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// The content of a stream, unpacked; `None` where it is packed in a way that no text is.
    pub(super) fn stream(&mut self, number: u32) -> Result<Option<Vec<u8>>, Unsearched> {
        let Some((dict, raw)) = self.raw(number) else {
            return Ok(None);
        };
        let filters = match self.get(&dict, "Filter") {
            Some(Object::Name(name)) => vec![name],
            Some(Object::Array(names)) => {
                let names = names.iter().filter_map(|name| self.resolve(name));
                names
                    .filter_map(|name| name.name().map(str::to_owned))
                    .collect()
            }
            _ => Vec::new(),
        };
        let mut content = Cow::Borrowed(raw);
        for filter in filters {
            content = Cow::Owned(match filter.as_str() {
                "FlateDecode" | "Fl" => match inflate_zlib(&content, self.left_bytes) {
                    Ok(content) => content,
                    Err(Unsearched::TooLong) => return Err(Unsearched::TooLong),
                    Err(_) => return Ok(None),
                },
                "ASCIIHexDecode" | "AHx" => hex(&content),
                "ASCII85Decode" | "A85" => ascii85(&content),
                _ => return Ok(None),
            });
        }
        let left = self.left_bytes.checked_sub(content.len());
        self.left_bytes = left.ok_or(Unsearched::TooLong)?;
        Ok(Some(content.into_owned()))
    }

    /// A stream as it is stored, with its dictionary.
    fn raw(&self, number: u32) -> Option<(Dict, &'a [u8])> {
        if self.is_spent() {
            return None;
        }
        let Spot::Plain(at) = *self.objects.get(&number)? else {
            return None;
        };
        let mut lexer = Lexer::new(self.bytes, at);
        let Some(Object::Dict(dict)) = lexer.next() else {
            return None;
        };
        if lexer.next() != Some(Object::Word(b"stream".to_vec())) {
            return None;
        }
        let mut start = lexer.at;
        start += usize::from(self.bytes.get(start) == Some(&b'\r'));
        start += usize::from(self.bytes.get(start) == Some(&b'\n'));
        let length = self.get(&dict, "Length").and_then(|length| length.whole());
        let end = length
            .and_then(|length| start.checked_add(usize::try_from(length).ok()?))
            .filter(|end| self.ends_stream(*end))
            .or_else(|| find(self.bytes, b"endstream", start))
            .unwrap_or(self.bytes.len());
        self.work(end.saturating_sub(at))?;
        Some((dict, self.bytes.get(start..end)?))
    }

    fn ends_stream(&self, at: usize) -> bool {
        let rest = self.bytes.get(at..).unwrap_or_default();
        rest.trim_ascii_start().starts_with(b"endstream")
    }

    /// Where an object is a stream of objects, finds these too.
    fn unpack(&mut self, number: u32) -> Result<(), Unsearched> {
        let Some(Object::Dict(dict)) = self.object(number) else {
            return Ok(());
        };
        if dict.get("Type").and_then(Object::name) != Some("ObjStm") {
            return Ok(());
        }
        let Some(content) = self.stream(number)? else {
            return Ok(());
        };
        let first = self.get(&dict, "First").and_then(|first| first.whole());
        let first = first.and_then(|first| usize::try_from(first).ok());
        let mut head = Lexer::new(&content, 0);
        let mut number_at = || {
            let number = head.next()?.whole()?;
            Some((
                u32::try_from(number).ok()?,
                usize::try_from(head.next()?.whole()?).ok()?,
            ))
        };
        while let Some((own, at)) = number_at() {
            if self.objects.len() >= OBJECTS_LIMIT {
                return Err(Unsearched::TooLong);
            }
            let spot = Spot::Packed(
                self.packed.len(),
                first.unwrap_or_default().saturating_add(at),
            );
            self.objects.entry(own).or_insert(spot);
        }
        self.packed.push(content);
        Ok(())
    }
}

/// Every `12 0 obj`; where a number occurs twice the later one holds, as after a change.
fn plain_objects(bytes: &[u8]) -> BTreeMap<u32, Spot> {
    let mut objects = BTreeMap::new();
    let mut at = 0;
    while let Some(word) = find(bytes, b"obj", at) {
        at = word + 3;
        let before = bytes.get(word.saturating_sub(24)..word).unwrap_or_default();
        if let Some(number) = number_before(before)
            && objects.len() < OBJECTS_LIMIT
        {
            objects.insert(number, Spot::Plain(at));
        }
    }
    objects
}

/// The number of an object from the text that ends before `obj`: its number and its generation.
fn number_before(text: &[u8]) -> Option<u32> {
    let mut words = text
        .split(|byte| is_space(*byte))
        .rev()
        .filter(|word| !word.is_empty());
    let generation = words.next()?;
    let number = words.next()?;
    let is_number = |word: &[u8]| word.iter().all(u8::is_ascii_digit);
    if !is_number(generation) {
        return None;
    }
    let from = number.iter().rposition(|byte| !byte.is_ascii_digit());
    let number = number.get(from.map_or(0, |at| at + 1)..)?;
    std::str::from_utf8(number).ok()?.parse().ok()
}

fn is_encrypted(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(found) = find(bytes, b"/Encrypt", at) {
        at = found + 8;
        let rest = bytes.get(at..).unwrap_or_default();
        let is_key = rest
            .first()
            .is_some_and(|byte| is_space(*byte) || *byte == b'<');
        let value = rest.trim_ascii_start().first();
        if is_key && value.is_some_and(|byte| byte.is_ascii_digit() || *byte == b'<') {
            return true;
        }
    }
    false
}

fn ascii85(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut group = Vec::new();
    for byte in text {
        match byte {
            b'z' if group.is_empty() => bytes.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            b'~' => break,
            _ => {}
        }
        if group.len() == 5 {
            bytes.extend(four(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let kept = group.len() - 1;
        group.resize(5, 84);
        bytes.extend(four(&group).iter().take(kept));
    }
    bytes
}

fn four(group: &[u8]) -> [u8; 4] {
    let value = group.iter().fold(0_u32, |value, digit| {
        value.wrapping_mul(85).wrapping_add(u32::from(*digit))
    });
    value.to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::{ascii85, number_before};

    #[test]
    fn unpacks_and_finds() {
        assert_eq!(ascii85(b"87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(number_before(b"endobj\n12 0 "), Some(12));
        assert_eq!(number_before(b" end"), None);
    }
}
