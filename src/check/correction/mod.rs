//! Checks on what was changed after publication: order of corrections, what they say, how long they hang, what still rests on a withdrawal.

mod order;
mod reposted;
mod unexplained;
mod withdrawn;

pub(crate) use order::CORRECTION_ORDER;
pub(crate) use reposted::REPOSTED;
pub(crate) use unexplained::UNEXPLAINED;
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
