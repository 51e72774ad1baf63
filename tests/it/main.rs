//! What is not a case: which room knows which, the same bytes twice, one slip at a time.

mod architecture;
mod bytes;
mod example;
mod handbook;
mod mutations;
mod paper;
mod privacy;
mod repair;
mod search;
mod sheet;
mod stable;
mod subsets;
mod waiver;
