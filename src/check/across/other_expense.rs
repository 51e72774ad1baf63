//! F041: what is called 其他支出 stays a small share.

use rust_decimal::Decimal;

use crate::check::identity::shown;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::summary::{Line, is_explained, is_off_budget, lines};

/// 其他支出太多.
pub(crate) static OTHER_EXPENSE: Check = Check {
    rule: Rule {
        code: "F041",
        title: "其他支出占比过高",
        level: Level::Warning,
        basis: &["CWGK-2011", "PROJECT"],
        explain: "`其他支出`只放零星的、归不进别处的支出。占到本期支出的一大块（参数`other_expense_percent`，并且不少于`other_expense_yuan`元），居民就看不出钱花在哪里。把大笔的归到它自己的项目，或在`备注`里写清是什么。",
        example: "收支汇总:\n  - {收支: 支出, 项目: 管理费用, 本期: 12,000.00}\n  - {收支: 支出, 项目: 其他支出, 本期: 9,500.00}",
        repair: "  - {收支: 支出, 项目: 其他支出, 本期: 9,500.00, 备注: 其中河道清障8,000.00元}",
    },
    run: other_expense,
};

fn other_expense(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        if record.item_id() != "finance.summary" || record.withdrawal.is_some() {
            continue;
        }
        let on = record.date().unwrap_or(scope.today);
        let limits = scope
            .number("other_expense_percent", on)
            .zip(scope.number("other_expense_yuan", on));
        let Some((percent, yuan)) = limits else {
            continue;
        };
        let rules = &scope.village.profile.rules;
        let lines = lines(record);
        let spent =
            |line: &&Line| line.is_expense && !is_off_budget(scope.catalog, rules, on, line);
        let spent = lines.iter().filter(spent);
        let total = spent
            .clone()
            .filter_map(|line| line.current)
            .try_fold(Decimal::ZERO, Decimal::checked_add);
        let other = spent
            .clone()
            .find(|line| matches!(line.item.as_str(), "其他支出" | "其他"));
        let (Some(total), Some(line)) = (total, other) else {
            continue;
        };
        let Some(amount) = line.current.filter(|amount| *amount >= Decimal::from(yuan)) else {
            continue;
        };
        let share = amount
            .checked_mul(Decimal::ONE_HUNDRED)
            .and_then(|n| n.checked_div(total));
        let Some(share) = share.filter(|share| *share > Decimal::from(percent)) else {
            continue;
        };
        if is_explained(record, line) {
            continue;
        }
        report
            .at(
                line.current_span,
                format!(
                    "`{}` {} 元，占本期支出 {} 元的 {}%，超过 {percent}%",
                    line.item,
                    shown(amount, true),
                    shown(total, true),
                    share.round()
                ),
            )
            .help("大笔的归到自己的项目里；确实归不进去的，在`备注`里写清是什么");
    }
}
