//! Turns a village's folder into its transparency board.

mod archive;
mod attachment;
#[doc(hidden)]
pub mod bench;
mod board;
mod calendar;
mod capsule;
mod catalog;
mod check;
mod cli;
mod commands;
mod diagnostic;
mod inspect;
mod ledger;
mod load;
mod markdown;
mod model;
mod pipeline;
mod privacy;
mod publish;
mod render;
mod repair;
mod seal;
mod search;
mod serve;
mod site;
mod source;
mod storage;
mod trust;
mod value;
mod write;
mod yaml;

pub use crate::commands::run;
pub use crate::inspect::{
    Checked, Look, build_folder, check_folder, codes, due_folder, mend_folder, theme_contract,
    theme_uses,
};
