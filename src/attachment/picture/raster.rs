//! Points in memory, in grey or in colours, and the eight ways to turn them.

use crate::source::facts::Size;

/// Rows of points from the top, each point one byte or three.
pub(super) struct Raster {
    pub(super) width: usize,
    pub(super) height: usize,
    /// 1: grey; 3: red, green, blue.
    pub(super) channels: usize,
    pub(super) points: Vec<u8>,
}

impl Raster {
    /// Keeps points; `None` where there are fewer or more than the size says.
    pub(super) fn new(size: Size, channels: usize, points: Vec<u8>) -> Option<Self> {
        let Size { width, height } = size;
        let length = width.checked_mul(height)?.checked_mul(channels)?;
        (points.len() == length && length > 0).then_some(Self {
            width,
            height,
            channels,
            points,
        })
    }

    /// Width and height.
    pub(super) fn size(&self) -> Size {
        Size {
            width: self.width,
            height: self.height,
        }
    }

    /// Turned as EXIF asks for it, by its numbers from 1 to 8; any other number asks for nothing.
    pub(super) fn turned(self, orientation: u16) -> Self {
        if !(2..=8).contains(&orientation) {
            return self;
        }
        let (right, bottom) = (self.width - 1, self.height - 1);
        let (width, height) = if orientation >= 5 {
            (self.height, self.width)
        } else {
            (self.width, self.height)
        };
        let mut points = Vec::with_capacity(self.points.len());
        for y in 0..height {
            for x in 0..width {
                let (from_x, from_y) = match orientation {
                    2 => (right - x, y),
                    3 => (right - x, bottom - y),
                    4 => (x, bottom - y),
                    5 => (y, x),
                    6 => (y, bottom - x),
                    7 => (right - y, bottom - x),
                    _ => (right - y, x),
                };
                let at = (from_y * self.width + from_x) * self.channels;
                points.extend(self.points.get(at..at + self.channels).unwrap_or_default());
            }
        }
        Self {
            width,
            height,
            channels: self.channels,
            points,
        }
    }
}
