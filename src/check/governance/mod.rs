//! Checks on who holds which office: committees, representatives, appraisals, elections, charters, land.

mod committee_size;
mod offices;
mod representatives;
mod reviewer;
mod supervision;

pub(crate) use committee_size::COMMITTEE_SIZE;
pub(crate) use representatives::REPRESENTATIVES;
pub(crate) use reviewer::REVIEWER;
pub(crate) use supervision::SUPERVISION;
