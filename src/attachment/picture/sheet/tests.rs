//! Small PDF made here: drawn, refused, crossed out.

use crate::attachment::facts;
use crate::attachment::picture::jpeg::Jpeg;
use crate::attachment::picture::raster::Raster;
use crate::attachment::picture::{RECIPE, published};
use crate::attachment::tests::files::Pdf;
use crate::source::facts::{Form, Size, Undrawn, View};

/// Pages of A4, each with what it draws; `more` are objects that no page needs.
fn pdf(pages: &[&str], more: &[&str]) -> Vec<u8> {
    let mut file = Pdf(b"%PDF-1.4\n".to_vec());
    let kids: String = (0..pages.len())
        .map(|index| format!("{} 0 R ", 10 + index * 2))
        .collect::<Vec<_>>()
        .concat();
    file.object(1, "<</Type/Catalog/Pages 2 0 R>>");
    file.object(
        2,
        &format!(
            "<</Type/Pages/Count {}/Kids[{kids}]/MediaBox[0 0 595 842]\
             /Resources<</Font<</F1 3 0 R>>/XObject<</Scan 900 0 R>>>>>>",
            pages.len()
        ),
    );
    file.object(3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    for (index, page) in pages.iter().enumerate() {
        let (own, content) = (10 + index * 2, 11 + index * 2);
        file.object(
            own,
            &format!("<</Type/Page/Parent 2 0 R/Contents {content} 0 R>>"),
        );
        file.stream(content, page.as_bytes());
    }
    for (index, object) in more.iter().enumerate() {
        file.object(900 + index, object);
    }
    file.0.extend(b"trailer <</Root 1 0 R>>\n%%EOF");
    file.0
}

const TEXT: &str = "BT /F1 40 Tf 60 700 Td (2025-08) Tj ET";
/// The upper half in red.
const RED: &str = "1 0 0 rg 0 421 595 421 re f";

fn sheets(bytes: &[u8]) -> Option<Result<Vec<View>, Undrawn>> {
    facts("files/a.pdf", bytes, false).sheets
}

fn sheet(number: usize, is_small: bool) -> Form {
    Form::Sheet { number, is_small }
}

fn decoded(bytes: &[u8]) -> Raster {
    Jpeg::read(bytes).unwrap().decode().unwrap()
}

fn one(bytes: &[u8]) -> Raster {
    decoded(&published(bytes, &[sheet(1, false)]).unwrap()[0])
}

/// The point at so many hundredths of both sides.
fn at(raster: &Raster, x: usize, y: usize) -> Vec<u8> {
    let Size { width, height } = raster.size();
    let index = (height * y / 100 * width + width * x / 100) * raster.channels;
    raster.points[index..index + raster.channels].to_vec()
}

#[test]
fn pdf_pages_have_sizes() {
    let views = sheets(&pdf(&[TEXT, RED], &[])).unwrap().unwrap();
    let large = Size {
        width: 1000,
        height: 1415,
    };
    let small = Size {
        width: 339,
        height: 480,
    };
    assert_eq!(views, [View { large, small }; 2]);
    assert_eq!(facts("files/a.txt", b"a", false).sheets, None);
}

#[test]
fn pdf_pages_lie_as_they_are_turned_and_never_grow_too_long() {
    let size = |from: &str, to: &str| {
        let file = String::from_utf8(pdf(&[""], &[]).into_iter().filter(u8::is_ascii).collect());
        let views = sheets(file.unwrap().replace(from, to).as_bytes()).unwrap();
        views.unwrap()[0].large
    };
    let turned = size("/Type/Page/", "/Type/Page/Rotate 90/");
    assert_eq!((turned.width, turned.height), (1415, 1000));
    let long = size("0 0 595 842", "0 0 100 9000");
    assert_eq!((long.width, long.height), (22, 2000));
}

#[test]
fn pdf_pages_are_drawn() {
    let bytes = pdf(&[TEXT, RED], &[]);
    let forms = [sheet(1, false), sheet(1, true), sheet(2, false)];
    let made = published(&bytes, &forms).unwrap();
    assert_eq!(
        made,
        published(&bytes, &forms).unwrap(),
        "the same bytes again"
    );
    let text = decoded(&made[0]);
    assert_eq!((text.size().width, text.channels), (1000, 1));
    let dark = text.points.iter().filter(|point| **point < 60).count();
    assert!((1_000..60_000).contains(&dark), "letters are on it: {dark}");
    assert_eq!(
        decoded(&made[1]).size(),
        Size {
            width: 339,
            height: 480
        }
    );
    let red = decoded(&made[2]);
    let [r, g, b] = at(&red, 50, 25)[..] else {
        panic!("it has colours")
    };
    assert!(r > 240 && g < 15 && b < 15, "{r} {g} {b}");
    assert!(at(&red, 50, 75).iter().all(|part| *part > 240));
    assert!(published(&bytes, &[sheet(3, false)]).is_err());
}

#[test]
fn a_scan_in_pdf_is_drawn() {
    let scan = "<</Type/XObject/Subtype/Image/Width 2/Height 1/BitsPerComponent 8\
                /ColorSpace/DeviceGray/Length 2>>\nstream\n\x00\x7f\nendstream";
    let drawn = one(&pdf(&["595 0 0 842 0 0 cm /Scan Do"], &[scan]));
    let (left, right) = (at(&drawn, 20, 50)[0], at(&drawn, 80, 50)[0]);
    assert!(left < 12 && (115..140).contains(&right), "{left} {right}");
}

#[test]
fn pdf_pages_that_miss_something_are_crossed_out() {
    let scan = "<</Type/XObject/Subtype/Image/Width 200/Height 100/BitsPerComponent 8\
                /ColorSpace/DeviceGray/Filter/DCTDecode/Length 4>>\nstream\nnone\nendstream";
    let drawn = one(&pdf(&["595 0 0 842 0 0 cm /Scan Do"], &[scan]));
    let (middle, side) = (at(&drawn, 50, 50)[0], at(&drawn, 20, 50)[0]);
    assert!(
        middle < 170 && (235..250).contains(&side),
        "{middle} {side}"
    );
}

#[test]
fn pdf_is_refused_for_what_cannot_be_drawn_well() {
    let refused = |bytes: &[u8]| sheets(bytes).unwrap().unwrap_err();
    assert_eq!(refused(b"%PDF-1.4\nnothing"), Undrawn::Broken);
    assert_eq!(refused(&pdf(&[TEXT; 21], &[])), Undrawn::TooMany);
    assert!(sheets(&pdf(&[TEXT; 20], &[])).unwrap().is_ok());
    let wide = "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/FontDescriptor 901 0 R>>";
    let bare = "<</Type/FontDescriptor/FontName/SimSun>>";
    assert_eq!(refused(&pdf(&[TEXT], &[wide, bare])), Undrawn::Fonts);
    let full = "<</Type/FontDescriptor/FontName/SimSun/FontFile2 3 0 R>>";
    assert!(sheets(&pdf(&[TEXT], &[wide, full])).unwrap().is_ok());
    let huge = "<</Type/XObject/Subtype/Image/Width 90000/Height 90000/Length 1>>\
                \nstream\n0\nendstream";
    assert_eq!(refused(&pdf(&[TEXT], &[huge])), Undrawn::TooLarge);
    let locked = String::from_utf8_lossy(&pdf(&[""], &[]))
        .replace("trailer <<", "trailer <</Encrypt<</Filter/Standard/V 9>>");
    assert_eq!(refused(locked.as_bytes()), Undrawn::Locked);
}

#[test]
fn a_pdf_that_unpacks_without_end_is_refused() {
    let mut file = Pdf(pdf(&[TEXT], &[]));
    file.stream(950, &vec![0; super::STREAM_LIMIT_BYTES + 1]);
    let at = file
        .0
        .windows(7)
        .position(|word| word == b"trailer")
        .unwrap();
    let end: Vec<u8> = file.0.splice(at..at + 31, []).collect();
    file.0.extend(end);
    assert_eq!(sheets(&file.0), Some(Err(Undrawn::TooLarge)));
}

#[test]
fn hostile_pdf_neither_panics_nor_hangs() {
    let whole = pdf(&[TEXT, RED], &[]);
    for cut in (0..whole.len()).step_by(97) {
        let _ = sheets(&whole[..cut]);
        let mut changed = whole.clone();
        changed[cut] ^= 0x55;
        if let Some(Ok(views)) = sheets(&changed) {
            assert_eq!(
                published(&changed, &[sheet(views.len(), true)]).map(|made| made.len()),
                Ok(1)
            );
        }
    }
}

#[test]
fn pictures_made_with_pdf_are_not_taken_for_others() {
    assert_ne!(RECIPE, "1");
}
