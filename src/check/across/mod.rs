//! Checks across records: what was decided, signed, paid, settled and listed must be one thing.

mod contract_expired;
mod contractor_differs;
mod household_total;
mod other_expense;
mod over_budget;
mod overpaid;
mod settlement_drift;
mod swing;
mod tender;

pub(crate) use contract_expired::CONTRACT_EXPIRED;
pub(crate) use contractor_differs::CONTRACTOR_DIFFERS;
pub(crate) use household_total::HOUSEHOLD_TOTAL;
pub(crate) use other_expense::OTHER_EXPENSE;
pub(crate) use over_budget::OVER_BUDGET;
pub(crate) use overpaid::OVERPAID;
pub(crate) use settlement_drift::SETTLEMENT_DRIFT;
pub(crate) use swing::SWING;
pub(crate) use tender::TENDER;
