//! Names of categories and of persons as the pages of one village show them.

use crate::catalog::item::Category;
use crate::model::village::{Kind, Village};

/// The categories in the order of the board.
pub(crate) const CATEGORIES: [Category; 4] = [
    Category::Party,
    Category::Affairs,
    Category::Finance,
    Category::Decision,
];

/// 村务公开 in a village, 居务公开 in a community.
pub(crate) fn category(category: Category, village: &Village) -> &'static str {
    match (category, village.profile.kind) {
        (Category::Affairs, Kind::Community) => "居务公开",
        (category, _) => category.name(),
    }
}

/// The rules that residents made: 村规民约 in a village, 居民公约 in a community.
pub(crate) fn charter(village: &Village) -> &'static str {
    match village.profile.kind {
        Kind::Village => "村规民约",
        Kind::Community => "居民公约",
    }
}
