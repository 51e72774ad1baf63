//! Which characters are Chinese, and beside which a run of `*` or `~` opens or closes.
//!
//! CommonMark counts `：` or `）` as punctuation that a space should follow; Chinese has no spaces, so `**通知：**请` would
//! stay literal. Here Chinese punctuation counts as a letter, and other punctuation may stand beside a Chinese character.

/// Whether a run may open and may close emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Flanks {
    pub(super) open: bool,
    pub(super) close: bool,
}

/// How a run of `mark` between two characters counts, with the repair for Chinese.
pub(super) fn flanks(mark: u8, before: char, after: char) -> Flanks {
    // `单价 2*3*4` is arithmetic: a figure must not lose its signs.
    if mark == b'*' && before.is_ascii_digit() && after.is_ascii_digit() {
        return Flanks {
            open: false,
            close: false,
        };
    }
    if mark == b'_' {
        return standard(mark, before, after);
    }
    Flanks {
        open: joins(after, before),
        close: joins(before, after),
    }
}

/// How CommonMark counts it.
pub(super) fn standard(mark: u8, before: char, after: char) -> Flanks {
    let left = leans(after, before);
    let right = leans(before, after);
    if mark != b'_' {
        return Flanks {
            open: left,
            close: right,
        };
    }
    let punctuation_before = is_punctuation(before) || is_chinese_punctuation(before);
    let punctuation_after = is_punctuation(after) || is_chinese_punctuation(after);
    Flanks {
        open: left && (!right || punctuation_before),
        close: right && (!left || punctuation_after),
    }
}

fn leans(inner: char, outer: char) -> bool {
    let punctuation = |c| is_punctuation(c) || is_chinese_punctuation(c);
    !inner.is_whitespace() && (!punctuation(inner) || outer.is_whitespace() || punctuation(outer))
}

fn joins(inner: char, outer: char) -> bool {
    let outside = |c: char| c.is_whitespace() || is_punctuation(c) || is_chinese(c);
    !inner.is_whitespace() && (!is_punctuation(inner) || outside(outer))
}

/// Whether a line break between these two characters of Chinese text is no space.
pub(super) fn joined(before: char, after: char) -> bool {
    is_chinese(before) && is_chinese(after) && !(is_quotation(before) && is_quotation(after))
}

/// A Chinese character or Chinese punctuation.
pub(super) fn is_chinese(c: char) -> bool {
    is_han(c) || is_chinese_punctuation(c)
}

fn is_han(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3040}'..='\u{30ff}'
        | '\u{3100}'..='\u{312f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' | '\u{20000}'..='\u{3ffff}')
}

fn is_chinese_punctuation(c: char) -> bool {
    is_quotation(c)
        || matches!(c,
            '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{303d}' | '\u{fe30}'..='\u{fe6f}'
            | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}'
            | '\u{ffe0}'..='\u{ffee}')
}

/// Shared by Chinese and Western text: “ ” ‘ ’ — … ·
fn is_quotation(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201d}' | '—' | '…' | '·')
}

/// Punctuation and symbols of other scripts, as far as they occur in Chinese text.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c,
            '\u{a1}'..='\u{a9}' | '\u{ab}'..='\u{b1}' | '\u{b4}' | '\u{b6}' | '\u{b8}' | '\u{bb}' | '\u{bf}' | '×' | '÷'
            | '\u{2010}'..='\u{2013}' | '\u{2015}'..='\u{2017}' | '\u{201e}'..='\u{2025}' | '\u{2030}'..='\u{205e}'
            | '\u{20a0}'..='\u{20c0}' | '\u{2103}' | '\u{2116}' | '\u{2122}' | '\u{2190}'..='\u{245f}'
            | '\u{2500}'..='\u{2bff}' | '\u{2e00}'..='\u{2e5d}' | '\u{1f000}'..='\u{1faff}')
}
