//! How far a number may be off because of how it was written: 31.8万元 stands for anything that rounds to it.

use rust_decimal::Decimal;

use crate::source::{SourceTree, Span};

/// Half of the last digit of an amount written in 万元 or 亿元; nothing for one in yuan.
pub(crate) fn slack(tree: &SourceTree, span: Span) -> Decimal {
    let text = tree.file(span.file).slice(span);
    let wan = text.matches('万').count();
    if wan != 1 {
        return Decimal::ZERO;
    }
    let number = text.split('万').next().unwrap_or_default();
    let decimals = number.rsplit_once(['.', '．']).map_or(0, |(_, digits)| {
        digits.chars().filter(char::is_ascii_digit).count()
    });
    let decimals = u32::try_from(decimals).unwrap_or(u32::MAX);
    match 5_i64.checked_mul(10_i64.pow(3_u32.saturating_sub(decimals.min(3)))) {
        Some(half) if decimals <= 3 => Decimal::from(half),
        _ => Decimal::new(5, 1),
    }
}
