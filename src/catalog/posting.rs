//! How long a record must hang (张贴期限), from the item, the place and the day.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::item::{Category, DayUnit, Item};
use crate::catalog::law::Confidence;
use crate::catalog::param::NATIONAL;

/// The parameter with the general floor.
const POSTING_DAYS: &str = "posting_days";

/// The days a record must hang at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PostingFloor {
    pub(crate) days: u32,
    pub(crate) unit: DayUnit,
    /// The days themselves are asked for by statute: falling short is an error, else a warning.
    pub(crate) hard: bool,
    /// What statute asks for, where a place asks for more: falling short of this is an error in any case.
    pub(crate) statute_days: Option<u32>,
    pub(crate) basis: Vec<String>,
}

impl Catalog {
    /// The floor for an item in a place on the day it is posted; `None` where it hangs until replaced.
    ///
    /// An item's own number counts where it asks for more than the general floor or is taken out of it;
    /// party items have no general floor.
    pub(crate) fn posting_floor(
        &self,
        item: &Item,
        profile: &str,
        on: NaiveDate,
    ) -> Option<PostingFloor> {
        let own = item.min_posting_days?;
        let own_hard = item.posting_confidence.may_block();
        let special = PostingFloor {
            days: own,
            unit: item.posting_unit,
            hard: own_hard,
            statute_days: own_hard.then_some(own),
            basis: item.basis.clone(),
        };
        let param = self.params.get(POSTING_DAYS)?;
        let Some(value) = self.param(POSTING_DAYS, profile, on) else {
            return Some(special);
        };
        let Some(days) = value.number else {
            return Some(special);
        };
        let usual = param.of(NATIONAL, on).and_then(|value| value.number);
        let exempt = item.category == Category::Party || param.except.contains(&item.id);
        if exempt || item.posting_unit == DayUnit::Working || usual != Some(own) {
            return Some(special);
        }
        let statutory = item.posting_confidence == Confidence::S;
        let chain = self.profile_chain(profile);
        let values = chain.iter().filter_map(|profile| param.of(profile, on));
        let hard = values
            .filter(|value| value.hard && statutory)
            .filter_map(|value| value.number);
        Some(PostingFloor {
            days,
            unit: value.unit,
            hard: value.hard && statutory,
            statute_days: hard.max(),
            basis: value.basis.clone(),
        })
    }
}
