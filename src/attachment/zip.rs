//! The members of a zip file, unpacked one at a time; what would unpack beyond a limit is refused.

use std::collections::BTreeMap;

use crate::attachment::bytes::{u16_at, u32_at};
use crate::attachment::inflate::inflate_raw;
use crate::source::facts::Unsearched;

/// What all members of one file may unpack to together.
const UNPACKED_LIMIT_BYTES: usize = 64 << 20;
/// Office files have tens of members.
const MEMBERS_LIMIT: usize = 10_000;

/// A zip file in memory.
#[derive(Debug)]
pub(super) struct Zip<'a> {
    bytes: &'a [u8],
    members: BTreeMap<String, Member>,
    left_bytes: usize,
}

#[derive(Debug, Clone, Copy)]
struct Member {
    header: usize,
    packed: usize,
    method: u16,
    is_encrypted: bool,
}

impl<'a> Zip<'a> {
    /// Reads the directory at the end; `None` where there is none.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let end = last_end(bytes)?;
        let count = usize::from(u16_at(bytes, end + 10)?).min(MEMBERS_LIMIT);
        let size = usize::try_from(u32_at(bytes, end + 12)?).ok()?;
        let offset = usize::try_from(u32_at(bytes, end + 16)?).ok()?;
        // Where something was put before the archive, its own offsets are off by the length of that.
        let mut at = end.checked_sub(size)?;
        let shift = at.checked_sub(offset)?;
        let mut members = BTreeMap::new();
        for _ in 0..count {
            let Some((name, member, next)) = entry(bytes, at, shift) else {
                break;
            };
            members.insert(name, member);
            at = next;
        }
        Some(Self {
            bytes,
            members,
            left_bytes: UNPACKED_LIMIT_BYTES,
        })
    }

    /// The names of the members, sorted.
    pub(super) fn names(&self) -> Vec<String> {
        self.members.keys().cloned().collect()
    }

    /// Whether there is a member of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.members.contains_key(name)
    }

    /// The content of a member; a member that is not there is empty.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, Unsearched> {
        let Some(member) = self.members.get(name).copied() else {
            return Ok(Vec::new());
        };
        if member.is_encrypted {
            return Err(Unsearched::Encrypted);
        }
        let content = self.packed(member).ok_or(Unsearched::Broken)?;
        let unpacked = match member.method {
            0 if content.len() > self.left_bytes => return Err(Unsearched::TooLong),
            0 => content.to_vec(),
            8 => inflate_raw(content, self.left_bytes)?,
            _ => return Err(Unsearched::Kind),
        };
        self.left_bytes = self.left_bytes.saturating_sub(unpacked.len());
        Ok(unpacked)
    }

    fn packed(&self, member: Member) -> Option<&'a [u8]> {
        let header = self.bytes.get(member.header..)?;
        if !header.starts_with(b"PK\x03\x04") {
            return None;
        }
        let name = usize::from(u16_at(header, 26)?);
        let extra = usize::from(u16_at(header, 28)?);
        header.get(30 + name + extra..)?.get(..member.packed)
    }
}

/// Where the record that ends a zip file begins.
fn last_end(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().saturating_sub(22 + usize::from(u16::MAX));
    let tail = bytes.get(from..)?;
    let at = tail.windows(4).rposition(|four| four == b"PK\x05\x06")?;
    Some(from + at)
}

/// One entry of the directory, and where the next begins.
fn entry(bytes: &[u8], at: usize, shift: usize) -> Option<(String, Member, usize)> {
    let entry = bytes.get(at..)?;
    if !entry.starts_with(b"PK\x01\x02") {
        return None;
    }
    let length = |place: usize| u16_at(entry, place).map(usize::from);
    let name_end = 46 + length(28)?;
    let name = String::from_utf8_lossy(entry.get(46..name_end)?).replace('\\', "/");
    let member = Member {
        header: usize::try_from(u32_at(entry, 42)?)
            .ok()?
            .checked_add(shift)?,
        packed: usize::try_from(u32_at(entry, 20)?).ok()?,
        method: u16_at(entry, 10)?,
        is_encrypted: u16_at(entry, 8)? & 1 == 1,
    };
    Some((name, member, at + name_end + length(30)? + length(32)?))
}
