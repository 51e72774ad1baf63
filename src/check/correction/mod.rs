//! Checks on what was changed after publication: order of corrections, what they say, how long they hang, what still rests on a withdrawal, and that nothing sealed changed in silence.

mod figure_lost;
mod order;
mod reposted;
mod unexplained;
mod unsaid;
mod vanished;
mod withdrawn;

pub(crate) use figure_lost::FIGURE_LOST;
pub(crate) use order::CORRECTION_ORDER;
pub(crate) use reposted::REPOSTED;
pub(crate) use unexplained::UNEXPLAINED;
pub(crate) use unsaid::{UNCHANGED, UNSAID};
pub(crate) use vanished::{ALTERED, VANISHED};
pub(crate) use withdrawn::WITHDRAWN;

use crate::catalog::item::Category;
use crate::model::record::Record;

/// The accounting law speaks of vouchers and accounts only.
fn basis(record: &Record) -> &'static [&'static str] {
    match record.category {
        Category::Finance => &["ACCT-14", "SD-CWGK-13"],
        Category::Party | Category::Affairs | Category::Decision => &["SD-CWGK-13", "PRACTICE"],
    }
}
