//! From the model to the views: one file for each kind of page.

mod accounts;
pub(crate) mod attachments;
pub(crate) mod board;
pub(crate) mod card;
pub(crate) mod contracts;
mod correction;
pub(crate) mod corrections;
pub(crate) mod due;
pub(crate) mod ended;
pub(crate) mod feedback;
pub(crate) mod frame;
mod funds;
pub(crate) mod gaps;
pub(crate) mod home;
pub(crate) mod list;
pub(crate) mod matter;
pub(crate) mod org;
pub(crate) mod pictures;
pub(crate) mod print;
pub(crate) mod record;
pub(crate) mod search;
pub(crate) mod shown;
pub(crate) mod statement;
mod tally;
mod trail;
mod vouchers;
pub(crate) mod wall_table;
