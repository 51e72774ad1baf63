//! Checks on who holds which office: committees, representatives, appraisals, elections, charters, land.

mod appraisal;
mod charter;
mod committee_size;
mod departure_audit;
mod election_votes;
mod elections;
mod handover;
mod homestead;
mod land_money;
mod offices;
mod party_approval;
mod party_life;
mod proxies;
mod representatives;
mod reviewer;
mod supervision;
mod voter_list;

pub(crate) use appraisal::APPRAISAL;
pub(crate) use charter::CHARTER;
pub(crate) use committee_size::COMMITTEE_SIZE;
pub(crate) use departure_audit::DEPARTURE_AUDIT;
pub(crate) use election_votes::ELECTION_VOTES;
pub(crate) use handover::HANDOVER;
pub(crate) use homestead::HOMESTEAD;
pub(crate) use land_money::LAND_MONEY;
pub(crate) use party_approval::PARTY_APPROVAL;
pub(crate) use party_life::PARTY_LIFE;
pub(crate) use proxies::PROXIES;
pub(crate) use representatives::REPRESENTATIVES;
pub(crate) use reviewer::REVIEWER;
pub(crate) use supervision::SUPERVISION;
pub(crate) use voter_list::VOTER_LIST;
