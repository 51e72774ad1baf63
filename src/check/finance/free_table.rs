//! F012: totals, balances and parts of tables that no catalogue foresees.

use crate::check::finance::free_across::across;
use crate::check::finance::free_balances::balances;
use crate::check::finance::free_sums::{parts, totals};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// Column sums of marked rows, running balances, 其中 within its whole (DESIGN §3, free tables).
pub(crate) static FREE_TABLE: Check = Check {
    rule: Rule {
        code: "F012",
        title: "表里的合计或余额不平",
        level: Level::Error,
        basis: &["CWGK-2011", "VCOL-35", "RCOL-34"],
        explain: "`表`里标了合计、小计的行要等于各行相加，余额要一行接一行，`其中`不能超过整体。以万元等写到小数的，允许四舍五入的差额；亩和公顷混写的，折算了再加。名称只是以合计结尾的行（支出合计）、按一、1.编号分层的行，是程序猜的，对不上只提醒；写明`合计: […]`、`小计: […]`、`其中: […]`、`行: […]`，就照写的核对。最后一列叫合计的，也和前面各列核对。",
        example: "行:\n  - [电费, 860]\n  - [印刷费, 3,200]\n  - 合计: [合计, 4,160]",
        repair: "行:\n  - [电费, 860]\n  - [印刷费, 3,200]\n  - 合计: [合计, 4,060]",
    },
    run: free_table,
};

fn free_table(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        for table in &record.free_tables {
            for side in table.sides.iter().filter(|side| side.is_aligned) {
                totals(table, side, report);
                across(table, side, report);
                balances(table, side, report);
                parts(table, side, report);
            }
        }
    }
}
