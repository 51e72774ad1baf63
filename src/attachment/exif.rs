//! What cameras write into pictures: the position, the owner, and texts (EXIF, XMP and the remarks of PNG).

use crate::attachment::bytes::find;
use crate::attachment::xml::{Token, tokens};
use crate::source::decode::{decode, utf16};

/// What was found beside the picture itself.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Where the picture was taken.
    pub(super) has_position: bool,
    /// Whose camera it was, or who took it.
    pub(super) has_owner: bool,
    /// Titles, remarks, names, a line each.
    pub(super) texts: String,
    /// How it must be turned to stand upright, from 1 to 8 as EXIF counts; 0 where nothing is said.
    pub(super) orientation: u16,
}

const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// Entries of one list; cameras write tens.
const ENTRIES_LIMIT: u16 = 300;
/// A text beyond this is no remark.
const TEXT_LIMIT_BYTES: usize = 4096;

/// Looks through a picture of any kind that carries such marks.
pub(super) fn read(bytes: &[u8]) -> Marks {
    let mut marks = Marks::default();
    match bytes {
        [0xff, 0xd8, ..] => jpeg(bytes, &mut marks),
        [0x89, b'P', b'N', b'G', ..] => png(bytes, &mut marks),
        [b'R', b'I', b'F', b'F', ..] => webp(bytes, &mut marks),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => tiff(bytes, &mut marks),
        // Of telephones: the marks stand somewhere near the beginning.
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => {
            let start = bytes.get(..1 << 20).unwrap_or(bytes);
            if let Some(at) = find(start, b"Exif\0\0", 0) {
                tiff(bytes.get(at + 6..).unwrap_or_default(), &mut marks);
            }
        }
        _ => {}
    }
    marks
}

fn jpeg(bytes: &[u8], marks: &mut Marks) {
    let mut at = 2;
    while let Some([0xff, kind, high, low]) = bytes.get(at..at + 4) {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let content = bytes
            .get(at + 4..at + 2 + length.max(2))
            .unwrap_or_default();
        match kind {
            // The picture itself begins.
            0xda => return,
            0xe1 => {
                if let Some(content) = content.strip_prefix(b"Exif\0\0") {
                    tiff(content, marks);
                } else if let Some(content) = content.strip_prefix(XMP) {
                    xmp(content, marks);
                }
            }
            0xfe => marks.text(&decode(content).0),
            _ => {}
        }
        at += 2 + length.max(2);
    }
}

fn png(bytes: &[u8], marks: &mut Marks) {
    let mut at = 8;
    while let Some(head) = bytes.get(at..at + 8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let end = (at + 8).saturating_add(length);
        let content = bytes.get(at + 8..end).unwrap_or_default();
        match head.get(4..8) {
            Some(b"eXIf") => tiff(content, marks),
            Some(b"iTXt") if content.starts_with(b"XML:com.adobe.xmp\0") => xmp(content, marks),
            Some(b"tEXt" | b"iTXt") => {
                let has_name = [&b"Author\0"[..], b"Artist\0"].iter().any(|key| {
                    content
                        .strip_prefix(*key)
                        .is_some_and(|rest| !rest.trim_ascii().is_empty())
                });
                marks.has_owner |= has_name;
                marks.text(&decode(content).0.replace('\0', " "));
            }
            _ => {}
        }
        at = end.saturating_add(4);
    }
}

fn webp(bytes: &[u8], marks: &mut Marks) {
    let mut at = 12;
    while let Some(head) = bytes.get(at..at + 8) {
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let end = (at + 8).saturating_add(length);
        let content = bytes.get(at + 8..end).unwrap_or_default();
        match head.get(..4) {
            Some(b"EXIF") => tiff(content.strip_prefix(b"Exif\0\0").unwrap_or(content), marks),
            Some(b"XMP ") => xmp(content, marks),
            _ => {}
        }
        at = end.saturating_add(length & 1);
    }
}

fn xmp(content: &[u8], marks: &mut Marks) {
    let text = decode(content).0;
    marks.has_position |= text.contains("GPSLatitude");
    marks.has_owner |= text.contains("OwnerName");
    for token in tokens(&text) {
        if let Token::Text(text) = token {
            marks.text(&text);
        }
    }
}

impl Marks {
    fn text(&mut self, text: &str) {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        if !text.is_empty() && self.texts.len() < TEXT_LIMIT_BYTES * 8 {
            self.texts.push_str(text);
            self.texts.push('\n');
        }
    }
}

/// The lists that EXIF is made of.
struct Tiff<'a> {
    bytes: &'a [u8],
    is_little: bool,
}

/// An entry of a list: its tag, the form of its values, and their bytes.
struct Entry<'a> {
    tag: u16,
    form: u16,
    /// The four bytes that hold the value or say where it is.
    value: u32,
    content: &'a [u8],
}

fn tiff(bytes: &[u8], marks: &mut Marks) {
    let is_little = match bytes {
        [b'I', b'I', 42, 0, ..] => true,
        [b'M', b'M', 0, 42, ..] => false,
        _ => return,
    };
    let tiff = Tiff { bytes, is_little };
    let mut lists = vec![tiff.u32(4)];
    let mut index = 0;
    // The main list names at most the list of the camera; lists that name themselves end here.
    while let Some(list) = lists.get(index).copied().filter(|_| index < 4) {
        for entry in tiff.entries(list) {
            match entry.tag {
                0x8769 => lists.push(entry.value),
                0x0112 if index == 0 && marks.orientation == 0 => {
                    marks.orientation = tiff.first(&entry).unwrap_or_default();
                }
                0x8825 => marks.has_position |= tiff.has_position(entry.value),
                // Artist, owner of the camera, author in Windows.
                0x013b | 0xa430 | 0x9c9d => {
                    let text = entry.text();
                    marks.has_owner |= text.chars().any(char::is_alphanumeric);
                    marks.text(&text);
                }
                // Description, copyright, remark; title, remark, keywords, subject in Windows.
                0x010e | 0x8298 | 0x9286 | 0x9c9b | 0x9c9c | 0x9c9e | 0x9c9f => {
                    marks.text(&entry.text());
                }
                _ => {}
            }
        }
        index += 1;
    }
}

impl<'a> Tiff<'a> {
    fn u16(&self, at: usize) -> u16 {
        let two = self.bytes.get(at..at.saturating_add(2));
        let two = two.map_or([0; 2], |two| [two[0], two[1]]);
        if self.is_little {
            u16::from_le_bytes(two)
        } else {
            u16::from_be_bytes(two)
        }
    }

    fn u32(&self, at: usize) -> u32 {
        let four = self.bytes.get(at..at.saturating_add(4));
        let four = four.map_or([0; 4], |four| [four[0], four[1], four[2], four[3]]);
        if self.is_little {
            u32::from_le_bytes(four)
        } else {
            u32::from_be_bytes(four)
        }
    }

    fn entries(&self, at: u32) -> Vec<Entry<'a>> {
        let Ok(at) = usize::try_from(at) else {
            return Vec::new();
        };
        let count = usize::from(self.u16(at).min(ENTRIES_LIMIT));
        (0..count)
            .filter_map(|index| self.entry(at.checked_add(2 + index * 12)?))
            .collect()
    }

    fn entry(&self, at: usize) -> Option<Entry<'a>> {
        let form = self.u16(at.checked_add(2)?);
        let size = match form {
            1 | 2 | 6 | 7 => 1,
            3 | 8 => 2,
            4 | 9 | 11 => 4,
            5 | 10 | 12 => 8,
            _ => return None,
        };
        let length = usize::try_from(self.u32(at + 4)).ok()?.checked_mul(size)?;
        let value = self.u32(at + 8);
        let start = if length <= 4 {
            at + 8
        } else {
            usize::try_from(value).ok()?
        };
        let content = self.bytes.get(start..start.checked_add(length)?)?;
        Some(Entry {
            tag: self.u16(at),
            form,
            value,
            content,
        })
    }

    /// The first of short numbers.
    fn first(&self, entry: &Entry<'_>) -> Option<u16> {
        let two: [u8; 2] = entry.content.get(..2)?.try_into().ok()?;
        let number = if self.is_little {
            u16::from_le_bytes(two)
        } else {
            u16::from_be_bytes(two)
        };
        (entry.form == 3).then_some(number)
    }

    /// Whether latitude or longitude is given: telephones without a fix write noughts.
    fn has_position(&self, at: u32) -> bool {
        self.entries(at).iter().any(|entry| {
            matches!(entry.tag, 2 | 4)
                && entry.form == 5
                && entry
                    .content
                    .chunks_exact(8)
                    .any(|number| number.iter().take(4).any(|byte| *byte != 0))
        })
    }
}

impl Entry<'_> {
    fn text(&self) -> String {
        let content = self.content.get(..TEXT_LIMIT_BYTES).unwrap_or(self.content);
        // Windows keeps its own texts two bytes a character; a remark begins with the name of its coding.
        let text = match content {
            _ if self.tag >= 0x9c9b && self.tag <= 0x9c9f => utf16(content),
            [b'U', b'N', b'I', b'C', b'O', b'D', b'E', 0, rest @ ..] => utf16(rest),
            [b'A', b'S', b'C', b'I', b'I', 0, 0, 0, rest @ ..] => decode(rest).0,
            _ => decode(content).0,
        };
        text.trim_matches(|c: char| c.is_whitespace() || c.is_control())
            .replace('\0', " ")
    }
}
