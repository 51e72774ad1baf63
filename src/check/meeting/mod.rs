//! Checks on decisions: order and presence of steps, attendance, votes, who may decide.

mod authorisation;
mod ballot;
mod before_resolution;
mod body;
mod early_start;
mod follow_up;
mod headcount;
mod majority;
mod merged;
mod missing_step;
mod notice;
mod practice_attendance;
mod quorum;
mod reply;
mod revision;
mod step_order;

pub(crate) use authorisation::AUTHORISATION;
pub(crate) use before_resolution::BEFORE_RESOLUTION;
pub(crate) use body::BODY;
pub(crate) use early_start::EARLY_START;
pub(crate) use follow_up::FOLLOW_UP;
pub(crate) use headcount::HEADCOUNT;
pub(crate) use majority::MAJORITY;
pub(crate) use merged::MERGED;
pub(crate) use missing_step::MISSING_STEP;
pub(crate) use notice::NOTICE;
pub(crate) use practice_attendance::PRACTICE_ATTENDANCE;
pub(crate) use quorum::QUORUM;
pub(crate) use reply::REPLY;
pub(crate) use revision::REVISION;
pub(crate) use step_order::STEP_ORDER;
