//! Checks on time: what came late must still be disclosed, so these only warn.

mod ahead;
mod late;
mod list_expired;
mod missing;
mod unanswered;

pub(crate) use ahead::AHEAD;
pub(crate) use late::LATE;
pub(crate) use list_expired::LIST_EXPIRED;
pub(crate) use missing::MISSING;
pub(crate) use unanswered::UNANSWERED;
