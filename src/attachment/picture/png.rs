//! PNG files: the chunks that make the picture are kept, every other chunk is left behind.

use std::io::Cursor;

use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter, Limits, Transformations};

use crate::attachment::picture::POINTS_LIMIT;
use crate::attachment::picture::raster::Raster;
use crate::source::facts::{Size, Unshown};

/// A file that was looked through from its beginning to the end of its picture.
pub(super) struct Png<'a> {
    /// As it lies in the file.
    pub(super) size: Size,
    /// Whole chunks, in their order.
    parts: Vec<&'a [u8]>,
}

const MAGIC: &[u8] = b"\x89PNG\r\n\x1a\n";

impl<'a> Png<'a> {
    /// Looks through a file; what stands after the picture is not looked at.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Unshown> {
        let mut parts = Vec::new();
        let mut size = None;
        let mut has_data = false;
        let mut at = MAGIC.len();
        if !bytes.starts_with(MAGIC) {
            return Err(Unshown::Broken);
        }
        loop {
            let (name, content, end) = chunk(bytes, at).ok_or(Unshown::Broken)?;
            match name {
                b"IHDR" if size.is_none() => size = Some(head(content)?),
                _ if size.is_none() => return Err(Unshown::Broken),
                b"IDAT" => has_data = true,
                b"IEND" if has_data && content.is_empty() => {
                    parts.push(bytes.get(at..end).ok_or(Unshown::Broken)?);
                    break;
                }
                b"IHDR" | b"IEND" => return Err(Unshown::Broken),
                _ => {}
            }
            if is_kept(name, content) {
                parts.push(bytes.get(at..end).ok_or(Unshown::Broken)?);
            }
            at = end;
        }
        let size = size.ok_or(Unshown::Broken)?;
        Ok(Self { size, parts })
    }

    /// The picture without anything beside it.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for part in &self.parts {
            bytes.extend(*part);
        }
        bytes
    }

    /// Its points, in grey or in colours, on white where it lets something through.
    pub(super) fn decode(&self) -> Result<Raster, Unshown> {
        let limits = Limits {
            bytes: POINTS_LIMIT * 4,
        };
        let bytes = self.bytes();
        let mut decoder = Decoder::new_with_limits(Cursor::new(bytes.as_slice()), limits);
        decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
        let mut reader = decoder.read_info().map_err(|_| Unshown::Broken)?;
        let length = reader.output_buffer_size().ok_or(Unshown::TooLarge)?;
        if length > POINTS_LIMIT * 4 {
            return Err(Unshown::TooLarge);
        }
        let mut points = vec![0; length];
        let frame = reader
            .next_frame(&mut points)
            .map_err(|_| Unshown::Broken)?;
        points.truncate(frame.buffer_size());
        let (channels, points) = match frame.color_type {
            ColorType::Grayscale => (1, points),
            ColorType::Rgb => (3, points),
            ColorType::GrayscaleAlpha => (1, on_white(&points, 2)),
            ColorType::Rgba => (3, on_white(&points, 4)),
            ColorType::Indexed => return Err(Unshown::Broken),
        };
        Raster::new(self.size, channels, points).ok_or(Unshown::Broken)
    }
}

/// Name and content of the chunk at a place, and where it ends; `None` where it is cut short or damaged.
fn chunk(bytes: &[u8], at: usize) -> Option<(&[u8], &[u8], usize)> {
    let length: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    let length = usize::try_from(u32::from_be_bytes(length)).ok()?;
    let checked = bytes.get(at + 4..(at + 8).checked_add(length)?)?;
    let end = at + 8 + length + 4;
    let sum: [u8; 4] = bytes.get(end - 4..end)?.try_into().ok()?;
    let (name, content) = checked.split_at_checked(4)?;
    // What is left behind need not be whole.
    let is_whole = !is_kept(name, content) || crc(checked) == u32::from_be_bytes(sum);
    is_whole.then_some((name, content, end))
}

/// Width and height from the first chunk.
fn head(content: &[u8]) -> Result<Size, Unshown> {
    let four = |at: usize| {
        let four: [u8; 4] = content.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(four)).ok()
    };
    match (four(0), four(4)) {
        (Some(width @ 1..), Some(height @ 1..)) => Ok(Size { width, height }),
        _ => Err(Unshown::Broken),
    }
}

/// Chunks that say how the points are meant, and can hold nothing else.
fn is_kept(name: &[u8], content: &[u8]) -> bool {
    match name {
        b"IHDR" | b"PLTE" | b"IDAT" | b"tRNS" => true,
        b"gAMA" => content.len() == 4,
        b"sRGB" => content.len() == 1,
        _ => false,
    }
}

/// The sum that guards a chunk.
fn crc(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut index = 0;
        while index < 256 {
            #[expect(clippy::cast_possible_truncation, reason = "it is below 256")]
            let mut value = index as u32;
            let mut bit = 0;
            while bit < 8 {
                value = if value & 1 == 1 {
                    0xedb8_8320 ^ (value >> 1)
                } else {
                    value >> 1
                };
                bit += 1;
            }
            table[index] = value;
            index += 1;
        }
        table
    };
    let mut sum = u32::MAX;
    for byte in bytes {
        let [low, ..] = sum.to_le_bytes();
        sum = TABLE[usize::from(low ^ byte)] ^ (sum >> 8);
    }
    !sum
}

/// Points of `channels`, the last of which says how much covers the paper, on white paper.
fn on_white(points: &[u8], channels: usize) -> Vec<u8> {
    let mut shown = Vec::with_capacity(points.len() / channels * (channels - 1));
    for point in points.chunks_exact(channels) {
        if let [colors @ .., alpha] = point {
            let alpha = u32::from(*alpha);
            shown.extend(colors.iter().map(|color| {
                let mixed = (u32::from(*color) * alpha + 255 * (255 - alpha) + 127) / 255;
                u8::try_from(mixed).unwrap_or(u8::MAX)
            }));
        }
    }
    shown
}

/// Saves points anew.
pub(super) fn encoded(raster: &Raster) -> Result<Vec<u8>, Unshown> {
    let size = raster.size();
    let short = |length: usize| u32::try_from(length).map_err(|_| Unshown::TooLarge);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, short(size.width)?, short(size.height)?);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_color(if raster.channels == 1 {
        ColorType::Grayscale
    } else {
        ColorType::Rgb
    });
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::Adaptive);
    let write = |mut encoder: png::Writer<&mut Vec<u8>>| {
        encoder.write_image_data(&raster.points)?;
        encoder.finish()
    };
    let written = encoder.write_header().and_then(write);
    written.map(|()| bytes).map_err(|_| Unshown::Broken)
}
