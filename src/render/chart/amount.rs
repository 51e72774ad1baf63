//! Amounts and shares as charts write them.

/// An amount in 万元 with two decimals, or in 元 below 100 元, where 万元 would show nothing.
pub(crate) fn short(fen: i64) -> String {
    of_sum(i128::from(fen))
}

/// The same for the sum of many amounts.
pub(crate) fn of_sum(fen: i128) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    if fen < 10_000 {
        return format!("{sign}{}.{:02} 元", fen / 100, fen % 100);
    }
    let hundredths = (fen + 5_000) / 10_000;
    format!(
        "{sign}{}.{:02} 万元",
        grouped(hundredths / 100),
        hundredths % 100
    )
}

/// Tenths of a per cent as `42.9%`.
pub(crate) fn percent(tenths: i128) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// Tenths of a pixel as `42.9`.
pub(crate) fn pixels(tenths: i128) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
