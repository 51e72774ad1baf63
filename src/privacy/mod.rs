//! Finds personal data in text; what shows a name masked is `value::person`.
//!
//! Invariant: a hit says where and what kind, never the value itself, so nothing here can leak what it found.

mod birth;
mod card;
mod cells;
mod clues;
mod contact;
mod digits;
mod health;
mod identity;
mod labels;
mod numbers;
mod phone;
mod place;
mod plate;
mod shape;
#[cfg(test)]
mod tests;
pub(crate) mod words;

use crate::privacy::clues::Clues;
use crate::privacy::digits::Digits;

/// A kind of personal data (个人信息).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// 身份证号, of 18 or 15 places; also the 残疾证号, which contains it.
    IdNumber,
    /// 银行卡号, 16–19 digits.
    BankCard,
    /// 手机号, with or without +86.
    Mobile,
    /// 电子邮箱 whose local part is a mobile number.
    MobileEmail,
    /// 银行账号 that is no card; an organisation's account is not reported.
    BankAccount,
    /// 固定电话 of a household.
    Landline,
    /// 住址, down to a door or a group.
    Address,
    /// 车牌号.
    Plate,
    /// 出生日期, to the day.
    BirthDate,
    /// 电子邮箱 of a person.
    Email,
    /// 微信号.
    WeChat,
    /// QQ号.
    Qq,
    /// 疾病或残疾等级.
    Health,
}

/// How certain a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Certainty {
    /// The form, the check digit or the words beside it leave no doubt.
    Sure,
    /// It has the shape, with a slip in it or without a word that confirms it.
    Likely,
}

/// Personal data in a text: a byte range on character boundaries. Holds no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) certainty: Certainty,
}

/// Personal data split over the neighbouring cells `first..=last` of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CellHit {
    pub(crate) kind: Kind,
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) certainty: Certainty,
}

impl Kind {
    /// The name shown in messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::IdNumber => "身份证号",
            Self::BankCard => "银行卡号",
            Self::Mobile => "手机号",
            Self::MobileEmail => "含手机号的电子邮箱",
            Self::BankAccount => "银行账号",
            Self::Landline => "家庭电话",
            Self::Address => "住址",
            Self::Plate => "车牌号",
            Self::BirthDate => "出生日期",
            Self::Email => "电子邮箱",
            Self::WeChat => "微信号",
            Self::Qq => "QQ号",
            Self::Health => "疾病或残疾情况",
        }
    }

    /// Whether no flag, theme or waiver may let it out.
    pub(crate) fn never_public(self) -> bool {
        matches!(
            self,
            Self::IdNumber | Self::BankCard | Self::Mobile | Self::MobileEmail
        )
    }
}

/// Personal data in `text`, in order, not overlapping.
pub(crate) fn find(text: &str) -> Vec<Hit> {
    find_under("", text)
}

/// Personal data in a cell or field: `head`, its column head or key, counts as the word before it.
pub(crate) fn find_under(head: &str, text: &str) -> Vec<Hit> {
    let clues = Clues::of(text);
    if clues.is_empty() {
        return Vec::new();
    }
    let mut hits = Vec::new();
    // Earlier finders win where two overlap: an e-mail address contains its mobile number,
    // a number of 18 digits the digits of a birth date.
    if clues.at_signs > 0 {
        contact::emails(text, &mut hits);
    }
    if clues.digits >= 5 {
        let digits = Digits::of(text);
        numbers::numbers(head, text, &digits, &mut hits);
        if clues.births > 0 || birth::is_asked(head) {
            birth::birth_dates(head, text, &digits, &mut hits);
        }
    }
    if clues.letters_and_digits >= 5 && (clues.accounts > 0 || contact::is_asked(head)) {
        contact::accounts(head, text, &mut hits);
    }
    if clues.plates > 0 {
        plate::plates(text, &mut hits);
    }
    if !clues.doors.is_empty() {
        place::addresses(head, text, &clues.doors, &mut hits);
    }
    if clues.illnesses > 0 {
        health::conditions(text, &mut hits);
    }
    hits.sort_by_key(|hit| (hit.start, hit.end));
    hits
}

/// Numbers split over neighbouring cells of one row; what stands in one cell alone is `find`'s.
pub(crate) fn find_in_cells(cells: &[&str]) -> Vec<CellHit> {
    cells::split_numbers(cells)
}

/// Adds `hit` unless an earlier finder already covers part of it.
fn keep(hit: Hit, hits: &mut Vec<Hit>) {
    if hits
        .iter()
        .all(|other| hit.end <= other.start || other.end <= hit.start)
    {
        hits.push(hit);
    }
}
