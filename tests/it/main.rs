//! What is not a case: which room knows which, the same bytes twice, one slip at a time.

mod architecture;
mod bytes;
mod mutations;
mod repair;
mod search;
mod sheet;
mod stable;
