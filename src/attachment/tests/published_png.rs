//! PNG files of every kind of point, with every kind of remark.

use png::{BitDepth, ColorType, Encoder};

use crate::attachment::picture::{published, view};
use crate::attachment::tests::pictures::exif as marks;
use crate::source::facts::{Form, Unshown};

/// A PNG file of these points; colours of a palette and their cover where there are any.
fn png(
    (width, height): (u32, u32),
    (color, depth): (ColorType, BitDepth),
    (palette, cover): (&[u8], &[u8]),
    points: &[u8],
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    if !palette.is_empty() {
        encoder.set_palette(palette);
        encoder.set_trns(cover);
    }
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(points).unwrap();
    writer.finish().unwrap();
    bytes
}

fn chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    // Sums of what is left behind are not looked at.
    [&length[..], name, content, &[0; 4]].concat()
}

/// With chunks behind the head.
fn with(png: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
    [&png[..33], &chunks.concat(), &png[33..]].concat()
}

fn large(bytes: &[u8]) -> Vec<u8> {
    published(bytes, &[Form::Large]).unwrap().concat()
}

/// Width, height, and the points as they are stored.
fn decoded(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .unwrap();
    let mut points = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut points).unwrap();
    (frame.width, frame.height, points)
}

fn small(bytes: &[u8]) -> (usize, usize, Vec<u8>) {
    let made = published(bytes, &[Form::Small]).unwrap().concat();
    let mut decoder = zune_jpeg::JpegDecoder::new(std::io::Cursor::new(made.as_slice()));
    let points = decoder.decode().unwrap();
    let (width, height) = decoder.dimensions().unwrap();
    (width, height, points)
}

const NONE: (&[u8], &[u8]) = (&[], &[]);

#[test]
fn leaves_every_remark_behind() {
    let plain = png((4, 2), (ColorType::Rgb, BitDepth::Eight), NONE, &[7; 24]);
    let burdened = with(
        &plain,
        &[
            chunk(b"tEXt", b"Author\0Wang secret"),
            chunk(b"zTXt", b"Comment\0\0secret"),
            chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0secret"),
            chunk(b"eXIf", &marks(*b"MM", "secret", [36, 1])),
            chunk(b"iCCP", b"secret\0\0x"),
            chunk(b"tIME", b"\x07\xea\x0b\x1b\x01\x01\x01"),
            chunk(b"pHYs", b"\0\0\x0b\x13\0\0\x0b\x13\x01"),
            chunk(b"caBX", b"secret"),
            chunk(b"gAMA", b"secret, not four bytes"),
        ],
    );
    let burdened = [&burdened[..], b"secret behind the end"].concat();
    assert_eq!(large(&burdened), plain);
}

#[test]
fn every_kind_of_point_is_read() {
    let deep = png(
        (500, 1),
        (ColorType::Rgb, BitDepth::Sixteen),
        NONE,
        &[200; 3000],
    );
    assert_eq!(large(&deep), deep);
    let (width, height, points) = small(&deep);
    assert_eq!((width, height), (480, 1));
    assert!(points.iter().all(|part| part.abs_diff(200) < 3));
    // Red that half covers the paper, and nothing.
    let palette: (&[u8], &[u8]) = (&[255, 0, 0, 9, 9, 9], &[128, 0]);
    let indexed = [[0; 300].as_slice(), &[1; 300]].concat();
    let indexed = png(
        (600, 1),
        (ColorType::Indexed, BitDepth::Eight),
        palette,
        &indexed,
    );
    assert_eq!(large(&indexed), indexed);
    let (_, _, points) = small(&indexed);
    let (first, last) = (&points[30..33], &points[points.len() - 30..][..3]);
    assert!(first[0] > 240 && first[1].abs_diff(127) < 12, "{first:?}");
    assert!(last.iter().all(|part| *part > 250), "{last:?}");
    for (color, depth, bytes) in [
        (ColorType::Grayscale, BitDepth::One, 64),
        (ColorType::GrayscaleAlpha, BitDepth::Eight, 1024),
        (ColorType::GrayscaleAlpha, BitDepth::Sixteen, 2048),
        (ColorType::Rgba, BitDepth::Sixteen, 4096),
    ] {
        let plain = png((512, 1), (color, depth), NONE, &vec![255; bytes]);
        assert_eq!(large(&plain), plain);
        assert!(small(&plain).2.iter().all(|part| *part > 250), "{color:?}");
    }
}

#[test]
fn turned_and_large_ones_are_saved_anew() {
    let plain = png(
        (2, 1),
        (ColorType::Grayscale, BitDepth::Eight),
        NONE,
        &[10, 200],
    );
    let turned = chunk(
        b"eXIf",
        b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0",
    );
    assert_eq!(
        decoded(&large(&with(&plain, &[turned]))),
        (1, 2, vec![10, 200])
    );
    let wide: Vec<u8> = [0, 100].repeat(2000);
    let wide = png(
        (4000, 1),
        (ColorType::Grayscale, BitDepth::Eight),
        NONE,
        &wide,
    );
    // Each point the mean of two.
    assert_eq!(decoded(&large(&wide)), (2000, 1, vec![50; 2000]));
}

#[test]
fn bombs_and_damage_are_told() {
    let plain = png((4, 2), (ColorType::Rgb, BitDepth::Eight), NONE, &[7; 24]);
    let mut damaged = plain.clone();
    damaged[45] ^= 1;
    assert_eq!(view(&damaged, "png").unwrap_err(), Unshown::Broken);
    assert_eq!(
        view(&plain[..plain.len() - 1], "png").unwrap_err(),
        Unshown::Broken
    );
    let head = [&[0xff; 8][..], &[8, 2, 0, 0, 0]].concat();
    let sum = 0x5d94_b969_u32;
    let mut bomb = plain.clone();
    bomb.splice(16..29, head);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(view(&bomb, "png").unwrap_err(), Unshown::TooLarge);
    // More is packed than the head says: what is too much is not unpacked.
    let long = png(
        (512, 512),
        (ColorType::Grayscale, BitDepth::Eight),
        NONE,
        &vec![1; 1 << 18],
    );
    let mut short = long.clone();
    short[16..24].copy_from_slice(&[0, 0, 2, 0, 0, 0, 0, 1]);
    short[29..33].copy_from_slice(&0x8dd0_49aa_u32.to_be_bytes());
    if let Ok(made) = published(&short, &[Form::Small]) {
        assert!(made[0].len() < 4096);
    }
}
