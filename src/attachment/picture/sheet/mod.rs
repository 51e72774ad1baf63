//! Pages of PDF drawn as pictures (feature `pdf`), by a library that does this alone.
//!
//! Invariant: a page that cannot be drawn as it is meant is refused or crossed out, never shown half empty; one page is in
//! memory at a time. The library reckons in floats and by the means of the processor: the bytes are the same for one
//! program on processors of one kind, not beyond.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::util::TransformExt as _;
use hayro::hayro_syntax::object::{Dict, Name, Object, Stream};
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{Filter, LoadPdfError, Pdf};
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{
    Level, Pixmap, RasterizerSettings, RenderContext, RenderSettings, Resources, TargetInit,
};
use hayro::{RenderCache, render_into};

use crate::attachment::inflate::inflate_zlib;
use crate::attachment::picture::raster::Raster;
use crate::attachment::picture::{LARGE, POINTS_LIMIT, SMALL, SMALL_QUALITY, jpeg, scale, within};
use crate::source::facts::{Form, Size, Undrawn, Unsearched, Unshown, View};

/// Longer documents are read as they are.
const PAGES_LIMIT: usize = 20;
/// Points along the shorter side of a page: what an upright A4 page is wide.
const SHORTER: usize = 1000;
/// How much is kept, of a hundred.
const QUALITY: u8 = 70;
/// What one stream of a file may unpack to: a scanned A3 page in colours at 400 dots an inch.
const STREAM_LIMIT_BYTES: usize = 128 << 20;
/// No stream unpacks to more than so many times its length.
const DEFLATE_RATIO: usize = 1100;
/// Folders of things within things want more room than the stack of a worker has.
const STACK_BYTES: usize = 64 << 20;

/// The sizes in which the pages of a PDF are drawn, in their order; nothing is drawn for it.
pub(in crate::attachment) fn sheets(bytes: &[u8]) -> Result<Vec<View>, Undrawn> {
    apart(|| survey(bytes)).unwrap_or(Err(Undrawn::Broken))
}

/// The bytes to publish for pages, one for each form.
///
/// # Errors
/// When the file has no such page.
pub(super) fn published(bytes: &[u8], forms: &[Form]) -> Result<Vec<Vec<u8>>, Unshown> {
    apart(|| drawn(bytes, forms)).unwrap_or(Err(Unshown::Broken))
}

/// Works where there is room; `None` where the library gives up loudly.
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(STACK_BYTES);
        worker.spawn_scoped(scope, work).ok()?.join().ok()
    })
}

fn survey(bytes: &[u8]) -> Result<Vec<View>, Undrawn> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Undrawn::Locked,
        LoadPdfError::Invalid => Undrawn::Broken,
    })?;
    match pdf.pages().len() {
        0 => return Err(Undrawn::Broken),
        count if count > PAGES_LIMIT => return Err(Undrawn::TooMany),
        _ => {}
    }
    let obstacle = pdf.objects().into_iter().find_map(|object| match object {
        Object::Stream(stream) => is_too_large(&stream).then_some(Undrawn::TooLarge),
        Object::Dict(dict) => lacks_letters(&dict).then_some(Undrawn::Fonts),
        _ => None,
    });
    match obstacle {
        Some(why) => Err(why),
        None => Ok(pdf.pages().iter().map(view).collect()),
    }
}

/// Whether a stream holds a picture of too many points, or unpacks to too many bytes.
fn is_too_large(stream: &Stream<'_>) -> bool {
    let dict = stream.dict();
    let side = |key: &str| {
        dict.get::<u32>(key)
            .and_then(|side| usize::try_from(side).ok())
    };
    if let (true, Some(width), Some(height)) = (
        is(dict, "Subtype", &["Image"]),
        side("Width"),
        side("Height"),
    ) {
        let points = width.checked_mul(height);
        if points.is_none_or(|points| points > POINTS_LIMIT) {
            return true;
        }
    }
    let filters = stream.filters();
    let is_packing = |filter: &&Filter| matches!(filter, Filter::FlateDecode | Filter::LzwDecode);
    if filters.iter().filter(is_packing).count() > 1 {
        return true;
    }
    let packed = stream.raw_data();
    filters.first() == Some(&Filter::FlateDecode)
        && packed.len() > STREAM_LIMIT_BYTES / DEFLATE_RATIO
        && matches!(
            inflate_zlib(&packed, STREAM_LIMIT_BYTES),
            Err(Unsearched::TooLong)
        )
}

/// Whether a font of Chinese letters leaves it to the reader's computer to have them.
fn lacks_letters(font: &Dict<'_>) -> bool {
    let is_wide = is(font, "Subtype", &["CIDFontType0", "CIDFontType2"]);
    let descriptor = font.get::<Dict<'_>>("FontDescriptor");
    let files = ["FontFile", "FontFile2", "FontFile3"];
    let has_file =
        descriptor.is_some_and(|descriptor| files.iter().any(|key| descriptor.contains_key(key)));
    is_wide && !has_file
}

fn is(dict: &Dict<'_>, key: &str, names: &[&str]) -> bool {
    let own = dict.get::<Name<'_>>(key);
    own.is_some_and(|own| names.iter().any(|name| name.as_bytes() == &*own))
}

fn view(page: &Page<'_>) -> View {
    let (width, height) = page.render_dimensions();
    let size = Size {
        width: whole(width),
        height: whole(height),
    };
    let (shorter, longer) = (size.width.min(size.height), size.width.max(size.height));
    let (from, to) = if longer * SHORTER <= LARGE * shorter {
        (shorter, SHORTER)
    } else {
        (longer, LARGE)
    };
    let scaled = |length: usize| ((length * to + from / 2) / from).max(1);
    let large = Size {
        width: scaled(size.width),
        height: scaled(size.height),
    };
    View {
        large,
        small: within(large, SMALL),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the length is between two whole numbers"
)]
fn whole(length: f32) -> usize {
    length.round().clamp(1.0, 20_000.0) as usize
}

fn drawn(bytes: &[u8], forms: &[Form]) -> Result<Vec<Vec<u8>>, Unshown> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| Unshown::Broken)?;
    let mut last: Option<(usize, Raster)> = None;
    let mut made = Vec::new();
    for form in forms {
        let Form::Sheet { number, is_small } = *form else {
            return Err(Unshown::Broken);
        };
        let page = number.checked_sub(1).and_then(|at| pdf.pages().get(at));
        let page = page.ok_or(Unshown::Broken)?;
        let view = view(page);
        let points = match last.take() {
            Some((standing, points)) if standing == number => points,
            _ => catch_unwind(AssertUnwindSafe(|| draw(page, view.large)))
                .ok()
                .flatten()
                .unwrap_or_else(|| crossed(view.large)),
        };
        made.push(if is_small {
            let small = scale::shrunk(&points, view.small.width, view.small.height);
            jpeg::encoded(&small, SMALL_QUALITY)?
        } else {
            jpeg::encoded(&points, QUALITY)?
        });
        last = Some((number, points));
    }
    Ok(made)
}

/// A page on white; `None` where the library says that something on it is missing.
#[expect(
    clippy::float_arithmetic,
    reason = "the library wants to be told how many points a unit of the page is"
)]
fn draw(page: &Page<'_>, size: Size) -> Option<Raster> {
    let (width, height) = (
        u16::try_from(size.width).ok()?,
        u16::try_from(size.height).ok()?,
    );
    let (own_width, own_height) = page.render_dimensions();
    let scale = Affine::scale_non_uniform(
        f64::from(width) / f64::from(own_width),
        f64::from(height) / f64::from(own_height),
    );
    let is_whole = Arc::new(AtomicBool::new(true));
    let told = Arc::clone(&is_whole);
    let settings = InterpreterSettings {
        warning_sink: Arc::new(move |_| told.store(false, Ordering::Relaxed)),
        ..InterpreterSettings::default()
    };
    // The means that all processors of a kind have.
    let plain = RenderSettings {
        level: Level::baseline(),
        num_threads: 0,
    };
    let mut context = RenderContext::new_with(width, height, plain);
    render_into(
        page,
        &RenderCache::new(),
        &settings,
        &hayro::RenderSettings::default(),
        &mut context,
        scale * page.initial_transform(true).to_kurbo(),
    );
    context.flush();
    let mut pixmap = Pixmap::new(width, height);
    let on_white = RasterizerSettings {
        target_init: TargetInit::Clear(WHITE),
        ..RasterizerSettings::default()
    };
    context.render_with(&mut pixmap, &mut Resources::default(), on_white);
    let points = pixmap.data();
    let is_grey = points
        .iter()
        .all(|point| point.r == point.g && point.g == point.b);
    let (channels, points) = if is_grey {
        (1, points.iter().map(|point| point.g).collect())
    } else {
        let colors = points.iter().flat_map(|point| [point.r, point.g, point.b]);
        (3, colors.collect())
    };
    let raster = Raster::new(size, channels, points);
    raster.filter(|_| is_whole.load(Ordering::Relaxed))
}

/// A pale sheet with a cross from corner to corner: there is a page, and it could not be drawn.
fn crossed(size: Size) -> Raster {
    const PAPER: u8 = 244;
    const LINE: u8 = 150;
    let Size { width, height } = size;
    let thickness = 2 * width.max(height);
    let mut points = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            let falls = (x * height).abs_diff(y * width) < thickness;
            let rises = ((width - 1 - x) * height).abs_diff(y * width) < thickness;
            points.push(if falls || rises { LINE } else { PAPER });
        }
    }
    Raster {
        width,
        height,
        channels: 1,
        points,
    }
}

#[cfg(test)]
mod tests;
