//! One cheap look at a text that tells which finders need to read it at all.

use crate::privacy::digits::digit;

/// How often a text contains what some finder looks for.
#[derive(Debug, Default)]
pub(crate) struct Clues {
    pub(crate) digits: usize,
    pub(crate) letters_and_digits: usize,
    pub(crate) at_signs: usize,
    /// A province's short name followed by a letter.
    pub(crate) plates: usize,
    /// 号, 室, 组 … where an address may end.
    pub(crate) doors: usize,
    pub(crate) illnesses: usize,
}

impl Clues {
    /// Reads `text` once.
    pub(crate) fn of(text: &str) -> Self {
        let mut clues = Self::default();
        let mut before = ' ';
        for c in text.chars() {
            match c {
                _ if digit(c).is_some() => {
                    clues.digits += 1;
                    clues.letters_and_digits += 1;
                }
                'A'..='Z' | 'a'..='z' => {
                    clues.letters_and_digits += 1;
                    clues.plates += usize::from(PROVINCES.contains(before));
                }
                'Ａ'..='Ｚ' => clues.plates += usize::from(PROVINCES.contains(before)),
                '@' | '＠' => clues.at_signs += 1,
                '号' | '室' | '组' | '幢' | '栋' | '弄' | '单' => clues.doors += 1,
                '级' | '症' | '癌' | '瘤' | '痫' | '病' | '瘫' | '炎' | '核' | '梗' | '肝'
                | '障' => {
                    clues.illnesses += 1;
                }
                _ => {}
            }
            before = c;
        }
        clues
    }

    /// Whether there is nothing for any finder.
    pub(crate) fn is_empty(&self) -> bool {
        self.letters_and_digits < 5 && self.doors == 0 && self.illnesses == 0 && self.plates == 0
    }
}

/// The short names of provinces as they stand on number plates.
pub(crate) const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
