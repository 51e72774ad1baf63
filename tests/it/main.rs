//! What is not a case: which room knows which, the same bytes twice, one slip at a time.

mod architecture;
mod mutations;
mod privacy;
mod sheet;
mod stable;
