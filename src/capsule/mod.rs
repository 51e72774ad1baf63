//! Time capsules (档案包): everything of a board that must outlive its computer, in a folder that needs no program of ours.
//!
//! A capsule is a BagIt bag. Its `data/` is laid out as a workspace, with the sealed pages beside it, so that the board can be
//! rebuilt from it byte for byte; that is proved before a capsule gets its name, and again before it is used.

pub(crate) mod bag;
pub(crate) mod gather;
mod held;
pub(crate) mod look;
mod place;
pub(crate) mod restore;
#[cfg(test)]
mod tests;
mod words;
pub(crate) mod write;

use std::path::Path;

use chrono::NaiveDate;

use crate::site::Site;

/// Makes the pages of a village again: from the root of a workspace, its address, and the day of the seal.
pub(crate) type Pages<'a> = &'a dyn Fn(&Path, &str, NaiveDate) -> anyhow::Result<Site>;
