//! Items: all of the proposal, the keys of the design's example, names and suggestions.

use crate::catalog::Catalog;
use crate::catalog::entry::ItemEntry;
use crate::catalog::field::FieldType;
use crate::catalog::item::Category;
use crate::catalog::law::Confidence;
use crate::catalog::procedure::step::Step;
use crate::catalog::retention::Term;
use crate::catalog::slot::Place;
use crate::catalog::topic::Topic;

/// The ids of the proposal, one a line.
const PROPOSAL: &str = include_str!("proposal.txt");

#[test]
fn holds_every_item_of_the_proposal() {
    let catalog = Catalog::embedded();
    assert_eq!(PROPOSAL.lines().count(), 138);
    for id in PROPOSAL.lines() {
        let item = catalog.item(id).unwrap_or_else(|| panic!("{id}"));
        // One was renamed, and keeps its old id as an alias.
        assert!(
            item.id == id || (id == "finance.cash_detail" && item.id == "finance.monthly_detail"),
            "{id}"
        );
    }
    for item in catalog.items.values() {
        let own = item.id.starts_with(item.category.id());
        assert!(own, "{} belongs to another category", item.id);
    }
}

#[test]
fn reads_the_record_of_the_design() {
    let catalog = Catalog::embedded();
    let item = catalog.item("集体收支逐笔明细").unwrap();
    let written = [
        "公开事项",
        "标题",
        "期间",
        "编制人",
        "编制日期",
        "审核人",
        "审核意见",
        "审核日期",
        "签批人",
        "签批日期",
        "公布日期",
        "张贴起",
        "张贴止",
        "期初余额",
        "收支明细",
        "期末余额",
        "附件",
        "更正",
    ];
    for key in written {
        assert!(catalog.slot(item, key).is_some(), "{key}");
    }
    for slot in catalog.slots(item) {
        let given = written.contains(&slot.field.name.as_str());
        assert!(
            given || !slot.required,
            "{} is asked for beyond the example",
            slot.field.name
        );
    }
    let table = catalog.table("收支明细").unwrap();
    for column in [
        "日期",
        "凭证号",
        "摘要",
        "收入",
        "支出",
        "经手人",
        "证明人",
        "审批人",
        "决策事项",
    ] {
        assert!(table.column(column).is_some(), "{column}");
    }
}

#[test]
fn a_matter_is_one_file() {
    let catalog = Catalog::embedded();
    let item = catalog.item("重大事项").unwrap();
    assert_eq!(item.layout.as_deref(), Some("matter"));
    for key in [
        "标题",
        "编号",
        "事项类型",
        "决策程序",
        "动议来源",
        "正文",
        "步骤",
        "预算",
        "草稿",
        "关联",
        "豁免",
    ] {
        assert!(catalog.slot(item, key).is_some(), "{key}");
    }
    assert!(!catalog.slot(item, "张贴止").unwrap().required);
    assert_eq!(catalog.item("一报四议两公开").unwrap().id, item.id);
}

#[test]
fn what_hangs_until_replaced_has_no_last_day() {
    let catalog = Catalog::embedded();
    let standing = catalog.item("affairs.committee").unwrap();
    assert!(!catalog.slot(standing, "张贴止").unwrap().required);
    assert!(catalog.slot(standing, "张贴起").unwrap().required);
    let posted = catalog.item("finance.summary").unwrap();
    assert!(catalog.slot(posted, "张贴止").unwrap().required);
}

#[test]
fn finds_items_however_their_name_is_typed() {
    let catalog = Catalog::embedded();
    let id = |name: &str| catalog.item(name).map(|item| item.id.clone());
    assert_eq!(
        id(" 集体收支逐笔明细 ").as_deref(),
        Some("finance.monthly_detail")
    );
    assert_eq!(id("年度财务计划（预算）").as_deref(), Some("finance.plan"));
    assert_eq!(
        id("收支明细(逐项逐笔)").as_deref(),
        Some("finance.monthly_detail")
    );
    assert_eq!(
        id("finance.cash_detail").as_deref(),
        Some("finance.monthly_detail")
    );
    assert_eq!(id("集体收支"), None);
}

#[test]
fn suggests_the_nearest_item() {
    let catalog = Catalog::embedded();
    assert_eq!(
        catalog.suggest_item("集体收支逐笔明系"),
        Some("集体收支逐笔明细")
    );
    assert_eq!(catalog.suggest_item("财务收支总汇"), Some("财务收支汇总"));
    assert_eq!(
        catalog.suggest_item("finance.monthly_detial"),
        Some("集体收支逐笔明细")
    );
    assert_eq!(catalog.suggest_item("资产负债"), Some("资产负债表"));
    assert_eq!(catalog.suggest_item("天气预报"), None);
    assert_eq!(catalog.suggest_item(""), None);
}

#[test]
fn signatures_are_kept_and_never_asked_for() {
    let catalog = Catalog::embedded();
    let internal = |id: &String| catalog.fields[id].internal;
    assert!(catalog.fields["signature_file"].internal);
    for item in catalog.items.values() {
        assert!(!item.required.iter().any(internal), "{}", item.id);
    }
    let asked = |step: &&Step| step.required.iter().any(internal);
    assert!(!catalog.procedure.steps.values().any(|step| asked(&step)));
}

#[test]
fn slots_come_in_the_order_of_a_record() {
    let catalog = Catalog::embedded();
    let slots = catalog.slots(catalog.item("集体收支逐笔明细").unwrap());
    let places: Vec<Place> = slots.iter().map(|slot| slot.place).collect();
    assert_eq!(places.first(), Some(&Place::Header));
    assert_eq!(places.last(), Some(&Place::Common));
    let tables = slots.iter().filter(|slot| slot.place == Place::Table);
    assert_eq!(
        tables.map(|slot| slot.field.kind).collect::<Vec<_>>(),
        [FieldType::Table]
    );
}

#[test]
fn every_category_has_items_for_villages_and_communities() {
    let catalog = Catalog::embedded();
    for category in [
        Category::Party,
        Category::Affairs,
        Category::Finance,
        Category::Decision,
    ] {
        for community in [false, true] {
            let count = catalog
                .items
                .values()
                .filter(|item| item.category == category && item.applies_to.includes(community))
                .count();
            assert!(count >= 8, "{category:?} {community} {count}");
        }
    }
}

#[test]
fn suggests_the_nearest_key() {
    let catalog = Catalog::embedded();
    let item = catalog.item("集体收支逐笔明细").unwrap();
    assert_eq!(catalog.suggest_key(item, "期未余额"), Some("期末余额"));
    assert_eq!(catalog.suggest_key(item, "收支明细表"), Some("收支明细"));
    assert_eq!(catalog.suggest_key(item, "天气"), None);
}

#[test]
fn every_topic_is_fed_by_an_item() {
    let catalog = Catalog::embedded();
    for topic in [
        Topic::Services,
        Topic::Promises,
        Topic::Charter,
        Topic::Duties,
        Topic::Elections,
    ] {
        let mut items = catalog.items.values();
        assert!(items.any(|item| item.topics.contains(&topic)), "{topic:?}");
    }
}

#[test]
fn a_county_says_what_feeds_a_topic_and_what_is_said_first() {
    let entry = "{名称: 村史馆, 类别: 村务公开, 专题: [服务时间], 首句: {比较: [venue_area, venue_standard_area]}}";
    let entry: ItemEntry = serde_yaml::from_str(entry).unwrap();
    let item = entry.create().unwrap();
    assert_eq!(item.topics, [Topic::Services]);
    let lead = item.lead.unwrap();
    assert_eq!(
        lead.fields().collect::<Vec<_>>(),
        ["venue_area", "venue_standard_area"]
    );
}

#[test]
fn every_item_is_kept_for_a_term() {
    let catalog = Catalog::embedded();
    for item in catalog.items.values() {
        let kept = catalog.retentions.find(Some(&item.id));
        let kept = kept.unwrap_or_else(|| panic!("{}", item.id));
        // The table of the rule itself was not seen: none of it may pass for statute.
        assert_eq!(kept.confidence, Confidence::M, "{}", item.id);
        for id in &kept.basis {
            assert!(catalog.sources.contains_key(id), "{id}");
        }
    }
    for id in catalog.retentions.items.keys() {
        assert!(catalog.items.contains_key(id), "{id}");
    }
    let term = |id: Option<&str>| catalog.retentions.find(id).unwrap().term.to_string();
    assert_eq!(term(Some("decision.resolve")), "永久");
    assert_eq!(term(Some("finance.monthly_detail")), "30年");
    assert_eq!(term(None), "10年");
}

#[test]
fn a_county_sets_its_own_terms() {
    let text = "依据: [{id: CDA-1, 版本: [{名称: 县档案局的表}]}]\n保管期限:\n  - {期限: 永久, 依据: [CDA-1], 事项: [集体收支逐笔明细, 没有的事], 通知: true}\n";
    let (catalog, problems) = Catalog::embedded().with_overlay("content/catalog/a.yaml", text);
    let shown: Vec<&str> = problems.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(shown, ["公开目录里没有`没有的事`，没有定它的保管期限"]);
    let term = |id: Option<&str>| catalog.retentions.find(id).unwrap().term;
    assert_eq!(term(Some("finance.monthly_detail")), Term::Permanent);
    assert_eq!(term(None), Term::Permanent);
    assert_eq!(term(Some("finance.reconciliation")), Term::Ten);
}
