//! When an item is due: its frequency here, its periods in a year, and the last day in time.

use std::sync::Arc;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use crate::calendar::Proof;
use crate::calendar::draw::Place;
use crate::catalog::item::{DayUnit, DeadlineRule, Frequency, Item};
use crate::model::record::Record;
use crate::value::period::Period;

/// Where the law asks for the quarter only and leaves the month to the place.
const FREQUENCY: &str = "finance_frequency";

/// How far behind its period something may be due: half a year after the end of the year before.
const BACK: u64 = 550;

/// The deadline of an item in one place.
#[derive(Debug)]
pub(super) struct Deadline {
    pub(super) item: Arc<Item>,
    pub(super) frequency: Frequency,
    pub(super) rule: DeadlineRule,
    pub(super) days: u32,
    pub(super) unit: DayUnit,
}

impl Deadline {
    /// As the catalogue has it for the place, today. A frequency above what the law asks for (`frequency_floor`)
    /// holds where the place's `finance_frequency` says so, or where it says nothing.
    pub(super) fn of(item: &Arc<Item>, place: &Place<'_>) -> Self {
        let rules = &place.village.profile.rules;
        let param = |name: &str| place.catalog.param(name, rules, place.today);
        let own = item.frequency_community.filter(|_| place.is_community());
        let usual = own.unwrap_or(item.frequency);
        let only_quarterly =
            param(FREQUENCY).is_some_and(|value| value.text.as_deref() == Some("quarterly"));
        let value = item.deadline.param.as_deref().and_then(param);
        let (days, unit) = match (item.deadline.days, value) {
            (Some(days), _) => (days, item.deadline.unit),
            (None, Some(value)) => (value.number.unwrap_or(0), value.unit),
            (None, None) => (0, item.deadline.unit),
        };
        Self {
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

    /// The last day in time of a record whose event is known.
    pub(super) fn due_of(&self, record: &Record) -> Option<NaiveDate> {
        let event = self.event(record)?;
        match self.rule {
            DeadlineRule::AfterEvent => Some(self.after(event)),
            DeadlineRule::BeforeEvent => Some(self.before(event)),
            DeadlineRule::OnEvent => Some(event),
            DeadlineRule::AfterPeriodEnd
            | DeadlineRule::AfterPeriodStart
            | DeadlineRule::BeforePeriodStart
            | DeadlineRule::Standing => None,
        }
    }

    /// The day of the event: the field that the deadline names, else the day the record is about.
    pub(super) fn event(&self, record: &Record) -> Option<NaiveDate> {
        let named = self.item.deadline.event_field.as_deref();
        let day = named.and_then(|field| record.fields.date(field));
        day.map(|day| day.value).or(match record.period() {
            Some(Period::Day(day)) => Some(day),
            _ => None,
        })
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
        shift(day, self.days, self.unit, |day| day.succ_opt())
    }

    fn before(&self, day: NaiveDate) -> NaiveDate {
        shift(day, self.days, self.unit, |day| day.pred_opt())
    }
}

/// Whether a village that began on `begun` owes the period: not what began before it.
pub(super) fn is_owed(period: &Period, begun: Option<NaiveDate>) -> bool {
    let Some(begun) = begun else { return false };
    period.first_day().is_none_or(|first| first >= begun)
}

/// Counts days from a day, which itself does not count (民法典第201条). Working days are Monday to Friday; a last day
/// on a Saturday or Sunday is not moved: both need the holidays of the year.
fn shift(
    day: NaiveDate,
    count: u32,
    unit: DayUnit,
    step: impl Fn(NaiveDate) -> Option<NaiveDate>,
) -> NaiveDate {
    let mut day = day;
    let mut left = count;
    while left > 0 {
        let Some(next) = step(day) else { break };
        day = next;
        let is_off =
            unit == DayUnit::Working && matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
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
    use super::shift;
    use crate::catalog::item::DayUnit;

    #[track_caller]
    fn check(from: &str, count: u32, unit: DayUnit, expected: &str) {
        let day = shift(from.parse().unwrap(), count, unit, |day| day.succ_opt());
        assert_eq!(day.to_string(), expected);
    }

    #[test]
    fn counts_days_from_the_day_after() {
        check("2026-09-30", 15, DayUnit::Calendar, "2026-10-15");
        check("2026-09-30", 0, DayUnit::Calendar, "2026-09-30");
        // 15 August is a Saturday and stays the last day.
        check("2026-07-31", 15, DayUnit::Calendar, "2026-08-15");
        // A Friday: five working days later is a Friday.
        check("2026-11-20", 5, DayUnit::Working, "2026-11-27");
        check("2026-11-21", 1, DayUnit::Working, "2026-11-23");
    }
}
