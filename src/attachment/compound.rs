//! Compound files of old office programs: a small file system in one file.

use crate::attachment::bytes::{u16_at, u32_at};
use crate::source::decode::utf16;

/// What every compound file begins with.
pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// A folder entry.
#[derive(Debug)]
struct Entry {
    name: String,
    start: u32,
    size: usize,
}

/// A compound file in memory.
#[derive(Debug)]
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    /// For each sector the one that follows it.
    next: Vec<u32>,
    entries: Vec<Entry>,
}

/// Streams below this are kept in small sectors of 64 bytes.
const SMALL_STREAM_BYTES: usize = 4096;
const SMALL_SECTOR_BYTES: usize = 64;
const ENTRY_BYTES: usize = 128;
/// What ends a chain, and anything that is no sector.
const FIRST_MARK: u32 = 0xffff_fffa;

impl<'a> Compound<'a> {
    /// Reads the tables; `None` where they are damaged.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 30).filter(|shift| (7..=16).contains(shift))?;
        let mut file = Self {
            bytes,
            sector_bytes: 1 << shift,
            next: Vec::new(),
            entries: Vec::new(),
        };
        file.next = file.table(&file.table_sectors());
        let folder = file.chain(u32_at(bytes, 48)?);
        file.entries = folder.chunks_exact(ENTRY_BYTES).filter_map(entry).collect();
        Some(file)
    }

    /// Whether there is a stream of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// The content of a stream.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.name == name)?;
        let mut content = if entry.size < SMALL_STREAM_BYTES {
            self.small(entry.start)?
        } else {
            self.chain(entry.start)
        };
        content.truncate(entry.size);
        Some(content)
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let at = usize::try_from(number).ok()?.checked_add(1)?;
        let start = at.checked_mul(self.sector_bytes)?;
        let end = start.checked_add(self.sector_bytes)?.min(self.bytes.len());
        self.bytes
            .get(start..end)
            .filter(|sector| !sector.is_empty())
    }

    /// The sectors that hold the table: named in the head of the file, the rest in a chain of its own.
    fn table_sectors(&self) -> Vec<u32> {
        let named = (0..109).filter_map(|index| u32_at(self.bytes, 76 + index * 4));
        let mut sectors: Vec<u32> = named.filter(|sector| *sector < FIRST_MARK).collect();
        let mut further = u32_at(self.bytes, 68).unwrap_or(FIRST_MARK);
        let most = self.bytes.len() / self.sector_bytes;
        for _ in 0..most {
            let Some(content) = self.sector(further) else {
                break;
            };
            let last = self.sector_bytes - 4;
            let own = (0..last / 4).filter_map(|index| u32_at(content, index * 4));
            sectors.extend(own.filter(|sector| *sector < FIRST_MARK));
            further = u32_at(content, last).unwrap_or(FIRST_MARK);
        }
        sectors.truncate(most);
        sectors
    }

    fn table(&self, sectors: &[u32]) -> Vec<u32> {
        let contents = sectors.iter().filter_map(|sector| self.sector(*sector));
        contents.flat_map(numbers).collect()
    }

    /// The content of the sectors from one on; a chain that runs in a circle ends with the length of the file.
    fn chain(&self, start: u32) -> Vec<u8> {
        let mut content = Vec::new();
        let mut at = start;
        while let Some(sector) = self.sector(at).filter(|_| at < FIRST_MARK) {
            if content.len() >= self.bytes.len() {
                break;
            }
            content.extend_from_slice(sector);
            let index = usize::try_from(at).unwrap_or(usize::MAX);
            at = self.next.get(index).copied().unwrap_or(FIRST_MARK);
        }
        content
    }

    fn small(&self, start: u32) -> Option<Vec<u8>> {
        let root = self.entries.first()?;
        let store = self.chain(root.start);
        let next: Vec<u32> = numbers(&self.chain(u32_at(self.bytes, 60)?)).collect();
        let mut content = Vec::new();
        let mut at = usize::try_from(start).ok()?;
        while let Some(sector) = store.get(at.checked_mul(SMALL_SECTOR_BYTES)?..) {
            if sector.is_empty() {
                break;
            }
            let length = sector.len().min(SMALL_SECTOR_BYTES);
            content.extend_from_slice(&sector[..length]);
            let following = next.get(at).filter(|next| **next < FIRST_MARK);
            let Some(following) = following.filter(|_| content.len() < SMALL_STREAM_BYTES) else {
                break;
            };
            at = usize::try_from(*following).ok()?;
        }
        Some(content)
    }
}

fn numbers(content: &[u8]) -> impl Iterator<Item = u32> + '_ {
    content
        .chunks_exact(4)
        .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).checked_sub(2)?;
    Some(Entry {
        name: utf16(bytes.get(..length.min(64))?),
        start: u32_at(bytes, 116)?,
        size: usize::try_from(u32_at(bytes, 120)?).ok()?,
    })
}
