//! C033: nothing is published against the opinion of the supervision committee.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 审核意见 不同意 or 补正 must be cleared before publication (PUB-08).
pub(crate) static OPINION: Check = Check {
    rule: Rule {
        code: "C033",
        title: "审核没有同意就公布了",
        level: Level::Error,
        basis: &["SD-CWGK-16", "VCOL-37", "RCOL-36"],
        explain: "监督委员会审核意见是补正或不同意的，要先补正、再审核同意，才能公布。",
        example: "审核意见: 不同意\n公布日期: 2025-10-08",
        repair: "审核意见: 同意\n公布日期: 2025-10-08",
    },
    run: opinion,
};

fn opinion(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        let Some(opinion) = record.fields.text("supervision_opinion") else {
            continue;
        };
        if !matches!(opinion.as_str(), "不同意" | "补正") || !record.fields.has("published_on")
        {
            continue;
        }
        report
            .at(
                opinion.span,
                format!("审核意见是`{}`，却写了公布日期", opinion.value),
            )
            .help("补正后重新审核，意见改为`同意`并更新审核日期；在此之前加上`草稿: true`");
    }
}
