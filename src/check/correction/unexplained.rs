//! R002: a correction says what it changed.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 更正写明改了什么 (PUB-09, FIN-24).
pub(crate) static UNEXPLAINED: Check = Check {
    rule: Rule {
        code: "R002",
        title: "更正没有写改了什么",
        level: Level::Warning,
        basis: &["ACCT-14", "PRACTICE"],
        explain: "更正后居民看到的是新数字。改了哪一处、由多少改成多少，要在更正的`内容`里写出来，不能只写原因；`版次`写到 2 以上的，每多一版要有一次更正。",
        example: "更正:\n  - {日期: 2026-05-12, 原因: 抄错, 批准人: 张三}",
        repair: "更正:\n  - {日期: 2026-05-12, 原因: 抄错, 批准人: 张三, 内容: 4月17日支出由2860.00元改为2680.00元}",
    },
    run: unexplained,
};

fn unexplained(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        for (index, change) in record.corrections.iter().enumerate() {
            if change.change.trim().is_empty() {
                report
                    .at(
                        change.span,
                        format!("第 {} 次更正没有写改了什么", index + 1),
                    )
                    .help("加上`内容`，写清哪一处由什么改成什么")
                    .basis(super::basis(record));
            }
        }
        let Some(version) = record.fields.count("version") else {
            continue;
        };
        let known = i64::try_from(record.version()).unwrap_or(i64::MAX);
        if version.value > known {
            report
                .at(
                    version.span,
                    format!("写着第 {} 版，更正只有 {} 次", version.value, known - 1),
                )
                .help("把每次更正都写进`更正`；不用写`版次`，由更正的次数算出")
                .basis(super::basis(record));
        }
    }
}
