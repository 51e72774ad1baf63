//! G016: the assembly meets once a year, the representatives each quarter or half-year.

use chrono::{Datelike as _, NaiveDate};

use crate::calendar;
use crate::catalog::item::Frequency;
use crate::check::governance::meetings::{Meetings, bounds, countable_year, year_in_words};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::village::Kind;
use crate::value::period::Period;

/// 村(居)民会议、代表会议没有按期开 (GOV-07).
pub(crate) static MEETINGS_DUE: Check = Check {
    rule: Rule {
        code: "G016",
        title: "村(居)民会议、代表会议次数不够",
        level: Level::Warning,
        basis: &["VCOL-25", "VCOL-30", "RCOL-28"],
        explain: "村民会议每年至少一次；村民代表会议每季度一次，居民代表会议每半年一次。按公开的会议记录和重大事项里开会的步骤数，全体会议也算代表会议。一年快完了（12月）才数村民会议，一个季度过完了才数代表会议；从来没有单独公开过代表会议记录的村不数。开了没有公开的，补上记录；确实没开的，写明原因。",
        example: "2026年第一季度、第三季度有村民代表会议，第二季度没有（今天 2026-10-20）",
        repair: "公开事项: 村(居)民代表会议记录与决定\n会议时间: 2026-06-18",
    },
    run: meetings_due,
};

const ASSEMBLY: &str = "decision.assembly";
const REPRESENTATIVES: &str = "decision.reps_meeting";

fn meetings_due(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(all) = Meetings::of(scope, &[ASSEMBLY, REPRESENTATIVES]) else {
        return;
    };
    if all.are_shown() {
        assembly(scope, &all, report);
        representatives(scope, &all, report);
    }
}

fn assembly(scope: &Scope<'_>, all: &Meetings<'_>, report: &mut Report<'_>) {
    let id = match scope.village.profile.kind {
        Kind::Village => "villagers_assembly",
        Kind::Community => "residents_assembly",
    };
    let body = scope.catalog.procedure.bodies.get(id);
    let Some((body, least)) = body.and_then(|body| Some((body, body.min_per_year?))) else {
        return;
    };
    let year = countable_year(scope);
    let Some((year, days)) = year.and_then(|year| Some((year, bounds(year)?))) else {
        return;
    };
    let Some(meetings) = Meetings::of(scope, &[ASSEMBLY]) else {
        return;
    };
    let count = meetings.between(days);
    if count >= usize::try_from(least).unwrap_or(1) {
        return;
    }
    report
        .at(
            all.place(scope),
            format!(
                "{}每年至少 {least} 次，{}记录里有 {count} 次",
                body.name,
                year_in_words(scope, year)
            ),
        )
        .help("开过的，补上会议记录；还没有开的，抓紧召开")
        .basis(&["VCOL-25"]);
}

fn representatives(scope: &Scope<'_>, all: &Meetings<'_>, report: &mut Report<'_>) {
    let (id, law) = match scope.village.profile.kind {
        Kind::Village => ("villagers_reps", "VCOL-30"),
        Kind::Community => ("residents_reps", "RCOL-28"),
    };
    let body = scope.catalog.procedure.bodies.get(id);
    let Some((body, frequency)) = body.and_then(|body| Some((body, body.frequency?))) else {
        return;
    };
    let own = Meetings::of(scope, &[REPRESENTATIVES]);
    if !own.is_some_and(|own| own.have_minutes()) {
        return;
    }
    let missing: Vec<String> = periods(scope, frequency)
        .into_iter()
        .filter(|period| {
            let bounds = period.first_day().zip(period.last_day());
            bounds.is_some_and(|days| all.between(days) == 0)
        })
        .map(|period| period.to_string())
        .collect();
    if missing.is_empty() {
        return;
    }
    report
        .at(
            all.place(scope),
            format!(
                "{}{}至少 1 次，{}记录里有 0 次",
                body.name,
                frequency.name(),
                missing.join("、")
            ),
        )
        .help("开过的，补上会议记录；确实没有开的，用`豁免`写明原因")
        .basis(&[law]);
}

/// The periods of this year, and in its first quarter the last one of the year before, that are over so long that
/// their minutes are due, and in which the board was kept from the first day.
fn periods(scope: &Scope<'_>, frequency: Frequency) -> Vec<Period> {
    let year = scope.today.year();
    let of_year = |year: i32| -> Vec<Period> {
        match frequency {
            Frequency::Quarterly => (1..=4)
                .map(|quarter| Period::Quarter { year, quarter })
                .collect(),
            Frequency::HalfYearly => (1..=2)
                .map(|half| Period::HalfYear { year, half })
                .collect(),
            Frequency::Monthly | Frequency::Yearly | Frequency::Event | Frequency::Standing => {
                Vec::new()
            }
        }
    };
    let before = of_year(year - 1).pop().filter(|_| scope.today.month() <= 3);
    let since = scope.calendar.since;
    let is_judged = |period: &Period| {
        let begins = period.first_day().zip(since);
        let is_kept = begins.is_some_and(|(first, since)| since <= first);
        let over = period.last_day().and_then(|last| minutes_due(scope, last));
        is_kept && over.is_some_and(|over| over < scope.today)
    };
    let all = before.into_iter().chain(of_year(year));
    all.filter(is_judged).collect()
}

fn minutes_due(scope: &Scope<'_>, last: NaiveDate) -> Option<NaiveDate> {
    let rules = &scope.village.profile.rules;
    calendar::due_by(scope.catalog, rules, "event_due_days", last)
}
