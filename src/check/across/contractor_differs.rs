//! F038: resolution, contract and payments name one contractor and one order of money.

use crate::check::across::overpaid::is_for_contract;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::trail::Trail;
use crate::source::Spanned;

/// 决议、合同、付款说的不是同一家、同一个数.
pub(crate) static CONTRACTOR_DIFFERS: Check = Check {
    rule: Rule {
        code: "F038",
        title: "决议、合同、付款对不上",
        level: Level::Warning,
        basis: &["CWGK-2011", "JDW-2017"],
        explain: "一件事从决议到付款，说的应是同一家、同一笔钱：合同价不超过决议的预算，合同的乙方是公布的中标人，工程款付给合同的乙方。中标人退出、改由别人承接，或委托别人收款的，写明经过，更正相应的记录或用`豁免`写明原因。",
        example: "决议: {预算: 90,000.00, 中标人: 甲公司}\n付款合同: [{乙方: 乙公司, 合同价: 96,000.00, 决策事项: decision/2026-road, …}]",
        repair: "付款合同: [{乙方: 甲公司, 合同价: 86,600.00, 决策事项: decision/2026-road, …}]",
    },
    run: contractor_differs,
};

fn contractor_differs(scope: &Scope<'_>, report: &mut Report<'_>) {
    for trail in &scope.village.trails.all {
        if let Some(decision) = trail.decision
            && trail.is_works()
        {
            over_budget(scope, trail, &scope.village.records[decision], report);
        }
        let Some(party) = party(trail) else { continue };
        let named = trail.works.iter().filter_map(|work| work.winner.as_ref());
        if let Some(other) = named
            .clone()
            .find(|other| !is_same(&party.value, &other.value))
        {
            report
                .at(
                    party.span,
                    format!(
                        "合同的乙方是`{}`，公布的中标人是`{}`",
                        party.value, other.value
                    ),
                )
                .label(other.span, "中标人")
                .help("核对两处的名称；换了人的，写明经过");
            continue;
        }
        paid_to_another(scope, trail, party, report);
    }
}

/// The contractor: of the only contract, else the only winner that was published.
fn party(trail: &Trail) -> Option<&Spanned<String>> {
    let mut contracts = trail.contracts.iter();
    match (contracts.next(), contracts.next()) {
        (Some(contract), None) => contract.party.as_ref(),
        (Some(_), Some(_)) => None,
        (None, _) => trail
            .works
            .iter()
            .rev()
            .find_map(|work| work.winner.as_ref()),
    }
}

fn over_budget(scope: &Scope<'_>, trail: &Trail, decision: &Record, report: &mut Report<'_>) {
    let Some(budget) = decision.fields.money("budget") else {
        return;
    };
    // A record that tells a budget of its own is judged by that.
    let has_budget = |record: usize| {
        let record = &scope.village.records[record];
        !std::ptr::eq(record, decision) && record.fields.get("budget").is_some()
    };
    let registered = trail.contracts.iter().filter(|one| one.is_paid_out);
    let registered = registered.map(|one| (one.record, one.price.as_ref()));
    let works = trail
        .works
        .iter()
        .map(|work| (work.record, work.price.as_ref()));
    let mut prices = registered.chain(works);
    let over = prices.find_map(|(record, price)| {
        price.filter(|price| price.value > budget.value && !has_budget(record))
    });
    if let Some(price) = over {
        report
            .at(
                price.span,
                format!(
                    "合同价 {} 元，超过决议的预算 {} 元",
                    price.value, budget.value
                ),
            )
            .label(budget.span, "预算")
            .help("核对两处的数；追加预算的，补上追加的决议并在那里写新的预算");
    }
}

fn paid_to_another(
    scope: &Scope<'_>,
    trail: &Trail,
    party: &Spanned<String>,
    report: &mut Report<'_>,
) {
    let other = trail.payments().find_map(|entry| {
        let payee = entry.payee.as_ref()?;
        let on = entry.day.unwrap_or(scope.today);
        let is_his = is_for_contract(scope, entry, on);
        (is_his && !is_same(&party.value, &payee.value)).then_some(payee)
    });
    if let Some(payee) = other {
        report
            .at(
                payee.span,
                format!("这一笔付给`{}`，合同的乙方是`{}`", payee.value, party.value),
            )
            .label(party.span, "合同的乙方")
            .help("核对收款方；委托别人收款的，在`备注`里写明并留委托书");
    }
}

/// Whether two names may mean one firm or person: a masked name and a short form do not count as another.
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (bare(one), bare(other));
    if one.is_empty() || other.is_empty() {
        return true;
    }
    let is_open = |name: &str| name.contains(['＊', '*', '、', '等']);
    is_open(&one) || is_open(&other) || one.contains(other.as_str()) || other.contains(one.as_str())
}

/// A name without spaces, brackets and the forms of companies.
fn bare(name: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0_usize;
    for c in name.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            c if depth == 0 && !c.is_whitespace() => bare.push(c),
            _ => {}
        }
    }
    for form in [
        "有限责任公司",
        "股份有限公司",
        "有限公司",
        "公司",
        "专业合作社",
        "合作社",
    ] {
        if let Some(rest) = bare.strip_suffix(form) {
            return rest.to_owned();
        }
    }
    bare
}
