//! Marks that cameras leave, and pictures that are the same although their bytes differ.

use crate::attachment::facts;
use crate::attachment::likeness::{Grey, of};
use crate::source::facts::{Likeness, Picture};

/// EXIF with an artist and a latitude, in either order of bytes.
pub(super) fn exif(order: [u8; 2], artist: &str, latitude: [u32; 2]) -> Vec<u8> {
    let is_little = order == *b"II";
    let two = |number: u16| {
        if is_little {
            number.to_le_bytes()
        } else {
            number.to_be_bytes()
        }
    };
    let four = |number: u32| {
        if is_little {
            number.to_le_bytes()
        } else {
            number.to_be_bytes()
        }
    };
    let entry = |tag: u16, form: u16, count: u32, value: u32| -> Vec<u8> {
        [&two(tag)[..], &two(form), &four(count), &four(value)].concat()
    };
    let mut artist = artist.as_bytes().to_vec();
    artist.resize(artist.len().max(5), 0);
    let text_at = 8 + 2 + 24 + 4;
    let gps_at = text_at + u32::try_from(artist.len()).unwrap();
    let rational_at = gps_at + 2 + 12 + 4;
    let parts: [&[u8]; 12] = [
        &order,
        &two(42),
        &four(8),
        &two(2),
        &entry(0x013b, 2, u32::try_from(artist.len()).unwrap(), text_at),
        &entry(0x8825, 4, 1, gps_at),
        &four(0),
        &artist,
        &two(1),
        &entry(2, 5, 1, rational_at),
        &four(0),
        &latitude.map(four).concat(),
    ];
    parts.concat()
}

/// A JPEG file that holds nothing but these marks.
pub(super) fn jpeg_with(exif: &[u8]) -> Vec<u8> {
    let length = u16::try_from(exif.len() + 8).unwrap().to_be_bytes();
    [
        &[0xff, 0xd8, 0xff, 0xe1],
        &length[..],
        b"Exif\0\0",
        exif,
        &[0xff, 0xd9],
    ]
    .concat()
}

fn marks(bytes: &[u8]) -> (bool, bool) {
    let picture = facts("a.jpg", bytes, false).picture.unwrap();
    (picture.has_position, picture.has_owner)
}

#[test]
fn finds_position_and_owner() {
    for order in [*b"II", *b"MM"] {
        assert_eq!(
            marks(&jpeg_with(&exif(order, "王一", [36, 1]))),
            (true, true)
        );
        assert_eq!(
            marks(&jpeg_with(&exif(order, "  ", [0, 1]))),
            (false, false)
        );
        assert_eq!(marks(&exif(order, "", [36, 1])), (true, false));
    }
    let chunk = |kind: &[u8], content: &[u8]| -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length[..], kind, content, &[0; 4]].concat()
    };
    let png = [
        &b"\x89PNG\r\n\x1a\n"[..],
        &chunk(b"eXIf", &exif(*b"MM", "", [1, 1])),
        &chunk(b"tEXt", b"Author\0Wang"),
    ]
    .concat();
    assert_eq!(marks(&png), (true, true));
    let content = exif(*b"II", "", [1, 1]);
    let length = u32::try_from(content.len()).unwrap().to_le_bytes();
    let webp = [&b"RIFF\0\0\0\0WEBPEXIF"[..], &length, &content].concat();
    assert_eq!(marks(&webp), (true, false));
    let xmp = [
        &b"\xff\xd8\xff\xe1\x00\x50http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='1'/>"[..],
        &[b' '; 40],
    ]
    .concat();
    assert_eq!(marks(&xmp), (true, false));
    assert_eq!(marks(b"\xff\xd8\xff\xd9"), (false, false));
}

#[test]
fn texts_of_pictures_are_searched() {
    let facts = facts(
        "a.jpg",
        &jpeg_with(&exif(*b"II", "王一 12345678901", [0, 0])),
        true,
    );
    assert_eq!(facts.parts[0].place, "照片信息");
    assert!(matches!(
        facts.picture,
        Some(Picture { likeness: None, .. })
    ));
}

/// An attendance sheet: ruled lines, and signatures that differ by `seed`.
pub(super) fn sheet(width: usize, height: usize, seed: u64) -> Grey {
    let mut points = vec![250_u8; width * height];
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % 1_000_003).unwrap() % below
    };
    for row in 0..9 {
        let y = height / 10 + row * height / 10;
        for x in width / 10..width * 9 / 10 {
            points[y * width + x] = 60;
        }
    }
    for column in 0..5 {
        let x = width / 10 + column * width / 5;
        for y in height / 10..height * 9 / 10 {
            points[y * width + x.min(width - 1)] = 60;
        }
    }
    // Signatures in the second and fourth columns: strokes from place to place.
    for row in 0..8 {
        for column in [1, 3] {
            let (left, top) = (
                width / 10 + column * width / 5,
                height / 10 + row * height / 10,
            );
            let (mut x, mut y) = (random(width / 6), random(height / 12));
            for _ in 0..7 {
                let (to_x, to_y) = (random(width / 6), random(height / 12));
                for step in 0..100 {
                    let at_x = left + (x * (100 - step) + to_x * step) / 100;
                    let at_y = top + (y * (100 - step) + to_y * step) / 100;
                    for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1), (2, 1)] {
                        let at = (at_y + dy) * width + at_x + dx;
                        if let Some(point) = points.get_mut(at) {
                            *point = 40;
                        }
                    }
                }
                (x, y) = (to_x, to_y);
            }
        }
    }
    Grey {
        width,
        height,
        points,
    }
}

fn scaled(grey: &Grey, width: usize, height: usize) -> Grey {
    let points = (0..width * height)
        .map(|at| {
            grey.points
                [at / width * grey.height / height * grey.width + at % width * grey.width / width]
        })
        .collect();
    Grey {
        width,
        height,
        points,
    }
}

/// With noise as of another saving, and darker as of another scanner.
fn saved_again(grey: &Grey) -> Grey {
    let noisy =
        |(at, point): (usize, &u8)| point.saturating_sub(u8::try_from(at * 7919 % 13).unwrap());
    Grey {
        points: grey.points.iter().enumerate().map(noisy).collect(),
        ..grey.clone()
    }
}

fn cropped(grey: &Grey, margin: usize) -> Grey {
    let rows = grey
        .points
        .chunks_exact(grey.width)
        .skip(margin)
        .take(grey.height - 2 * margin);
    Grey {
        width: grey.width - 2 * margin,
        height: grey.height - 2 * margin,
        points: rows
            .flat_map(|row| row[margin..grey.width - margin].to_vec())
            .collect(),
    }
}

pub(super) fn to_png(grey: &Grey) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(
        &mut bytes,
        u32::try_from(grey.width).unwrap(),
        u32::try_from(grey.height).unwrap(),
    );
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&grey.points).unwrap();
    writer.finish().unwrap();
    bytes
}

#[test]
fn tells_copies_from_other_sheets() {
    let first = sheet(600, 800, 1);
    let own = of(&first).unwrap();
    let copies = [
        scaled(&first, 450, 600),
        scaled(&first, 1100, 1470),
        saved_again(&first),
        saved_again(&cropped(&first, 40)),
        scaled(&cropped(&first, 25), 700, 900),
    ];
    let worst = copies
        .iter()
        .map(|copy| own.distance(of(copy).unwrap()))
        .max()
        .unwrap();
    let others: Vec<Likeness> = (2..60)
        .map(|seed| of(&sheet(600, 800, seed)).unwrap())
        .collect();
    let nearest = others
        .iter()
        .map(|other| own.distance(*other))
        .min()
        .unwrap();
    println!("copies differ by at most {worst} bits, other sheets by at least {nearest}");
    assert!(
        worst <= Likeness::NEAR && nearest > Likeness::NEAR * 2,
        "{worst} {nearest}"
    );
}

#[test]
fn a_blank_sheet_has_no_likeness() {
    let blank = Grey {
        width: 300,
        height: 300,
        points: vec![240; 90_000],
    };
    assert_eq!(of(&blank), None);
    assert_eq!(of(&saved_again(&blank)), None);
    assert_eq!(
        of(&Grey {
            width: 1,
            height: 1,
            points: vec![0]
        }),
        None
    );
    let facts = facts("a.png", &to_png(&sheet(300, 400, 1)), true);
    assert_eq!(facts.picture.unwrap().likeness, of(&sheet(300, 400, 1)));
}
