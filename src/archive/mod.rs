//! The archive of a village.

#[cfg(feature = "git")]
pub(crate) mod git;
