//! Checks on the record as a disclosure: left-over text, its life, its posting.

mod lifecycle;
mod opinion;
mod other_place;
mod posting;
mod template_text;

pub(crate) use lifecycle::LIFECYCLE;
pub(crate) use opinion::OPINION;
pub(crate) use other_place::OTHER_PLACE;
pub(crate) use posting::POSTING;
pub(crate) use template_text::TEMPLATE_TEXT;
