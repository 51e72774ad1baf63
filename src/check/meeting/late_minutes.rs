//! M023: minutes are written when the meeting is held.

use chrono::NaiveDate;

use crate::catalog::item::Category;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::{Fields, Record};
use crate::source::Spanned;

/// 会议记录是后来补的 (补记).
pub(crate) static LATE_MINUTES: Check = Check {
    rule: Rule {
        code: "M023",
        title: "会议记录补记",
        level: Level::Warning,
        basis: &["PRACTICE", "RCEOL-33"],
        explain: "会议记录应当场记、会后马上整理。写下记录的日子比开会晚很多（参数`late_minutes_days`），就是补记，页面和档案里应看得出来。写下的日子看`记录日期`；会议自成一条公开的，没有写就看`编制日期`。封存以后，以第一次封存的日子为准。确有原因的，用`豁免`写明。",
        example: "时间: 2026-03-02\n编制日期: 2026-05-20",
        repair: "时间: 2026-03-02\n记录日期: 2026-03-02\n编制日期: 2026-05-20",
    },
    run: late_minutes,
};

fn late_minutes(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        if record.category != Category::Decision {
            continue;
        }
        match &record.matter {
            Some(matter) => {
                for step in &matter.steps {
                    compare(scope, &step.fields, step.fields.date("recorded_on"), report);
                }
            }
            None if is_meeting(record) => {
                let written = record.fields.date("recorded_on");
                let written = written.or_else(|| record.fields.date("prepared_on"));
                compare(scope, &record.fields, written, report);
            }
            None => {}
        }
    }
}

/// A record that tells what a meeting said: votes were taken or people came.
fn is_meeting(record: &Record) -> bool {
    ["present_count", "votes_for", "outcome"]
        .iter()
        .any(|id| record.fields.get(id).is_some())
}

fn compare(
    scope: &Scope<'_>,
    fields: &Fields,
    written: Option<Spanned<NaiveDate>>,
    report: &mut Report<'_>,
) {
    let (Some(held), Some(written)) = (fields.date("held_on"), written) else {
        return;
    };
    let Some(most) = scope.number("late_minutes_days", held.value) else {
        return;
    };
    let days = (written.value - held.value).num_days();
    if days > i64::from(most) {
        report
            .at(
                written.span,
                format!(
                    "会议在 {}，记录写于 {}，隔了 {days} 天，超过 {most} 天",
                    held.value, written.value
                ),
            )
            .label(held.span, "开会")
            .help("当时就有记录的，补上`记录日期`；确是补记的，写明是谁、根据什么补的");
    }
}
