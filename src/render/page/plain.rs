//! The plain page of a quarter (明白纸): what a household wants to know, in large type and short words.

use crate::calendar::Calendar;
use crate::model::village::{Kind, Village};
use crate::render::chart::markup::cut;
use crate::render::page::poster::{decided, missing};
use crate::render::page::print::contacts_line;
use crate::render::page::quarter::{Account, Quarter};
use crate::render::page::record::amount;
use crate::render::qr;
use crate::render::view::quarter::{Parts, PlainView};
use crate::render::view::text::{Run, Sentence};
use crate::value::check_code;
use crate::value::money::Money;

/// Where plain pages are.
pub(crate) const ADDRESS: &str = "plain";
/// Incomes and expenses that are named.
const LARGEST: usize = 3;
/// Characters of a title on a line of this type.
const WIDE: usize = 22;

/// The title of a quarter's plain page.
pub(crate) fn title(quarter: &Quarter<'_>, village: &Village) -> String {
    let place = match village.profile.kind {
        Kind::Village => "村里",
        Kind::Community => "社区",
    };
    format!("{}{place}的账和事", quarter.name())
}

/// The view.
pub(crate) fn view(quarter: &Quarter<'_>, village: &Village, calendar: &Calendar) -> PlainView {
    let accounts = &quarter.accounts;
    let mut money: Vec<Sentence> = accounts
        .iter()
        .map(|account| told(account, accounts.len() > 1, village))
        .collect();
    if money.is_empty() {
        money.push(vec![Run::plain("这一季的收支还没有公开。")]);
    }
    let sources = accounts
        .iter()
        .flat_map(|account| account.totals.sources.iter());
    let uses = accounts
        .iter()
        .flat_map(|account| account.totals.uses.iter());
    let largest = [
        largest("收入最多的几项", sources),
        largest("花得最多的几项", uses),
    ];
    PlainView {
        back: "../../due/index.html".to_owned(),
        money,
        largest: largest
            .into_iter()
            .filter(|part| !part.lines.is_empty())
            .collect(),
        decided: decided(quarter, WIDE),
        gaps: missing(quarter, calendar, WIDE),
        tell: contacts_line(village).into_iter().collect(),
        qr_html: qr::svg(&quarter.seal_text(ADDRESS, village), "核对用二维码"),
        code: check_code::of_record(&quarter.digest()),
    }
}

/// What came in and went out of one book, and how much that is for a household.
fn told(account: &Account<'_>, is_one_of_several: bool, village: &Village) -> Sentence {
    let totals = &account.totals;
    let mut runs = Vec::new();
    if is_one_of_several {
        runs.push(Run::plain(format!("{}：", account.book)));
    }
    if !account.months.is_empty() && account.months.len() < 3 {
        let months: Vec<String> = account
            .months
            .iter()
            .map(|month| format!("{month}月"))
            .collect();
        runs.push(Run::plain(format!("只公开了{}。", months.join("、"))));
    }
    for (label, money) in [("收入 ", totals.income), ("支出 ", totals.expense)] {
        runs.push(Run::plain(label));
        runs.push(Run::strong(amount(money)));
        if let Some(share) = each(money, village.profile.households) {
            runs.push(Run::plain("，平均每户 "));
            runs.push(Run::unbroken(format!("{share} 元")));
        }
        runs.push(Run::plain("；"));
    }
    if let Some(closing) = totals.closing {
        runs.push(Run::plain("账上还有 "));
        runs.push(Run::strong(amount(closing)));
    }
    runs.push(Run::plain("。"));
    runs
}

/// An amount shared out, to the fen, half up.
fn each(money: Money, households: Option<i64>) -> Option<Money> {
    let households = households.filter(|households| *households > 0)?;
    let doubled = money.fen().checked_mul(2)?.checked_add(households)?;
    Some(Money::from_fen(
        doubled.div_euclid(households.checked_mul(2)?),
    ))
}

/// The largest amounts, those of one name added up.
fn largest<'a>(heading: &str, all: impl Iterator<Item = &'a (String, Money)>) -> Parts {
    let mut list: Vec<(String, Money)> = Vec::new();
    for (label, money) in all.filter(|(_, money)| money.fen() > 0) {
        match list.iter_mut().find(|(own, _)| own == label) {
            Some((_, sum)) => *sum = sum.checked_add(*money).unwrap_or(*sum),
            None => list.push((label.clone(), *money)),
        }
    }
    list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let lines = list.iter().take(LARGEST).map(|(label, money)| {
        vec![
            Run::plain(format!("{}　", cut(label, WIDE / 2))),
            Run::unbroken(format!("{money} 元")),
        ]
    });
    Parts {
        heading: heading.to_owned(),
        lines: lines.collect(),
        rest: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::each;
    use crate::value::money::Money;

    #[test]
    fn shares_out_to_the_fen() {
        let share = |fen, households| each(Money::from_fen(fen), Some(households)).map(Money::fen);
        assert_eq!(share(1000, 3), Some(333));
        assert_eq!(share(1001, 2), Some(501));
        assert_eq!(share(-1001, 2), Some(-500));
        assert_eq!(share(1000, 0), None);
    }
}
