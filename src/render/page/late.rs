//! What a record's page says when it was published after the last day.

use crate::calendar;
use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::Context;
use crate::render::view::text::Run;

/// `应于 10-15 前公开，10-19 公开，迟 4 天。`; nothing where it came in time, or where a correction was posted since.
pub(super) fn late(record: &Record, village: &Village, context: &Context<'_>) -> Vec<Run> {
    let published = record.fields.date("published_on");
    let published = published.filter(|_| record.corrections.is_empty());
    let last = calendar::last_day(record, village, context.catalog);
    let Some((published, last)) = published.zip(last) else {
        return Vec::new();
    };
    let days = (published.value - last.due).num_days();
    if days <= 0 {
        return Vec::new();
    }
    vec![
        Run::plain("应于 "),
        Run::unbroken(last.due.to_string()),
        Run::plain(" 前公开，"),
        Run::unbroken(published.value.to_string()),
        Run::plain(" 公开，迟 "),
        Run::strong(format!("{days} 天")),
        Run::plain("。"),
    ]
}
