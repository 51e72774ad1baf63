//! Periods that a record covers, with their neighbours, addresses and names.

mod read;
mod show;

use chrono::{Datelike, Days, NaiveDate};

use crate::value::calendar::{YEARS, first_of_month, last_of_month};

/// A period (期间). Months count from 1, quarters from 1 to 4, halves 1 and 2.
///
/// What is a month, quarter, half or year is never a `Span`, so equal periods are equal values: see [`Period::span`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Period {
    /// One day.
    Day(NaiveDate),
    /// 2025年9月
    Month { year: i32, month: u32 },
    /// 2025年第三季度
    Quarter { year: i32, quarter: u32 },
    /// 2025年上半年
    HalfYear { year: i32, half: u32 },
    /// 2025年度
    Year { year: i32 },
    /// Any other stretch, both days included.
    Span { from: NaiveDate, to: NaiveDate },
    /// 长期
    Standing,
}

impl Period {
    /// The period between two days, both included; none if they are in the wrong order.
    pub(crate) fn span(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        if from > to {
            return None;
        }
        if from == to {
            return Some(Self::Day(from));
        }
        let year = from.year();
        let named = if year == to.year() && whole_months(from, to).is_some() {
            match (from.month(), to.month()) {
                (1, 12) => Some(Self::Year { year }),
                (1, 6) => Some(Self::HalfYear { year, half: 1 }),
                (7, 12) => Some(Self::HalfYear { year, half: 2 }),
                (first, last) if first == last => Some(Self::Month { year, month: first }),
                (first, last) if last == first + 2 && last.is_multiple_of(3) => {
                    Some(Self::Quarter {
                        year,
                        quarter: last / 3,
                    })
                }
                _ => None,
            }
        } else {
            None
        };
        Some(named.unwrap_or(Self::Span { from, to }))
    }

    /// The first day; none for 长期.
    pub(crate) fn first_day(&self) -> Option<NaiveDate> {
        match *self {
            Self::Day(date) => Some(date),
            Self::Month { year, month } => first_of_month(year, month),
            Self::Quarter { year, quarter } => {
                first_of_month(year, quarter.checked_mul(3)?.checked_sub(2)?)
            }
            Self::HalfYear { year, half } => {
                first_of_month(year, half.checked_mul(6)?.checked_sub(5)?)
            }
            Self::Year { year } => first_of_month(year, 1),
            Self::Span { from, .. } => Some(from),
            Self::Standing => None,
        }
    }

    /// The last day; none for 长期.
    pub(crate) fn last_day(&self) -> Option<NaiveDate> {
        match *self {
            Self::Day(date) => Some(date),
            Self::Month { year, month } => last_of_month(year, month),
            Self::Quarter { year, quarter } => last_of_month(year, quarter.checked_mul(3)?),
            Self::HalfYear { year, half } => last_of_month(year, half.checked_mul(6)?),
            Self::Year { year } => last_of_month(year, 12),
            Self::Span { to, .. } => Some(to),
            Self::Standing => None,
        }
    }

    /// Whether the day lies inside; every day lies inside 长期.
    pub(crate) fn contains(&self, date: NaiveDate) -> bool {
        self.first_day().is_none_or(|first| first <= date)
            && self.last_day().is_none_or(|last| date <= last)
    }

    /// Whether all of the other period lies inside this one.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        match (other.first_day(), other.last_day()) {
            (Some(first), Some(last)) => self.contains(first) && self.contains(last),
            _ => *self == Self::Standing,
        }
    }

    /// The period of the same kind that follows; none for 长期 and for a stretch of days (9月1日至15日).
    pub(crate) fn next(&self) -> Option<Self> {
        self.shifted(1)
    }

    /// The period of the same kind that precedes; none as in [`Period::next`].
    pub(crate) fn previous(&self) -> Option<Self> {
        self.shifted(-1)
    }

    /// The same period a year earlier; 29 February becomes the 28th.
    pub(crate) fn year_before(&self) -> Option<Self> {
        match *self {
            Self::Day(date) => back_a_year(date).map(Self::Day),
            Self::Month { year, month } => Some(Self::Month {
                year: year_at(year, -1)?,
                month,
            }),
            Self::Quarter { year, quarter } => Some(Self::Quarter {
                year: year_at(year, -1)?,
                quarter,
            }),
            Self::HalfYear { year, half } => Some(Self::HalfYear {
                year: year_at(year, -1)?,
                half,
            }),
            Self::Year { year } => Some(Self::Year {
                year: year_at(year, -1)?,
            }),
            Self::Span { from, to } => {
                let first = back_a_year(from)?;
                let last = match whole_months(from, to) {
                    Some(_) => last_of_month(to.year() - 1, to.month())?,
                    None => back_a_year(to)?,
                };
                Self::span(first, last)
            }
            Self::Standing => None,
        }
    }

    /// The year, if the period lies in one.
    pub(crate) fn year(&self) -> Option<i32> {
        let (first, last) = (self.first_day()?, self.last_day()?);
        (first.year() == last.year()).then_some(first.year())
    }

    /// Whether both are equally long: in months if both are whole months, else in days.
    #[cfg(test)]
    pub(crate) fn same_length(&self, other: &Self) -> bool {
        match (self.months(), other.months()) {
            (Some(mine), Some(theirs)) => mine == theirs,
            (Some(_), None) | (None, Some(_)) => false,
            (None, None) => self.days() == other.days(),
        }
    }

    /// How many whole months it has, if it has only whole months.
    pub(crate) fn months(&self) -> Option<i32> {
        whole_months(self.first_day()?, self.last_day()?)
    }

    /// How many days it has; none for 长期.
    pub(crate) fn days(&self) -> Option<i64> {
        let (first, last) = (self.first_day()?, self.last_day()?);
        Some(last.signed_duration_since(first).num_days() + 1)
    }

    fn shifted(&self, by: i32) -> Option<Self> {
        match *self {
            Self::Day(date) => {
                let one = Days::new(1);
                let date = if by > 0 {
                    date.checked_add_days(one)
                } else {
                    date.checked_sub_days(one)
                };
                date.filter(|date| YEARS.contains(&date.year()))
                    .map(Self::Day)
            }
            Self::Month { year, month } => {
                let (year, month) = turn(year, month, 12, by)?;
                Some(Self::Month { year, month })
            }
            Self::Quarter { year, quarter } => {
                let (year, quarter) = turn(year, quarter, 4, by)?;
                Some(Self::Quarter { year, quarter })
            }
            Self::HalfYear { year, half } => {
                let (year, half) = turn(year, half, 2, by)?;
                Some(Self::HalfYear { year, half })
            }
            Self::Year { year } => Some(Self::Year {
                year: year_at(year, by)?,
            }),
            Self::Span { from, to } => {
                let months = whole_months(from, to)?.checked_mul(by)?;
                let (year, month) = turn(from.year(), from.month(), 12, months)?;
                let first = first_of_month(year, month)?;
                let (year, month) = turn(to.year(), to.month(), 12, months)?;
                Self::span(first, last_of_month(year, month)?)
            }
            Self::Standing => None,
        }
    }
}

/// The number of months between a first and a last day of a month.
fn whole_months(from: NaiveDate, to: NaiveDate) -> Option<i32> {
    let whole = from.day() == 1 && last_of_month(to.year(), to.month()) == Some(to);
    let months = (to.year() - from.year()) * 12 + month_index(to) - month_index(from) + 1;
    whole.then_some(months)
}

fn month_index(date: NaiveDate) -> i32 {
    i32::try_from(date.month0()).expect("a month is below twelve")
}

fn back_a_year(date: NaiveDate) -> Option<NaiveDate> {
    let year = year_at(date.year(), -1)?;
    date.with_year(year)
        .or_else(|| last_of_month(year, date.month()))
}

fn year_at(year: i32, by: i32) -> Option<i32> {
    year.checked_add(by).filter(|year| YEARS.contains(year))
}

/// Moves a part of the year (counted from 1, `parts` of them) by some parts.
fn turn(year: i32, part: u32, parts: i32, by: i32) -> Option<(i32, u32)> {
    let index = i32::try_from(part).ok()?.checked_sub(1)?.checked_add(by)?;
    let year = year_at(year, index.div_euclid(parts))?;
    Some((year, u32::try_from(index.rem_euclid(parts)).ok()? + 1))
}
