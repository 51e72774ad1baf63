//! G007: the old committee hands over within ten days.

use crate::check::governance::{elections, offices::is_bound};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 自新一届产生之日起十日内完成工作移交 (ELE-06).
pub(crate) static HANDOVER: Check = Check {
    rule: Rule {
        code: "G007",
        title: "工作移交晚了",
        // What happened late cannot be undone and must still be published.
        level: Level::Warning,
        basis: &["VCOL-24", "RCOL-25"],
        explain: "新一届村(居)委会产生之日起十日内完成工作移交。拿`移交完成日期`和最近一次选举的日期比。已经晚了的照样公布，把原因写明。",
        example: "选举日: 2026-03-22\n移交完成日期: 2026-04-08",
        repair: "选举日: 2026-03-22\n移交完成日期: 2026-03-30",
    },
    run: handover,
};

/// A handover after more days than that follows something else than the last election.
const RELATED_DAYS: i64 = 180;

fn handover(scope: &Scope<'_>, report: &mut Report<'_>) {
    let results = elections::records(scope, "affairs.election_result");
    let profile = scope.village.profile.rules.as_str();
    for record in scope.village.published() {
        if record.item_id() != "affairs.handover" {
            continue;
        }
        let Some(done) = record.fields.date("handover_done_on") else {
            continue;
        };
        let before = results.iter().rev();
        let Some((_, election)) = before
            .map(|(record, day)| (record, day))
            .find(|(_, day)| day.value <= done.value)
        else {
            continue;
        };
        let param = scope.catalog.param("handover_days", profile, done.value);
        let Some(allowed) = param.and_then(|param| param.number) else {
            continue;
        };
        let days = (done.value - election.value).num_days();
        if days <= i64::from(allowed) || days > RELATED_DAYS || !is_bound(scope, done.value) {
            continue;
        }
        report
            .at(
                done.span,
                format!("选举后 {days} 天才完成移交，期限是 {allowed} 天"),
            )
            .label(election.span, format!("选举日 {}", election.value))
            .help("核对两个日期；确实晚了的，在`正文`里写明原因，再用`豁免`记下");
    }
}
