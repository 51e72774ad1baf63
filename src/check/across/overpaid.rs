//! F035: what was paid stays within the contract and its changes, or within the settlement.

use chrono::NaiveDate;

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::trail::{Contract, Entry, Trail};
use crate::source::Span;
use crate::value::money::Money;

/// 累计付款超过合同价或结算价 (FIN-16, over all records of one thing).
pub(crate) static OVERPAID: Check = Check {
    rule: Rule {
        code: "F035",
        title: "累计付款超过合同价或结算价",
        level: Level::Error,
        basis: &["CWGK-2011", "JDW-2017"],
        explain: "把各期账里引用同一份合同的付款加起来，不能超过合同价加变更；结算以后，不能超过结算价。付款没有写`合同`、只写了`决策事项`的，去掉监理、设计、审核这些费用再比，只提醒，也不超过决议的预算时不提醒。",
        example: "付款合同: [{合同号: HT-1, 合同价: 100,000.00, …}]\n7月: {支出: 60,000.00, 合同: HT-1}\n9月: {支出: 50,000.00, 合同: HT-1}",
        repair: "付款合同: [{合同号: HT-1, 合同价: 100,000.00, 变更: 10,000.00, …}]",
    },
    run: overpaid,
};

fn overpaid(scope: &Scope<'_>, report: &mut Report<'_>) {
    for trail in &scope.village.trails.all {
        let mut paid_out = trail.contracts.iter().filter(|one| one.is_paid_out);
        let is_only = paid_out.clone().count() <= 1;
        let named: Vec<bool> = paid_out
            .by_ref()
            .map(|contract| by_contract(scope, (trail, contract), is_only, report))
            .collect();
        if is_only && !named.contains(&true) {
            by_matter(scope, trail, report);
        }
    }
}

/// The most that may be paid: the settlement, else price and changes; with its place and its name.
type Limit = (Money, Span, &'static str);

/// Whether more was paid under the contract than it allows.
fn by_contract(
    scope: &Scope<'_>,
    (trail, contract): (&Trail, &Contract),
    is_only: bool,
    report: &mut Report<'_>,
) -> bool {
    let Some(number) = contract.number.as_deref() else {
        return false;
    };
    let settled = trail.settlement().filter(|_| is_only);
    let limit = match (settled, &contract.price) {
        (Some(settled), _) => Some((settled.value, settled.span, "结算价")),
        (None, Some(price)) => {
            let changes = match &contract.changes {
                Some(changes) => changes.value,
                None if is_only => trail.changed_by(),
                None => Money::ZERO,
            };
            let sum = price.value.checked_add(changes);
            sum.map(|sum| (sum, price.span, with_changes(changes)))
        }
        (None, None) => None,
    };
    let under = trail.entries.iter();
    let under = under.filter(|entry| entry.contract.as_deref() == Some(number));
    let under: Vec<&Entry> = under.filter(|entry| !is_deposit(scope, entry)).collect();
    limit.is_some_and(|limit| exceeds(&under, limit, false, report))
}

/// Payments that name the matter and no contract, without the fees of others.
fn by_matter(scope: &Scope<'_>, trail: &Trail, report: &mut Report<'_>) {
    if !trail.is_works() {
        return;
    }
    let limit = match (trail.settlement(), trail.price()) {
        (Some(settled), _) => Some((settled.value, settled.span, "结算价")),
        (None, Some(price)) => {
            let changes = trail.changed_by();
            let sum = price.value.checked_add(changes);
            sum.map(|sum| (sum, price.span, with_changes(changes)))
        }
        (None, None) => None,
    };
    let decision = trail.decision.map(|index| &scope.village.records[index]);
    let on = decision.and_then(Record::date).unwrap_or(scope.today);
    let under = trail.entries.iter();
    let under = under.filter(|entry| !entry.is_income || entry.contract.is_some());
    let under = under.filter(|entry| !is_fee(scope, entry, on) && !is_deposit(scope, entry));
    let under: Vec<&Entry> = under.collect();
    // What goes to the contractor is held to the settlement; of the rest some may be other costs of the same budget.
    let is_his = |entry: &&Entry| is_for_contract(scope, entry, on);
    let his: Vec<&Entry> = under.iter().copied().filter(is_his).collect();
    if limit.is_some_and(|limit| exceeds(&his, limit, true, report)) {
        return;
    }
    let budget = decision.and_then(|decision| decision.fields.money("budget"));
    let limit = limit.map(|limit: Limit| match &budget {
        Some(budget) if budget.value > limit.0 => (budget.value, budget.span, "预算"),
        _ => limit,
    });
    let Some(limit) = limit else { return };
    exceeds(&under, limit, true, report);
}

fn with_changes(changes: Money) -> &'static str {
    if changes.fen() == 0 {
        "合同价"
    } else {
        "合同价加变更"
    }
}

/// Whether a payment goes to others than the contractor: supervision, design, review.
pub(super) fn is_fee(scope: &Scope<'_>, entry: &Entry, on: NaiveDate) -> bool {
    let mut words = scope.words("works_fees", on);
    words.any(|word| entry.summary.contains(word))
}

/// Whether a payment goes to the contractor: it cites the contract, or says 进度款, 尾款.
pub(super) fn is_for_contract(scope: &Scope<'_>, entry: &Entry, on: NaiveDate) -> bool {
    let mut words = scope.words("contract_payments", on);
    entry.contract.is_some()
        || words.any(|word| entry.summary.contains(word)) && !is_fee(scope, entry, on)
}

/// Whether it is a deposit that goes back, and no price.
fn is_deposit(scope: &Scope<'_>, entry: &Entry) -> bool {
    let on = entry.day.unwrap_or(scope.today);
    let mut words = scope.words("deposits", on);
    words.any(|word| entry.summary.contains(word))
}

/// What was paid beyond a limit; what came back under the same contract counts against it.
fn exceeds(
    under: &[&Entry],
    (limit, span, name): Limit,
    is_soft: bool,
    report: &mut Report<'_>,
) -> bool {
    let (back, paid): (Vec<&Entry>, Vec<&Entry>) = under.iter().partition(|entry| entry.is_income);
    let sum =
        |entries: &[&Entry]| Money::checked_sum(entries.iter().map(|entry| entry.amount.value));
    let net = sum(&paid)
        .zip(sum(&back))
        .and_then(|(paid, back)| paid.checked_sub(back));
    let (Some(sum), Some(last)) = (net, paid.last()) else {
        return false;
    };
    if sum <= limit {
        return false;
    }
    report
        .at(
            last.amount.span,
            format!("{} 笔付款累计 {sum} 元，超过{name} {limit} 元", paid.len()),
        )
        .label(span, name)
        .help("核对各笔付款引用的合同和事项；有变更签证或结算的，补上变更金额、结算价")
        .warn_if(is_soft);
    true
}
