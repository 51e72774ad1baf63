//! G025: homesteads are talked over in the collective before they are posted and approved.

use chrono::{Days, NaiveDate};

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::value::Value;

/// 宅基地申请经集体讨论 (AFF-01); that the application was posted is G012.
pub(crate) static HOMESTEAD_MEETING: Check = Check {
    rule: Rule {
        code: "G025",
        title: "批准的宅基地未见集体讨论的记录",
        // The law names the discussion but neither its body nor its minutes.
        level: Level::Warning,
        basis: &["LANDREG-34"],
        explain: "宅基地申请由村民小组或成员的会议讨论以后再公示、上报。批准名单或者申请公示里引用了`决策事项`的，或者前两年里有会议记录、重大事项写到宅基地的，算有讨论。",
        example: "公开事项: 宅基地审批与使用情况\n宅基地批准名单:\n  - {户主: 王一, 村民小组: 一组, …}",
        repair: "公开事项: 村民小组会议决定及实施\n议题: 讨论王一户宅基地申请\n时间: 2026-04-02",
    },
    run: homestead_meeting,
};

const WORD: &str = "宅基地";

/// A meeting before that long does not stand for the approvals of today.
const RECENT: Days = Days::new(730);

fn homestead_meeting(scope: &Scope<'_>, report: &mut Report<'_>) {
    // A file that could not be read may be the one that is missed here.
    if !scope.village.unread.is_empty() {
        return;
    }
    let published = || scope.village.published();
    let of = |item: &'static str| published().filter(move |record| record.item_id() == item);
    for record in of("affairs.homestead_result") {
        let Some(Value::Table(table)) = record.fields.get("homestead_list").map(|it| &it.value)
        else {
            continue;
        };
        let (count, Some(on)) = (table.entries().count(), record.date()) else {
            continue;
        };
        let mut talks = published().filter(|other| is_talk(other, on));
        let mut applications = of("affairs.homestead_application");
        if count == 0 || cites(record) || applications.any(cites) || talks.next().is_some() {
            continue;
        }
        let place = record.fields.0.get("homestead_list");
        report
            .at(
                place.map_or(record.item_span, |field| field.key),
                format!("批准了 {count} 户宅基地，未见集体讨论的记录"),
            )
            .help("公开讨论的会议记录，或者在申请公示里用`决策事项`引用它");
    }
}

fn cites(record: &Record) -> bool {
    let mut references = record.references.iter();
    references.any(|reference| reference.relation == "决策事项")
}

/// Minutes or a matter about homesteads in the two years before a day.
fn is_talk(record: &Record, on: NaiveDate) -> bool {
    let is_meeting = record.matter.is_some()
        || matches!(
            record.item_id(),
            "decision.assembly"
                | "decision.reps_meeting"
                | "decision.group_meeting"
                | "decision.member_assembly"
                | "decision.member_reps"
                | "decision.board"
        );
    let is_recent = record
        .date()
        .is_some_and(|held| held <= on && held + RECENT >= on);
    let says = |id: &str| {
        record
            .fields
            .text(id)
            .is_some_and(|text| text.contains(WORD))
    };
    is_meeting
        && is_recent
        && (record.title.contains(WORD)
            || record.matter.as_ref().is_some_and(|matter| {
                let kind = matter.kind.as_ref();
                kind.is_some_and(|kind| kind.value == "land_contract_homestead_share_plan")
            })
            || ["topic", "agenda", "text", "resolution_text"]
                .into_iter()
                .any(says))
}
