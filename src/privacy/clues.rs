//! One cheap look at a text that tells which finders need to read it at all.

use crate::privacy::digits::digit;

/// What a text contains, as far as finders care.
#[derive(Debug, Default)]
pub(crate) struct Clues {
    pub(crate) digits: usize,
    pub(crate) letters_and_digits: usize,
    pub(crate) at_sign: bool,
    /// A province's short name followed by a letter.
    pub(crate) plate: bool,
    /// 号, 室, 组 … where an address may end.
    pub(crate) door: bool,
    pub(crate) illness: bool,
}

impl Clues {
    /// Reads `text` once.
    pub(crate) fn of(text: &str) -> Self {
        let mut clues = Self::default();
        let mut before = ' ';
        for c in text.chars() {
            if digit(c).is_some() {
                clues.digits += 1;
                clues.letters_and_digits += 1;
            } else if c.is_ascii() {
                clues.at_sign |= c == '@';
                if c.is_ascii_alphabetic() {
                    clues.letters_and_digits += 1;
                    clues.plate |= PROVINCES.contains(before);
                }
            } else {
                match c {
                    '号' | '室' | '组' | '户' | '栋' | '幢' => clues.door = true,
                    '级' | '症' | '癌' | '瘤' | '痫' | '病' | '瘫' | '炎' | '核' | '滋' | '孕' => {
                        clues.illness = true
                    }
                    '＠' => clues.at_sign = true,
                    'Ａ'..='Ｚ' => clues.plate |= PROVINCES.contains(before),
                    _ => {}
                }
            }
            before = c;
        }
        clues
    }

    /// Whether there is nothing for any finder.
    pub(crate) fn is_empty(&self) -> bool {
        self.letters_and_digits < 5 && !self.door && !self.illness
    }
}

/// The short names of provinces as they stand on number plates.
pub(crate) const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
