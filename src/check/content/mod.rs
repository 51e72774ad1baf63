//! Checks on the record as a disclosure: left-over text, its life, its posting.

mod board_place;
mod citation;
mod header_differs;
mod lifecycle;
mod offices;
mod opinion;
mod other_place;
mod posting;
mod relief_list;
mod template_text;
mod translation;
mod unsearched;
mod unshown;
mod voucher_scan;

pub(crate) use board_place::BOARD_PLACE;
pub(crate) use citation::CITATION;
pub(crate) use header_differs::HEADER_DIFFERS;
pub(crate) use lifecycle::LIFECYCLE;
pub(crate) use offices::OFFICES;
pub(crate) use opinion::OPINION;
pub(crate) use other_place::OTHER_PLACE;
pub(crate) use posting::POSTING;
pub(crate) use relief_list::RELIEF_LIST;
pub(crate) use template_text::TEMPLATE_TEXT;
pub(crate) use translation::TRANSLATION;
pub(crate) use unsearched::UNSEARCHED;
pub(crate) use unshown::UNSHOWN;
pub(crate) use voucher_scan::VOUCHER_SCAN;
