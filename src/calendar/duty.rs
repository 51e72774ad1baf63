//! Which items are due in a village. The only place that decides it.
//!
//! Where the county names its items (`county_list`), those are due. Where it gives no list, an item is due when the
//! village itself published it within [`HABIT_DAYS`], and one statement of income and expense is due in any case: it
//! is what every law and rule agrees on.

use chrono::Days;

use crate::calendar::Reason;
use crate::calendar::draw::Place;
use crate::catalog::item::{Audience, Frequency, Item, Privacy};
use crate::catalog::law::Confidence;
use crate::model::village::Exemption;

/// What was published within so many days goes on being due: a year, and some weeks for a yearly item that is late.
pub(super) const HABIT_DAYS: u64 = 400;

/// The account of the money, due in any case: in a village 集体收支逐笔明细, in a community the funds of its
/// committee. A community that publishes the former gives that account with it.
const ACCOUNT: &str = "finance.monthly_detail";
const COMMUNITY_ACCOUNT: &str = "finance.office_funds";

/// Why an item is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Duty {
    /// The county's list names it.
    Listed,
    /// The least that is due anywhere.
    Minimum,
    /// The village published it of late.
    Habit,
}

/// Whether an item is due.
pub(super) enum Found {
    /// It is.
    Owed(Duty),
    /// It is not, and why.
    Not(Reason),
}

impl Place<'_> {
    /// Whether an item is due here, and why.
    pub(super) fn duty(&self, item: &Item) -> Found {
        if item.audience != Audience::Public || item.privacy == Privacy::Internal {
            return Found::Not(Reason::NotPublic);
        }
        if !item.applies_to.includes(self.is_community()) {
            return Found::Not(Reason::OtherKind);
        }
        if item.frequency == Frequency::Event {
            return Found::Not(Reason::AsItHappens);
        }
        if item.voluntary {
            return Found::Not(Reason::Voluntary);
        }
        // The account of the money is due whatever the village says of itself.
        let is_exempt = !self.is_minimum(item) && self.exemption(&item.id).is_some();
        match &self.catalog.county_list {
            _ if is_exempt => Found::Not(Reason::Exempt),
            Some(list) if list.contains(&item.id) => Found::Owed(Duty::Listed),
            Some(_) => Found::Not(Reason::NotListed),
            None if self.is_minimum(item) => Found::Owed(Duty::Minimum),
            None if self.is_habit(item) => Found::Owed(Duty::Habit),
            None => Found::Not(Reason::NeverPublished),
        }
    }

    /// What the village says of an item that does not apply to it.
    pub(super) fn exemption(&self, item: &str) -> Option<&Exemption> {
        let mut exemptions = self.village.profile.exemptions.iter();
        exemptions.find(|exemption| exemption.item.value == item && !exemption.reason.is_empty())
    }

    /// An unread file of the item is a habit too, and what hangs for good stays one.
    fn is_habit(&self, item: &Item) -> bool {
        let since = self.today - Days::new(HABIT_DAYS);
        let is_standing = item.frequency == Frequency::Standing;
        self.shelf
            .last_of(&item.id)
            .is_some_and(|last| is_standing || last >= since)
            || !self.shelf.unread(&item.id).is_empty()
    }

    fn is_minimum(&self, item: &Item) -> bool {
        let account = if self.is_community() && self.shelf.last_of(ACCOUNT).is_none() {
            COMMUNITY_ACCOUNT
        } else {
            ACCOUNT
        };
        item.id == account && item.confidence == Confidence::S
    }
}
