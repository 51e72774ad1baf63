//! T001: a record was published by the day it was due.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use crate::catalog::item::{DayUnit, DeadlineRule, Item};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::source::Spanned;
use crate::value::period::Period;

/// 公布晚于期限 (PUB-05).
pub(crate) static LATE: Check = Check {
    rule: Rule {
        code: "T001",
        title: "公布得晚了",
        level: Level::Warning,
        basis: &["VCOL-35", "RCOL-34"],
        explain: "定期的事项在期末以后若干天内公布，随时的事项在事情发生以后若干天内公布，天数由目录和当地规定定；最后一天是周末和节假日的顺延。晚了也要公布，所以只提醒。更正过的不算：那时写的是重新公布的日期。",
        example: "期间: 2026-09\n公布日期: 2026-10-21",
        repair: "期间: 2026-09\n公布日期: 2026-10-12",
    },
    run: late,
};

/// Each opinion has a clock of its own; the register of them is no event.
const OWN_CLOCK: &str = "reply_days";

fn late(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        let Some(item) = record.item.as_deref() else {
            continue;
        };
        let published = record.fields.date("published_on");
        let Some(published) = published.filter(|_| record.corrections.is_empty()) else {
            continue;
        };
        let Some((begin, says)) = begin(record, item) else {
            continue;
        };
        let Some((due, basis)) = due(scope, item, begin.value) else {
            continue;
        };
        if published.value <= due {
            continue;
        }
        let days = (published.value - due).num_days();
        report
            .at(
                published.span,
                format!("{} 公布，晚了 {days} 天，最迟应在 {due}", published.value),
            )
            .label(begin.span, says)
            .help("核对日期；确实晚了的，用`豁免`写明原因，下次在期限内公布")
            .basis(&basis);
    }
}

/// The day the deadline is counted from, and what it is.
fn begin(record: &Record, item: &Item) -> Option<(Spanned<NaiveDate>, &'static str)> {
    let period = record.fields.get("period_or_event_date")?;
    let at = |day: NaiveDate| Spanned::new(day, period.span);
    match item.deadline.rule {
        DeadlineRule::AfterPeriodEnd => Some((at(record.period()?.last_day()?), "所属期间")),
        DeadlineRule::AfterPeriodStart => Some((at(record.period()?.first_day()?), "所属期间")),
        DeadlineRule::AfterEvent | DeadlineRule::OnEvent => {
            let own = item.deadline.event_field.as_deref();
            let named = |id: &str| record.fields.date(id);
            let day = || match record.period()? {
                Period::Day(day) => Some(at(day)),
                _ => None,
            };
            let held = || ["held_on", "adopted_on"].into_iter().find_map(named);
            let begin = own.and_then(named).or_else(day).or_else(held)?;
            Some((begin, "事情发生的日期"))
        }
        DeadlineRule::BeforePeriodStart | DeadlineRule::BeforeEvent | DeadlineRule::Standing => {
            None
        }
    }
}

/// The last day in time, and by which rule.
fn due(scope: &Scope<'_>, item: &Item, begin: NaiveDate) -> Option<(NaiveDate, Vec<String>)> {
    let deadline = &item.deadline;
    let profile = scope.village.profile.rules.as_str();
    if deadline.param.as_deref() == Some(OWN_CLOCK) {
        return None;
    }
    let param = deadline.param.as_deref();
    let param = param.and_then(|id| scope.catalog.param(id, profile, begin));
    let (days, unit, basis) = match (deadline.days, param) {
        (Some(days), _) => (days, deadline.unit, &item.basis),
        (None, Some(param)) => (param.number?, param.unit, &param.basis),
        (None, None) => return None,
    };
    let due = match unit {
        DayUnit::Calendar => begin.checked_add_days(Days::new(days.into()))?,
        DayUnit::Working => working(begin, days)?,
    };
    Some((past_holidays(due)?, basis.clone()))
}

fn working(from: NaiveDate, days: u32) -> Option<NaiveDate> {
    let mut day = from;
    for _ in 0..days {
        day = past_holidays(day.succ_opt()?)?;
    }
    Some(day)
}

/// 民法典第二百零三条: a last day that is a holiday moves to the day after it. The holidays of a year are announced
/// year by year; these are the longest they have been, for a day too many is better than a wrong reproach.
fn past_holidays(day: NaiveDate) -> Option<NaiveDate> {
    let mut day = day;
    while is_off(day) {
        day = day.succ_opt()?;
    }
    Some(day)
}

fn is_off(day: NaiveDate) -> bool {
    let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    is_weekend
        || matches!(
            (day.month(), day.day()),
            (1 | 5, 1..=3) | (5, 4..=5) | (10, 1..=8)
        )
}
