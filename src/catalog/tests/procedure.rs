//! The procedure: everything named exists, order holds, shares are exact.

use crate::catalog::Catalog;
use crate::catalog::formula::Relation;
use crate::catalog::procedure::body::{Body, Fraction};
use crate::catalog::procedure::matter::MergePolicy;

fn shares(body: &Body) -> Vec<&Fraction> {
    let quorums = body
        .attendance
        .iter()
        .chain(&body.attendance_practice)
        .map(|quorum| &quorum.share);
    let special = body.pass_special.iter().map(|special| &special.share);
    let extra = body.extra.iter().map(|extra| &extra.share);
    let parts = [
        &body.composition.reps_share,
        &body.composition.women_reps_share,
    ]
    .into_iter()
    .flatten();
    quorums
        .chain([&body.pass])
        .chain(special)
        .chain(extra)
        .chain(&body.must_convene_if)
        .chain(parts)
        .collect()
}

#[test]
fn bodies_name_what_exists() {
    let catalog = Catalog::embedded();
    let procedure = &catalog.procedure;
    let options = &catalog.fields["quorum_basis"].options;
    for body in procedure.bodies.values() {
        assert!(procedure.roles.contains_key(&body.id), "{}", body.id);
        for share in shares(body) {
            assert!(
                procedure.denominators.contains_key(&share.of),
                "{} {}",
                body.id,
                share.of
            );
            assert!(share.num <= share.den && share.den > 0, "{}", body.id);
        }
        for quorum in &body.attendance {
            assert!(
                options.contains(&quorum.name),
                "{} {}",
                body.id,
                quorum.name
            );
            assert!(
                procedure.denominators[&quorum.share.of].present.is_some(),
                "{}",
                quorum.share.of
            );
        }
        assert!(
            !procedure.denominators[&body.pass.of].whole.is_empty(),
            "{}",
            body.id
        );
        for matter in body
            .cannot_decide
            .iter()
            .chain(body.pass_special.iter().map(|special| &special.matter))
        {
            assert!(
                procedure.matters.contains_key(matter),
                "{} {matter}",
                body.id
            );
        }
        for profile in body.notice.local.keys().chain(&body.composition.odd_in) {
            assert!(
                catalog.profiles.contains_key(profile),
                "{} {profile}",
                body.id
            );
        }
        assert!(
            body.only_with
                .iter()
                .all(|item| catalog.items.contains_key(item))
        );
        assert!(
            body.basis.iter().all(|id| catalog.sources.contains_key(id)),
            "{}",
            body.id
        );
    }
    for denominator in procedure.denominators.values() {
        let mut fields = denominator.whole.iter().chain(&denominator.present);
        assert!(
            fields.all(|id| catalog.fields.contains_key(id)),
            "{}",
            denominator.id
        );
    }
}

#[test]
fn steps_name_what_exists() {
    let catalog = Catalog::embedded();
    let procedure = &catalog.procedure;
    for step in procedure.steps.values() {
        let roles = step.actor.iter().chain(&step.to);
        assert!(
            roles.clone().all(|id| procedure.roles.contains_key(id)),
            "{}",
            step.id
        );
        assert!(
            step.body.iter().all(|id| procedure.bodies.contains_key(id)),
            "{}",
            step.id
        );
        let blocked = step.reply.iter().flat_map(|reply| &reply.blocks);
        assert!(
            step.needs_before
                .iter()
                .chain(blocked)
                .all(|id| procedure.steps.contains_key(id)),
            "{}",
            step.id
        );
        assert!(
            step.item.iter().all(|id| catalog.items.contains_key(id)),
            "{}",
            step.id
        );
        for field in step.fields.iter().chain(&step.required) {
            assert!(catalog.fields.contains_key(field), "{} {field}", step.id);
        }
        assert!(
            step.required.iter().all(|id| step.fields.contains(id)),
            "{}",
            step.id
        );
        let params = step
            .due
            .iter()
            .chain(&step.posting)
            .chain(&step.objection_window)
            .chain(&step.wait_for);
        assert!(
            params.clone().all(|id| catalog.params.contains_key(id)),
            "{}",
            step.id
        );
        assert!(
            step.basis.iter().all(|id| catalog.sources.contains_key(id)),
            "{}",
            step.id
        );
        let replies = step
            .reply
            .iter()
            .flat_map(|reply| reply.favourable.iter().chain(&reply.adverse));
        let options = &catalog.fields["report_reply"].options;
        assert!(
            replies.clone().all(|reply| options.contains(reply)),
            "{}",
            step.id
        );
    }
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

#[test]
fn variants_and_matters_name_what_exists() {
    let catalog = Catalog::embedded();
    let procedure = &catalog.procedure;
    for variant in procedure.variants.values() {
        let steps = variant
            .steps
            .iter()
            .chain(&variant.adds)
            .chain(variant.bind.keys());
        let placed = variant
            .positions
            .iter()
            .flat_map(|position| position.after.iter().chain([&position.step]));
        for step in steps.chain(placed) {
            assert!(procedure.steps.contains_key(step), "{} {step}", variant.id);
        }
        assert!(
            variant
                .bind
                .values()
                .flatten()
                .all(|id| procedure.bodies.contains_key(id)),
            "{}",
            variant.id
        );
        assert!(
            variant
                .extends
                .iter()
                .all(|id| procedure.variants.contains_key(id)),
            "{}",
            variant.id
        );
        assert!(procedure.steps_of(variant).len() >= 9, "{}", variant.id);
        assert!(
            variant
                .basis
                .iter()
                .all(|id| catalog.sources.contains_key(id)),
            "{}",
            variant.id
        );
    }
    for matter in procedure.matters.values() {
        let bodies = matter.final_bodies.iter().chain(&matter.escalates_to);
        assert!(
            bodies.clone().all(|id| procedure.bodies.contains_key(id)),
            "{}",
            matter.id
        );
        assert!(
            matter
                .variant
                .iter()
                .all(|id| procedure.variants.contains_key(id)),
            "{}",
            matter.id
        );
        let then = matter.then.iter().filter_map(|then| then.step.as_ref());
        assert!(
            then.clone().all(|id| procedure.steps.contains_key(id)),
            "{}",
            matter.id
        );
        let shares = matter
            .pass
            .iter()
            .chain(matter.ballot.iter().flat_map(|ballot| &ballot.start_shares));
        assert!(
            shares
                .clone()
                .all(|share| procedure.denominators.contains_key(&share.of)),
            "{}",
            matter.id
        );
        assert!(
            matter
                .basis
                .iter()
                .all(|id| catalog.sources.contains_key(id)),
            "{}",
            matter.id
        );
        // What may not be delegated never ends at representatives.
        assert!(
            matter.delegable != Some(false)
                || !matter.final_bodies.contains(&"collective_reps".to_owned())
        );
    }
    for rule in &procedure.merge_rules {
        assert!(rule.steps.iter().all(|id| procedure.steps.contains_key(id)));
    }
    for step in &procedure.lifecycle {
        assert!(
            step.sets.iter().all(|id| catalog.fields.contains_key(id)),
            "{}",
            step.id
        );
        assert!(
            step.param.iter().all(|id| catalog.params.contains_key(id)),
            "{}",
            step.id
        );
        assert!(
            step.basis.iter().all(|id| catalog.sources.contains_key(id)),
            "{}",
            step.id
        );
    }
}

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
