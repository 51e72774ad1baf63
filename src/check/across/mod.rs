//! Checks across records: what was decided, signed, paid, settled and listed must be one thing.

mod contract_expired;
mod contractor_differs;
mod household_total;
mod lines;
mod other_expense;
mod over_budget;
mod overpaid;
mod settlement_drift;
mod swing;

pub(crate) use contract_expired::CONTRACT_EXPIRED;
pub(crate) use contractor_differs::CONTRACTOR_DIFFERS;
pub(crate) use household_total::HOUSEHOLD_TOTAL;
pub(crate) use other_expense::OTHER_EXPENSE;
pub(crate) use over_budget::OVER_BUDGET;
pub(crate) use overpaid::OVERPAID;
pub(crate) use settlement_drift::SETTLEMENT_DRIFT;
pub(crate) use swing::SWING;

use crate::model::matter::Step;
use crate::model::record::{Fields, Record};
use crate::model::value::Value;

/// What a record says in words: its texts, the words of its steps, its body.
fn words_of(record: &Record) -> impl Iterator<Item = &str> {
    let steps = record.matter.iter().flat_map(|matter| &matter.steps);
    let of_steps = steps.map(|step: &Step| &step.fields);
    let fields = std::iter::once(&record.fields).chain(of_steps);
    let texts = fields.flat_map(|fields: &Fields| fields.0.values());
    let texts = texts.filter_map(|field| match &field.value.value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let body = record.body.iter().map(|body| body.value.as_str());
    texts.chain(body)
}
