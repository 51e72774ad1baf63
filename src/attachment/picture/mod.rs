//! Pictures as they are published: upright, no larger than a screen needs, and without a word beside what they show.
//!
//! Invariant: what leaves here holds no mark of camera, place, owner or program, for everything but the picture itself is
//! left behind by name; and the bytes are the same on every machine, for all of it is reckoned in whole numbers.

mod jpeg;
mod png;
mod raster;
mod scale;
#[cfg(feature = "pdf")]
pub(super) mod sheet;

use std::borrow::Cow;

use crate::attachment::exif;
use crate::attachment::picture::jpeg::Jpeg;
use crate::attachment::picture::png::Png;
use crate::attachment::picture::raster::Raster;
use crate::source::facts::{Form, Size, Unshown, View};

/// Counts the ways in which pictures were ever made: a new one makes all of them again. With pages of PDF come other
/// decoders, which round otherwise.
pub(crate) const RECIPE: &str = if cfg!(feature = "pdf") { "1pdf" } else { "1" };

/// Points along the longer side of a picture by itself, and of one among others.
const LARGE: usize = 2000;
const SMALL: usize = 480;
/// More points than a telephone takes at once; they are in memory three bytes a point.
const POINTS_LIMIT: usize = 52_000_000;
/// A JPEG file that is larger for its few points is saved anew.
const SANE_BYTES: usize = 1 << 20;
/// How much is kept, of a hundred, where a picture is saved anew.
const LARGE_QUALITY: u8 = 85;
const SMALL_QUALITY: u8 = 72;

/// Endings of names under which pictures are kept.
const ENDINGS: &[&str] = &[
    "jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "webp", "heic", "heif", "avif", "tif",
    "tiff", "ico", "jp2", "psd", "dng",
];

/// Whether a name with this ending promises a picture.
pub(crate) fn is_pictorial(extension: &str) -> bool {
    ENDINGS.contains(&extension)
}

/// What kind of picture the first bytes promise, under the name that people know.
pub(super) fn kind(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("JPG"),
        [0x89, b'P', b'N', b'G', ..] => Some("PNG"),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Some("TIFF"),
        [b'G', b'I', b'F', b'8', ..] => Some("GIF"),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some("BMP"),
        [b'8', b'B', b'P', b'S', ..] => Some("PSD"),
        [0, 0, 1, 0, count, 0, ..] if *count > 0 => Some("ICO"),
        [0, 0, 0, 12, b'j', b'P', b' ', b' ', ..] => Some("JPEG 2000"),
        [b'R', b'I', b'F', b'F', _, _, _, _, rest @ ..] => {
            rest.starts_with(b"WEBP").then_some("WebP")
        }
        [_, _, _, _, b'f', b't', b'y', b'p', rest @ ..] => {
            let heic = [&b"heic"[..], b"heix", b"heim", b"hevc", b"mif1", b"msf1"];
            match rest {
                _ if rest.starts_with(b"avif") => Some("AVIF"),
                _ if heic.iter().any(|brand| rest.starts_with(brand)) => Some("HEIC"),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The sizes in which a picture is published; it is looked through from end to end but not decoded.
pub(super) fn view(bytes: &[u8], extension: &str) -> Result<View, Unshown> {
    let source = Source::read(bytes)?;
    if is_pictorial(extension) {
        Ok(source.view())
    } else {
        Err(Unshown::Name(kind(bytes).unwrap_or_default()))
    }
}

/// The bytes to publish for a picture, one for each form that is wanted.
///
/// # Errors
/// When it cannot be decoded; nothing of it may then be published.
pub(crate) fn published(bytes: &[u8], forms: &[Form]) -> Result<Vec<Vec<u8>>, Unshown> {
    #[cfg(feature = "pdf")]
    if forms.iter().any(|form| matches!(form, Form::Sheet { .. })) {
        return sheet::published(bytes, forms);
    }
    let source = Source::read(bytes)?;
    let view = source.view();
    let decoded = source.decode()?;
    let large = if source.is_fit() {
        decoded
    } else {
        let (width, height) = source.lying(view.large);
        scale::shrunk(&decoded, width, height).turned(source.orientation)
    };
    let made = forms.iter().map(|form| match form {
        Form::Large => source.large(&large),
        Form::Small => {
            let small = scale::shrunk(&large, view.small.width, view.small.height);
            jpeg::encoded(&small, SMALL_QUALITY)
        }
        Form::Sheet { .. } => Err(Unshown::Broken),
    });
    made.collect()
}

/// A picture of a kind that is published, looked through and not yet decoded.
struct Source<'a> {
    file: File<'a>,
    /// As it lies in the file.
    size: Size,
    /// How it must be turned, from 1 to 8.
    orientation: u16,
}

enum File<'a> {
    Jpeg(Jpeg<'a>),
    Png(Png<'a>),
}

impl<'a> Source<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, Unshown> {
        let (file, size) = match kind(bytes) {
            Some("JPG") => {
                let jpeg = Jpeg::read(bytes)?;
                let size = jpeg.size;
                (File::Jpeg(jpeg), size)
            }
            Some("PNG") => {
                let png = Png::read(bytes)?;
                let size = png.size;
                (File::Png(png), size)
            }
            Some(other) => return Err(Unshown::Kind(other)),
            None => return Err(Unshown::Broken),
        };
        let points = size.width.checked_mul(size.height);
        if points.is_none_or(|points| points > POINTS_LIMIT) {
            return Err(Unshown::TooLarge);
        }
        let orientation = match exif::read(bytes).orientation {
            turned @ 2..=8 => turned,
            _ => 1,
        };
        Ok(Self {
            file,
            size,
            orientation,
        })
    }

    fn view(&self) -> View {
        let large = self.lying(within(self.size, LARGE));
        let large = Size {
            width: large.0,
            height: large.1,
        };
        View {
            large,
            small: within(large, SMALL),
        }
    }

    /// Width and height before a picture of this size is turned upright, or after it was.
    fn lying(&self, size: Size) -> (usize, usize) {
        if self.orientation >= 5 {
            (size.height, size.width)
        } else {
            (size.width, size.height)
        }
    }

    /// Whether the points may stay as they are.
    fn is_fit(&self) -> bool {
        self.orientation == 1 && self.size.width.max(self.size.height) <= LARGE
    }

    fn decode(&self) -> Result<Raster, Unshown> {
        let raster = match &self.file {
            File::Jpeg(jpeg) => jpeg.decode()?,
            File::Png(png) => png.decode()?,
        };
        (raster.size() == self.size)
            .then_some(raster)
            .ok_or(Unshown::Broken)
    }

    /// The picture by itself: its own data where that may stay as it is, else saved anew from these points.
    fn large(&self, points: &Raster) -> Result<Vec<u8>, Unshown> {
        let own: Cow<'_, [u8]> = match &self.file {
            File::Jpeg(jpeg) if self.is_fit() && jpeg.is_plain() => Cow::Owned(jpeg.bytes()),
            File::Jpeg(_) => return jpeg::encoded(points, LARGE_QUALITY),
            File::Png(png) if self.is_fit() => return Ok(png.bytes()),
            File::Png(_) => return png::encoded(points),
        };
        if own.len() <= SANE_BYTES {
            return Ok(own.into_owned());
        }
        let anew = jpeg::encoded(points, LARGE_QUALITY)?;
        Ok(if anew.len() < own.len() {
            anew
        } else {
            own.into_owned()
        })
    }
}

/// A size with its longer side at most so long.
fn within(size: Size, most: usize) -> Size {
    let longer = size.width.max(size.height);
    if longer <= most {
        return size;
    }
    let scaled = |length: usize| ((length * most + longer / 2) / longer).max(1);
    Size {
        width: scaled(size.width),
        height: scaled(size.height),
    }
}
