//! JPEG files: the parts that make the picture are kept, every other part is left behind.

use std::io::Cursor;

use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::attachment::picture::raster::Raster;
use crate::source::facts::{Size, Unshown};

/// A file that was looked through from its beginning to the end of its picture.
pub(super) struct Jpeg<'a> {
    /// As it lies in the file.
    pub(super) size: Size,
    components: u8,
    /// Tables, frame and scans, in their order.
    parts: Vec<&'a [u8]>,
    /// It calls itself JFIF, which says how its colours are meant.
    has_jfif: bool,
    /// How its colours are meant by the mark of Adobe.
    adobe: Option<u8>,
}

/// The mark of JFIF without the small picture that it may hold.
const JFIF: &[u8] = b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\x00\x01\x00\x01\0\0";
/// The mark of Adobe but for its last byte.
const ADOBE: &[u8] = b"\xff\xee\x00\x0eAdobe\0\x64\0\0\0\0";

impl<'a> Jpeg<'a> {
    /// Looks through a file; what stands after the picture is not looked at.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Unshown> {
        let mut jpeg = Self {
            size: Size {
                width: 0,
                height: 0,
            },
            components: 0,
            parts: Vec::new(),
            has_jfif: false,
            adobe: None,
        };
        let mut has_scan = false;
        let mut at = 2;
        loop {
            let (marker, start) = marker(bytes, at).ok_or(Unshown::Broken)?;
            at = start + 2;
            match marker {
                0xd9 => break,
                // Marks without content.
                0x01 | 0xd0..=0xd8 => continue,
                _ => {}
            }
            let length = bytes.get(at..at + 2).ok_or(Unshown::Broken)?;
            let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
            let end = at + length.max(2);
            let content = bytes.get(at + 2..end).ok_or(Unshown::Broken)?;
            at = end;
            match marker {
                0xc0..=0xc2 => jpeg.frame(content)?,
                // Without loss, in layers, or packed as hardly any program can.
                0xc3 | 0xc5..=0xcb | 0xcd..=0xcf => return Err(Unshown::Kind("少见的 JPG")),
                0xda => {
                    has_scan = true;
                    at = scan_end(bytes, end).ok_or(Unshown::Broken)?;
                }
                0xe0 => jpeg.has_jfif |= content.starts_with(b"JFIF\0"),
                0xee if content.starts_with(b"Adobe") => jpeg.adobe = content.get(11).copied(),
                _ => {}
            }
            if matches!(marker, 0xc0..=0xc2 | 0xc4 | 0xda | 0xdb | 0xdd) {
                jpeg.parts
                    .push(bytes.get(start..at).ok_or(Unshown::Broken)?);
            }
        }
        if has_scan && jpeg.components > 0 {
            Ok(jpeg)
        } else {
            Err(Unshown::Broken)
        }
    }

    fn frame(&mut self, content: &[u8]) -> Result<(), Unshown> {
        let [depth, high, low, wide, narrow, components, ..] = content else {
            return Err(Unshown::Broken);
        };
        if self.components > 0 {
            return Err(Unshown::Broken);
        }
        self.size = Size {
            width: usize::from(u16::from_be_bytes([*wide, *narrow])),
            height: usize::from(u16::from_be_bytes([*high, *low])),
        };
        self.components = *components;
        match (depth, components) {
            _ if self.size.width == 0 || self.size.height == 0 => Err(Unshown::Broken),
            (8, 1 | 3 | 4) => Ok(()),
            _ => Err(Unshown::Kind("少见的 JPG")),
        }
    }

    /// Whether every browser shows its colours alike: those for print are not among them.
    pub(super) fn is_plain(&self) -> bool {
        self.components != 4
    }

    /// The picture without anything beside it.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8];
        if self.has_jfif {
            bytes.extend(JFIF);
        }
        if let Some(transform) = self.adobe {
            bytes.extend(ADOBE);
            bytes.push(transform);
        }
        for part in &self.parts {
            bytes.extend(*part);
        }
        bytes.extend([0xff, 0xd9]);
        bytes
    }

    /// Its points, in grey or in colours.
    pub(super) fn decode(&self) -> Result<Raster, Unshown> {
        let (channels, colors) = match self.components {
            1 => (1, ColorSpace::Luma),
            _ => (3, ColorSpace::RGB),
        };
        let options = DecoderOptions::default()
            .jpeg_set_out_colorspace(colors)
            .set_max_width(usize::from(u16::MAX))
            .set_max_height(usize::from(u16::MAX));
        let bytes = self.bytes();
        let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes.as_slice()), options);
        let points = decoder.decode().map_err(|_| Unshown::Broken)?;
        Raster::new(self.size, channels, points).ok_or(Unshown::Broken)
    }
}

/// The next mark at or after a place, and where it stands; bytes before it are damage.
fn marker(bytes: &[u8], from: usize) -> Option<(u8, usize)> {
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        at += rest.iter().position(|byte| *byte == 0xff)?;
        match bytes.get(at + 1)? {
            0x00 => at += 2,
            0xff => at += 1,
            marker => return Some((*marker, at)),
        }
    }
}

/// Where the data of a scan ends: at the next mark that does not belong to it.
fn scan_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let (marker, found) = marker(bytes, at)?;
        if !matches!(marker, 0xd0..=0xd7) {
            return Some(found);
        }
        at = found + 2;
    }
}

/// Saves points anew, so much of a hundred being kept. With the common tables of codes: those made to measure for pictures of
/// few colours are misread by some readers, the one here among them.
pub(super) fn encoded(raster: &Raster, quality: u8) -> Result<Vec<u8>, Unshown> {
    let size = raster.size();
    let short = |length: usize| u16::try_from(length).map_err(|_| Unshown::TooLarge);
    let (width, height) = (short(size.width)?, short(size.height)?);
    let colors = if raster.channels == 1 {
        ColorType::Luma
    } else {
        ColorType::Rgb
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    encoder
        .encode(&raster.points, width, height, colors)
        .map_err(|_| Unshown::Broken)?;
    Ok(bytes)
}
