//! Areas, lengths, counts and percentages: exact, with their unit.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::value::decimal::{fold_digits, group_digits, grouped};
use crate::value::money::unit_conflict;
use crate::value::number::Number;
use crate::value::numeral::{chinese_digits, chinese_to_integer};
use crate::value::unit::Unit;
use crate::value::{Mistake, quote};

/// A number with its unit (数量): `12.5亩`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quantity {
    /// How many of the unit.
    pub(crate) value: Decimal,
    /// What is counted.
    pub(crate) unit: Unit,
    /// How many decimals were printed.
    pub(crate) scale: u32,
}

impl Quantity {
    /// Reads a quantity; `unit` is what column or caption say.
    ///
    /// # Errors
    /// Not one number, or a unit that is not the column's.
    pub(crate) fn read(text: &str, unit: Option<&Unit>) -> Result<Self, Mistake> {
        let number = without_direction(text)?;
        let own = Self {
            value: number.value,
            unit: number.unit.clone().unwrap_or(Unit::Unitless),
            scale: number.scale,
        };
        if let Some(converted) = unit.and_then(|unit| own.area_in(unit)) {
            return Ok(converted);
        }
        let unit = settle_unit(text, number.unit, unit)?;
        Ok(Self { unit, ..own })
    }

    /// The area in thirds of a square metre, in which 公顷, 亩 and 平方米 are whole: 1 公顷 = 15 亩 = 10,000 平方米.
    ///
    /// None if the unit is no unit of area, or the number is too large.
    pub(crate) fn thirds_of_square_metre(&self) -> Option<Decimal> {
        self.value.checked_mul(area_factor(&self.unit)?)
    }

    /// An area in another unit of area, where that comes out even: 3.2 公顷 are 48 亩.
    fn area_in(&self, unit: &Unit) -> Option<Self> {
        let factor = area_factor(unit).filter(|_| self.unit != *unit)?;
        let thirds = self.thirds_of_square_metre()?;
        let value = thirds.checked_div(factor)?.normalize();
        let is_even = value.checked_mul(factor) == Some(thirds);
        is_even.then(|| Self {
            value,
            unit: unit.clone(),
            scale: value.scale(),
        })
    }

    /// Compares two areas, or two quantities of one unit.
    #[cfg_attr(
        not(test),
        expect(
            dead_code,
            reason = "no table states one area in two units yet; the conversion is held by tests"
        )
    )]
    pub(crate) fn compare(&self, other: &Self) -> Option<Ordering> {
        if self.unit == other.unit {
            return Some(self.value.cmp(&other.value));
        }
        let (mine, theirs) = (
            self.thirds_of_square_metre()?,
            other.thirds_of_square_metre()?,
        );
        Some(mine.cmp(&theirs))
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}{}",
            grouped(self.value, self.scale),
            self.unit
        )
    }
}

/// How many thirds of a square metre one of a unit of area is; none for any other unit.
pub(crate) fn area_factor(unit: &Unit) -> Option<Decimal> {
    let factor = match unit {
        Unit::Hectare => 30_000,
        Unit::Mu => 2_000,
        Unit::SquareMetre => 3,
        Unit::Yuan
        | Unit::WanYuan
        | Unit::Metre
        | Unit::Kilometre
        | Unit::Percent
        | Unit::Person
        | Unit::Household
        | Unit::Day
        | Unit::Other(_)
        | Unit::Unitless => return None,
    };
    Some(Decimal::from(factor))
}

/// A number of persons, households, votes or things (个数).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Count(u64);

impl Count {
    /// A count from its number.
    #[cfg(test)]
    pub(crate) const fn new(count: u64) -> Self {
        Self(count)
    }

    /// The number.
    pub(crate) const fn get(self) -> u64 {
        self.0
    }

    /// Reads a count: `363户`, `15324人`, `12,300`; `unit` is what column or caption say.
    ///
    /// # Errors
    /// A negative, a part, an estimate, or a unit that does not count things or is not the column's.
    pub(crate) fn read(text: &str, unit: Option<&Unit>) -> Result<Self, Mistake> {
        let number = without_direction(text)?;
        let quoted = quote(text);
        if number.scale > 0 {
            return Err(Mistake::new(
                format!("{quoted}有小数，个数是整数"),
                "写成整数",
            ));
        }
        if number.value.is_sign_negative() {
            return Err(Mistake::new(
                format!("{quoted}是负数，个数不小于零"),
                "核对这个数",
            ));
        }
        let unit = settle_unit(text, number.unit, unit)?;
        let uncountable = unit.is_money()
            || matches!(unit, Unit::Percent)
            || matches!(&unit, Unit::Other(name) if name.starts_with('万') || name.starts_with('千') || name == "‰");
        if uncountable {
            let message = format!("{quoted}的单位`{unit}`不能用来数个数");
            return Err(Mistake::new(message, "写成整数，单位如`人`、`户`、`次`"));
        }
        let too_large = || Mistake::new(format!("{quoted}太大"), "核对是否把几个数连在了一起");
        number.value.to_u64().map(Self).ok_or_else(too_large)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&group_digits(&self.0.to_string()))
    }
}

/// A percentage (百分比), in hundredths: `93.3%` is 93.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Percent(Decimal);

impl Percent {
    /// A percentage from its hundredths; the decimals of the number are shown.
    #[cfg(test)]
    pub(crate) const fn new(hundredths: Decimal) -> Self {
        Self(hundredths)
    }

    /// The number before the sign.
    pub(crate) const fn hundredths(self) -> Decimal {
        self.0
    }

    /// Reads `93.3%` and `百分之六十`; a bare number only where column or caption say %.
    ///
    /// # Errors
    /// `0.6` without a sign, which may be 0.6% or 60%, and what is not one number.
    pub(crate) fn read(text: &str, unit: Option<&Unit>) -> Result<Self, Mistake> {
        if let Some(words) = fold_digits(text).trim().strip_prefix("百分之") {
            return in_words(text, words.trim());
        }
        let number = without_direction(text)?;
        if number.unit.is_none() && unit != Some(&Unit::Percent) {
            let message = format!("{}没有写`%`，看不出是百分之几", quote(text));
            return Err(Mistake::new(message, "写成`60%`"));
        }
        if let Some(unit) = number.unit.filter(|unit| *unit != Unit::Percent) {
            let message = format!("{}的单位是`{unit}`，不是百分比", quote(text));
            return Err(Mistake::new(message, "写成`60%`"));
        }
        Ok(Self(number.value))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&format!("{}%", grouped(self.0, self.0.scale())))
    }
}

/// 百分之六十, 百分之九十三点三, 百分之60.
fn in_words(text: &str, words: &str) -> Result<Percent, Mistake> {
    let unreadable = || Mistake::new(format!("{}不是百分比", quote(text)), "写成`60%`");
    if words.starts_with(|glyph: char| glyph.is_ascii_digit()) {
        let number = Number::read(words)?;
        return if number.unit.is_none() {
            Ok(Percent(number.value))
        } else {
            Err(unreadable())
        };
    }
    let (whole, fraction) = words.split_once('点').unwrap_or((words, ""));
    let whole = if whole == "百" {
        Some(100)
    } else {
        chinese_to_integer(whole)
    };
    let whole = Decimal::from(whole.ok_or_else(unreadable)?);
    if fraction.is_empty() {
        return if words.contains('点') {
            Err(unreadable())
        } else {
            Ok(Percent(whole))
        };
    }
    let scale = u32::try_from(fraction.chars().count())
        .ok()
        .filter(|scale| *scale <= 9);
    let digits = chinese_digits(fraction).and_then(|digits| i64::try_from(digits).ok());
    let (Some(scale), Some(digits)) = (scale, digits) else {
        return Err(unreadable());
    };
    let percent = whole.checked_add(Decimal::new(digits, scale));
    percent.map(Percent).ok_or_else(unreadable)
}

fn without_direction(text: &str) -> Result<Number, Mistake> {
    let number = Number::read(text)?;
    let Some(direction) = number.direction else {
        return Ok(number);
    };
    let message = format!(
        "{}写了方向`{}`，只有金额有借贷方向",
        quote(text),
        direction.name()
    );
    Err(Mistake::new(message, "去掉方向，只写数和单位"))
}

/// The unit of the cell, else of the column; both must agree.
fn settle_unit(text: &str, cell: Option<Unit>, column: Option<&Unit>) -> Result<Unit, Mistake> {
    let column = column.filter(|unit| **unit != Unit::Unitless);
    match (cell, column) {
        (Some(cell), Some(column)) if cell != *column => Err(unit_conflict(text, &cell, column)),
        (Some(cell), _) => Ok(cell),
        (None, column) => Ok(column.cloned().unwrap_or(Unit::Unitless)),
    }
}
