//! F042: an expense that grew much against the period before says why.

use rust_decimal::Decimal;

use crate::check::identity::shown;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::summary::{Line, is_explained, is_off_budget, lines};

/// 同一项比上期变化大，没有说明.
pub(crate) static SWING: Check = Check {
    rule: Rule {
        code: "F042",
        title: "比上期变化大，没有说明",
        level: Level::Warning,
        basis: &["PRACTICE", "PROJECT"],
        explain: "汇总里同一项支出，比上期多了一倍以上（参数`swing_percent`，百分之一百），并且多出不少于`swing_yuan`元，居民会问为什么。收入有季节、支出回落到平常，都不提醒。上年同期也公布过的，和上年同期比也变化这么大才提醒，按季节收付的不会提醒。在这一行的`备注`里写一句原因，或在正文里说到这一项。",
        example: "第二季度: {收支: 支出, 项目: 公益支出, 本期: 20,000.00}\n第三季度: {收支: 支出, 项目: 公益支出, 本期: 96,000.00}",
        repair: "第三季度: {收支: 支出, 项目: 公益支出, 本期: 96,000.00, 备注: 汛后修排水沟72,000.00元}",
    },
    run: swing,
};

fn swing(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        if record.item_id() != "finance.summary" || record.withdrawal.is_some() {
            continue;
        }
        let previous = record.period().and_then(|period| period.previous());
        let of_last_year = record.period().and_then(|period| period.year_before());
        let find = |wanted| {
            let mut earlier = scope.village.before(record);
            earlier.find(|one| one.period() == wanted).map(lines)
        };
        let Some(before) = previous.and_then(|period| find(Some(period))) else {
            continue;
        };
        let year_before = of_last_year.and_then(|period| find(Some(period)));
        let rules = &scope.village.profile.rules;
        let on = record.date().unwrap_or(scope.today);
        for line in lines(record) {
            let same = |lines: &[Line]| {
                let same = |one: &&Line| one.is_expense == line.is_expense && one.item == line.item;
                lines
                    .iter()
                    .find(same)
                    .and_then(|one| one.current.map(|n| (n, one.current_span)))
            };
            // Income has its seasons, and what falls back after a large work needs no reason.
            let (Some(current), Some((was, at))) = (line.current, same(&before)) else {
                continue;
            };
            if !line.is_expense || current <= was {
                continue;
            }
            let Some(percent) = far(scope, record, current, was) else {
                continue;
            };
            let as_ever = year_before.as_deref().and_then(same);
            let as_ever =
                as_ever.is_some_and(|(was, _)| far(scope, record, current, was).is_none());
            let is_off_budget = is_off_budget(scope.catalog, rules, on, &line);
            if as_ever || is_off_budget || is_explained(record, &line) {
                continue;
            }
            report
                .at(
                    line.current_span,
                    format!(
                        "`{}`本期 {} 元，上期 {} 元，多了 {percent}%，未见说明",
                        line.item,
                        shown(current, true),
                        shown(was, true)
                    ),
                )
                .label(at, "上期")
                .help("在这一行的`备注`里写一句为什么");
        }
    }
}

/// By how many per cent two amounts differ, where that is much.
fn far(scope: &Scope<'_>, record: &Record, current: Decimal, was: Decimal) -> Option<Decimal> {
    let on = record.date().unwrap_or(scope.today);
    let percent = scope.number("swing_percent", on)?;
    let yuan = scope.number("swing_yuan", on)?;
    let off = current.checked_sub(was)?.abs();
    let share = off
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(was)?
        .round();
    (off >= Decimal::from(yuan) && share >= Decimal::from(percent)).then_some(share)
}
