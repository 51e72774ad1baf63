//! What is not a case: which room knows which, the same bytes twice, one slip at a time.

mod architecture;
mod bytes;
mod contract;
mod example;
mod handbook;
mod mutations;
mod privacy;
mod repair;
mod search;
mod sheet;
mod stable;
mod subsets;
mod tags;
mod waiver;
