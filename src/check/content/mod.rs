//! Checks on the record as a disclosure: left-over text, its life, its posting.

mod lifecycle;
mod opinion;
mod posting;
mod template_text;
mod unsearched;

pub(crate) use lifecycle::LIFECYCLE;
pub(crate) use opinion::OPINION;
pub(crate) use posting::POSTING;
pub(crate) use template_text::TEMPLATE_TEXT;
pub(crate) use unsearched::UNSEARCHED;
