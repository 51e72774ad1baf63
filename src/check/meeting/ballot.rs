//! A vote of a body, whether it stands as a step of a matter or as a record of its own.

use crate::catalog::procedure::body::{Body, Fraction};
use crate::check::Scope;
use crate::model::record::{Fields, Record};
use crate::model::village::Kind;
use crate::source::Spanned;

/// One meeting that voted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ballot<'a> {
    /// The body that met.
    pub(super) body: &'a Body,
    /// Attendance and votes.
    pub(super) fields: &'a Fields,
    /// Id of the kind of matter, empty when unknown.
    pub(super) matter: &'a str,
}

/// Every vote in a village.
pub(super) fn all<'a>(scope: &Scope<'a>) -> Vec<Ballot<'a>> {
    let mut ballots = Vec::new();
    for record in &scope.village.records {
        match &record.matter {
            Some(matter) => {
                let kind = matter.kind.as_ref().map_or("", |kind| kind.value.as_str());
                for step in &matter.steps {
                    let steps = step
                        .ids
                        .iter()
                        .filter_map(|id| scope.catalog.procedure.step(id));
                    let named = step.body.as_ref().map(|body| body.value.as_str());
                    let usual = steps.filter_map(|step| step.body.as_deref()).next_back();
                    let body = named
                        .or(usual)
                        .and_then(|id| scope.catalog.procedure.bodies.get(id));
                    ballots.extend(body.map(|body| Ballot {
                        body,
                        fields: &step.fields,
                        matter: kind,
                    }));
                }
            }
            None => ballots.extend(of_record(scope, record)),
        }
    }
    ballots
}

/// A record that is itself the minutes of one meeting.
fn of_record<'a>(scope: &Scope<'a>, record: &'a Record) -> Option<Ballot<'a>> {
    let community = scope.village.profile.kind == Kind::Community;
    let body = match record.item_id() {
        "decision.assembly" if community => "residents_assembly",
        "decision.assembly" => "villagers_assembly",
        "decision.reps_meeting" if community => "residents_reps",
        "decision.reps_meeting" => "villagers_reps",
        "decision.group_meeting" => "villager_group",
        "decision.member_assembly" => "collective_assembly",
        "decision.member_reps" => "collective_reps",
        "decision.board" => "collective_board",
        "decision.propose" => "party_branch_committee",
        "decision.consult" => "two_committees",
        "decision.review" => "party_members",
        _ => return None,
    };
    Some(Ballot {
        body: scope.catalog.procedure.bodies.get(body)?,
        fields: &record.fields,
        matter: "",
    })
}

/// A share, the number that counts toward it and the whole it is a share of.
#[derive(Debug, Clone)]
pub(super) struct Measure<'a> {
    /// The share asked for.
    pub(super) share: &'a Fraction,
    /// What came together.
    pub(super) part: Spanned<i64>,
    /// Of how many.
    pub(super) whole: Spanned<i64>,
    /// What the whole is: 应到人数, 全体成员.
    pub(super) name: &'a str,
}

impl Measure<'_> {
    /// Whether the share is reached.
    pub(super) fn is_reached(&self) -> bool {
        self.share
            .reached(unsigned(self.part.value), unsigned(self.whole.value))
    }

    /// The smallest number that reaches it.
    pub(super) fn needed(&self) -> u64 {
        self.share.needed(unsigned(self.whole.value))
    }
}

impl<'a> Ballot<'a> {
    /// Attendance against one quorum; `None` when the record does not give the numbers.
    pub(super) fn attendance(&self, scope: &Scope<'a>, share: &'a Fraction) -> Option<Measure<'a>> {
        let of = scope.catalog.procedure.denominators.get(&share.of)?;
        Some(Measure {
            share,
            part: self.fields.count(of.present.as_ref()?)?,
            whole: of.whole.iter().find_map(|id| self.fields.count(id))?,
            name: &of.name,
        })
    }

    /// Votes in favour against the share the body needs for this matter.
    pub(super) fn votes(&self, scope: &Scope<'a>) -> Option<Measure<'a>> {
        let matter = scope.catalog.procedure.matters.get(self.matter);
        let share = match matter.and_then(|matter| matter.pass.as_ref()) {
            Some(share) => share,
            None => self.body.pass_for(self.matter),
        };
        let of = scope.catalog.procedure.denominators.get(&share.of)?;
        Some(Measure {
            share,
            part: self.fields.count("votes_for")?,
            whole: of.whole.iter().find_map(|id| self.fields.count(id))?,
            name: &of.name,
        })
    }
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
