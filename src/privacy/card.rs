//! Bank cards (银行卡号) and accounts (银行账号).

use crate::privacy::digits::Gap;
use crate::privacy::labels::{self, Sense};
use crate::privacy::numbers::{Run, Verdict};
use crate::privacy::{Certainty, Kind};

/// What `run` is, as a card or an account.
pub(crate) fn judge(run: &Run<'_>) -> Option<Verdict> {
    let length = run.digits.len();
    if !(8..=25).contains(&length) || run.is_other() || run.counted() {
        return None;
    }
    let bank = run.label.is_some_and(|label| label.says(Sense::Bank));
    let account = run.label.is_some_and(|label| label.says(Sense::Account));
    if (16..=19).contains(&length) && is_luhn(run.digits) {
        return card(run, bank || account);
    }
    let adjacent = run.label.is_some_and(|label| label.adjacent);
    if bank && adjacent && (16..=19).contains(&length) {
        return Some(run.verdict(Kind::BankCard, Certainty::Likely, 6));
    }
    let own = (bank || account)
        && adjacent
        && run.sizes().iter().all(|size| *size >= 3)
        && !of_organisation(run);
    (own && length >= 12).then(|| run.verdict(Kind::BankAccount, Certainty::Likely, 8))
}

fn card(run: &Run<'_>, labelled: bool) -> Option<Verdict> {
    let union_pay = run.digits.starts_with(&[6, 2]);
    if labelled {
        if !union_pay && of_organisation(run) {
            return None;
        }
        let certainty = if union_pay || run.digits.len() == 16 {
            Certainty::Sure
        } else {
            Certainty::Likely
        };
        return Some(run.verdict(Kind::BankCard, certainty, 3));
    }
    if run.letter_beside() || !in_fours(&run.sizes()) {
        return None;
    }
    let split = run.sizes().len() > 1;
    // Without a word or the UnionPay prefix, four sums in a row look like a card.
    let loose = split && run.gaps().any(|gap| gap != Gap::Mark);
    let other_brand = match run.digits {
        [9, 5 | 4, ..] | [6, 0 | 8 | 9, ..] => true,
        [3..=5, ..] => run.digits.len() == 16,
        _ => false,
    };
    if union_pay {
        return Some(run.verdict(Kind::BankCard, Certainty::Sure, 4));
    }
    (other_brand && !loose).then(|| run.verdict(Kind::BankCard, Certainty::Likely, 5))
}

/// Whether the digits pass the Luhn check.
pub(crate) fn is_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(*digit);
            if place % 2 == 0 {
                value
            } else {
                value * 2 / 10 + value * 2 % 10
            }
        })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|digit| *digit != 0)
}

fn in_fours(sizes: &[usize]) -> bool {
    let Some((last, rest)) = sizes.split_last() else {
        return false;
    };
    rest.is_empty()
        || (rest.iter().all(|size| *size == 4) && *last <= 4)
        || (matches!(rest, [6 | 8] | [6, 4 | 6]) && *last >= 3)
        || (matches!(rest, [4, 4, 4] | [4, 4]) && *last <= 8)
}

/// Whether the words before it name an organisation, whose account may be read by all.
fn of_organisation(run: &Run<'_>) -> bool {
    let near = labels::last_chars(run.text_before(), 40);
    [
        "公司",
        "合作社",
        "村委会",
        "委员会",
        "经济合作",
        "集体",
        "对公",
        "基本户",
        "基本账户",
        "保证金",
        "专户",
        "财政",
        "代理",
        "政府",
        "单位",
    ]
    .iter()
    .any(|word| near.contains(word))
}
