//! What the checks on elections share: the day of an election, and who votes in it.

use chrono::NaiveDate;

use crate::check::Scope;
use crate::model::record::Record;
use crate::model::value::Value;
use crate::model::village::Kind;
use crate::source::Spanned;
use crate::value::period::Period;

/// Published records of an item with the day of their election, oldest first. A list taken down after the votes were
/// cast has served; one taken back before that was replaced.
pub(super) fn records<'a>(scope: &Scope<'a>, item: &str) -> Vec<(&'a Record, Spanned<NaiveDate>)> {
    let records = scope.village.published();
    let mut found: Vec<_> = records
        .filter(|record| record.item_id() == item)
        .filter_map(|record| Some((record, day(record)?)))
        .filter(|(record, day)| {
            let withdrawal = record.withdrawal.as_ref();
            withdrawal.is_none_or(|gone| gone.date.is_some_and(|on| on > day.value))
        })
        .collect();
    found.sort_by_key(|(_, day)| day.value);
    found
}

/// 选举日, else the day the record is about.
fn day(record: &Record) -> Option<Spanned<NaiveDate>> {
    let event = || {
        let value = record.fields.get("period_or_event_date")?;
        match &value.value {
            Value::Period(Period::Day(day)) | Value::Date(day) => {
                Some(Spanned::new(*day, value.span))
            }
            _ => None,
        }
    };
    record.fields.date("election_day").or_else(event)
}

/// Whether representatives elect: in a community that is allowed, and then as many are due as it has representatives.
pub(super) fn is_by_representatives(scope: &Scope<'_>, voters_due: i64) -> bool {
    if scope.village.profile.kind != Kind::Community {
        return false;
    }
    let lists = scope.village.published();
    let mut lists = lists.filter(|record| record.item_id() == "decision.representatives");
    lists.any(
        |record| match record.fields.get("reps_list").map(|list| &list.value) {
            Some(Value::Table(table)) => {
                i64::try_from(table.entries().count()).is_ok_and(|count| count == voters_due)
            }
            _ => false,
        },
    )
}
