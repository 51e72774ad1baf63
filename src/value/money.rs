//! Amounts of money in whole fen; sums are checked.

use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::value::decimal::group_digits;
use crate::value::number::Number;
use crate::value::unit::Unit;
use crate::value::{Mistake, quote};

/// An amount of renminbi (金额), in fen.
///
/// Displayed in yuan with two decimals and thousands separators, as on the board: `20,300.00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Money(i64);

impl Money {
    /// Nothing.
    pub(crate) const ZERO: Self = Self(0);

    /// An amount from its fen (分).
    pub(crate) const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// The amount in fen (分).
    pub(crate) const fn fen(self) -> i64 {
        self.0
    }

    /// Reads an amount; `unit` is what column or caption say, 元 when they are silent.
    ///
    /// # Errors
    /// Not one number, finer than a fen, a unit that is not money or not the column's, a side (借, 贷).
    pub(crate) fn read(text: &str, unit: Option<&Unit>) -> Result<Self, Mistake> {
        let number = Number::read_amount(text)?;
        if let Some(direction) = number.direction {
            let message = format!(
                "{}写了方向`{}`，这一栏没有借贷方向",
                quote(text),
                direction.name()
            );
            return Err(Mistake::new(message, "透支的金额前面写`-`，其他的去掉方向"));
        }
        Self::from_number(text, &number, unit)
    }

    /// Reads a balance in a column that has a direction: `贷 1,000.00` is -1,000.00.
    ///
    /// # Errors
    /// As [`Money::read`], except that a side is welcome.
    pub(crate) fn read_balance(text: &str, unit: Option<&Unit>) -> Result<Self, Mistake> {
        Self::from_number(text, &Number::read(text)?, unit)
    }

    /// The amount that a number of a cell says; `text` is the cell, for the message.
    ///
    /// # Errors
    /// Finer than a fen, too large, or a unit that is not money or not the column's.
    pub(crate) fn from_number(
        text: &str,
        number: &Number,
        unit: Option<&Unit>,
    ) -> Result<Self, Mistake> {
        let unit = money_unit(text, number.unit.as_ref(), unit)?;
        let (factor, decimals) = if unit == Unit::WanYuan {
            (Decimal::from(1_000_000), 6)
        } else {
            (Decimal::ONE_HUNDRED, 2)
        };
        if number.scale > decimals {
            let message = format!("{}的小数太多，金额最多写到分", quote(text));
            return Err(Mistake::new(message, "四舍五入到分，或者核对小数点的位置"));
        }
        let fen = number
            .signed()
            .checked_mul(factor)
            .and_then(|fen| fen.to_i64());
        let too_large = || Mistake::new(format!("{}金额太大", quote(text)), "核对位数和单位");
        fen.map(Self).ok_or_else(too_large)
    }

    /// The sum, unless it is out of range.
    pub(crate) fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, unless it is out of range.
    pub(crate) fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The amount with the other sign, unless it is out of range.
    pub(crate) fn checked_neg(self) -> Option<Self> {
        self.0.checked_neg().map(Self)
    }

    /// The sum of several amounts, unless it is out of range.
    pub(crate) fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut amounts = amounts.into_iter();
        amounts.try_fold(Self::ZERO, Self::checked_add)
    }

    /// Whether it is below zero.
    pub(crate) const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The amount in yuan, with two decimals.
    pub(crate) fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// An amount from yuan, unless it is finer than a fen or out of range.
    pub(crate) fn from_decimal_yuan(yuan: Decimal) -> Option<Self> {
        let fen = yuan.checked_mul(Decimal::ONE_HUNDRED)?;
        fen.fract().is_zero().then(|| fen.to_i64().map(Self))?
    }

    /// The amount in 万元 with two decimals, half up, for charts: `31.98`.
    pub(crate) fn wan(self) -> String {
        const FEN_A_HUNDREDTH: u64 = 10_000;
        let hundredths = (self.0.unsigned_abs() + FEN_A_HUNDREDTH / 2) / FEN_A_HUNDREDTH;
        let sign = if self.is_negative() && hundredths > 0 {
            "-"
        } else {
            ""
        };
        format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
    }

    /// The amount in yuan without separators, for data files: `20300.00`.
    pub(crate) fn plain(self) -> String {
        let fen = self.0.unsigned_abs();
        format!("{}{}.{:02}", self.sign(), fen / 100, fen % 100)
    }

    fn sign(self) -> &'static str {
        if self.is_negative() { "-" } else { "" }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fen = self.0.unsigned_abs();
        let yuan = group_digits(&(fen / 100).to_string());
        formatter.pad(&format!("{}{yuan}.{:02}", self.sign(), fen % 100))
    }
}

/// The unit that counts: what the cell says, if the column does not say otherwise.
fn money_unit(text: &str, cell: Option<&Unit>, column: Option<&Unit>) -> Result<Unit, Mistake> {
    let column = column.filter(|unit| **unit != Unit::Unitless);
    if let (Some(cell), Some(column)) = (cell, column)
        && cell != column
        && column.price_in().as_ref() != Some(cell)
    {
        return Err(unit_conflict(text, cell, column));
    }
    match (cell, column) {
        (None, None) => Ok(Unit::Yuan),
        // A price per month may be read as an amount where its column is one of prices.
        (_, Some(column)) => column_money(column),
        (Some(cell), None) if cell.is_money() => Ok(cell.clone()),
        (Some(cell), None) if cell.price_in().is_some() => {
            let message = format!("{}是单价，不是金额", quote(text));
            Err(Mistake::new(
                message,
                format!("去掉`{cell}`里的斜杠部分，或者把它写到表头"),
            ))
        }
        (Some(cell), None) => {
            let message = format!("{}的单位是`{cell}`，不是金额", quote(text));
            Err(Mistake::new(message, "金额的单位写`元`或`万元`"))
        }
    }
}

fn column_money(column: &Unit) -> Result<Unit, Mistake> {
    let money = if column.is_money() {
        Some(column.clone())
    } else {
        column.price_in()
    };
    let message = || format!("这一栏的单位是`{column}`，不是金额");
    money.ok_or_else(|| Mistake::new(message(), "金额的单位写`元`或`万元`"))
}

/// Cell and column name different units.
pub(super) fn unit_conflict(text: &str, cell: &Unit, column: &Unit) -> Mistake {
    let message = format!("{}写的是`{cell}`，这一栏的单位是`{column}`", quote(text));
    Mistake::new(message, format!("换算成`{column}`，只写数"))
}
