//! How long a record must hang (张贴期限), from the item, the place and the day.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::item::{Category, DayUnit, Item};
use crate::catalog::law::Confidence;

/// The parameter with the general floor.
const POSTING_DAYS: &str = "posting_days";

/// The days a record must hang at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PostingFloor {
    pub(crate) days: u32,
    pub(crate) unit: DayUnit,
    /// Asked for by statute: falling short is an error, else a warning.
    pub(crate) hard: bool,
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
        let special = PostingFloor {
            days: own,
            unit: item.posting_unit,
            hard: item.posting_confidence.may_block(),
            basis: item.basis.clone(),
        };
        let param = self.params.get(POSTING_DAYS)?;
        let general = self.param(POSTING_DAYS, profile, on);
        let Some((days, value)) = general.and_then(|value| Some((value.number?, value))) else {
            return Some(special);
        };
        let usual = param
            .of(crate::catalog::param::NATIONAL, on)
            .and_then(|value| value.number);
        let exempt = item.category == Category::Party || param.except.contains(&item.id);
        if exempt || item.posting_unit == DayUnit::Working || usual != Some(own) {
            return Some(special);
        }
        let hard = value.hard && item.posting_confidence == Confidence::S;
        Some(PostingFloor {
            days,
            unit: value.unit,
            hard,
            basis: value.basis.clone(),
        })
    }
}
