//! The procedure: everything named exists.

use crate::catalog::Catalog;
use crate::catalog::procedure::body::{Body, Fraction};

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
fn variants_name_what_exists() {
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
}

#[test]
fn matters_name_what_exists() {
    let catalog = Catalog::embedded();
    let procedure = &catalog.procedure;
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
}

#[test]
fn merges_and_the_life_of_a_disclosure_name_what_exists() {
    let catalog = Catalog::embedded();
    let procedure = &catalog.procedure;
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
