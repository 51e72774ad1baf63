//! How a period is named: on a page, in a sentence, in an address.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::value::date::date_cn;
use crate::value::numeral::integer_to_chinese;
use crate::value::period::{Period, whole_months};

impl Period {
    /// The name in an address: `2025-09`, `2025-q3`, `2025-h1`, `2025-07-to-2026-06`, `standing`.
    pub(crate) fn key(&self) -> String {
        match *self {
            Self::Day(date) => date.to_string(),
            Self::Month { year, month } => format!("{year}-{month:02}"),
            Self::Quarter { year, quarter } => format!("{year}-q{quarter}"),
            Self::HalfYear { year, half } => format!("{year}-h{half}"),
            Self::Year { year } => year.to_string(),
            Self::Span { from, to } if whole_years(from, to) => {
                format!("{}-to-{}", from.year(), to.year())
            }
            Self::Span { from, to } if whole_months(from, to).is_some() => {
                format!("{}-to-{}", from.format("%Y-%m"), to.format("%Y-%m"))
            }
            Self::Span { from, to } => format!("{from}-to-{to}"),
            Self::Standing => "standing".to_owned(),
        }
    }

    /// The months in a sentence: `9月`, `七、八、九三个月`, `1月至6月`.
    pub(crate) fn months_cn(&self) -> String {
        match *self {
            Self::Day(date) => format!("{}月{}日", date.month(), date.day()),
            Self::Month { month, .. } => format!("{month}月"),
            Self::Quarter { quarter, .. } => {
                let months = (1..=3)
                    .rev()
                    .map(|back| integer_to_chinese((quarter * 3 + 1 - back).into()));
                format!("{}三个月", months.collect::<Vec<_>>().join("、"))
            }
            Self::HalfYear { half: 1, .. } => "1月至6月".to_owned(),
            Self::HalfYear { .. } => "7月至12月".to_owned(),
            Self::Year { .. } => "1月至12月".to_owned(),
            Self::Span { from, to }
                if from.year() == to.year() && whole_months(from, to).is_some() =>
            {
                format!("{}月至{}月", from.month(), to.month())
            }
            Self::Span { .. } | Self::Standing => self.to_string(),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(date) => formatter.write_str(&date_cn(date)),
            Self::Month { year, month } => write!(formatter, "{year}年{month}月"),
            Self::Quarter { year, quarter } => {
                write!(
                    formatter,
                    "{year}年第{}季度",
                    integer_to_chinese(quarter.into())
                )
            }
            Self::HalfYear { year, half: 1 } => write!(formatter, "{year}年上半年"),
            Self::HalfYear { year, .. } => write!(formatter, "{year}年下半年"),
            Self::Year { year } => write!(formatter, "{year}年度"),
            Self::Span { from, to } => formatter.write_str(&span_cn(from, to)),
            Self::Standing => formatter.write_str("长期"),
        }
    }
}

fn span_cn(from: NaiveDate, to: NaiveDate) -> String {
    let same_year = from.year() == to.year();
    let end_year = if same_year {
        String::new()
    } else {
        format!("{}年", to.year())
    };
    if whole_years(from, to) {
        format!("{}年至{}年", from.year(), to.year())
    } else if whole_months(from, to).is_some() {
        format!(
            "{}年{}月至{end_year}{}月",
            from.year(),
            from.month(),
            to.month()
        )
    } else {
        format!(
            "{}至{end_year}{}月{}日",
            date_cn(from),
            to.month(),
            to.day()
        )
    }
}

fn whole_years(from: NaiveDate, to: NaiveDate) -> bool {
    whole_months(from, to).is_some() && from.month() == 1 && to.month() == 12
}
