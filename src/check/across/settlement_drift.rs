//! F036: a settlement follows from the contract and its changes, or says why not.

use crate::check::report::Report;
use crate::check::slack::slack;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::summary::words_of;
use crate::model::trail::{Trail, Work};
use crate::source::{Span, Spanned};
use crate::value::money::Money;

/// 结算价和合同价对不上，没有说明 (FIN-16).
pub(crate) static SETTLEMENT_DRIFT: Check = Check {
    rule: Rule {
        code: "F036",
        title: "结算价与合同价对不上，没有说明",
        level: Level::Warning,
        basis: &["CWGK-2011", "JDW-2017"],
        explain: "工程的结算价应等于合同价加变更签证。多了少了都要让人看得懂：有变更的列出`变更签证`，按审核核减、按实结算的写一句说明。写了说明的不再提醒。",
        example: "合同价: 296,500.00\n决算价: 318,000.00",
        repair: "合同价: 296,500.00\n变更签证: [{日期: 2025-08-12, 变更内容: 增设错车道2处, 变更金额: 21,500.00, 批准人: 张三}]\n决算价: 318,000.00",
    },
    run: settlement_drift,
};

fn settlement_drift(scope: &Scope<'_>, report: &mut Report<'_>) {
    for trail in &scope.village.trails.all {
        let settled = trail.works.iter();
        let settled = settled.filter_map(|work| Some((work, work.settlement.as_ref()?)));
        for (work, settlement) in settled {
            let Some((expected, price)) = drift(scope, trail, work, settlement) else {
                continue;
            };
            if is_explained(scope, trail, work) {
                continue;
            }
            report
                .at(
                    settlement.span,
                    format!(
                        "结算价 {} 元，合同价加变更是 {expected} 元，未见说明",
                        settlement.value
                    ),
                )
                .label(price, "合同价")
                .help("有变更的补上`变更签证`；按审核结果或按实结算的，写一句说明");
            // One thing is settled once, however many records tell it.
            break;
        }
    }
}

/// What the settlement should be, with the place of the price, where it is not that.
fn drift(
    scope: &Scope<'_>,
    trail: &Trail,
    work: &Work,
    settlement: &Spanned<Money>,
) -> Option<(Money, Span)> {
    let mut prices = trail.works.iter().filter_map(|work| work.price.as_ref());
    let first = prices.clone().next();
    let is_one = prices.all(|price| first.is_some_and(|first| first.value == price.value));
    let price = match &work.price {
        Some(price) => price,
        None => trail.price().filter(|_| is_one)?,
    };
    let own = work
        .changes
        .as_ref()
        .map_or(Money::ZERO, |changes| changes.value);
    let shared = if is_one { trail.changed_by() } else { own };
    let tree = scope.tree;
    let slack = slack(tree, settlement.span) + slack(tree, price.span);
    let agrees = |changes: Money| {
        let expected = price.value.checked_add(changes)?;
        let off = settlement.value.checked_sub(expected)?;
        Some(off.to_decimal().abs() <= slack)
    };
    if agrees(own)? || agrees(shared)? {
        return None;
    }
    Some((price.value.checked_add(shared)?, price.span))
}

/// Whether somebody says why: a sentence that only repeats the change already reckoned with says nothing new.
fn is_explained(scope: &Scope<'_>, trail: &Trail, work: &Work) -> bool {
    let records = &scope.village.records;
    let told = trail.works.iter().filter(|work| work.settlement.is_some());
    let told = told.map(|work| work.record).chain(trail.decision);
    let known = (trail.changed_by().fen().abs() / 100).to_string();
    let is_new = |sentence: &str| known == "0" || !sentence.replace(',', "").contains(&known);
    let says = |record: &Record| {
        let on = record.date().unwrap_or(scope.today);
        let words: Vec<&str> = scope.words("settlement_reasons", on).collect();
        let heads = record.free_tables.iter().flat_map(|table| {
            let columns = table.sides.iter().flat_map(|side| &side.columns);
            columns.flat_map(|column| &column.path)
        });
        // A table of what was audited, line by line, says more than a sentence.
        let common = |word: &str| matches!(word, "增加" | "减少");
        let audits = words.iter().filter(|word| !common(word));
        let is_tabled = { heads }.any(|head| audits.clone().any(|word| head.contains(word)));
        is_tabled
            || words_of(record)
                .flat_map(|text| text.split(['。', '；', '\n']))
                .any(|sentence| {
                    words.iter().any(|word| sentence.contains(word)) && is_new(sentence)
                })
    };
    work.is_explained || told.into_iter().any(|record| says(&records[record]))
}
