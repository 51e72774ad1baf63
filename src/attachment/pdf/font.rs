//! Codes of a font to characters, and how wide they are.

use std::collections::BTreeMap;

use crate::attachment::pdf::file::File;
use crate::attachment::pdf::object::{Dict, Lexer, Object};
use crate::source::decode::{chinese, utf16_big};
use crate::source::facts::Unsearched;

/// A font as far as reading needs it.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// Codes have two bytes.
    is_wide: bool,
    /// Ranges of codes by the first: the last one and the text of the first.
    unicode: BTreeMap<u32, (u32, String)>,
    coding: Coding,
    widths: BTreeMap<u32, i64>,
    default_width: i64,
}

/// What codes mean without a table of their own.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Coding {
    #[default]
    Latin,
    Gbk,
    Utf16,
    /// Glyphs by number: those of Adobe's collections begin with ASCII.
    Glyphs,
}

/// A character, or what a code could not be read as, and its width in thousandths of the size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Glyph {
    /// What it shows; empty where that is not known.
    pub(super) text: String,
    /// How far it moves the pen.
    pub(super) width: i64,
    /// Whether it is the space, which may be stretched.
    pub(super) is_space: bool,
}

/// A table beyond this is no font's.
const RANGES_LIMIT: usize = 70_000;

impl Font {
    /// Reads a font.
    pub(super) fn read(file: &mut File<'_>, dict: &Dict) -> Result<Self, Unsearched> {
        let mut font = Self {
            default_width: 500,
            ..Self::default()
        };
        if let Some(Object::Reference(number)) = dict.get("ToUnicode")
            && let Some(table) = file.stream(*number)?
        {
            font.unicode = unicode(&table);
        }
        let descendants = file.get(dict, "DescendantFonts");
        let descendant = descendants.and_then(|list| file.resolve(list.elements().first()?));
        if let Some(Object::Dict(descendant)) = descendant {
            font.is_wide = true;
            font.coding = coding(file.get(dict, "Encoding").as_ref());
            let width = file.get(&descendant, "DW").and_then(|width| width.whole());
            font.default_width = width.unwrap_or(1000);
            if let Some(Object::Array(list)) = file.get(&descendant, "W") {
                font.wide_widths(file, &list);
            }
        } else {
            font.narrow_widths(file, dict);
        }
        Ok(font)
    }

    /// The characters of a string.
    pub(super) fn glyphs(&self, bytes: &[u8]) -> Vec<Glyph> {
        if self.coding == Coding::Gbk && self.unicode.is_empty() {
            let text = chinese(bytes);
            let widths = |c: char| if c.is_ascii() { 500 } else { 1000 };
            let glyph = |c: char| Glyph {
                text: c.to_string(),
                width: widths(c),
                is_space: c == ' ',
            };
            return text.chars().map(glyph).collect();
        }
        let size = if self.is_wide { 2 } else { 1 };
        bytes.chunks(size).map(|code| self.glyph(code)).collect()
    }

    fn glyph(&self, bytes: &[u8]) -> Glyph {
        let code = bytes
            .iter()
            .fold(0, |code, byte| code << 8 | u32::from(*byte));
        let text = self
            .listed(code)
            .unwrap_or_else(|| self.unlisted(code, bytes));
        Glyph {
            is_space: text == " ",
            width: self
                .widths
                .get(&code)
                .copied()
                .unwrap_or(self.default_width),
            text,
        }
    }

    fn listed(&self, code: u32) -> Option<String> {
        let (first, (last, text)) = self.unicode.range(..=code).next_back()?;
        if code > *last {
            return None;
        }
        let mut text = text.clone();
        if code > *first {
            let end = text.pop()?;
            text.push(char::from_u32(u32::from(end).checked_add(code - first)?)?);
        }
        Some(text)
    }

    fn unlisted(&self, code: u32, bytes: &[u8]) -> String {
        match self.coding {
            Coding::Latin => char::from_u32(code).map_or_else(String::new, String::from),
            Coding::Gbk => chinese(bytes),
            Coding::Utf16 => utf16_big(bytes),
            Coding::Glyphs => {
                let ascii = match code {
                    1..=95 => code + 0x1f,
                    814..=907 => code - 814 + 0x20,
                    _ => return String::new(),
                };
                char::from_u32(ascii).map_or_else(String::new, String::from)
            }
        }
    }

    fn narrow_widths(&mut self, file: &File<'_>, dict: &Dict) {
        let first = file.get(dict, "FirstChar").and_then(|first| first.whole());
        let first = first.and_then(|first| u32::try_from(first).ok());
        let Some(Object::Array(list)) = file.get(dict, "Widths") else {
            return;
        };
        for (code, width) in (first.unwrap_or_default()..).zip(list.iter().take(256)) {
            if let Some(width) = file.resolve(width).and_then(|width| width.whole()) {
                self.widths.insert(code, width);
            }
        }
    }

    /// `first [w w w]` or `first last w`, again and again.
    fn wide_widths(&mut self, file: &File<'_>, list: &[Object]) {
        let mut rest = list.iter().filter_map(|one| file.resolve(one));
        let mut left = RANGES_LIMIT;
        while let (Some(first), Some(second)) = (rest.next(), rest.next()) {
            let code = |object: &Object| object.whole().and_then(|code| u32::try_from(code).ok());
            let Some(first) = code(&first) else { return };
            if let Object::Array(widths) = &second {
                let widths = widths.iter().take(left).filter_map(Object::whole);
                left -= widths.clone().count();
                self.widths.extend((first..).zip(widths));
            } else if let (Some(last), Some(width)) = (code(&second), rest.next()) {
                let width = width.whole().unwrap_or(1000);
                let codes = (first..=last).take(left);
                left -= codes.clone().count();
                self.widths.extend(codes.map(|code| (code, width)));
            }
        }
    }
}

fn coding(encoding: Option<&Object>) -> Coding {
    let name = encoding.and_then(Object::name).unwrap_or_default();
    match name {
        _ if name.starts_with("GBK") || name.starts_with("GB-") || name.starts_with("GBpc") => {
            Coding::Gbk
        }
        _ if name.contains("UCS2") || name.contains("UTF16") => Coding::Utf16,
        _ => Coding::Glyphs,
    }
}

/// The table of a font that says which characters its codes are.
fn unicode(table: &[u8]) -> BTreeMap<u32, (u32, String)> {
    let mut ranges = BTreeMap::new();
    let mut lexer = Lexer::new(table, 0);
    let mut texts: Vec<Object> = Vec::new();
    while let Some(object) = lexer.next() {
        let Object::Word(word) = &object else {
            texts.push(object);
            continue;
        };
        match word.as_slice() {
            b"endbfchar" => {
                for pair in texts.chunks_exact(2) {
                    if let (Some(code), Some(text)) = (code(&pair[0]), text(&pair[1])) {
                        ranges.insert(code, (code, text));
                    }
                }
            }
            b"endbfrange" => {
                for three in texts.chunks_exact(3) {
                    range(three, &mut ranges);
                }
            }
            _ => {}
        }
        texts.clear();
        if ranges.len() > RANGES_LIMIT {
            break;
        }
    }
    ranges
}

fn range(three: &[Object], ranges: &mut BTreeMap<u32, (u32, String)>) {
    let (Some(first), Some(last)) = (code(&three[0]), code(&three[1])) else {
        return;
    };
    if let Some(text) = text(&three[2]) {
        ranges.insert(first, (last, text));
        return;
    }
    for (code, one) in (first..=last).zip(three[2].elements()) {
        if let Some(text) = text(one) {
            ranges.insert(code, (code, text));
        }
    }
}

fn code(object: &Object) -> Option<u32> {
    let Object::Text(bytes) = object else {
        return None;
    };
    let is_short = (1..=4).contains(&bytes.len());
    is_short.then(|| {
        bytes
            .iter()
            .fold(0, |code, byte| code << 8 | u32::from(*byte))
    })
}

fn text(object: &Object) -> Option<String> {
    match object {
        // A ligature is a few letters.
        Object::Text(bytes) => Some(utf16_big(bytes.get(..32).unwrap_or(bytes))),
        _ => None,
    }
}
