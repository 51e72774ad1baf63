//! Checks that no personal data gets out: they look at files as written, names of files included.

mod assessment;
mod attached;
mod full_name;
mod half_hidden;
mod health;
mod id_tail;
mod lists;
mod minor;
mod numbers;
mod picture_marks;
mod search;
mod signature;
mod small_cell;
mod softer;
#[cfg(test)]
mod tests;

pub(crate) use assessment::ASSESSMENT;
pub(crate) use attached::{Attached, search_attachments, without_numbers};
pub(crate) use full_name::FULL_NAME;
pub(crate) use id_tail::ID_TAIL;
pub(crate) use minor::MINOR;
pub(crate) use numbers::{BANK_CARD, ID_NUMBER, MOBILE};
pub(crate) use picture_marks::PICTURE_MARKS;
pub(crate) use search::{Personal, search};
pub(crate) use signature::SIGNATURE;
pub(crate) use small_cell::SMALL_CELL;
pub(crate) use softer::SOFTER;

use crate::privacy::Kind;

/// What warns: it names a person less surely than a number of the state or a bank.
fn is_soft(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::BankAccount
            | Kind::Landline
            | Kind::Address
            | Kind::Plate
            | Kind::BirthDate
            | Kind::Email
            | Kind::WeChat
            | Kind::Qq
            | Kind::Health
    )
}
