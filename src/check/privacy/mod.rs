//! Checks that no personal data gets out: they look at files as written, names of files included.

mod numbers;
mod search;

pub(crate) use numbers::{BANK_CARD, ID_NUMBER, MOBILE};
pub(crate) use search::{Personal, search};
