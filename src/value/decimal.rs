//! Digits: full-width forms folded, thousands grouped.

use std::borrow::Cow;

use rust_decimal::Decimal;

/// The text with full-width letters, digits and punctuation as ASCII (全角转半角).
///
/// One character becomes one character, so positions counted in characters stay valid.
pub(crate) fn fold_digits(text: &str) -> Cow<'_, str> {
    if text.chars().all(|glyph| fold_char(glyph) == glyph) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(fold_char).collect())
}

/// One character of [`fold_digits`].
pub(crate) fn fold_char(glyph: char) -> char {
    match glyph {
        '\u{3000}' | '\u{a0}' | '\t' => ' ',
        '\u{2212}' => '-',
        '￥' => '¥',
        '！'..='～' => {
            char::from_u32(u32::from(glyph) - 0xFEE0).expect("the full-width block mirrors ASCII")
        }
        _ => glyph,
    }
}

/// The number with `scale` decimals and thousands separators: `20,300.00`.
pub(crate) fn grouped(value: Decimal, scale: u32) -> String {
    let mut value = value;
    value.rescale(scale);
    let plain = value.abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let sign = if value.is_sign_negative() && !value.is_zero() {
        "-"
    } else {
        ""
    };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{fraction}", group_digits(whole))
}

/// A run of digits with a comma before every third from the right: `12,300`.
pub(crate) fn group_digits(digits: &str) -> String {
    let count = digits.chars().count();
    let mut grouped = String::with_capacity(digits.len() + count / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (count - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
