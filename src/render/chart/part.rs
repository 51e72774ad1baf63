//! The parts of a whole that a chart shows, and how many of them stay apart.

use crate::render::chart::amount;

/// One part of a whole: what it is called, its amount in fen, and the amount as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// What it is called.
    pub(crate) label: String,
    /// Amount in fen; a negative one (a refund) is named but has no length.
    pub(crate) fen: i64,
    /// The amount as shown beside the shape.
    pub(crate) text: String,
}

impl Part {
    /// A part whose text is its amount in 万元, or in 元 where that would show nothing.
    pub(crate) fn new(label: &str, fen: i64) -> Self {
        Self {
            label: label.to_owned(),
            fen,
            text: amount::short(fen),
        }
    }

    /// The length that the part may claim: nothing when it is negative.
    pub(crate) fn weight(&self) -> i128 {
        i128::from(self.fen.max(0))
    }
}

/// What a shape stands for; decides its colour on screen and its hatch on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Income.
    Income,
    /// Expense.
    Expense,
    /// A balance.
    Balance,
    /// An earlier period, a budget.
    Past,
    /// A contract, the account.
    Account,
}

impl Tone {
    /// The class of the style sheet.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Income => "c-in",
            Self::Expense => "c-out",
            Self::Balance => "c-bal",
            Self::Past => "c-grey",
            Self::Account => "c-hub",
        }
    }
}

/// The label of the parts that were put together.
const OTHERS: &str = "其他";

/// The largest parts first, at most `most` of them; the small ones are put together as 其他.
///
/// A part that the village itself calls 其他… joins the rest, so that there are never two of them.
pub(crate) fn largest(parts: &[Part], most: usize) -> Vec<Part> {
    let mut sorted = parts.to_vec();
    sorted.sort_by_key(|part| std::cmp::Reverse(part.fen));
    if sorted.len() <= most || most == 0 {
        return sorted;
    }
    let (others, mut named): (Vec<Part>, Vec<Part>) = sorted
        .into_iter()
        .partition(|part| part.label.starts_with(OTHERS));
    let mut rest = named.split_off(named.len().min(most - 1));
    rest.extend(others);
    let sum = rest.iter().map(|part| i128::from(part.fen)).sum::<i128>();
    let fen = i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX });
    named.push(Part {
        label: format!("{OTHERS} {} 项", rest.len()),
        fen,
        text: amount::short(fen),
    });
    named
}

/// The sum of all amounts, negative ones included.
pub(crate) fn total(parts: &[Part]) -> i128 {
    parts.iter().map(|part| i128::from(part.fen)).sum()
}

/// Shares in tenths of a per cent that add up to exactly 1000, or to nothing when all weights are nothing.
///
/// What rounding leaves over goes to the parts that lost most, the earlier ones first.
pub(crate) fn shares(weights: &[i128]) -> Vec<i128> {
    let sum = weights.iter().sum::<i128>();
    if sum <= 0 {
        return vec![0; weights.len()];
    }
    let mut shares: Vec<i128> = weights.iter().map(|weight| weight * 1000 / sum).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(weights[at] * 1000 % sum));
    let mut left = 1000 - shares.iter().sum::<i128>();
    for at in order {
        if left == 0 {
            break;
        }
        shares[at] += 1;
        left -= 1;
    }
    shares
}
