//! G022: every year the members of the committee are appraised.

use chrono::{Datelike as _, Days, NaiveDate};

use crate::check::governance::offices::{self, is_bound};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;

/// 民主评议每年至少进行一次 (GOV-05).
pub(crate) static YEARLY_APPRAISAL: Check = Check {
    rule: Rule {
        code: "G022",
        title: "全年未见民主评议",
        // The year is over: it cannot be mended, and the village's other matters must still be published.
        level: Level::Warning,
        basis: &["VCOL-38", "RCOL-37"],
        explain: "村(居)委会成员每年至少评议一次，由监督委员会主持，结果公布。上一年从头到尾都有成员名单，却没有那一年的评议，就提醒。评议按开会的日期算年份；次年一月底以前不提醒。县里的目录已经列了民主评议的，由公开台账提醒，这里不重复。",
        example: "成员名单: 2025年起\n（2026年没有`民主评议村(居)委成员`）",
        repair: "公开事项: 民主评议村(居)委成员\n时间: 2026-12-20",
    },
    run: yearly_appraisal,
};

const ITEM: &str = "affairs.appraisal";

/// Whoever published one so many days ago owes the next one on the register, which tells it.
const HABIT: Days = Days::new(400);

/// Days of the new year in which the result of a meeting in December may still come.
const GRACE: Days = Days::new(31);

fn yearly_appraisal(scope: &Scope<'_>, report: &mut Report<'_>) {
    let year = scope.today.year() - 1;
    let (Some(first), Some(last)) = (
        NaiveDate::from_ymd_opt(year, 1, 1),
        NaiveDate::from_ymd_opt(year, 12, 31),
    ) else {
        return;
    };
    let is_listed = |list: &Vec<String>| list.iter().any(|id| id == ITEM);
    let told = scope.catalog.county_list.as_ref().is_some_and(is_listed);
    // A file that could not be read may be the one that is missed here.
    if told || scope.today <= last + GRACE || !scope.village.unread.is_empty() {
        return;
    }
    let records = scope.village.published();
    let appraisals: Vec<&Record> = records.filter(|record| record.item_id() == ITEM).collect();
    let is_of_year = |record: &&Record| held(record).is_some_and(|on| on.year() == year);
    let is_habit = |record: &&Record| record.date().is_some_and(|on| on + HABIT >= scope.today);
    if appraisals
        .iter()
        .any(|one| is_of_year(one) || is_habit(one))
    {
        return;
    }
    let rosters = offices::rosters(scope, offices::COMMITTEE);
    let Some(roster) = offices::in_force(&rosters, first).filter(|_| is_bound(scope, last)) else {
        return;
    };
    let newest = offices::in_force(&rosters, last).unwrap_or(roster);
    report
        .at(
            newest.place(),
            format!("{year} 年民主评议 0 次，每年至少 1 次"),
        )
        .help("评议过的，补录`民主评议村(居)委成员`；没有评议的，今年补上，并用`豁免`写明原因");
}

fn held(record: &Record) -> Option<NaiveDate> {
    let held = record.fields.date("held_on").map(|date| date.value);
    held.or_else(|| record.period().and_then(|period| period.last_day()))
}
