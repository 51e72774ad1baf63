//! A QR code as one SVG path: horizontal runs of dark modules, small in bytes and crisp at any size.

use std::fmt::Write as _;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

use crate::render::chart::markup::escape;

/// Light modules around the code, as the standard asks.
const QUIET: i32 = 4;

/// The picture of a text, named by a title and told in words for readers by ear; empty where the text is too long.
pub(crate) fn svg(text: &str, title: &str) -> String {
    let Some(code) = encode(text) else {
        return String::new();
    };
    let side = code.size() + 2 * QUIET;
    format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" width=\"113\" height=\"113\" role=\"img\" \
         aria-labelledby=\"qr-title qr-desc\" focusable=\"false\" shape-rendering=\"crispEdges\">\
         <title id=\"qr-title\">{}</title><desc id=\"qr-desc\">{}</desc>\
         <path fill=\"#fff\" d=\"M0 0H{side}V{side}H0Z\"/><path fill=\"#000\" d=\"{}\"/></svg>",
        escape(title),
        escape(text),
        path(&code)
    )
}

/// The code under one mask for all: weighing the eight masks takes twenty times as long (0.36 ms) as making the code,
/// and a digest in base64 has no large areas of one colour that a better mask would break up.
fn encode(text: &str) -> Option<QrCode> {
    QrCode::encode_segments_advanced(
        &QrSegment::make_segments(text),
        QrCodeEcc::Medium,
        Version::MIN,
        Version::MAX,
        Some(Mask::new(2)),
        true,
    )
    .ok()
}

/// Every run of dark modules in a row as a rectangle; each starts where the last one began.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    let mut last = (0, 0);
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let length = (x..code.size())
                .take_while(|x| code.get_module(*x, y))
                .map(|_| 1)
                .sum::<i32>();
            if length > 0 {
                let at = (x + QUIET, y + QUIET);
                let (right, down) = (at.0 - last.0, at.1 - last.1);
                write!(path, "m{right} {down}h{length}v1h-{length}z")
                    .expect("a string takes everything");
                last = at;
            }
            x += length + 1;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{QUIET, encode, path, svg};

    /// Draws the path again and compares every module.
    #[test]
    fn the_path_is_the_code() {
        let code = encode("SANWU1 东村 finance/2025-09 第2版").unwrap();
        let path = path(&code);
        let mut dark = Vec::new();
        let (mut x, mut y) = (0, 0);
        for run in path.split_terminator('z') {
            let (at, rest) = run.strip_prefix('m').unwrap().split_once('h').unwrap();
            let (right, down) = at.split_once(' ').unwrap();
            x += right.parse::<i32>().unwrap();
            y += down.parse::<i32>().unwrap();
            let (length, back) = rest.split_once("v1h-").unwrap();
            assert_eq!(length, back);
            dark.extend((0..length.parse::<i32>().unwrap()).map(|step| (x + step, y)));
        }
        let modules = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let wanted: Vec<(i32, i32)> = modules
            .filter(|(x, y)| code.get_module(*x, *y))
            .map(|(x, y)| (x + QUIET, y + QUIET))
            .collect();
        assert_eq!(dark, wanted);
    }

    #[test]
    fn is_named_and_escaped() {
        let svg = svg("SANWU1 <东村>", "核对用二维码");
        assert!(svg.contains("<title id=\"qr-title\">核对用二维码</title>"));
        assert!(svg.contains("<desc id=\"qr-desc\">SANWU1 &lt;东村&gt;</desc>"));
        assert!(svg.len() < 9000, "{} bytes", svg.len());
    }
}
