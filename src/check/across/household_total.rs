//! F039: a list of households adds up to what the accounts paid out or took in for it.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::table::Table;
use crate::model::trail::Entry;
use crate::model::value::Value;
use crate::source::Span;
use crate::value::money::Money;

/// 到户名单和账上的付款对不上 (FIN-09, across records).
pub(crate) static HOUSEHOLD_TOTAL: Check = Check {
    rule: Rule {
        code: "F039",
        title: "名单合计与账上的钱对不上",
        level: Level::Error,
        basis: &["RCEOL-42", "CWGK-2011"],
        explain: "分配到户、补贴、筹资的名单，各户相加要等于公布的总额，也要等于账上引用同一件事的付款（筹资是收款）。账上多付了，说明名单漏了人或账记多了；每户都签领了、账上付的却少，说明账还没有记全，这时只提醒。分几次付、还没有付完的不算。",
        example: "到户明细: 各户合计 74,460.00\n2月账: {摘要: 付成员分红, 支出: 75,060.00, 决策事项: decision/2026-share}",
        repair: "2月账: {摘要: 付成员分红, 支出: 74,460.00, 决策事项: decision/2026-share}",
    },
    run: household_total,
};

fn household_total(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        if record.withdrawal.is_some() || record.fields.get("matter_id").is_none() {
            continue;
        }
        for (_, table) in record.fields.tables() {
            let (amount, is_income) = match table.def.id.as_str() {
                "household_distribution" | "subsidy_list" => ("amount", false),
                "levy" => ("fund_paid", true),
                _ => continue,
            };
            if let Some(sum) = table.column(amount).and_then(|column| table.sum(column)) {
                compare(scope, (record, table), (sum, is_income), report);
            }
        }
    }
}

fn compare(
    scope: &Scope<'_>,
    (record, table): (&Record, &Table),
    (listed, is_income): (Decimal, bool),
    report: &mut Report<'_>,
) {
    let mut trails = scope.village.trails(&record.address);
    let Some(trail) = trails.find(|trail| trail.decision.is_some()) else {
        return;
    };
    // One matter may have more than one list, as for several groups: they stand together then.
    let others = trail
        .entries
        .iter()
        .filter(|entry| entry.is_income == is_income);
    let entries: Vec<&Entry> = others.collect();
    let Some(listed) = Money::from_decimal_yuan(listed) else {
        return;
    };
    let sum = Money::checked_sum(entries.iter().map(|entry| entry.amount.value));
    let (Some(paid), Some(last)) = (sum, entries.last()) else {
        return;
    };
    let is_alone = is_only_list(scope, record, table);
    let is_one = entries.iter().any(|entry| entry.amount.value == listed);
    if paid == listed || is_one || !is_alone || listed.fen() == 0 {
        return;
    }
    let verb = if is_income { "收进" } else { "付出" };
    if paid > listed {
        tell(
            (last.amount.span, table.span),
            (listed, paid, verb),
            false,
            report,
        );
    } else if is_signed(table) && is_closed(scope, record, last) {
        tell(
            (table.span, last.amount.span),
            (listed, paid, verb),
            true,
            report,
        );
    }
}

fn tell(
    (at, other): (Span, Span),
    (listed, paid, verb): (Money, Money, &str),
    is_soft: bool,
    report: &mut Report<'_>,
) {
    report
        .at(
            at,
            format!("名单合计 {listed} 元，账上为这件事{verb} {paid} 元，两处对不上"),
        )
        .label(other, "另一处")
        .help("核对名单有无漏户、账上有无记错；引用错了事项的，改正`决策事项`")
        .warn_if(is_soft);
}

/// Whether no other record lists households for the same matter.
fn is_only_list(scope: &Scope<'_>, record: &Record, table: &Table) -> bool {
    let target = record.fields.get("matter_id").map(|field| &field.value);
    let Some(Value::Reference(target)) = target else {
        return false;
    };
    let address = crate::model::address::normal(target);
    let mut citing = scope.village.citing(&address);
    citing.all(|other| {
        let mut tables = other.fields.tables();
        std::ptr::eq(other, record) || tables.all(|(_, other)| other.def.id != table.def.id)
    })
}

/// Whether every household has signed.
fn is_signed(table: &Table) -> bool {
    let signed = table.column("signed");
    let yes = |column: usize| {
        let mut rows = table.entries();
        rows.all(|row| matches!(row.cell(column).value, Value::Bool(true)))
    };
    signed.is_some_and(yes)
}

/// Whether the accounts of the book go beyond the day the list was published.
fn is_closed(scope: &Scope<'_>, record: &Record, entry: &Entry) -> bool {
    let ledger = &scope.village.records[entry.record];
    let Some(published) = record.fields.date("published_on") else {
        return false;
    };
    let days = (published.value, NaiveDate::MAX);
    let mut later = scope.village.series(ledger.item_id(), ledger.book(), days);
    later.next().is_some()
}
