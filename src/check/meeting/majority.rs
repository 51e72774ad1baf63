//! M005: the votes in favour reach the share the body needs, of the right whole.

use crate::check::meeting::ballot;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 同意票不够 (M005).
pub(crate) static MAJORITY: Check = Check {
    rule: Rule {
        code: "M005",
        title: "同意票不够",
        level: Level::Error,
        basis: &[
            "VCOL-26", "VCOL-30", "RCOL-27", "RCOL-29", "RCEOL-27", "RCEOL-28",
        ],
        explain: "通过要看同意票占谁的多少：村民会议、代表会议看到会人数的过半数；党员大会看应到党员的过半数；集体经济组织成员大会看全体成员的三分之二以上，不是到会的三分之二。",
        example: "会议: 成员大会\n有表决权总数: 600\n实到: 450\n同意: 380\n结果: 通过",
        repair: "会议: 成员大会\n有表决权总数: 600\n实到: 450\n同意: 400\n结果: 通过",
    },
    run: majority,
};

fn majority(scope: &Scope<'_>, report: &mut Report<'_>) {
    for ballot in ballot::all(scope) {
        let Some(measure) = ballot.votes(scope) else {
            continue;
        };
        let outcome = ballot.fields.text("outcome");
        let rejected = outcome.as_ref().is_some_and(|text| {
            matches!(
                text.as_str(),
                "否决" | "未通过" | "退回" | "搁置" | "不通过"
            )
        });
        if measure.is_reached() || rejected {
            continue;
        }
        let body = ballot.body;
        let note = report
            .at(
                measure.part.span,
                format!(
                    "{}同意 {} 票，未达到{}的{}（应有 {} 票）",
                    body.name,
                    measure.part.value,
                    measure.name,
                    measure.share.text(),
                    measure.needed()
                ),
            )
            .label(
                measure.whole.span,
                format!("{} {}", measure.name, measure.whole.value),
            )
            .help("没有通过的，结果写`否决`；票数抄错的，改正票数")
            .basis(&body.basis)
            .warn_if(!body.confidence.may_block());
        if let Some(outcome) = outcome {
            note.label(outcome.span, "结果");
        }
    }
}
