//! Chinese numerals (一百零五, 壹佰零伍), both ways, strict about where 零 must stand.
//!
//! A numeral is read leniently to a number, which is then spelled again: the text must be one of its spellings.
//! So `一百五`, which says 150 and looks like 105, is no numeral.

/// Whether a character of a spelling may be absent or is left out when written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Written, and required when read.
    Required,
    /// Written, and may be missing when read.
    Expected,
    /// Not written, and accepted when read.
    Tolerated,
}

/// One character of a spelling.
pub(super) type Glyph = (char, Need);

/// The characters of one way to write numbers.
pub(super) struct Script {
    digits: [char; 10],
    ten: char,
    hundred: char,
    thousand: char,
    myriad: char,
    hundred_million: char,
}

/// Everyday numerals (小写): 一百零五.
pub(super) static PLAIN: Script = Script {
    digits: ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    ten: '十',
    hundred: '百',
    thousand: '千',
    myriad: '万',
    hundred_million: '亿',
};

/// Numerals of vouchers (大写): 壹佰零伍.
pub(super) static FORMAL: Script = Script {
    digits: ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
    ten: '拾',
    hundred: '佰',
    thousand: '仟',
    myriad: '万',
    hundred_million: '亿',
};

const MYRIAD: u64 = 10_000;
const HUNDRED_MILLION: u64 = 100_000_000;
/// The longest numeral of a `u64` has fewer characters, and recursion stays shallow.
const MAX_CHARS: usize = 64;

/// Reads an everyday numeral: `十一`, `一百零五`, `廿三`, `两千`.
pub(crate) fn chinese_to_integer(text: &str) -> Option<u64> {
    let mut plain = String::new();
    for glyph in text.chars() {
        match glyph {
            '〇' | '○' => plain.push('零'),
            '两' => plain.push('二'),
            '廿' => plain.push_str("二十"),
            '卅' => plain.push_str("三十"),
            _ => plain.push(glyph),
        }
    }
    let value = value(&plain, &PLAIN)?;
    matches(&spell_plain(value), &plain).then_some(value)
}

/// Reads digits written one after the other: `二〇二五` is 2025.
pub(crate) fn chinese_digits(text: &str) -> Option<u64> {
    let mut value: u64 = 0;
    for glyph in text.chars() {
        let folded = if matches!(glyph, '〇' | '○') {
            '零'
        } else {
            glyph
        };
        let digit = PLAIN.digit(folded)?;
        value = value.checked_mul(10)?.checked_add(digit)?;
    }
    (!text.is_empty()).then_some(value)
}

/// Spells a number in everyday numerals: 11 is 十一, 105 is 一百零五.
pub(crate) fn integer_to_chinese(value: u64) -> String {
    written(&spell_plain(value))
}

/// Whether the character belongs to a Chinese numeral, everyday or formal.
pub(crate) fn is_numeral(glyph: char) -> bool {
    "〇○零一二两三四五六七八九十百千廿卅壹贰叁肆伍陆柒捌玖拾佰仟".contains(glyph)
}

fn spell_plain(value: u64) -> Vec<Glyph> {
    let mut glyphs = spell(value, &PLAIN);
    if let [('一', need), ('十', _), ..] = glyphs.as_mut_slice() {
        *need = Need::Tolerated;
    }
    glyphs
}

/// The spelling of a number; 零 after a group that ends in zero (壹拾万零伍仟) is tolerated.
pub(super) fn spell(value: u64, script: &Script) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    if value == 0 {
        glyphs.push((script.digits[0], Need::Required));
    }
    section(value, script, &mut glyphs);
    glyphs
}

/// The spelling as text.
pub(super) fn written(glyphs: &[Glyph]) -> String {
    let shown = glyphs.iter().filter(|(_, need)| *need != Need::Tolerated);
    shown.map(|(glyph, _)| *glyph).collect()
}

/// Whether the text is one of the ways to write the spelling.
pub(super) fn matches(glyphs: &[Glyph], text: &str) -> bool {
    let mut rest = text.chars().peekable();
    for (glyph, need) in glyphs {
        if rest.next_if_eq(glyph).is_none() && *need == Need::Required {
            return false;
        }
    }
    rest.next().is_none()
}

/// The number a numeral may mean; whether it is well spelled is for [`matches`] to say.
pub(super) fn value(text: &str, script: &Script) -> Option<u64> {
    if text.is_empty() || text.chars().count() > MAX_CHARS {
        return None;
    }
    for (unit, factor) in [
        (script.hundred_million, HUNDRED_MILLION),
        (script.myriad, MYRIAD),
    ] {
        if let Some((high, low)) = text.rsplit_once(unit) {
            let high = value(high, script)?.checked_mul(factor)?;
            let low = if low.is_empty() {
                0
            } else {
                value(low, script)?
            };
            return high.checked_add(low);
        }
    }
    let mut sum: u64 = 0;
    let mut pending = None;
    for glyph in text.chars() {
        if let Some(digit) = script.digit(glyph) {
            pending = Some(digit);
            continue;
        }
        let factor = script.factor(glyph)?;
        sum += pending.take().unwrap_or(1) * factor;
    }
    Some(sum + pending.unwrap_or(0))
}

fn section(value: u64, script: &Script, glyphs: &mut Vec<Glyph>) {
    for (unit, factor) in [
        (script.hundred_million, HUNDRED_MILLION),
        (script.myriad, MYRIAD),
    ] {
        if value < factor {
            continue;
        }
        let (high, low) = (value / factor, value % factor);
        section(high, script, glyphs);
        glyphs.push((unit, Need::Required));
        if low > 0 && low < factor / 10 {
            glyphs.push((script.digits[0], Need::Required));
        } else if low > 0 && high.is_multiple_of(10) {
            glyphs.push((script.digits[0], Need::Tolerated));
        }
        section(low, script, glyphs);
        return;
    }
    let mut started = false;
    let mut gap = false;
    for (factor, unit) in [
        (1000, Some(script.thousand)),
        (100, Some(script.hundred)),
        (10, Some(script.ten)),
        (1, None),
    ] {
        let digit = value / factor % 10;
        if digit == 0 {
            gap = started;
            continue;
        }
        if gap {
            glyphs.push((script.digits[0], Need::Required));
        }
        glyphs.push((script.glyph(digit), Need::Required));
        glyphs.extend(unit.map(|unit| (unit, Need::Required)));
        started = true;
        gap = false;
    }
}

impl Script {
    /// The character of a digit below ten.
    pub(super) fn glyph(&self, digit: u64) -> char {
        let index = usize::try_from(digit).expect("a digit is below ten");
        self.digits[index]
    }

    fn digit(&self, glyph: char) -> Option<u64> {
        let index = self.digits.iter().position(|digit| *digit == glyph)?;
        u64::try_from(index).ok()
    }

    fn factor(&self, glyph: char) -> Option<u64> {
        let factors = [(self.ten, 10), (self.hundred, 100), (self.thousand, 1000)];
        let found = factors.into_iter().find(|(unit, _)| *unit == glyph);
        found.map(|(_, factor)| factor)
    }
}
