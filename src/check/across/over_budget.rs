//! F040: what was spent stands in the year's plan, and not far beyond it.

use rust_decimal::Decimal;

use crate::check::across::lines::{Line, is_explained, is_off_budget, lines};
use crate::check::identity::shown;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::value::period::Period;

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
        let is_summary = record.item_id() == "finance.summary" && record.withdrawal.is_none();
        let year = record.period().and_then(|period| period.year());
        let Some(year) = year.filter(|_| is_summary) else {
            continue;
        };
        let plan = plan(scope, record, year);
        let own = lines(record);
        let has_own = own
            .iter()
            .any(|line| line.is_expense && line.budget.is_some());
        if plan.is_empty() && !has_own {
            continue;
        }
        let told = before(scope, record, year);
        for line in own.iter().filter(|line| line.is_expense) {
            let over = over(scope, record, line, &plan);
            let known = told
                .iter()
                .find(|(_, one)| one.item == line.item && one.is_expense);
            let was = known.and_then(|(earlier, one)| self::over(scope, earlier, one, &plan));
            if over.is_some() == was.is_some() || is_explained(record, line) {
                continue;
            }
            if let Some(over) = over {
                tell(record, line, &over, report);
            }
        }
    }
}

/// How a line leaves the plan.
enum Over {
    /// It is not in it.
    Unplanned(Decimal),
    /// It goes beyond its amount.
    Beyond { spent: Decimal, budget: Decimal },
}

fn over(scope: &Scope<'_>, record: &Record, line: &Line, plan: &[Line]) -> Option<Over> {
    let is_year = matches!(record.period(), Some(Period::Year { .. }));
    let spent = line.to_date.or(line.current.filter(|_| is_year));
    let spent = spent.filter(|spent| *spent > Decimal::ZERO)?;
    let planned = plan
        .iter()
        .find(|one| one.is_expense && one.item == line.item);
    let budget = line.budget.or_else(|| planned.and_then(|one| one.budget));
    let Some(budget) = budget else {
        let is_usual = !is_off_budget(scope, record, line);
        return is_usual.then_some(Over::Unplanned(spent));
    };
    let on = record.date().unwrap_or(scope.today);
    let percent = Decimal::from(scope.number("budget_over_percent", on)?);
    let most = budget.checked_mul(Decimal::ONE_HUNDRED.checked_add(percent)?)?;
    (spent.checked_mul(Decimal::ONE_HUNDRED)? > most).then_some(Over::Beyond { spent, budget })
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

/// The lines of the year's plan for the same accounts.
fn plan(scope: &Scope<'_>, record: &Record, year: i32) -> Vec<Line> {
    let days = Period::Year { year };
    let days = days.first_day().zip(days.last_day());
    let plans = days.map(|days| scope.village.series("finance.plan", record.book(), days));
    let last = plans.into_iter().flatten().next_back();
    last.map_or_else(Vec::new, lines)
}

/// The lines of the summary before this one in the same year: what it showed has been told.
fn before<'a>(scope: &Scope<'a>, record: &Record, year: i32) -> Vec<(&'a Record, Line)> {
    let mut earlier = scope.village.before(record);
    let last = earlier.find(|one| one.period().and_then(|period| period.year()) == Some(year));
    last.map_or_else(Vec::new, |earlier| {
        lines(earlier)
            .into_iter()
            .map(|line| (earlier, line))
            .collect()
    })
}
