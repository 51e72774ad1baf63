//! Checks on the record as a disclosure: left-over text, its life, its posting.

mod citation;
mod header_differs;
mod lifecycle;
mod opinion;
mod posting;
mod relief_list;
mod template_text;

pub(crate) use citation::CITATION;
pub(crate) use header_differs::HEADER_DIFFERS;
pub(crate) use lifecycle::LIFECYCLE;
pub(crate) use opinion::OPINION;
pub(crate) use posting::POSTING;
pub(crate) use relief_list::RELIEF_LIST;
pub(crate) use template_text::TEMPLATE_TEXT;
