//! What is not a case: which room knows which, the same bytes twice, one slip at a time.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod architecture;
mod archive;
mod bilingual;
mod bytes;
mod capsule;
mod contract;
mod example;
mod handbook;
mod judge;
mod mechanisms;
mod mutations;
mod packs;
mod paper;
#[cfg(feature = "pdf")]
mod pdf;
mod privacy;
mod publish;
mod released;
mod repair;
mod seal;
mod search;
mod sheet;
mod signed;
mod stable;
mod subsets;
mod tables;
mod tags;
mod topics;
mod trust;
mod waiver;
