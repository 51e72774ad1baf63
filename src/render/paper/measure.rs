//! How wide words are, and how many lines they fill.

use crate::render::paper::Length;

/// What stands between Chinese and Latin where browsers space them.
const SPACING: u32 = 13;
/// A character of Chinese.
const HAN: u32 = 100;

/// How wide words are on one line, and their widest run that no line end may part, in hundredths of an em.
pub(crate) fn extent(text: &str) -> (u32, u32) {
    let (mut whole, mut longest) = (0, 0);
    for_tokens(text, |token| {
        whole += token.width;
        longest = longest.max(token.width);
    });
    (whole, longest)
}

/// The width of words on one line, in hundredths of an em.
pub(crate) fn width(text: &str) -> u32 {
    extent(text).0
}

/// Lines that words fill in a room of so many hundredths of an em, the first shortened by an indent.
pub(crate) fn lines(text: &str, room: u32, indent: u32) -> u32 {
    let room = room.max(HAN);
    let mut lines = 1;
    let mut left = room.saturating_sub(indent);
    for_tokens(text, |token| {
        if token.width <= left {
            left -= token.width;
        } else if token.is_space {
            left = 0;
        } else {
            // What is wider than a line is broken within.
            let over = token.width.saturating_sub(1);
            lines += 1 + over / room;
            left = room - (over % room + 1);
        }
    });
    lines
}

/// The height of lines of a size with this much leading, in hundredths of the size.
pub(crate) fn height(lines: u32, em: Length, leading: u32) -> Length {
    lines * em * leading / 100
}

/// Words that stay together.
#[derive(Clone, Copy)]
struct Token {
    width: u32,
    is_space: bool,
}

/// A character of Chinese is a token of its own, with the marks that may not begin or end a line; Latin keeps together.
fn for_tokens(text: &str, mut each: impl FnMut(Token)) {
    let mut held: Option<Token> = None;
    let mut last = '\0';
    for c in text.chars() {
        let is_space = c == ' ' || c == '\n';
        let is_spaced = (is_han(last) && c.is_ascii_alphanumeric())
            || (last.is_ascii_alphanumeric() && is_han(c));
        let own = of_char(c) + if is_spaced { SPACING } else { 0 };
        let is_latin = c.is_ascii() && last.is_ascii_graphic();
        let is_glued = !is_space && (opens(last) || closes(c) || is_latin);
        held = match held {
            Some(token) if is_glued && !token.is_space => Some(Token {
                width: token.width + own,
                is_space: false,
            }),
            before => {
                before.into_iter().for_each(&mut each);
                Some(Token {
                    width: own,
                    is_space,
                })
            }
        };
        last = c;
    }
    held.into_iter().for_each(each);
}

/// As wide as the bold of Noto Sans CJK, so that totals have room too.
fn of_char(c: char) -> u32 {
    match c {
        ' ' | '\n' => 25,
        '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'i' | 'l' | 'j' => 33,
        '(' | ')' | '-' | 'f' | 't' | 'r' | 'I' => 37,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 92,
        c if c.is_ascii_uppercase() => 70,
        c if c.is_ascii() => 60,
        // Vowels and subscripts of Tibetan stand under or over what they belong to.
        '\u{f71}'..='\u{fbc}' => 0,
        // Arabic, Tibetan, Mongolian, the letters of the Dai, Latin with marks.
        '\u{a1}'..='\u{24f}' | '\u{600}'..='\u{77f}' | '\u{f00}'..='\u{f70}' => 62,
        '\u{1800}'..='\u{18af}' => 55,
        '\u{1950}'..='\u{19df}' | '\u{fb50}'..='\u{fefc}' => 70,
        _ => HAN,
    }
}

fn is_han(c: char) -> bool {
    // Nearly all there is, without a look into the tables of Unicode.
    matches!(c, '\u{4e00}'..='\u{9fff}') || (!c.is_ascii() && c.is_alphanumeric())
}

/// Marks that may not begin a line.
fn closes(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '》'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '…'
            | '—'
            | '·'
            | '%'
    )
}

/// Marks that may not end one.
fn opens(c: char) -> bool {
    matches!(c, '（' | '《' | '「' | '『' | '【' | '〔')
}
