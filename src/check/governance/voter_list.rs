//! G010: the list of voters hangs twenty days before the election.

use crate::check::governance::{elections, offices::is_bound};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 登记参选名单在选举日的二十日前公布 (ELE-01).
pub(crate) static VOTER_LIST: Check = Check {
    rule: Rule {
        code: "G010",
        title: "参选人员名单公布得太晚",
        level: Level::Error,
        basis: &["VCOL-17", "RCOL-17"],
        explain: "登记参加选举的村(居)民名单应当在选举日的二十日前公布，留出提异议和更正的时间。从公布日期数到选举日，不满二十天的，选举要推后。已经投过票的只提醒，照样公布。",
        example: "公布日期: 2026-03-10\n选举日: 2026-03-22",
        repair: "公布日期: 2026-03-10\n选举日: 2026-03-30",
    },
    run: voter_list,
};

const LIST_DAYS: i64 = 20;

fn voter_list(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (record, day) in elections::records(scope, "affairs.election_voters") {
        let Some(published) = record.fields.date("published_on") else {
            continue;
        };
        let days = (day.value - published.value).num_days();
        if days >= LIST_DAYS {
            continue;
        }
        report
            .at(
                published.span,
                format!("选举日前 {days} 天才公布名单，应在 {LIST_DAYS} 天前"),
            )
            .label(day.span, format!("选举日 {}", day.value))
            .help("核对两个日期；还没有投票的，推后选举日；已经投票的，报乡镇（街道）认定")
            // Once the votes are cast the date is a fact to be published, not a mistake to be mended.
            .warn_if(day.value <= scope.today || !is_bound(scope, day.value));
    }
}
