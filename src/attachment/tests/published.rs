//! What leaves the house of a picture: upright, small enough, and nothing that was not to be seen.

use std::io::Cursor;

use jpeg_encoder::{ColorType, Encoder};
use sha2::{Digest as _, Sha256};
use zune_jpeg::JpegDecoder;

use crate::attachment::exif;
use crate::attachment::picture::{published, view};
use crate::attachment::tests::pictures::exif as marks;
use crate::source::facts::{Form, Size, Unshown};

/// A picture of four fields, by their corners: red, green, blue, white.
fn fields(width: usize, height: usize) -> Vec<u8> {
    let field = |at: usize| match (at % width * 2 / width, at / width * 2 / height) {
        (0, 0) => [220, 30, 30],
        (_, 0) => [30, 200, 30],
        (0, _) => [30, 30, 220],
        _ => [250, 250, 250],
    };
    (0..width * height).flat_map(field).collect()
}

fn jpeg(width: usize, height: usize, is_progressive: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    encoder.set_progressive(is_progressive);
    let (wide, high) = (
        u16::try_from(width).unwrap(),
        u16::try_from(height).unwrap(),
    );
    let points = fields(width, height);
    encoder.encode(&points, wide, high, ColorType::Rgb).unwrap();
    bytes
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], content].concat()
}

/// EXIF that says nothing but how a picture must be turned.
fn turned(orientation: u8) -> Vec<u8> {
    let entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0];
    let tiff = [&b"Exif\0\0II*\0\x08\0\0\0\x01\0"[..], &entry, &[0; 4]].concat();
    segment(0xe1, &tiff)
}

/// A picture with more segments behind its beginning.
fn with(jpeg: &[u8], segments: &[Vec<u8>]) -> Vec<u8> {
    [&jpeg[..2], &segments.concat(), &jpeg[2..]].concat()
}

/// The same picture under the mark of JFIF that is written here.
fn stripped(jpeg: &[u8]) -> Vec<u8> {
    let head = segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    [&jpeg[..2], &head, &jpeg[20..]].concat()
}

#[track_caller]
fn same(made: &[u8], wanted: &[u8]) {
    let first = made
        .iter()
        .zip(wanted)
        .position(|(one, other)| one != other);
    assert!(
        made == wanted,
        "{} of {} bytes, {first:?}",
        made.len(),
        wanted.len()
    );
}

fn both(bytes: &[u8]) -> [Vec<u8>; 2] {
    let made = published(bytes, &[Form::Large, Form::Small]).unwrap();
    made.try_into().unwrap()
}

/// Width, height, and colours (or shades) of the points of a JPEG file.
fn decoded(bytes: &[u8]) -> (usize, usize, Vec<u8>) {
    let mut decoder = JpegDecoder::new(Cursor::new(bytes));
    let points = decoder.decode().unwrap();
    let (width, height) = decoder.dimensions().unwrap();
    (width, height, points)
}

/// The letters of the four fields, row by row: `RGBW` as it was made.
fn seen(bytes: &[u8]) -> String {
    let (width, height, points) = decoded(bytes);
    let letter = |(x, y): (usize, usize)| {
        let at = (y * width + x) * 3;
        match [points[at], points[at + 1], points[at + 2]].map(|part| part > 128) {
            [true, false, false] => 'R',
            [false, true, false] => 'G',
            [false, false, true] => 'B',
            [true, true, true] => 'W',
            _ => '?',
        }
    };
    let (left, right) = (width / 4, width * 3 / 4);
    let (top, bottom) = (height / 4, height * 3 / 4);
    [(left, top), (right, top), (left, bottom), (right, bottom)]
        .map(letter)
        .iter()
        .collect()
}

#[test]
fn turns_all_eight_ways() {
    let expected = [
        (1, "RGBW"),
        (2, "GRWB"),
        (3, "WBGR"),
        (4, "BWRG"),
        (5, "RBGW"),
        (6, "BRWG"),
        (7, "WGBR"),
        (8, "GWRB"),
    ];
    for (orientation, letters) in expected {
        let bytes = with(&jpeg(640, 320, false), &[turned(orientation)]);
        let size = match orientation {
            1..=4 => (640, 320),
            _ => (320, 640),
        };
        let view = view(&bytes, "jpg").unwrap();
        assert_eq!((view.large.width, view.large.height), size, "{orientation}");
        for (made, wanted) in both(&bytes).iter().zip([view.large, view.small]) {
            let (width, height, _) = decoded(made);
            assert_eq!(Size { width, height }, wanted, "{orientation}");
            assert_eq!(seen(made), letters, "{orientation}");
            assert_eq!(exif::read(made).orientation, 0, "{orientation}");
        }
    }
}

/// Words that stand only in what must be left behind.
const SECRETS: &[&[u8]] = &[
    b"Exif",
    b"GPSLatitude",
    b"http://ns.adobe.com",
    b"Photoshop",
    b"ICC_PROFILE",
    b"MPF",
    b"Wang",
    b"secret",
    b"JFXX",
    b"ftyp",
    b"tEXt",
    b"zTXt",
    b"iTXt",
    b"eXIf",
    b"iCCP",
    b"tIME",
    b"pHYs",
    b"caBX",
];

#[track_caller]
fn is_clean(made: &[u8]) {
    for secret in SECRETS {
        let found = made.windows(secret.len()).any(|part| part == *secret);
        assert!(!found, "{} in what is published", secret.escape_ascii());
    }
    let marks = exif::read(made);
    assert!(!marks.has_position && !marks.has_owner && marks.texts.is_empty());
}

/// Everything that cameras and programs put beside a picture, with a whole picture among it.
fn burdened(jpeg: &[u8]) -> Vec<u8> {
    let thumbnail = self::jpeg(16, 16, false);
    let exif = [
        b"Exif\0\0",
        &marks(*b"II", "Wang secret", [36, 1])[..],
        &thumbnail,
    ]
    .concat();
    let segments = [
        segment(0xe0, &[b"JFXX\0\x10", &thumbnail[..]].concat()),
        segment(0xe1, &exif),
        segment(
            0xe1,
            b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='36'>secret</x>",
        ),
        segment(0xe2, b"ICC_PROFILE\0\x01\x01secret"),
        segment(0xe2, b"MPF\0secret"),
        segment(0xed, b"Photoshop 3.0\x008BIM\x04\x04secret"),
        segment(0xfe, b"secret remark by Wang"),
    ];
    let film = b"\0\0\0\x18ftypmp42secret";
    [&with(jpeg, &segments)[..], &thumbnail, film].concat()
}

#[test]
fn leaves_every_mark_behind() {
    let plain = jpeg(640, 320, false);
    let [large, small] = both(&burdened(&plain));
    is_clean(&large);
    is_clean(&small);
    // Its own data, byte for byte, behind the mark of JFIF that was there.
    same(&large, &stripped(&plain));
    // Turned, so that all is made anew.
    let [large, small] = both(&with(&burdened(&plain), &[turned(6)]));
    is_clean(&large);
    is_clean(&small);
    assert_eq!(seen(&large), "BRWG");
}

#[test]
fn a_thumbnail_in_the_mark_of_jfif_goes_too() {
    let plain = jpeg(640, 320, false);
    let head = segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01sec");
    let bytes = [&plain[..2], &head, &plain[20..]].concat();
    same(&both(&bytes)[0], &stripped(&plain));
}

#[test]
fn large_pictures_are_made_smaller() {
    let [large, small] = both(&burdened(&jpeg(2400, 1200, false)));
    is_clean(&large);
    assert_eq!(decoded(&large).0, 2000);
    assert_eq!(decoded(&large).1, 1000);
    assert_eq!(decoded(&small).0, 480);
    assert_eq!((seen(&large), seen(&small)), ("RGBW".into(), "RGBW".into()));
    assert!(small.len() < 12_000, "{}", small.len());
}

#[test]
fn progressive_grey_and_print_colours() {
    let progressive = jpeg(640, 320, true);
    let [large, small] = both(&progressive);
    same(&large, &stripped(&progressive));
    assert_eq!(seen(&small), "RGBW");
    let encode = |points: &[u8], colors: ColorType| {
        let mut bytes = Vec::new();
        Encoder::new(&mut bytes, 90)
            .encode(points, 600, 300, colors)
            .unwrap();
        bytes
    };
    let grey = encode(&[90_u8].repeat(180_000), ColorType::Luma);
    same(&both(&grey)[0], &stripped(&grey));
    let (width, height, points) = decoded(&both(&grey)[1]);
    assert_eq!((width, height), (480, 240));
    assert!(points.iter().all(|part| part.abs_diff(90) < 3));
    let inks: Vec<u8> = fields(600, 300)
        .chunks_exact(3)
        .flat_map(|point| [255 - point[0], 255 - point[1], 255 - point[2], 0])
        .collect();
    for colors in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let [large, small] = both(&encode(&inks, colors));
        assert_eq!((seen(&large), seen(&small)), ("RGBW".into(), "RGBW".into()));
        assert_eq!(decoded(&large).2.len(), 600 * 300 * 3);
    }
}

#[test]
fn what_cannot_be_shown_is_told() {
    let plain = jpeg(640, 320, false);
    let cut = &plain[..plain.len() / 2];
    for bytes in [
        cut,
        b"",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xd9",
        b"no picture",
        b"\x89PNG\r\n\x1a\n",
    ] {
        assert_eq!(view(bytes, "jpg").unwrap_err(), Unshown::Broken);
        assert!(published(bytes, &[Form::Large]).is_err());
    }
    let frame = plain
        .windows(2)
        .position(|two| two == [0xff, 0xc0])
        .unwrap();
    let mut bomb = plain.clone();
    bomb[frame + 5..frame + 9].fill(0xff);
    assert_eq!(view(&bomb, "jpg").unwrap_err(), Unshown::TooLarge);
    assert_eq!(
        published(&bomb, &[Form::Large]).unwrap_err(),
        Unshown::TooLarge
    );
    let mut lossless = plain.clone();
    lossless[frame + 1] = 0xc3;
    assert!(matches!(view(&lossless, "jpg"), Err(Unshown::Kind(_))));
    assert_eq!(view(&plain, "pdf").unwrap_err(), Unshown::Name("JPG"));
    let others: [(&[u8], &str); 5] = [
        (b"GIF89a\x01\0\x01\0", "GIF"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (b"BM\x46\0\0\0\0\0\0\0\x36\0", "BMP"),
        (b"II*\0\x08\0\0\0", "TIFF"),
    ];
    for (bytes, kind) in others {
        assert_eq!(view(bytes, "jpg").unwrap_err(), Unshown::Kind(kind));
    }
}

/// No file, however hostile, panics; what comes out is clean all the same.
#[test]
fn damage_anywhere_is_survived() {
    let whole = burdened(&jpeg(24, 16, true));
    for at in (0..whole.len()).step_by(3) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        if let Ok(made) = published(&bytes, &[Form::Large, Form::Small]) {
            assert!(made.iter().all(|one| one.starts_with(&[0xff, 0xd8])));
        }
        let _ = published(&whole[..at], &[Form::Small]);
    }
}

/// Pinned: whoever changes how pictures are made counts `RECIPE` on, and villages make theirs again.
#[test]
fn the_same_bytes_everywhere() {
    let bytes = with(&jpeg(2400, 1300, false), &[turned(8)]);
    let made = both(&bytes);
    assert_eq!(made, both(&bytes));
    let digest = |bytes: &[u8]| {
        let digest = Sha256::digest(bytes);
        format!(
            "{:02x}{:02x}{:02x}{:02x}",
            digest[0], digest[1], digest[2], digest[3]
        )
    };
    assert_eq!(made.map(|one| digest(&one)), ["d6c08ed3", "50544085"]);
}
