//! Opinions and answers (意见与答复): each with a clock of its own, from the day it was received.
//!
//! An opinion is known by its number: a later record that answers it stops its clock, and a record less can only leave
//! it unanswered.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::calendar::due_by;
use crate::catalog::Catalog;
use crate::model::record::Record;
use crate::model::table::{Row, Table};
use crate::model::value::Value;
use crate::model::village::Village;
use crate::source::Span;

/// The table, and the parameter with the days for an answer.
const TABLE: &str = "opinions";
const DAYS: &str = "reply_days";

/// One opinion, as the latest record has it.
#[derive(Debug, Clone)]
pub(crate) struct Opinion<'a> {
    /// 编号.
    pub(crate) number: String,
    /// When it was received.
    pub(crate) received: NaiveDate,
    /// 渠道.
    pub(crate) channel: String,
    /// The text, masked.
    pub(crate) content: String,
    /// The answer; may be empty.
    pub(crate) reply: String,
    /// 上报: to which office it went on, and when; may be empty.
    pub(crate) escalated: String,
    /// The decision it objects to, as an address; may be empty.
    pub(crate) matter: String,
    /// When it was answered.
    pub(crate) replied: Option<NaiveDate>,
    /// Days for an answer, and the last of them.
    pub(crate) limit: Option<(u32, NaiveDate)>,
    /// Where its clock stands.
    pub(crate) clock: Clock,
    /// The record that answers it, else the first that names it.
    pub(crate) record: &'a Record,
    /// Its row there.
    pub(crate) span: Span,
}

/// Where the clock of an opinion stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    /// Not answered, so many days left.
    Waiting(i64),
    /// Not answered, so many days after the last one.
    Overdue(i64),
    /// Answered after so many days.
    Answered(i64),
    /// Not answered, in a place that sets no days; or answered on a day that is not given.
    Unknown,
}

/// All opinions that the village published until today, the latest received first.
pub(crate) fn opinions<'a>(
    village: &'a Village,
    catalog: &Catalog,
    today: NaiveDate,
) -> Vec<Opinion<'a>> {
    let mut by_number: BTreeMap<String, Opinion<'_>> = BTreeMap::new();
    let records = village.published();
    let mut records: Vec<&Record> = records
        .filter(|record| record.withdrawal.is_none() && record.fields.has(TABLE))
        .collect();
    records.sort_by_key(|record| (record.date(), &record.address));
    for record in records {
        let Some(Value::Table(table)) = record.fields.get(TABLE).map(|table| &table.value) else {
            continue;
        };
        for row in table.entries() {
            let Some(opinion) = read(record, table, row) else {
                continue;
            };
            match by_number.get_mut(&opinion.number) {
                Some(known) => known.renew(opinion),
                None => drop(by_number.insert(opinion.number.clone(), opinion)),
            }
        }
    }
    let mut opinions: Vec<Opinion<'_>> = by_number.into_values().collect();
    for opinion in &mut opinions {
        let rules = &village.profile.rules;
        let number = catalog.param(DAYS, rules, opinion.received);
        let number = number.and_then(|value| value.number);
        opinion.limit = number.zip(due_by(catalog, rules, DAYS, opinion.received));
        opinion.clock = opinion.clock_on(today);
    }
    opinions.sort_by(|a, b| {
        b.received
            .cmp(&a.received)
            .then_with(|| b.number.cmp(&a.number))
    });
    opinions
}

/// A row; none where its number, its day or its answer could not be read.
fn read<'a>(record: &'a Record, table: &Table, row: &Row) -> Option<Opinion<'a>> {
    let cell = |id: &str| {
        let column = table.column(id)?;
        Some(&row.cell(column).value)
    };
    let text = |id: &str| match cell(id) {
        Some(Value::Unread) => None,
        Some(value) if value.is_given() => Some(value.to_string()),
        Some(_) | None => Some(String::new()),
    };
    let replied = match cell("replied_on") {
        Some(Value::Unread) => return None,
        value => value.and_then(Value::date),
    };
    Some(Opinion {
        number: text("no")?.trim().to_owned(),
        received: cell("received_on")?.date()?,
        channel: text("channel").unwrap_or_default(),
        content: text("content").unwrap_or_default(),
        reply: text("reply")?,
        escalated: text("escalated").unwrap_or_default(),
        matter: text("matter_id").unwrap_or_default(),
        replied,
        limit: None,
        clock: Clock::Unknown,
        record,
        span: row.span,
    })
}

impl<'a> Opinion<'a> {
    /// Whether there is an answer.
    pub(crate) fn is_answered(&self) -> bool {
        self.replied.is_some() || !self.reply.is_empty()
    }

    /// Takes over what a later record adds; an answer stays.
    fn renew(&mut self, later: Opinion<'a>) {
        let received = self.received.min(later.received);
        if later.is_answered() || !self.is_answered() {
            *self = later;
        }
        self.received = received;
    }

    fn clock_on(&self, today: NaiveDate) -> Clock {
        match (self.replied, self.limit) {
            (Some(replied), _) => Clock::Answered((replied - self.received).num_days()),
            (None, Some((_, due))) if !self.is_answered() => {
                let left = (due - today).num_days();
                if left < 0 {
                    Clock::Overdue(-left)
                } else {
                    Clock::Waiting(left)
                }
            }
            (None, _) => Clock::Unknown,
        }
    }
}
