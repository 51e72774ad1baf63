//! Formulas (勾稽关系) as they are written in the catalogue and by clerks: `净值 = 原值 - 累计折旧`.
//!
//! The room only reads them; what a name stands for is decided where they are evaluated.

use rust_decimal::Decimal;
use serde::Deserialize;

mod parser;
#[cfg(test)]
mod tests;

/// A comparison of two expressions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Formula {
    pub(crate) left: Expr,
    pub(crate) relation: Relation,
    pub(crate) right: Expr,
    /// As it was written, for messages.
    pub(crate) text: String,
}

/// How the two sides of a formula must compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(crate) enum Relation {
    #[serde(rename = "=")]
    Eq,
    #[serde(rename = "<=")]
    Le,
    #[serde(rename = "<")]
    Lt,
    #[serde(rename = ">=")]
    Ge,
    #[serde(rename = ">")]
    Gt,
}

/// One side of a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expr {
    Number(Decimal),
    /// A field, a column or a row label, by Chinese name or id.
    Name(String),
    /// The sum of a column; `表.列` names the column of another table of the record.
    Sum(String),
    /// The sum of a column over the rows whose cell in `by` reads `is`: `合计(本期, 类别=收入)`.
    SumWhere {
        column: String,
        by: String,
        is: String,
    },
    /// The value of the row called `row` in `column`: `行(货币资金, 期末)`.
    Cell {
        row: String,
        column: String,
    },
    /// A row by its number, from 1: `第28行`, `左第27行`.
    Row {
        side: Option<Side>,
        number: u32,
    },
    /// The sum of neighbouring rows: `第1行至第6行之和`.
    Rows {
        side: Option<Side>,
        from: u32,
        to: u32,
    },
    Plus(Box<Expr>, Box<Expr>),
    Minus(Box<Expr>, Box<Expr>),
    Times(Box<Expr>, Box<Expr>),
    Over(Box<Expr>, Box<Expr>),
}

/// Which half of a two-sided table (左右对照) a row number counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Left,
    Right,
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// One Chinese sentence that says what could not be understood.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        parser::formula(text)
    }

    /// All fields and columns that the formula mentions, in the order of writing.
    pub(crate) fn names(&self) -> Vec<&str> {
        let mut names = self.left.names();
        names.extend(self.right.names());
        names
    }
}

impl TryFrom<String> for Formula {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text)
    }
}

impl Relation {
    /// Whether `left` and `right` stand in this relation.
    pub(crate) fn holds<T: Ord>(self, left: &T, right: &T) -> bool {
        match self {
            Self::Eq => left == right,
            Self::Le => left <= right,
            Self::Lt => left < right,
            Self::Ge => left >= right,
            Self::Gt => left > right,
        }
    }

    /// As printed in messages.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Eq => "=",
            Self::Le => "≤",
            Self::Lt => "<",
            Self::Ge => "≥",
            Self::Gt => ">",
        }
    }
}

impl Expr {
    /// Reads one side of a formula.
    ///
    /// # Errors
    /// One Chinese sentence that says what could not be understood.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        parser::expr(text)
    }

    /// The fields and columns mentioned; labels and numbers of rows are none.
    pub(crate) fn names(&self) -> Vec<&str> {
        match self {
            Self::Number(_) | Self::Row { .. } | Self::Rows { .. } => Vec::new(),
            Self::Name(name) | Self::Sum(name) => vec![name],
            Self::SumWhere { column, by, .. } => vec![column, by],
            Self::Cell { column, .. } => vec![column],
            Self::Plus(left, right)
            | Self::Minus(left, right)
            | Self::Times(left, right)
            | Self::Over(left, right) => {
                let mut names = left.names();
                names.extend(right.names());
                names
            }
        }
    }
}
