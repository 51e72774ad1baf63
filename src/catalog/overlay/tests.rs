//! Overlays: a few lines suffice, less than the nation asks for is not taken, and everything wrong is said.

use crate::catalog::Catalog;
use crate::catalog::overlay::OverlayProblem;
use crate::catalog::tests::day;

fn lay(text: &str) -> (Catalog, Vec<OverlayProblem>) {
    Catalog::embedded().with_overlay("county.yaml", text)
}

#[track_caller]
fn clean(text: &str) -> Catalog {
    let (catalog, problems) = lay(text);
    assert_eq!(problems, []);
    catalog
}

#[track_caller]
fn refused(text: &str, line: usize, column: usize, message: &str) -> Catalog {
    let (catalog, problems) = lay(text);
    let said: Vec<_> = problems
        .iter()
        .map(|p| (p.line, p.column, p.message.as_str()))
        .collect();
    assert_eq!(said, [(line, column, message)]);
    catalog
}

#[test]
fn adds_an_item_in_a_few_lines() {
    let catalog = clean(
        "事项:\n  - 编号: affairs.well_water\n    名称: 机井用水\n    频次: 每季度\n    必填: [金额, 户数]\n",
    );
    let item = catalog.item("机井用水").unwrap();
    assert_eq!(item.required, ["amount", "household_count"]);
    assert_eq!(item.deadline.param.as_deref(), Some("periodic_due_days"));
    assert!(catalog.slot(item, "金额").is_some_and(|slot| slot.required));
    assert_ne!(catalog.fingerprint, Catalog::embedded().fingerprint);
}

#[test]
fn adds_a_table_with_chinese_columns_and_an_identity() {
    let catalog = clean(
        "表样:
  - 名称: 机井用水表
    键: 用水
    列:
      - {名称: 户主, 类型: 当事人, 必填: true}
      - {名称: 水量, 类型: 数值}
      - {名称: 水价, 类型: 金额}
      - {名称: 水费, 类型: 金额}
    合计: [水费]
    校验:
      - {代码: F013, 说的是: 水费, 规则: {row: {formula: 水量 × 水价 = 水费}}}
事项:
  - {编号: affairs.well_water, 名称: 机井用水, 表样: 用水}
",
    );
    let item = catalog.item("affairs.well_water").unwrap();
    let slot = catalog.slot(item, "用水").unwrap();
    assert!(slot.required && catalog.tables.contains_key(&slot.field.id));
}

#[test]
fn changes_a_deadline_by_chinese_name() {
    let catalog = clean("事项:\n  - 名称: 财务收支汇总\n    时限: {规则: 期后, 天数: 8}\n");
    assert_eq!(
        catalog.item("finance.summary").unwrap().deadline.days,
        Some(8)
    );
    assert_eq!(
        catalog.item("finance.summary").unwrap().table.as_deref(),
        Some("summary")
    );
}

#[test]
fn sets_a_parameter_by_date_and_place() {
    let text = "参数:\n  - 名称: 答复期限\n    值:\n      - {数值: 4, 起: 2027-01-01}\n      - {规则包: shandong, 数值: 2}\n";
    let catalog = clean(text);
    let number = |profile, date| {
        catalog
            .param("reply_days", profile, day(date))
            .and_then(|value| value.number)
    };
    assert_eq!(number("shandong", "2026-06-01"), Some(2));
    assert_eq!(
        number("shandong", "2027-06-01"),
        Some(4),
        "what the county says for all comes first"
    );
    assert_eq!(number("national", "2026-06-01"), Some(10));
}

#[test]
fn keeps_the_list_of_the_county() {
    let catalog = clean("应公开: [财务收支汇总, party.dues]\n");
    assert_eq!(
        catalog.county_list.unwrap(),
        ["finance.summary", "party.dues"]
    );
}

#[test]
fn ignores_what_is_weaker_than_the_nation() {
    let text = "参数:\n  - 名称: 张贴天数\n    值:\n      - {数值: 7}\n";
    let catalog = refused(text, 4, 14, "`张贴天数`写的7比国家规定的15宽，未采用");
    let value = catalog
        .param("posting_days", "national", day("2026-06-01"))
        .unwrap();
    assert_eq!(value.number, Some(15));

    let text = "事项:\n  - 名称: 财务收支汇总\n    张贴: {天数: 7}\n";
    let catalog = refused(
        text,
        3,
        14,
        "`财务收支汇总`的张贴7天少于国家规定的15天，未采用",
    );
    assert_eq!(
        catalog.item("财务收支汇总").unwrap().min_posting_days,
        Some(15)
    );

    let text = "事项:\n  - 名称: 集体收支逐笔明细\n    频次: 每年\n";
    let catalog = refused(
        text,
        3,
        9,
        "`集体收支逐笔明细`的频次`每年`低于规定的`每季度`，未采用",
    );
    assert_eq!(
        catalog
            .item("finance.monthly_detail")
            .unwrap()
            .frequency
            .months(),
        Some(1)
    );

    let text = "事项:\n  - 名称: 残疾人两项补贴\n    隐私: 列名\n";
    refused(text, 3, 5, "`残疾人两项补贴`的隐私类别不能放宽，未采用");

    let text = "事项:\n  - {编号: affairs.new, 名称: 新事项, 张贴: {天数: 3}}\n";
    let catalog = refused(text, 2, 41, "`新事项`的张贴3天少于国家规定的15天，按15天");
    assert_eq!(catalog.item("新事项").unwrap().min_posting_days, Some(15));
}

#[test]
fn takes_a_weak_number_from_before_the_law() {
    let catalog = clean("参数:\n  - 名称: 张贴天数\n    值:\n      - {数值: 7, 止: 2026-01-01}\n");
    let value = |date| {
        catalog
            .param("posting_days", "national", day(date))
            .and_then(|value| value.number)
    };
    assert_eq!(
        (value("2025-12-31"), value("2026-01-01")),
        (Some(7), Some(15))
    );
}

#[test]
fn leaves_out_what_names_nothing_and_keeps_the_rest() {
    let text = "事项:\n  - {编号: affairs.one, 名称: 第一件, 必填: [金钱数]}\n  - {编号: affairs.two, 名称: 第二件}\n";
    let catalog = refused(text, 2, 37, "没有`金钱数`这个字段");
    assert!(catalog.item("第一件").is_none());
    assert!(catalog.item("第二件").is_some());

    let text = "应公开: [财务收支总汇]\n";
    let (_, problems) = lay(text);
    assert_eq!(problems[0].help, "是不是想写`财务收支汇总`？");
}

#[test]
fn an_item_may_not_take_the_name_of_another() {
    let text = "事项:\n  - {编号: affairs.mine, 名称: 低保}\n";
    let (catalog, problems) = lay(text);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(catalog.item("低保").unwrap().id, "affairs.low_income");
}

#[test]
fn says_in_chinese_what_cannot_be_read() {
    refused(
        "事项:\n  - {编号: a.b, 名字: 某事}\n",
        2,
        15,
        "不认识的键`名字`",
    );
    refused(
        "事项:\n  - {编号: a.b, 频次: 每周}\n",
        2,
        19,
        "不认识的取值`每周`",
    );
    let (catalog, problems) = lay("事项: [\n");
    assert_eq!(problems.len(), 1);
    assert_eq!(catalog.items.len(), Catalog::embedded().items.len());
    assert_eq!(lay("").1, []);
}

#[test]
fn asks_for_one_field_more() {
    let catalog = clean("事项:\n  - {名称: 低保, 另加必填: [政策依据]}\n");
    let item = catalog.item("affairs.low_income").unwrap();
    assert_eq!(item.name, Catalog::embedded().item("低保").unwrap().name);
    assert_eq!(
        item.required,
        [
            "relief_type",
            "relief_list",
            "objection_contact",
            "policy_basis"
        ]
    );
}

#[test]
fn a_place_of_its_own_inherits_from_the_wider_one() {
    let catalog = clean(
        "规则包: [{id: county, 名称: 某县, 上级: shandong}]
参数: [{名称: 张贴天数, 值: [{规则包: county, 数值: 20}]}]
",
    );
    assert_eq!(
        catalog.profile_chain("county"),
        ["local", "county", "shandong", "national"]
    );
    let item = catalog.item("finance.summary").unwrap();
    let floor = catalog
        .posting_floor(item, "county", day("2026-03-01"))
        .unwrap();
    assert_eq!(
        (floor.days, floor.hard, floor.statute_days),
        (20, false, Some(15))
    );
    let reply = catalog
        .param("reply_days", "county", day("2026-03-01"))
        .unwrap();
    assert_eq!(reply.number, Some(5));
}
