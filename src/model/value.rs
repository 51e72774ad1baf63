//! One value of a record, as its type in the catalogue reads it.

use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::model::table::Table;
use crate::source::Spanned;
use crate::value::date::date_cn;
use crate::value::money::Money;
use crate::value::period::Period;
use crate::value::person::Person;
use crate::value::quantity::Quantity;
use crate::value::unit::Unit;

/// A value of a field or a cell.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// Nothing was written.
    Blank,
    /// Something was written that could not be read; it has been reported, and checks stay silent about it.
    Unread,
    /// Text, codes, names of bodies and telephone lines: shown as written.
    Text(String),
    /// 金额.
    Money(Money),
    /// 单价, 标准 with what it is for: 125元/亩.
    Price(Money, Unit),
    /// 日期.
    Date(NaiveDate),
    /// 期间.
    Period(Period),
    /// 人数, 票数, 户数 and other whole numbers.
    Count(i64),
    /// 面积, 数量 with their unit.
    Quantity(Quantity),
    /// 比例, in per cent.
    Percent(Decimal),
    /// 是/否.
    Bool(bool),
    /// One person by name.
    Person(Person),
    /// Several persons.
    Persons(Vec<Person>),
    /// A list of short texts.
    List(Vec<Spanned<String>>),
    /// The address of another record.
    Reference(String),
    /// Attachments, by path relative to the village's folder.
    Files(Vec<Spanned<String>>),
    /// A table of the catalogue.
    Table(Table),
    /// 应到 or 实到 by class of person, with the sum.
    Classes(Vec<(String, i64)>),
}

impl Value {
    /// The amount, where it is one.
    pub(crate) fn money(&self) -> Option<Money> {
        match self {
            Self::Money(money) | Self::Price(money, _) => Some(*money),
            _ => None,
        }
    }

    /// The day, where it is one.
    pub(crate) fn date(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// The whole number, where it is one; classes of persons count together.
    pub(crate) fn count(&self) -> Option<i64> {
        match self {
            Self::Count(count) => Some(*count),
            Self::Classes(classes) => classes
                .iter()
                .try_fold(0_i64, |sum, (_, n)| sum.checked_add(*n)),
            _ => None,
        }
    }

    /// Any number, exact; amounts in yuan.
    pub(crate) fn number(&self) -> Option<Decimal> {
        match self {
            Self::Money(money) | Self::Price(money, _) => Some(money.to_decimal()),
            Self::Quantity(quantity) => Some(quantity.value),
            Self::Percent(percent) => Some(*percent),
            _ => self.count().map(Decimal::from),
        }
    }

    /// Whether there is something to show.
    pub(crate) fn is_given(&self) -> bool {
        !matches!(self, Self::Blank | Self::Unread)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank | Self::Unread | Self::Table(_) => Ok(()),
            Self::Text(text) | Self::Reference(text) => f.write_str(text),
            Self::Money(money) => write!(f, "{money}"),
            Self::Price(money, per) => write!(f, "{money}{per}"),
            Self::Date(date) => f.write_str(&date_cn(*date)),
            Self::Period(period) => write!(f, "{period}"),
            Self::Count(count) => write!(f, "{count}"),
            Self::Quantity(quantity) => write!(f, "{quantity}"),
            Self::Percent(percent) => write!(f, "{percent}%"),
            Self::Bool(yes) => f.write_str(if *yes { "是" } else { "否" }),
            Self::Person(person) => write!(f, "{person}"),
            Self::Persons(persons) => join(f, persons.iter()),
            Self::List(list) | Self::Files(list) => join(f, list.iter().map(|one| &one.value)),
            Self::Classes(classes) => join(
                f,
                classes.iter().map(|(name, count)| format!("{name}{count}")),
            ),
        }
    }
}

fn join<T: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    parts: impl Iterator<Item = T>,
) -> fmt::Result {
    for (index, part) in parts.enumerate() {
        if index > 0 {
            f.write_str("、")?;
        }
        write!(f, "{part}")?;
    }
    Ok(())
}
