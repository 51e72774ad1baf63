//! When an item is due: its frequency here, its periods in a year, and the last day in time. The only place that
//! counts deadlines.

use std::sync::Arc;

use chrono::{Datelike as _, Days, NaiveDate};

use crate::calendar::Proof;
use crate::catalog::Catalog;
use crate::catalog::holidays::Holidays;
use crate::catalog::item::{DayUnit, DeadlineRule, Frequency, Item};
use crate::model::record::Record;
use crate::source::{Span, Spanned};
use crate::value::period::Period;

/// Where the law asks for the quarter only and leaves the month to the place.
const FREQUENCY: &str = "finance_frequency";

/// How far behind its period something may be due: half a year after the end of the year before.
const BACK: u64 = 550;

/// Each opinion has a clock of its own; the register of them follows no event.
const OWN_CLOCK: &str = "reply_days";

/// Fields that hold the day of an event where the deadline names none.
const EVENT_FIELDS: &[&str] = &["held_on", "adopted_on"];

/// The deadline of an item in one place.
#[derive(Debug)]
pub(super) struct Deadline<'a> {
    holidays: &'a Holidays,
    pub(super) item: Arc<Item>,
    pub(super) frequency: Frequency,
    pub(super) rule: DeadlineRule,
    pub(super) days: u32,
    pub(super) unit: DayUnit,
    /// Sources (ids) of the number of days.
    basis: Vec<String>,
}

/// Whose rules count, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Law<'a> {
    pub(super) catalog: &'a Catalog,
    /// 规则包.
    pub(super) rules: &'a str,
    /// Whether the rules for communities hold.
    pub(super) is_community: bool,
    /// The day whose law counts.
    pub(super) on: NaiveDate,
}

/// The last day in time of one record (T001).
#[derive(Debug)]
pub(crate) struct LastDay {
    /// The day.
    pub(crate) due: NaiveDate,
    /// Where the day stands that it is counted from.
    pub(crate) from: Span,
    /// Whether that is the day of an event, and not a period.
    pub(crate) is_event: bool,
    /// Sources (ids) of the number of days.
    pub(crate) basis: Vec<String>,
}

impl<'a> Deadline<'a> {
    /// As the catalogue has it. A frequency above what the law asks for (`frequency_floor`) holds where the place's
    /// `finance_frequency` says so, or where it says nothing.
    pub(super) fn of(item: &Arc<Item>, law: Law<'a>) -> Self {
        let param = |name: &str| law.catalog.param(name, law.rules, law.on);
        let own = item.frequency_community.filter(|_| law.is_community);
        let usual = own.unwrap_or(item.frequency);
        let only_quarterly =
            param(FREQUENCY).is_some_and(|value| value.text.as_deref() == Some("quarterly"));
        let value = item.deadline.param.as_deref().and_then(param);
        let (days, unit, basis) = match (item.deadline.days, value) {
            (Some(days), _) => (days, item.deadline.unit, &item.basis),
            (None, Some(value)) => (value.number.unwrap_or(0), value.unit, &value.basis),
            (None, None) => (0, item.deadline.unit, &item.basis),
        };
        Self {
            holidays: &law.catalog.holidays,
            basis: basis.clone(),
            item: Arc::clone(item),
            frequency: item
                .frequency_floor
                .filter(|_| only_quarterly)
                .unwrap_or(usual),
            rule: item.deadline.rule,
            days,
            unit,
        }
    }

    /// Whether the day is counted from an event that only the record names.
    pub(super) fn is_by_event(&self) -> bool {
        match self.rule {
            DeadlineRule::AfterEvent
            | DeadlineRule::BeforeEvent
            | DeadlineRule::OnEvent
            | DeadlineRule::Standing => true,
            DeadlineRule::AfterPeriodEnd
            | DeadlineRule::AfterPeriodStart
            | DeadlineRule::BeforePeriodStart => false,
        }
    }

    /// The periods that belong to a year: those due in it, and of what follows an event those that end in it.
    pub(super) fn periods(&self, year: i32) -> Vec<Period> {
        if self.frequency == Frequency::Standing {
            return vec![Period::Standing];
        }
        let first = first_of_year(year);
        let mut next = containing(self.frequency, first - Days::new(BACK));
        let mut periods = Vec::new();
        while let Some(period) = next {
            let day = if self.is_by_event() {
                period.last_day()
            } else {
                Some(self.due(&period, None, year))
            };
            let Some(day) = day.filter(|day| day.year() <= year) else {
                break;
            };
            next = period.next();
            if day.year() == year {
                periods.push(period);
            }
        }
        periods
    }

    /// The last day in time while no record says more. What follows an event is due when the period and the days
    /// after it are over, for the event may be on its last day; what hangs for good is due at the start of the year
    /// or of the village.
    pub(super) fn due(&self, period: &Period, begun: Option<NaiveDate>, year: i32) -> NaiveDate {
        let start = first_of_year(year);
        let first = period
            .first_day()
            .unwrap_or_else(|| begun.map_or(start, |begun| begun.max(start)));
        let last = period.last_day().unwrap_or(first);
        match self.rule {
            DeadlineRule::AfterPeriodEnd | DeadlineRule::AfterEvent => self.after(last),
            // The first day itself counts: 年初31日内 is all of January.
            DeadlineRule::AfterPeriodStart => self.after(first - Days::new(1)),
            DeadlineRule::BeforePeriodStart => self.before(first - Days::new(1)),
            DeadlineRule::Standing if self.frequency == Frequency::Standing => self.after(first),
            DeadlineRule::BeforeEvent | DeadlineRule::OnEvent | DeadlineRule::Standing => last,
        }
    }

    /// The last day in time of what follows an event.
    pub(super) fn due_after(&self, event: NaiveDate) -> Option<NaiveDate> {
        match self.rule {
            DeadlineRule::AfterEvent | DeadlineRule::OnEvent => Some(self.after(event)),
            DeadlineRule::BeforeEvent => Some(self.before(event)),
            DeadlineRule::AfterPeriodEnd
            | DeadlineRule::AfterPeriodStart
            | DeadlineRule::BeforePeriodStart
            | DeadlineRule::Standing => None,
        }
    }

    /// The last day in time of a record by itself; none where it does not say what it is counted from, and where no
    /// number of days is set.
    pub(super) fn last_day(&self, record: &Record) -> Option<LastDay> {
        let deadline = &self.item.deadline;
        let is_set = deadline.days.is_some() || deadline.param.is_some();
        if !is_set || deadline.param.as_deref() == Some(OWN_CLOCK) {
            return None;
        }
        let of_period = |day: Option<NaiveDate>| {
            let period = record.fields.get("period_or_event_date")?;
            Some((self.after(day?), period.span, false))
        };
        let (due, from, is_event) = match self.rule {
            DeadlineRule::AfterPeriodEnd => of_period(record.period()?.last_day())?,
            DeadlineRule::AfterPeriodStart => {
                let first = record.period()?.first_day();
                of_period(first.map(|first| first - Days::new(1)))?
            }
            DeadlineRule::AfterEvent | DeadlineRule::OnEvent => {
                let event = self.event(record)?;
                (self.after(event.value), event.span, true)
            }
            DeadlineRule::BeforePeriodStart
            | DeadlineRule::BeforeEvent
            | DeadlineRule::Standing => return None,
        };
        Some(LastDay {
            due,
            from,
            is_event,
            basis: self.basis.clone(),
        })
    }

    /// The day of the event: the field that the deadline names, else the day the record is about, else when a meeting
    /// was held.
    pub(super) fn event(&self, record: &Record) -> Option<Spanned<NaiveDate>> {
        let named = self.item.deadline.event_field.as_deref();
        let period = || {
            let period = record.fields.get("period_or_event_date")?;
            match record.period() {
                Some(Period::Day(day)) => Some(Spanned::new(day, period.span)),
                _ => None,
            }
        };
        let held = || {
            let mut fields = EVENT_FIELDS.iter();
            fields.find_map(|field| record.fields.date(field))
        };
        named
            .and_then(|field| record.fields.date(field))
            .or_else(period)
            .or_else(held)
    }

    /// The day that puts an entry into a month: the due day; of what follows an event the end of its period, or the
    /// day of publication where that is a whole year. Apart from the latter it does not hang on records, so that a
    /// month never looks better for a record less.
    pub(super) fn column(
        &self,
        period: &Period,
        due: NaiveDate,
        proof: Option<&Proof>,
        year: i32,
    ) -> NaiveDate {
        let is_yearly = self.frequency == Frequency::Yearly;
        let day = match (proof, period.last_day()) {
            (Some(proof), _) if self.is_by_event() && is_yearly => proof.published,
            (_, Some(last)) if self.is_by_event() => last,
            _ => due,
        };
        day.clamp(first_of_year(year), last_of_year(year))
    }

    fn after(&self, day: NaiveDate) -> NaiveDate {
        days_after(day, self.days, self.unit, self.holidays)
    }

    /// Counted backwards the last day stays where it is: moving it on would shorten the notice.
    fn before(&self, day: NaiveDate) -> NaiveDate {
        shift(day, self.days, self.unit, self.holidays, |day| {
            day.pred_opt()
        })
    }
}

/// Whether a village that began on `begun` owes the period: not what began before it.
pub(super) fn is_owed(period: &Period, begun: Option<NaiveDate>) -> bool {
    let Some(begun) = begun else { return false };
    period.first_day().is_none_or(|first| first >= begun)
}

/// So many days after a day; a last day that is a day off moves on (民法典第203条).
pub(super) fn days_after(
    day: NaiveDate,
    count: u32,
    unit: DayUnit,
    holidays: &Holidays,
) -> NaiveDate {
    holidays.rolled(shift(day, count, unit, holidays, |day| day.succ_opt()))
}

/// Counts days from a day, which itself does not count (民法典第201条).
fn shift(
    day: NaiveDate,
    count: u32,
    unit: DayUnit,
    holidays: &Holidays,
    step: impl Fn(NaiveDate) -> Option<NaiveDate>,
) -> NaiveDate {
    let mut day = day;
    let mut left = count;
    while left > 0 {
        let Some(next) = step(day) else { break };
        day = next;
        let is_off = unit == DayUnit::Working && holidays.is_off(day);
        left -= u32::from(!is_off);
    }
    day
}

/// The period of a frequency that holds a day; none for what has no periods.
fn containing(frequency: Frequency, day: NaiveDate) -> Option<Period> {
    let year = day.year();
    match frequency {
        Frequency::Monthly => Some(Period::Month {
            year,
            month: day.month(),
        }),
        Frequency::Quarterly => Some(Period::Quarter {
            year,
            quarter: day.month0() / 3 + 1,
        }),
        Frequency::HalfYearly => Some(Period::HalfYear {
            year,
            half: day.month0() / 6 + 1,
        }),
        Frequency::Yearly => Some(Period::Year { year }),
        Frequency::Event | Frequency::Standing => None,
    }
}

/// 1 January.
pub(super) fn first_of_year(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).expect("every year has a first of January")
}

fn last_of_year(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 12, 31).expect("every year has a last of December")
}

#[cfg(test)]
mod tests {
    use super::days_after;
    use crate::catalog::Catalog;
    use crate::catalog::item::DayUnit;

    #[track_caller]
    fn check(from: &str, count: u32, unit: DayUnit, expected: &str) {
        let holidays = Catalog::embedded().holidays;
        let day = days_after(from.parse().unwrap(), count, unit, &holidays);
        assert_eq!(day.to_string(), expected);
    }

    #[test]
    fn counts_days_from_the_day_after() {
        check("2026-09-30", 15, DayUnit::Calendar, "2026-10-15");
        check("2026-09-30", 0, DayUnit::Calendar, "2026-09-30");
        // 15 August is a Saturday, 15 February the first of nine days off.
        check("2026-07-31", 15, DayUnit::Calendar, "2026-08-17");
        check("2026-01-31", 15, DayUnit::Calendar, "2026-02-24");
        // A Friday: five working days later is a Friday.
        check("2026-11-20", 5, DayUnit::Working, "2026-11-27");
        check("2026-11-21", 1, DayUnit::Working, "2026-11-23");
        // Over the days off of October, with the Saturday that is worked.
        check("2026-09-30", 3, DayUnit::Working, "2026-10-10");
    }
}
