//! Names of categories and of persons as the pages of one village show them.

use crate::catalog::item::Category;
use crate::catalog::topic::Topic;
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

/// What a topic's page is called: 村规民约 in a village, 居民公约 in a community.
pub(crate) fn topic(topic: Topic, village: &Village) -> &'static str {
    match (topic, village.profile.kind) {
        (Topic::Charter, Kind::Village) => "村规民约",
        (Topic::Charter, Kind::Community) => "居民公约",
        (Topic::Elections, _) => "换届选举",
        (Topic::Promises, _) => "承诺兑现",
        (Topic::Services, _) => "服务时间",
        (Topic::Duties, _) => "责任分工",
        (Topic::Assets, _) => "资产和合同",
        (Topic::Audits, _) => "审计和整改",
        (Topic::Money, _) => "钱用在哪里",
        (Topic::Points, _) => "积分",
        (Topic::Projects, _) => "工程项目",
    }
}
