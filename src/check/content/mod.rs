//! Checks on the record as a disclosure: left-over text, its life, its posting.

mod board_place;
mod lifecycle;
mod offices;
mod opinion;
mod posting;
mod template_text;

pub(crate) use board_place::BOARD_PLACE;
pub(crate) use lifecycle::LIFECYCLE;
pub(crate) use offices::OFFICES;
pub(crate) use opinion::OPINION;
pub(crate) use posting::POSTING;
pub(crate) use template_text::TEMPLATE_TEXT;
