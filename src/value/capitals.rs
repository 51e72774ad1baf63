//! Amounts in capitals (大写金额), written and read by 会计基础工作规范.
//!
//! Two spellings are legal in some cases (壹拾万伍仟, 壹拾万零伍仟), so amounts are compared, never strings.

use crate::value::money::Money;
use crate::value::numeral::{FORMAL, Glyph, Need, matches, spell, value, written};
use crate::value::{Mistake, quote};

impl Money {
    /// The amount in capitals: 贰万零叁佰元整; below zero with 负.
    pub(crate) fn in_capitals(self) -> String {
        let sign = if self.is_negative() { "负" } else { "" };
        format!("{sign}{}", written(&spelling(self.fen().unsigned_abs())))
    }

    /// Reads an amount in capitals, in any legal spelling.
    ///
    /// # Errors
    /// Not an amount in capitals, or not spelled as the rule asks.
    pub(crate) fn read_capitals(text: &str) -> Result<Self, Mistake> {
        let folded = folded(text);
        let rest = folded.strip_prefix("人民币").unwrap_or(&folded);
        let rest = rest.trim_start_matches([':', '：']);
        let (negative, rest) = rest
            .strip_prefix('负')
            .map_or((false, rest), |rest| (true, rest));
        if let Some(everyday) = rest.chars().find(|glyph| EVERYDAY.contains(*glyph)) {
            let message = format!("{}里的`{everyday}`不是大写", quote(text));
            return Err(Mistake::new(message, format!("用{SCRIPT}")));
        }
        let unreadable = || {
            Mistake::new(
                format!("{}不是大写金额", quote(text)),
                format!("用{SCRIPT}，如`贰万零叁佰元整`"),
            )
        };
        let fen = fen(rest).ok_or_else(unreadable)?;
        let glyphs = spelling(fen);
        if !matches(&glyphs, rest) {
            let message = format!("{}的大写写法不规范", quote(text));
            return Err(Mistake::new(
                message,
                format!("是不是想写`{}`？", written(&glyphs)),
            ));
        }
        let fen = i64::try_from(fen).map_err(|_| unreadable())?;
        Ok(Self::from_fen(if negative { -fen } else { fen }))
    }
}

impl Money {
    /// What an amount in capitals says, even where its spelling is not quite the legal one; none where it is no amount.
    pub(crate) fn capitals_value(text: &str) -> Option<Self> {
        let folded = folded(text);
        let rest = folded.strip_prefix("人民币").unwrap_or(&folded);
        let fen = fen(rest.trim_start_matches([':', '：']))?;
        i64::try_from(fen).ok().map(Self::from_fen)
    }
}

/// The text without blanks, in the usual characters.
fn folded(text: &str) -> String {
    let glyphs = text.chars().filter(|glyph| !glyph.is_whitespace());
    glyphs.map(fold).collect()
}

const SCRIPT: &str = "`零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整`";
const EVERYDAY: &str = "一二两三四五六七八九十百千";

/// Traditional and variant characters seen on vouchers.
fn fold(glyph: char) -> char {
    match glyph {
        '圆' | '圓' => '元',
        '正' => '整',
        '〇' | '○' => '零',
        '貳' | '弍' | '貮' => '贰',
        '參' | '叄' | '弎' => '叁',
        '陸' => '陆',
        '萬' => '万',
        '億' => '亿',
        '負' => '负',
        _ => glyph,
    }
}

/// The value, wherever 零 and 整 stand.
fn fen(text: &str) -> Option<u64> {
    let text = text.strip_suffix('整').unwrap_or(text);
    let (yuan, rest) = match text.split_once('元') {
        Some((yuan, rest)) => (value(yuan, &FORMAL)?, rest),
        None => (0, text),
    };
    let (jiao, rest) = match rest.split_once('角') {
        Some((jiao, rest)) => (value(jiao, &FORMAL)?, rest),
        None => (0, rest),
    };
    let fen = match rest.strip_suffix('分') {
        Some(fen) => value(fen, &FORMAL)?,
        None if rest.is_empty() && !text.is_empty() => 0,
        None => return None,
    };
    if jiao > 9 || fen > 9 {
        return None;
    }
    yuan.checked_mul(100)?.checked_add(jiao * 10 + fen)
}

/// 「大写金额数字到元或者角为止的，在“元”或者“角”字之后应当写“整”字或者“正”字」.
///
/// Banks leave it out after 角, so there it may be missing.
fn spelling(fen: u64) -> Vec<Glyph> {
    let (yuan, jiao, fen) = (fen / 100, fen / 10 % 10, fen % 10);
    let mut glyphs = Vec::new();
    if yuan > 0 || (jiao == 0 && fen == 0) {
        glyphs.extend(spell(yuan, &FORMAL));
        glyphs.push(('元', Need::Required));
    }
    if jiao > 0 {
        if yuan > 0 && yuan.is_multiple_of(10) {
            glyphs.push(('零', Need::Tolerated));
        }
        glyphs.push((FORMAL.glyph(jiao), Need::Required));
        glyphs.push(('角', Need::Required));
    } else if fen > 0 && yuan > 0 {
        glyphs.push(('零', Need::Required));
    }
    if fen > 0 {
        glyphs.push((FORMAL.glyph(fen), Need::Required));
        glyphs.push(('分', Need::Required));
    } else {
        glyphs.push((
            '整',
            if jiao > 0 {
                Need::Expected
            } else {
                Need::Required
            },
        ));
    }
    glyphs
}
