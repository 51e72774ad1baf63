//! What is not a case: which room knows which, the same bytes twice, one slip at a time.

mod architecture;
mod handbook;
mod mutations;
mod sheet;
mod stable;
