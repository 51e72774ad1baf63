//! G006: a new term begins with the audit of the old one on the board.

use chrono::{Days, NaiveDate};

use crate::check::governance::offices;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::value::Value;

/// 换届未见离任审计结果 (GOV-06).
pub(crate) static DEPARTURE_AUDIT: Check = Check {
    rule: Rule {
        code: "G006",
        title: "换届了，未见任期审计结果",
        // The audit is made by the town: a board that waits for it must not fall silent about everything else.
        level: Level::Warning,
        basis: &["VCOL-40", "RCOL-38"],
        explain: "村(居)委会任期届满要做经济责任审计，结果在下次选举之前公布。成员名单的`任期`换了，而前一年里没有公布过审计结果，就提醒。审计由乡镇（街道）组织，所以只提醒，不拦公布。",
        example: "任期: 2026至2031（上一份名单 2021至2026，没有审计结果）",
        repair: "公开事项: 任期/离任经济责任审计结果\n审计期间: 2021至2026",
    },
    run: departure_audit,
};

/// An audit published so many days before the new members is the one of the term that ended.
const AUDIT_BEFORE_DAYS: Days = Days::new(365);

fn departure_audit(scope: &Scope<'_>, report: &mut Report<'_>) {
    let rosters = offices::rosters(scope, offices::COMMITTEE);
    for pair in rosters.windows(2) {
        let [old, new] = pair else { continue };
        let term = |roster: &offices::Roster<'_>| {
            let term = roster.record.fields.get("term")?;
            let text = term.to_string();
            let first = match &term.value {
                Value::Period(period) => period.first_day()?,
                _ => return None,
            };
            Some((first, text, term.span))
        };
        let (Some((before, ended, old_span)), Some((after, begun, span))) = (term(old), term(new))
        else {
            continue;
        };
        if after <= before || is_audited(scope, new.from) {
            continue;
        }
        report
            .at(
                span,
                format!("任期从{ended}换成了{begun}，未见任期经济责任审计结果"),
            )
            .label(old_span, "上一任期")
            .help("公布审计结果；审计还没有做完的，请乡镇（街道）抓紧，并用`豁免`写明进度");
    }
}

fn is_audited(scope: &Scope<'_>, new_term: NaiveDate) -> bool {
    let since = new_term.checked_sub_days(AUDIT_BEFORE_DAYS);
    let mut audits = scope.village.published();
    audits.any(|record| {
        record.item_id() == "affairs.audit"
            && record
                .date()
                .is_some_and(|on| since.is_none_or(|since| on >= since))
    })
}
