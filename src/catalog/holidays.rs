//! Days off and working days (节假日): the yearly notice as data, and what stands in for a year that has none.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, Weekday};
use serde::Deserialize;

use crate::catalog::law::Confidence;

/// The notices of all years.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Holidays(BTreeMap<i32, HolidayYear>);

/// The notice of one year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HolidayYear {
    #[serde(alias = "年")]
    pub(crate) year: i32,
    /// 放假: holidays with the weekends that belong to them.
    #[serde(alias = "放假")]
    pub(crate) off: Vec<Stretch>,
    /// 上班: Saturdays and Sundays that are worked.
    #[serde(default, alias = "上班")]
    pub(crate) work: Vec<NaiveDate>,
    /// The notice.
    #[serde(alias = "来源")]
    pub(crate) source: String,
    #[serde(default = "official", alias = "可信度")]
    pub(crate) confidence: Confidence,
}

/// Days off in a row; a single one has no end.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stretch {
    #[serde(default, alias = "名称")]
    pub(crate) name: String,
    #[serde(alias = "起")]
    pub(crate) from: NaiveDate,
    #[serde(default, alias = "止")]
    pub(crate) until: Option<NaiveDate>,
}

/// Holidays that fall on the same days of every year (month, day): what counts where a year has no notice.
const FIXED: &[(u32, u32)] = &[(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)];

impl Holidays {
    /// Of several entries for a year the last one counts.
    pub(super) fn of(years: Vec<HolidayYear>) -> Self {
        Self(years.into_iter().map(|year| (year.year, year)).collect())
    }

    /// Puts in the notice of a year, in place of an earlier one.
    pub(super) fn take(&mut self, year: HolidayYear) {
        self.0.insert(year.year, year);
    }

    /// The notice of a year, where there is one.
    pub(crate) fn notice(&self, year: i32) -> Option<&HolidayYear> {
        self.0.get(&year)
    }

    /// Whether there is a notice for that year or for a later one.
    pub(crate) fn is_known_until(&self, year: i32) -> bool {
        self.0.range(year..).next().is_some()
    }

    /// Whether nobody works that day: a holiday, or a weekend that is not worked.
    pub(crate) fn is_off(&self, day: NaiveDate) -> bool {
        let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        match self.notice(day.year()) {
            Some(year) if year.work.contains(&day) => false,
            Some(year) => is_weekend || year.off.iter().any(|off| off.contains(day)),
            None => is_weekend || FIXED.contains(&(day.month(), day.day())),
        }
    }

    /// 民法典第二百零三条: a last day that is a day off moves to the day after it.
    pub(crate) fn rolled(&self, day: NaiveDate) -> NaiveDate {
        let mut day = day;
        while self.is_off(day)
            && let Some(next) = day.succ_opt()
        {
            day = next;
        }
        day
    }
}

impl HolidayYear {
    /// What is wrong with the entry: the word, and why it cannot be taken.
    pub(super) fn fault(&self) -> Option<(String, &'static str)> {
        let days = self.off.iter().flat_map(|off| {
            let until = off.until.unwrap_or(off.from);
            [off.from, until]
        });
        let mut days = days.chain(self.work.iter().copied());
        if let Some(day) = days.find(|day| day.year() != self.year) {
            return Some((day.to_string(), "不在这一年里"));
        }
        let turned = self
            .off
            .iter()
            .find(|off| off.until.is_some_and(|until| until < off.from));
        if let Some(off) = turned {
            return Some((off.from.to_string(), "放假的止日早于起日"));
        }
        let both = self
            .work
            .iter()
            .find(|day| self.off.iter().any(|off| off.contains(**day)));
        both.map(|day| (day.to_string(), "又放假又上班"))
    }
}

impl Stretch {
    fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.until.unwrap_or(self.from)
    }
}

fn official() -> Confidence {
    Confidence::S2
}

#[cfg(test)]
mod tests {
    use super::{HolidayYear, Holidays, Stretch};
    use crate::catalog::Catalog;
    use crate::catalog::law::Confidence;

    #[track_caller]
    fn check(day: &str, expected: &str) {
        let holidays = Catalog::embedded().holidays;
        assert_eq!(holidays.rolled(day.parse().unwrap()).to_string(), expected);
    }

    #[test]
    fn a_last_day_off_moves_on() {
        check("2026-10-15", "2026-10-15");
        check("2026-08-15", "2026-08-17");
        check("2026-02-15", "2026-02-24");
        // A Saturday that is worked is a day like any other.
        check("2026-10-10", "2026-10-10");
        check("2025-10-04", "2025-10-09");
    }

    #[test]
    fn a_year_without_notice_has_its_fixed_holidays() {
        let holidays = Holidays::default();
        assert!(holidays.is_off("2031-10-01".parse().unwrap()));
        assert!(!holidays.is_off("2031-10-06".parse().unwrap()));
        check("2031-10-01", "2031-10-06");
    }

    #[test]
    fn embedded_notices_are_sound() {
        let holidays = Catalog::embedded().holidays;
        for year in holidays.0.values() {
            assert_eq!(year.fault(), None, "{}", year.year);
        }
    }

    #[test]
    fn a_day_of_another_year_is_named() {
        let year = HolidayYear {
            year: 2027,
            off: vec![Stretch {
                name: "元旦".to_owned(),
                from: "2026-12-31".parse().unwrap(),
                until: Some("2027-01-02".parse().unwrap()),
            }],
            work: Vec::new(),
            source: "通知".to_owned(),
            confidence: Confidence::S2,
        };
        assert_eq!(
            year.fault(),
            Some(("2026-12-31".to_owned(), "不在这一年里"))
        );
    }
}
