//! The tags of public-sector sites (网页设计规范): what a page is, for machines. What is not known is left out.

use crate::catalog::item::Category;
use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::names::{self, CATEGORIES};
use crate::render::page::card::published;
use crate::render::page::{corrections, due, feedback, history};
use crate::render::view::list::Card;
use crate::render::view::page::{ColumnMeta, Page};
use crate::render::view::record::RecordPage;

/// The column of a page by its key in the navigation; its kind is from the list of the specification.
pub(super) fn column(nav: &str, village: &Village) -> Option<ColumnMeta> {
    let category = CATEGORIES.into_iter().find(|category| category.id() == nav);
    let place = &village.profile.name;
    let (name, description, keywords, kind) = match (category, nav) {
        (Some(category), _) => {
            let (description, keywords, kind) = of_category(category);
            let name = names::category(category, village);
            (name, description.to_owned(), keywords, kind)
        }
        (None, "home") => (
            "首页",
            format!("{place}最近公开的党务、村（居）务、财务和民主决策"),
            "三务公开,党务,村务,财务",
            "首页",
        ),
        (None, due::ADDRESS) => (
            "公开台账",
            format!("{place}应当公开的事项，逐项逐期"),
            "公开目录,期限,台账",
            "信息公开目录",
        ),
        (None, feedback::ADDRESS) => (
            feedback::TITLE,
            format!("对{place}公开内容的意见和答复"),
            "意见,答复,监督电话",
            "咨询投诉",
        ),
        (None, "organisation") => (
            "组织架构",
            format!("{place}的组织和负责的人"),
            "党组织,负责人",
            "机构职能",
        ),
        (None, corrections::ADDRESS) => (
            "更正",
            format!("{place}公开内容的更正和撤回"),
            "更正,撤回",
            "回应关切",
        ),
        (None, history::VERIFY) => (
            history::VERIFY_TITLE,
            format!("{place}公开内容的封存和核对码"),
            "封存,核对码,版本",
            "信息公开目录",
        ),
        (None, _) => return None,
    };
    Some(ColumnMeta {
        name: name.to_owned(),
        description,
        keywords: keywords.to_owned(),
        kind: kind.to_owned(),
    })
}

/// Description, keywords and kind.
fn of_category(category: Category) -> (&'static str, &'static str, &'static str) {
    match category {
        Category::Party => (
            "党组织设置、党员队伍、党费和党内活动",
            "党务,党员,党费",
            "机构职能",
        ),
        Category::Affairs => (
            "村（居）务事项、救助、工程、土地、选举和监督",
            "村务,居务,救助,工程",
            "信息公开目录",
        ),
        Category::Finance => (
            "收入、支出、资产、资源、合同和债权债务",
            "财务,收支,资产",
            "数据发布",
        ),
        Category::Decision => ("会议、一报四议两公开和协商", "决策,会议,表决", "工作动态"),
    }
}

/// The tags of a record: title and day, who publishes it, who prepared it, what it says, its first picture.
pub(crate) fn describe(
    head: &mut Page,
    record: &Record,
    (view, card): (&RecordPage, &Card),
    village: &Village,
) {
    let item = record.item.as_ref();
    head.published = published(record).map(|date| format!("{date} 00:00"));
    head.source = item.map(|item| item.issuer.name().to_owned());
    let category = names::category(record.category, village);
    head.keywords = Some(match item {
        Some(item) => format!("{category},{}", item.name),
        None => category.to_owned(),
    });
    let author = record.fields.text("prepared_by").map(|name| name.value);
    head.author = author.filter(|_| view.withdrawn.is_none());
    head.description = Some(summary(view, card)).filter(|text| !text.is_empty());
    head.image = view.pictures.first().map(|picture| picture.src.clone());
}

/// The finding, else what stands behind the title in lists; nothing of what was withdrawn or taken down.
fn summary(view: &RecordPage, card: &Card) -> String {
    if view.withdrawn.is_some() || view.ended.is_some() {
        return String::new();
    }
    if !card.summary.is_empty() {
        return card.summary.clone();
    }
    view.lead.iter().map(|run| run.text.as_str()).collect()
}
