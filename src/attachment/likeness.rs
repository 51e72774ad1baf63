//! A fingerprint of what a picture shows, the same when it was scaled, cropped at its margins or saved again.

use std::io::Cursor;

use png::{ColorType, Limits, Transformations};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::source::facts::Likeness;

/// More points than a scan of a sheet has.
const PIXELS_LIMIT: usize = 40_000_000;
/// Points along the longer side of the small picture that is compared.
const SIDE: usize = 512;
/// Cells whose brightness is compared with their neighbour to the right.
const COLUMNS: usize = 17;
const ROWS: usize = 16;
/// Steps of grey by which ink differs from paper, and by which a picture is more than an empty sheet.
const INK: u8 = 40;
const CONTRAST: u32 = 10;
/// Fewer edges than this say nothing.
const EDGES_LEAST: u32 = 10;

/// A picture in shades of grey.
#[derive(Debug, Clone)]
pub(super) struct Grey {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) points: Vec<u8>,
}

/// The fingerprint of a picture; `None` where it cannot be read, is too large or shows next to nothing.
pub(super) fn likeness(bytes: &[u8]) -> Option<Likeness> {
    let grey = match bytes {
        [0xff, 0xd8, ..] => jpeg(bytes)?,
        [0x89, b'P', b'N', b'G', ..] => png(bytes)?,
        _ => return None,
    };
    of(&grey)
}

/// The fingerprint of shades of grey.
pub(super) fn of(grey: &Grey) -> Option<Likeness> {
    let small = trimmed(&shrunk(grey, SIDE)?)?;
    let cells = cells(&small)?;
    let least = cells.iter().min()?;
    let most = cells.iter().max()?;
    if most - least < CONTRAST {
        return None;
    }
    // Between two cells of blank paper only noise differs.
    let step = (most - least) / 16 + 2;
    let mut bits = [0_u64; 4];
    for row in 0..ROWS {
        for column in 0..COLUMNS - 1 {
            let at = row * COLUMNS + column;
            let index = row * (COLUMNS - 1) + column;
            if cells[at] > cells[at + 1] + step {
                bits[index / 64] |= 1 << (index % 64);
            }
        }
    }
    let edges: u32 = bits.iter().map(|word| word.count_ones()).sum();
    (edges >= EDGES_LEAST).then_some(Likeness(bits))
}

fn jpeg(bytes: &[u8]) -> Option<Grey> {
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::Luma)
        .set_max_width(1 << 15)
        .set_max_height(1 << 15);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let (width, height) = decoder.dimensions()?;
    if width.checked_mul(height)? > PIXELS_LIMIT {
        return None;
    }
    let points = decoder.decode().ok()?;
    grey(width, height, points)
}

fn png(bytes: &[u8]) -> Option<Grey> {
    let limits = Limits {
        bytes: PIXELS_LIMIT * 4,
    };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().ok()?;
    let size = reader.output_buffer_size();
    let size = size.filter(|size| *size <= PIXELS_LIMIT * 4)?;
    let mut buffer = vec![0; size];
    let frame = reader.next_frame(&mut buffer).ok()?;
    let width = usize::try_from(frame.width).ok()?;
    let height = usize::try_from(frame.height).ok()?;
    let points = buffer.get(..frame.buffer_size())?;
    let points = match frame.color_type {
        ColorType::Grayscale => points.to_vec(),
        ColorType::GrayscaleAlpha => points
            .chunks_exact(2)
            .map(|point| on_white(u32::from(point[0]), point[1]))
            .collect(),
        ColorType::Rgb => points
            .chunks_exact(3)
            .map(|point| on_white(luma(point), 255))
            .collect(),
        ColorType::Rgba => points
            .chunks_exact(4)
            .map(|point| on_white(luma(point), point[3]))
            .collect(),
        ColorType::Indexed => return None,
    };
    grey(width, height, points)
}

fn grey(width: usize, height: usize, points: Vec<u8>) -> Option<Grey> {
    let is_whole = points.len() >= width.checked_mul(height)?;
    is_whole.then_some(Grey {
        width,
        height,
        points,
    })
}

fn luma(point: &[u8]) -> u32 {
    let [red, green, blue] = [point[0], point[1], point[2]].map(u32::from);
    (red * 299 + green * 587 + blue * 114) / 1000
}

fn on_white(grey: u32, alpha: u8) -> u8 {
    let alpha = u32::from(alpha);
    let shown = (grey * alpha + 255 * (255 - alpha)) / 255;
    u8::try_from(shown).unwrap_or(255)
}

/// The picture with its longer side at most so long, each point the mean of those it stands for.
fn shrunk(grey: &Grey, side: usize) -> Option<Grey> {
    let longer = grey.width.max(grey.height);
    if longer <= side {
        return Some(grey.clone());
    }
    let width = (grey.width * side / longer).max(1);
    let height = (grey.height * side / longer).max(1);
    let points = means(grey, width, height)?;
    let points = points
        .into_iter()
        .map(|mean| u8::try_from(mean).unwrap_or(255));
    Some(Grey {
        width,
        height,
        points: points.collect(),
    })
}

/// Without the margins that are as bright as the border: scans of one sheet are cut differently.
fn trimmed(grey: &Grey) -> Option<Grey> {
    let mut border: Vec<u8> = grey.points.iter().take(grey.width).copied().collect();
    border.extend(grey.points.iter().rev().take(grey.width));
    for row in grey.points.chunks_exact(grey.width) {
        border.extend(row.first());
        border.extend(row.last());
    }
    border.sort_unstable();
    let paper = *border.get(border.len() / 2)?;
    let is_ink = |x: usize, y: usize| {
        let point = grey.points.get(y * grey.width + x);
        point.is_some_and(|point| point.abs_diff(paper) > INK)
    };
    // A speck of dust is no ink.
    let row = |y: &usize| (0..grey.width).filter(|x| is_ink(*x, *y)).count() > 1;
    let column = |x: &usize| (0..grey.height).filter(|y| is_ink(*x, *y)).count() > 1;
    let (top, bottom) = (
        (0..grey.height).find(row)?,
        (0..grey.height).rev().find(row)?,
    );
    let (left, right) = (
        (0..grey.width).find(column)?,
        (0..grey.width).rev().find(column)?,
    );
    let rows = grey
        .points
        .chunks_exact(grey.width)
        .take(bottom + 1)
        .skip(top);
    let points: Vec<u8> = rows
        .flat_map(|row| row.get(left..=right).unwrap_or_default())
        .copied()
        .collect();
    Some(Grey {
        width: right + 1 - left,
        height: bottom + 1 - top,
        points,
    })
}

fn cells(grey: &Grey) -> Option<Vec<u32>> {
    if grey.width < COLUMNS || grey.height < ROWS {
        return None;
    }
    means(grey, COLUMNS, ROWS)
}

/// The mean of each cell of a grid laid over a picture.
fn means(grey: &Grey, columns: usize, rows: usize) -> Option<Vec<u32>> {
    let mut means = Vec::with_capacity(columns * rows);
    for row in 0..rows {
        let from = row * grey.height / rows;
        let to = ((row + 1) * grey.height / rows).max(from + 1);
        for column in 0..columns {
            let start = column * grey.width / columns;
            let end = ((column + 1) * grey.width / columns).max(start + 1);
            let mut sum = 0_u64;
            for y in from..to {
                let line = grey
                    .points
                    .get(y * grey.width + start..y * grey.width + end)?;
                sum += line.iter().map(|point| u64::from(*point)).sum::<u64>();
            }
            let count = u64::try_from((to - from) * (end - start)).ok()?;
            means.push(u32::try_from(sum / count.max(1)).ok()?);
        }
    }
    Some(means)
}
