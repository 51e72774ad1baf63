//! One cheap look at a text that tells which finders need to read it at all.
//!
//! Invariant: where a finder finds something, its clue is there.

use crate::privacy::digits::digit;
use crate::privacy::{health, place};

/// How often a text contains what some finder looks for.
#[derive(Debug, Default)]
pub(crate) struct Clues {
    pub(crate) digits: usize,
    pub(crate) letters_and_digits: usize,
    pub(crate) at_signs: usize,
    /// A province's short name followed by a letter.
    pub(crate) plates: usize,
    /// Where a number is followed by 号, 室, 组 …: there an address may end.
    pub(crate) doors: Vec<usize>,
    pub(crate) illnesses: usize,
    /// 生, of 出生 and 生日.
    pub(crate) births: usize,
    /// The end of a word that announces 微信 or QQ.
    pub(crate) accounts: usize,
}

impl Clues {
    /// Reads `text` once.
    pub(crate) fn of(text: &str) -> Self {
        let mut clues = Self::default();
        let mut before = ' ';
        for (at, c) in text.char_indices() {
            match c {
                '0'..='9' | '０'..='９' => {
                    clues.digits += 1;
                    clues.letters_and_digits += 1;
                }
                'A'..='Z' | 'a'..='z' => {
                    clues.letters_and_digits += 1;
                    clues.plates += usize::from(is_province(before));
                    clues.accounts += usize::from(ends_cue(before, c));
                }
                'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
                    clues.plates += usize::from(is_province(before));
                    clues.accounts += usize::from(ends_cue(before, c));
                }
                '@' | '＠' => clues.at_signs += 1,
                '\u{660}'..='\u{1a89}' if digit(c).is_some() => {
                    clues.digits += 1;
                    clues.letters_and_digits += 1;
                }
                _ if place::begins_unit(c) && ends_numbered(text, at) => clues.doors.push(at),
                '级' | '症' | '癌' | '瘤' | '痫' | '病' | '瘫' | '炎' | '核' | '梗' | '肝'
                | '障' | '裂' => clues.illnesses += usize::from(ends_illness(before, c)),
                '生' => clues.births += 1,
                '信' | '扣' | ':' | '：' => {
                    clues.accounts += usize::from(ends_cue(before, c));
                }
                _ => {}
            }
            before = c;
        }
        clues
    }

    /// Whether there is nothing for any finder.
    pub(crate) fn is_empty(&self) -> bool {
        self.letters_and_digits < 5
            && self.doors.is_empty()
            && self.illnesses == 0
            && self.plates == 0
            && self.at_signs == 0
    }
}

/// Whether what stands before `at` ends with a number, letters behind it included.
fn ends_numbered(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().chars().rev();
    let mut number = before.skip_while(char::is_ascii_alphabetic);
    number.next().is_some_and(|c| place::goes_on(false, c))
}

fn ends_illness(before: char, c: char) -> bool {
    match c {
        '级' => health::GRADES.contains(before),
        '核' => before == '结',
        '梗' => before == '脑',
        '肝' => before == '乙',
        '障' => before == '智',
        '裂' => before == '分',
        _ => true,
    }
}

fn is_province(before: char) -> bool {
    !before.is_ascii() && PROVINCES.contains(before)
}

fn ends_cue(before: char, c: char) -> bool {
    match c {
        '信' => matches!(before, '微' | '薇' | '威' | 'V' | 'v'),
        '扣' => before == '扣',
        ':' | '：' => before == 'V',
        'V' | 'v' | 'Ｖ' => before == '加',
        'X' | 'x' => matches!(before, 'V' | 'v' | 'W' | 'w'),
        'e' => matches!(before, 'W' | 'w'),
        'Q' | 'q' => matches!(before, 'Q' | 'q'),
        _ => false,
    }
}

/// The short names of provinces as they stand on number plates.
pub(crate) const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
