//! What number a cell of a free table says: amounts in yuan, mixed areas in one measure, percentages as parts of one. The
//! one place that decides it, for sums and for declared formulas.

use rust_decimal::Decimal;

use crate::model::free_table::{FreeCell, FreeColumn, FreeRow, FreeTable, Side};
use crate::source::Span;
use crate::value::number::{Direction, Number};
use crate::value::quantity::area_factor;
use crate::value::unit::Unit;

/// A number of a free table, or a part of a formula.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    /// The value; 万元 are brought to yuan, so that 万元 = 人数 × 元 holds.
    pub(super) value: Decimal,
    /// The unit of the last printed digit, in the same measure; none for what is exact.
    pub(super) step: Option<Decimal>,
    /// How many printed numbers went into it.
    pub(super) terms: usize,
    /// The place, when it is a single printed number.
    pub(super) span: Option<Span>,
    /// Its column.
    pub(super) column: Option<usize>,
    /// What one of the printed unit is worth: 10000 for 万元.
    pub(super) factor: Decimal,
    /// It was divided, so only the printed result can be exact.
    pub(super) is_quotient: bool,
    /// A bare number under a head in %: a formula may mean it as a part of one, or as printed.
    pub(super) is_bare_percent: bool,
}

impl Amount {
    /// A number of the formula itself.
    pub(super) fn exact(value: Decimal) -> Self {
        Self {
            value,
            step: None,
            terms: 0,
            span: None,
            column: None,
            factor: Decimal::ONE,
            is_quotient: false,
            is_bare_percent: false,
        }
    }

    /// Two parts put together.
    pub(super) fn join(self, other: Self, value: Decimal) -> Self {
        Self {
            value,
            step: finer(self.step, other.step),
            terms: self.terms + other.terms,
            span: None,
            column: self.column.or(other.column),
            factor: self.factor.max(other.factor),
            is_quotient: self.is_quotient || other.is_quotient,
            is_bare_percent: false,
        }
    }

    /// A bare number under a head in % as printed: 5 for five per cent.
    pub(super) fn as_printed(self) -> Self {
        if !self.is_bare_percent {
            return self;
        }
        let times = |number: Decimal| number * Decimal::ONE_HUNDRED;
        Self {
            value: times(self.value),
            step: self.step.map(times),
            factor: Decimal::ONE,
            ..self
        }
    }

    /// The value as it would be printed in its unit.
    pub(super) fn shown_as(self, factor: Decimal) -> String {
        show(self.value.checked_div(factor).unwrap_or(self.value))
    }
}

/// The finer of two steps.
pub(super) fn finer(one: Option<Decimal>, other: Option<Decimal>) -> Option<Decimal> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The unit in which a column is printed.
pub(super) fn unit_of<'a>(table: &'a FreeTable, side: &'a Side, column: usize) -> Option<&'a Unit> {
    let head = side.columns.get(column)?;
    let inherited = || {
        let unit = table.unit.as_ref();
        unit.filter(|unit| !(unit.is_money() && counts(head)))
    };
    head.unit.as_ref().or_else(inherited)
}

/// Whether a head counts or measures something: `年数` in a table in 万元 is no amount.
fn counts(head: &FreeColumn) -> bool {
    let words = [
        "数", "数量", "面积", "里程", "长度", "人次", "户", "人", "亩", "年限", "份额",
    ];
    let last = head.path.last().map_or("", String::as_str);
    words.iter().any(|word| last.ends_with(word)) && !last.ends_with("金额数")
}

/// How the numbers of one column are brought to one measure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure<'a> {
    unit: Option<&'a Unit>,
    /// Cells stand in different units of area: all are counted in thirds of a square metre, in which each is whole.
    is_mixed_area: bool,
}

impl<'a> Measure<'a> {
    /// The measure of a column.
    pub(super) fn of(table: &'a FreeTable, side: &'a Side, column: usize) -> Self {
        let unit = unit_of(table, side, column);
        let cells = side.rows.iter().filter_map(|row| row.cells.get(column));
        let mut units = cells.filter_map(|cell| cell.number.as_ref()?.unit.as_ref().or(unit));
        let first = units.find(|unit| area_factor(unit).is_some());
        let is_mixed_area = first
            .is_some_and(|first| units.any(|unit| unit != first && area_factor(unit).is_some()));
        Self {
            unit,
            is_mixed_area,
        }
    }

    /// The unit of the column.
    pub(super) fn unit(self) -> Option<&'a Unit> {
        self.unit
    }

    /// The number of a cell in this measure.
    pub(super) fn number(self, cell: &FreeCell, column: usize) -> Option<Amount> {
        let number = cell.number.as_ref()?;
        let (worth, factor) = self.worth(number)?;
        let step = Decimal::new(1, number.scale.min(Decimal::MAX_SCALE));
        Some(Amount {
            value: number.signed().checked_mul(worth)?,
            step: step.checked_mul(worth),
            terms: 1,
            span: Some(cell.span),
            column: Some(column),
            factor,
            is_quotient: false,
            is_bare_percent: number.unit.is_none() && self.unit == Some(&Unit::Percent),
        })
    }

    /// What one of a cell's unit is worth in the measure, and what one of the unit is worth in which it is told of.
    fn worth(self, number: &Number) -> Option<(Decimal, Decimal)> {
        let own = number.unit.as_ref().or(self.unit);
        if self.is_mixed_area {
            let worth = area_factor(own?)?;
            return Some((worth, worth));
        }
        let worth = worth_of(own);
        let told = if own.is_some_and(Unit::is_money) {
            worth_of(self.unit.filter(|unit| unit.is_money()))
        } else {
            worth
        };
        Some((worth, told))
    }
}

/// What one of a unit is worth: in yuan, for amounts and for prices (`万元/公里`); of one, for percentages.
fn worth_of(unit: Option<&Unit>) -> Decimal {
    match unit {
        Some(Unit::WanYuan) => Decimal::from(10_000),
        Some(Unit::Other(text)) if text.starts_with("万元") => Decimal::from(10_000),
        Some(Unit::Percent) => Decimal::new(1, 2),
        Some(Unit::Other(text)) if text == "‰" => Decimal::new(1, 3),
        _ => Decimal::ONE,
    }
}

/// The number in a cell of a row.
pub(super) fn cell(table: &FreeTable, side: &Side, row: &FreeRow, index: usize) -> Option<Amount> {
    let measure = Measure::of(table, side, index);
    let cell = row.cells.get(index)?;
    let amount = measure.number(cell, index)?;
    if !measure.is_mixed_area {
        return Some(amount);
    }
    // A formula multiplies areas: they are told in the unit of the column, 亩 unless its head says another.
    let unit = measure.unit.and_then(area_factor);
    let factor = unit.or_else(|| area_factor(&Unit::Mu))?;
    Some(Amount {
        value: amount.value.checked_div(factor)?,
        step: amount.step.and_then(|step| step.checked_div(factor)),
        factor: Decimal::ONE,
        ..amount
    })
}

/// The balance of a cell of one of the two columns 余额 and 方向.
pub(super) fn by_direction(value: Decimal, direction: Option<Direction>) -> Decimal {
    match direction {
        Some(Direction::Credit) => -value,
        Some(Direction::Flat) => Decimal::ZERO,
        Some(Direction::Debit) | None => value,
    }
}

/// Yuan and whole things are exact; 万元, percentages and measures printed with decimals are not.
pub(super) fn is_rounded(unit: Option<&Unit>, has_decimals: bool) -> bool {
    match unit {
        Some(Unit::WanYuan) => true,
        None | Some(Unit::Other(_) | Unit::Person | Unit::Household | Unit::Day) => false,
        Some(unit) => !unit.is_money() && has_decimals,
    }
}

/// A number as short as it is, thousands apart.
pub(super) fn show(number: Decimal) -> String {
    const SHOWN_DECIMALS: u32 = 6;
    let number = number.round_dp(SHOWN_DECIMALS).normalize();
    crate::value::decimal::grouped(number, number.scale())
}
