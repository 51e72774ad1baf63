//! M010: attendance reaches what is usual, where practice asks more than the rule.

use crate::check::meeting::ballot;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 到会人数少于通常做法 (M010).
pub(crate) static PRACTICE_ATTENDANCE: Check = Check {
    rule: Rule {
        code: "M010",
        title: "到会人数少于通常做法",
        level: Level::Warning,
        basis: &["BRANCH-11"],
        explain: "党员大会法定半数以上到会即可开会，各地通常要求三分之二以上到会。少于三分之二的，提醒一下。",
        example: "会议: 党员大会\n应到: 62\n实到: 35",
        repair: "会议: 党员大会\n应到: 62\n实到: 42",
    },
    run: practice_attendance,
};

fn practice_attendance(scope: &Scope<'_>, report: &mut Report<'_>) {
    for ballot in ballot::all(scope) {
        let Some(practice) = &ballot.body.attendance_practice else {
            continue;
        };
        let Some(measure) = ballot.attendance(scope, &practice.share) else {
            continue;
        };
        let lawful = ballot.body.attendance.iter().all(|quorum| {
            ballot
                .attendance(scope, &quorum.share)
                .is_none_or(|measure| measure.is_reached())
        });
        if measure.is_reached() || !lawful {
            continue;
        }
        report
            .at(
                measure.part.span,
                format!(
                    "{}实到 {} 人，少于通常要求的{}（{} 人）",
                    ballot.body.name,
                    measure.part.value,
                    measure.share.text(),
                    measure.needed()
                ),
            )
            .label(
                measure.whole.span,
                format!("{} {}", measure.name, measure.whole.value),
            )
            .help("下次会前多通知；确有原因的写在`缺席`里");
    }
}
