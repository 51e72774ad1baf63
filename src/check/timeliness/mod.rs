//! Checks on time: what came late must still be disclosed, so these only warn.

mod late;
mod list_expired;
mod missing;

pub(crate) use late::LATE;
pub(crate) use list_expired::LIST_EXPIRED;
pub(crate) use missing::MISSING;
