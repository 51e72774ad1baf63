//! F040: what was spent stands in the year's plan, and not far beyond it.

use crate::check::identity::shown;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::summary::{Line, Over, Plan, is_explained, lines};

/// 计划外的支出，超出计划的支出.
pub(crate) static OVER_BUDGET: Check = Check {
    rule: Rule {
        code: "F040",
        title: "支出在年度计划之外",
        level: Level::Warning,
        basis: &["CWGK-2011", "RCEOL-26"],
        explain: "年度财务计划（预算）公布过的，收支汇总里每一项支出都应在计划里，累计不超过计划太多（超出多少提醒，按参数`budget_over_percent`）。计划外和超计划的支出不是不能有，要写明原因：在这一行的`备注`里写，或在正文里说到这一项。往来款、提取公积公益金和购置固定资产，计划里没有单列的不提醒。",
        example: "计划: {收支: 支出, 项目: 管理费用, 预算: 64,000.00}\n汇总: {收支: 支出, 项目: 管理费用, 累计: 81,200.00}",
        repair: "汇总: {收支: 支出, 项目: 管理费用, 累计: 81,200.00, 备注: 换届选举费用17,000.00元，村民代表会议3月追加}",
    },
    run: over_budget,
};

fn over_budget(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        let plan = Plan::of(record, scope.village, scope.catalog, scope.today);
        let Some(plan) = plan else {
            continue;
        };
        let told = before(scope, record);
        for line in lines(record).iter().filter(|line| line.is_expense) {
            let over = plan.over(record, line);
            let known = told
                .iter()
                .find(|(_, one)| one.item == line.item && one.is_expense);
            let was = known.and_then(|(earlier, one)| plan.over(earlier, one));
            if over.is_some() == was.is_some() || is_explained(record, line) {
                continue;
            }
            if let Some(over) = over {
                tell(record, line, &over, report);
            }
        }
    }
}

fn tell(record: &Record, line: &Line, over: &Over, report: &mut Report<'_>) {
    let period = record
        .period()
        .map_or_else(String::new, |period| period.to_string());
    let message = match over {
        Over::Unplanned(spent) => format!(
            "到{period}`{}`支出 {} 元，年度计划里没有这一项",
            line.item,
            shown(*spent, true)
        ),
        Over::Beyond { spent, budget } => format!(
            "到{period}`{}`支出 {} 元，年度计划是 {} 元",
            line.item,
            shown(*spent, true),
            shown(*budget, true)
        ),
    };
    report
        .at(line.span, message)
        .help("在这一行的`备注`里写明原因和谁同意的；计划调整过的，公布调整后的计划");
}

/// The lines of the summary before this one in the same year: what it showed has been told.
fn before<'a>(scope: &Scope<'a>, record: &Record) -> Vec<(&'a Record, Line)> {
    let year = record.period().and_then(|period| period.year());
    let mut earlier = scope.village.before(record);
    let last = earlier.find(|one| one.period().and_then(|period| period.year()) == year);
    last.map_or_else(Vec::new, |earlier| {
        lines(earlier)
            .into_iter()
            .map(|line| (earlier, line))
            .collect()
    })
}
