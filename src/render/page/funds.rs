//! How far the money of a matter has come: budget, contract, payments, settlement.

use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::chart::ladder::{Rung, ladder};
use crate::render::chart::part::Tone;
use crate::render::view::statement::FigureView;
use crate::value::money::Money;

/// How far the money has come: what the matter, and the records that cite it, say.
pub(super) struct Ladder {
    /// 预算.
    pub(super) budget: Option<Money>,
    /// 合同价.
    pub(super) contract: Option<Money>,
    /// 已付.
    pub(super) paid: Option<Money>,
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
            paid: paid(record, village),
            settlement: find("settlement"),
        }
    }
}

/// The same as bars, where there is any amount.
pub(super) fn money(record: &Record, village: &Village) -> Option<FigureView> {
    bars(&Ladder::of(record, village))
}

/// A ladder as bars, where it has at least two stages.
pub(super) fn bars(ladder_of: &Ladder) -> Option<FigureView> {
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

/// The sum of what was paid for the matter; money that one of the village's books hands to another is not spent yet.
fn paid(record: &Record, village: &Village) -> Option<Money> {
    let mut trails = village.trails(&record.address);
    let own = trails.find(|trail| {
        let decision = trail.decision.map(|index| &village.records[index]);
        decision.is_some_and(|decision| std::ptr::eq(decision, record))
    })?;
    let any = own.payments().next().is_some();
    Money::checked_sum(own.payments().map(|entry| entry.amount.value)).filter(|_| any)
}
