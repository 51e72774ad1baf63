//! Identities (勾稽关系): what the catalogue says must agree. Few operators; the rules themselves are data.
//!
//! A name in a rule is a column of the table the rule belongs to, else a field of the record; `表.列` is the
//! column of another table of the record. In a formula over the whole record a bare name is a field, and columns
//! stand inside `合计(…)`. A cell left blank counts as its column says: zero, unknown (the formula is not judged)
//! or derived (left to the machine, so not judged either). Money agrees within one fen.
//!
//! The codes are kinds of arithmetic, whatever the subject: F001 a row, F002 a running balance, F003 a closing
//! balance, F004 carried forward, F005 a total, F006 exactly one, F007 within the period, F008 twice, F009 a gap,
//! F010 signatures, F011 one person in two hands, F013 a product, F014 a part beyond its whole, F015 an order,
//! F016 a statement, F017 another record, F018 below zero, F019 goes with another cell, F020 names no record,
//! F021 too often.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_yaml::with::singleton_map;

use crate::catalog::formula::{Expr, Formula};

/// A rule with its code, its weight and the word for messages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Identity {
    /// The code of the check that reports it: `F003`.
    #[serde(alias = "代码")]
    pub(crate) code: String,
    #[serde(with = "singleton_map", alias = "规则")]
    pub(crate) rule: Rule,
    #[serde(default, alias = "级别")]
    pub(crate) level: Level,
    #[serde(default, alias = "依据")]
    pub(crate) basis: Vec<String>,
    /// The noun for messages: 期末余额.
    #[serde(alias = "说的是")]
    pub(crate) says: String,
}

/// Whether a finding stops publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Level {
    #[default]
    #[serde(alias = "错误")]
    Error,
    #[serde(alias = "警告")]
    Warn,
}

/// What must hold.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Rule {
    /// In each row, within one fen: `原值 - 累计折旧 = 净值`. A row with an unknown cell is not judged.
    Row { formula: Formula },
    /// Over the record: `期初余额 + 合计(收入) - 合计(支出) = 期末余额`. Not judged while a name has no value.
    Whole { formula: Formula },
    /// `balance` of a row is that of the row before, plus and minus this row's columns.
    Running {
        balance: String,
        plus: Vec<String>,
        minus: Vec<String>,
        /// The field that stands before the first row.
        #[serde(default)]
        opening: Option<String>,
    },
    /// Exactly one of the columns holds something other than zero.
    ExactlyOne { columns: Vec<String> },
    /// The date lies in the record's period.
    WithinPeriod { column: String },
    /// No value occurs twice; blanks do not count.
    Unique {
        column: String,
        /// The column of dates, where the values begin anew each month.
        #[serde(default)]
        month_of: Option<String>,
    },
    /// No value occurs more than `times` times.
    AtMost { column: String, times: u32 },
    /// The numbers at the end of the values follow one another.
    Gapless {
        column: String,
        /// The column of dates, where the numbers begin anew each month.
        #[serde(default)]
        month_of: Option<String>,
    },
    /// The columns of one row name different persons; blanks do not count.
    Different { columns: Vec<String> },
    /// Where `when` is filled (for amounts: not zero), so are the columns.
    RequiredWhen { when: String, columns: Vec<String> },
    /// Where `when` is zero, the columns are filled.
    RequiredWhenZero { when: String, columns: Vec<String> },
    /// The columns (dates, numbers) do not go down from left to right.
    Order { columns: Vec<String> },
    /// A field equals another field of the same item's record (and book, fund) for the period before.
    CarriedForward { opening: String, closing: String },
    /// The same row by row: rows with equal `key` cells belong together.
    CarriedForwardRows {
        key: Vec<String>,
        opening: String,
        closing: String,
        /// The opening is that of the year (年初): the record before is the last one of the year before.
        #[serde(default)]
        of_year: bool,
    },
    /// `total` of a row is that of the period before in the same year, plus `current`.
    AccumulatesRows {
        key: Vec<String>,
        total: String,
        current: String,
    },
    /// No cell of the column is below zero.
    NotNegative { column: String },
    /// The cell names an existing record.
    Resolves { column: String },
    /// Over rows known by their label, in each of the value columns:
    /// `资产总计 = 负债合计 + 所有者权益合计`. Not judged while a row is absent.
    NamedRows {
        label: String,
        values: Vec<String>,
        formula: Formula,
        /// Other spellings of the labels in the formula.
        #[serde(default)]
        aliases: BTreeMap<String, Vec<String>>,
    },
    /// `value` (where it is unknown, `or`) equals `other` in the record of `item` for the same period and accounts.
    SameAs {
        value: Value,
        #[serde(default)]
        or: Option<Value>,
        item: String,
        other: Value,
        /// How records of `item` for parts of the period stand together for the whole; without it they do not.
        #[serde(default)]
        parts: Option<Parts>,
    },
}

/// What the records of the parts of a period say of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Parts {
    /// What came in and went out: the sum over all parts.
    Sum,
    /// An opening: what the first part says.
    First,
    /// A closing: what the last part says.
    Last,
}

/// One side of a comparison across records, written like a side of a formula.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Value {
    pub(crate) expr: Expr,
    pub(crate) text: String,
}

impl TryFrom<String> for Value {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Ok(Self {
            expr: Expr::parse(&text)?,
            text,
        })
    }
}

impl Rule {
    /// Every column or field the rule mentions; row labels are left out.
    pub(crate) fn names(&self) -> Vec<&str> {
        match self {
            Self::Row { formula } | Self::Whole { formula } => formula.names(),
            Self::Running {
                balance,
                plus,
                minus,
                opening,
            } => {
                let columns = plus.iter().chain(minus).chain(opening);
                std::iter::once(balance)
                    .chain(columns)
                    .map(String::as_str)
                    .collect()
            }
            Self::ExactlyOne { columns }
            | Self::Different { columns }
            | Self::Order { columns } => columns.iter().map(String::as_str).collect(),
            Self::WithinPeriod { column }
            | Self::AtMost { column, .. }
            | Self::NotNegative { column }
            | Self::Resolves { column } => vec![column],
            Self::Unique { column, month_of } | Self::Gapless { column, month_of } => {
                let columns = std::iter::once(column).chain(month_of);
                columns.map(String::as_str).collect()
            }
            Self::RequiredWhen { when, columns } | Self::RequiredWhenZero { when, columns } => {
                std::iter::once(when)
                    .chain(columns)
                    .map(String::as_str)
                    .collect()
            }
            Self::CarriedForward { opening, closing } => vec![opening, closing],
            Self::CarriedForwardRows {
                key,
                opening: one,
                closing: two,
                ..
            }
            | Self::AccumulatesRows {
                key,
                total: one,
                current: two,
            } => key.iter().chain([one, two]).map(String::as_str).collect(),
            Self::NamedRows { label, values, .. } => std::iter::once(label)
                .chain(values)
                .map(String::as_str)
                .collect(),
            Self::SameAs { value, or, .. } => {
                let sides = std::iter::once(value).chain(or);
                sides.flat_map(|side| side.expr.names()).collect()
            }
        }
    }
}
