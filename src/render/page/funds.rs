//! How far the money of a matter has come: budget, contract, payments, settlement.

use crate::model::record::Record;
use crate::model::value::Value;
use crate::model::village::Village;
use crate::render::chart::ladder::{Rung, ladder};
use crate::render::chart::part::Tone;
use crate::render::view::statement::FigureView;
use crate::value::money::Money;
use chrono::NaiveDate;

/// How far the money has come: what the matter, and the records that cite it, say.
pub(super) struct Ladder {
    /// 预算.
    pub(super) budget: Option<Money>,
    contract: Option<Money>,
    paid: Option<Money>,
    /// 决算.
    pub(super) settlement: Option<Money>,
}

impl Ladder {
    /// Read from the matter and from the records that cite it.
    pub(super) fn of(record: &Record, village: &Village) -> Self {
        let citing: Vec<&Record> = village.citing(&record.address).collect();
        let own = |record: &Record, id: &str| {
            let steps = record.matter.iter().flat_map(|matter| &matter.steps);
            let fields = std::iter::once(&record.fields).chain(steps.map(|step| &step.fields));
            fields
                .filter_map(|fields| fields.money(id))
                .map(|money| money.value)
                .next_back()
        };
        let find =
            |id: &str| own(record, id).or_else(|| citing.iter().find_map(|other| own(other, id)));
        Self {
            budget: find("budget"),
            contract: find("contract_price"),
            paid: paid(record, &citing),
            settlement: find("settlement"),
        }
    }
}

/// The same as bars, where there is any amount.
pub(super) fn money(record: &Record, village: &Village) -> Option<FigureView> {
    let ladder_of = Ladder::of(record, village);
    let rung = |label: &str, money: Option<Money>, note: &str, tone: Tone| {
        Some(Rung {
            label: label.to_owned(),
            fen: Some(money?.fen()),
            text: money?.to_string(),
            note: note.to_owned(),
            link: None,
            tone,
        })
    };
    let rungs: Vec<Rung> = [
        rung("预算", ladder_of.budget, "决议批准", Tone::Past),
        rung("合同", ladder_of.contract, "签订的合同价", Tone::Account),
        rung(
            "已付",
            ladder_of.paid,
            "逐笔账里引用这件事的支出，含监理、审核等费用",
            Tone::Expense,
        ),
        rung(
            "决算",
            ladder_of.settlement,
            "验收后的工程结算价",
            Tone::Balance,
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    if rungs.len() < 2 {
        return None;
    }
    Some(FigureView {
        title: "预算、合同、付款和决算".to_owned(),
        subtitle: "单位：元".to_owned(),
        html: ladder("项目资金", &rungs),
        source: "预算、合同和决算来自这件事和引用它的公开记录，已付是逐笔账里各笔相加，村里两本账之间的划转不算。".to_owned(),
    })
}

/// The sum of expenses whose rows cite the matter. Money that one of the village's books hands to another is not
/// spent yet: it shows as an expense here and as an income there, on the same day, and is left out.
fn paid(record: &Record, citing: &[&Record]) -> Option<Money> {
    let mut expenses: Vec<(Option<NaiveDate>, Money)> = Vec::new();
    let mut incomes: Vec<(Option<NaiveDate>, Money)> = Vec::new();
    for other in citing {
        for (_, table) in other.fields.tables() {
            let (Some(expense), Some(income), Some(reference)) = (
                table.column("expense"),
                table.column("income"),
                table.column("matter_id"),
            ) else {
                continue;
            };
            for row in table.entries() {
                let Value::Reference(target) = &row.cell(reference).value else {
                    continue;
                };
                if crate::model::address::normal(target) != record.address {
                    continue;
                }
                let date = table
                    .column("date")
                    .and_then(|column| row.cell(column).value.date());
                let amount = |column: usize| {
                    row.cell(column)
                        .value
                        .money()
                        .filter(|money| money.fen() != 0)
                };
                expenses.extend(amount(expense).map(|money| (date, money)));
                incomes.extend(amount(income).map(|money| (date, money)));
            }
        }
    }
    for received in incomes {
        if let Some(index) = expenses.iter().position(|paid| *paid == received) {
            expenses.swap_remove(index);
        }
    }
    let any = !expenses.is_empty();
    Money::checked_sum(expenses.into_iter().map(|(_, money)| money)).filter(|_| any)
}
