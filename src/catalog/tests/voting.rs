//! The procedure: found by Chinese names, in order, with exact shares.

use crate::catalog::Catalog;
use crate::catalog::formula::Relation;
use crate::catalog::procedure::body::Fraction;
use crate::catalog::procedure::matter::MergePolicy;

#[test]
fn finds_everything_by_its_chinese_name() {
    let catalog = Catalog::embedded();
    let procedure = &catalog.procedure;
    let step = |name| procedure.step(name).map(|step| step.id.as_str());
    assert_eq!(step("提议"), Some("propose"));
    assert_eq!(step("一议 党组织提议"), Some("propose"));
    assert_eq!(step("实施结果公开"), Some("disclose_result"));
    let matter = procedure
        .matter("村庄规划、建设等乡村建设重要事项")
        .unwrap();
    assert_eq!(
        matter.final_bodies,
        ["villagers_assembly", "villagers_reps"]
    );
    assert_eq!(
        procedure.variant("一报四议两公开").unwrap().id,
        "report_4y2k"
    );
    assert_eq!(procedure.default_variant().unwrap().name, "一报四议两公开");
    assert_eq!(procedure.body("村民代表会议").unwrap().id, "villagers_reps");
    assert_eq!(procedure.body("村“两委”会").unwrap().id, "two_committees");
    assert!(procedure.body("茶话会").is_none());
    assert_eq!(
        procedure.merge_rule("review", "resolve").unwrap().policy,
        MergePolicy::Forbid
    );
}

#[test]
fn names_of_the_procedure_mean_one_thing_each() {
    let catalog = Catalog::embedded();
    let procedure = &catalog.procedure;
    let one = |lists: Vec<(&str, Vec<&str>)>| {
        let mut seen: Vec<(&str, &str)> = Vec::new();
        for (id, names) in lists {
            for name in names {
                let other = seen
                    .iter()
                    .find(|(known, owner)| *known == name && *owner != id);
                assert!(other.is_none(), "{name}: {id}, {other:?}");
                seen.push((name, id));
            }
        }
    };
    one(procedure
        .bodies
        .values()
        .map(|entry| (entry.id.as_str(), names(&entry.name, &entry.aliases)))
        .collect());
    one(procedure
        .steps
        .values()
        .map(|entry| (entry.id.as_str(), names(&entry.name, &entry.aliases)))
        .collect());
    one(procedure
        .variants
        .values()
        .map(|entry| (entry.id.as_str(), names(&entry.name, &entry.aliases)))
        .collect());
    one(procedure
        .matters
        .values()
        .map(|entry| (entry.id.as_str(), names(&entry.name, &entry.aliases)))
        .collect());
}

fn names<'a>(name: &'a str, aliases: &'a [String]) -> Vec<&'a str> {
    std::iter::once(name)
        .chain(aliases.iter().map(String::as_str))
        .collect()
}

#[test]
fn steps_of_a_variant_come_in_order() {
    let catalog = Catalog::embedded();
    let procedure = &catalog.procedure;
    let order = |name| {
        let variant = procedure.variant(name).unwrap();
        procedure
            .steps_of(variant)
            .into_iter()
            .map(|step| step.name.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        order("一报四议两公开"),
        "动议 一报 提议 商议 审议 决议 决议公开 实施 实施结果公开 归档"
    );
    assert_eq!(
        order("四议一审两公开"),
        "动议 提议 商议 乡镇审核方案 审议 决议 决议公开 实施 实施结果公开 归档"
    );
    assert_eq!(
        order("六议两公开"),
        "动议 征求意见 提议 商议 审议 决议 决议公开 实施 实施结果公开 评议 归档"
    );
    assert_eq!(
        order("四议两公开一监督"),
        "动议 提议 商议 审议 决议 决议公开 实施 实施结果公开 归档 监督"
    );
}

#[test]
fn shares_are_exact_at_the_edge() {
    let share = |num, den, op| Fraction {
        num,
        den,
        op,
        of: "present".to_owned(),
    };
    let (half, thirds) = (share(1, 2, Relation::Gt), share(2, 3, Relation::Ge));
    assert_eq!(
        (
            half.reached(10, 20),
            half.reached(11, 20),
            half.needed(20),
            half.needed(21)
        ),
        (false, true, 11, 11)
    );
    assert_eq!(
        (
            thirds.reached(13, 20),
            thirds.reached(14, 20),
            thirds.needed(20)
        ),
        (false, true, 14)
    );
    assert_eq!((thirds.reached(14, 21), thirds.needed(21)), (true, 14));
    assert_eq!(
        (half.text(), thirds.text()),
        ("过半数".to_owned(), "三分之二以上".to_owned())
    );
    assert!(thirds.reached(u64::MAX, u64::MAX), "no overflow");
}

#[test]
fn notice_depends_on_the_place() {
    let catalog = Catalog::embedded();
    let reps = catalog.procedure.body("村民代表会议").unwrap();
    assert_eq!(
        reps.notice_days(&catalog.profile_chain("shandong_board_day_10")),
        Some(5)
    );
    assert_eq!(reps.notice_days(&catalog.profile_chain("national")), None);
    let assembly = catalog.procedure.body("成员大会").unwrap();
    assert_eq!(
        assembly.notice_days(&catalog.profile_chain("shandong")),
        Some(10)
    );
    assert_eq!(
        (
            assembly.pass_for("nonmember_benefits").num,
            assembly.pass_for("investment").num
        ),
        (3, 2)
    );
}

#[test]
fn the_last_vote_depends_on_the_matter() {
    let catalog = Catalog::embedded();
    let procedure = &catalog.procedure;
    let bodies = |step, variant, matter| {
        let (step, variant) = (
            procedure.step(step).unwrap(),
            procedure.variant(variant).unwrap(),
        );
        let bodies = procedure.bodies_for(step, variant, procedure.matter(matter));
        bodies
            .into_iter()
            .map(|body| body.name.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(bodies("商议", "一报四议两公开", "村规民约"), "两委联席会议");
    assert_eq!(bodies("决议", "一报四议两公开", "村规民约"), "村民会议");
    assert_eq!(
        bodies("决议", "一报四议两公开", "误工补贴"),
        "村民会议 村民代表会议"
    );
    assert_eq!(bodies("决议", "社区版", ""), "居民会议 居民代表会议");
    assert_eq!(
        bodies("成员大会决议", "集体经济组织重大事项", "收益分配"),
        "成员大会 成员代表大会"
    );
    // Held under the everyday name of the procedure, the vote is still the members'.
    assert_eq!(
        bodies("决议", "一报四议两公开", "土地补偿费分配"),
        "成员大会"
    );
    assert_eq!(bodies("实施", "一报四议两公开", "误工补贴"), "");
}

#[test]
fn the_keys_of_a_step_mean_one_thing_each() {
    let catalog = Catalog::embedded();
    for step in catalog.procedure.steps.values() {
        let mut seen: Vec<&str> = Vec::new();
        for id in &step.fields {
            for key in catalog.fields[id].keys() {
                assert!(!seen.contains(&key), "{} {key}", step.id);
                seen.push(key);
            }
        }
    }
}
