//! The files of an index, each a script that hands its content over (`SWM`, `SWI`, `SWT`): what opens over `file://`.
//!
//! A file's name is its content's hash. Where one shard ends and the next begins depends on what stands there, not on how
//! much stands before it, so that a new record changes few files.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::search::postings::{Group, encode};
use crate::site::digest;

/// A shard ends at the first key that allows it after so many bytes.
const SHARD_BYTES: usize = 48 * 1024;
/// A shard ends after so many bytes at any key.
const SHARD_BYTES_MAX: usize = 80 * 1024;
/// Of so many keys one allows a shard to end.
const SHARD_KEYS: u32 = 8;
/// Texts of so many bytes, or of so many pages, are one file.
const CHUNK_BYTES: usize = 112 * 1024;
const CHUNK_PAGES: usize = 100;

/// Files by path, and the first key or page of each.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// Path below the village to content.
    pub(crate) files: BTreeMap<String, String>,
    /// Where each begins, and the hash in its name.
    pub(crate) begins: Vec<(u32, String)>,
}

impl Files {
    fn add(&mut self, kind: &str, first: u32, content: String) {
        let hash = short(&content);
        self.files.insert(path(kind, &hash), content);
        self.begins.push((first, hash));
    }
}

/// `search/i.1a2b3c4d5e.js`.
pub(crate) fn path(kind: &str, hash: &str) -> String {
    format!("search/{kind}.{hash}.js")
}

/// The part of a content's hash that stands in its name.
pub(crate) fn short(content: &str) -> String {
    let mut hash = digest(content.as_bytes());
    hash.truncate(10);
    hash
}

/// The postings, in shards of neighbouring keys.
pub(crate) fn shards(village: &str, groups: BTreeMap<u32, (String, Group)>) -> Files {
    let mut files = Files::default();
    let mut shard = String::new();
    let mut first = 0;
    for (order, (key, group)) in groups {
        // A multiplier of hashing by multiplication: neighbouring keys end in unlike digits.
        let may_begin = order.wrapping_mul(0x9e37_79b1) >> 16 & (SHARD_KEYS - 1) == 0;
        if shard.len() >= SHARD_BYTES_MAX || shard.len() >= SHARD_BYTES && may_begin {
            files.add("i", first, shard_file(village, first, &shard));
            shard.clear();
        }
        if shard.is_empty() {
            first = order;
        } else {
            shard.push_str(",\n");
        }
        literal(&key, &mut shard);
        shard.push_str(":\"");
        for (index, (rest, pages)) in group.entries.iter().enumerate() {
            if index > 0 {
                shard.push(' ');
            }
            shard.push_str(rest);
            shard.push('!');
            encode(pages, &mut shard);
        }
        shard.push('"');
    }
    if !shard.is_empty() {
        files.add("i", first, shard_file(village, first, &shard));
    }
    files
}

fn shard_file(village: &str, first: u32, shard: &str) -> String {
    format!("SWI(\"{village}\",{first},{{\n{shard}\n}});\n")
}

/// The texts, in the order of the pages.
pub(crate) fn chunks<'a>(village: &str, texts: impl Iterator<Item = &'a str>) -> Files {
    let mut files = Files::default();
    let mut chunk = String::new();
    let (mut first, mut count) = (0, 0);
    for (page, text) in (0_u32..).zip(texts) {
        if count == CHUNK_PAGES || count > 0 && chunk.len() + text.len() > CHUNK_BYTES {
            files.add("t", first, chunk_file(village, first, &chunk));
            chunk.clear();
            count = 0;
        }
        if count == 0 {
            first = page;
        } else {
            chunk.push_str(",\n");
        }
        count += 1;
        literal(text, &mut chunk);
    }
    if count > 0 {
        files.add("t", first, chunk_file(village, first, &chunk));
    }
    files
}

fn chunk_file(village: &str, first: u32, chunk: &str) -> String {
    format!("SWT(\"{village}\",{first},[\n{chunk}\n]);\n")
}

/// A text as a literal of a script.
pub(crate) fn literal(text: &str, into: &mut String) {
    into.push('"');
    for c in text.chars() {
        match c {
            '"' => into.push_str("\\\""),
            '\\' => into.push_str("\\\\"),
            '\n' => into.push_str("\\n"),
            '\r' => into.push_str("\\r"),
            // Ends of lines to a script, though not to people.
            '\u{2028}' | '\u{2029}' => {
                write!(into, "\\u{:04x}", u32::from(c)).expect("a string takes everything");
            }
            c => into.push(c),
        }
    }
    into.push('"');
}
