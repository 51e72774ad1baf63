//! M004: attendance reaches one of the alternatives of the body.

use crate::check::meeting::ballot::{self, Ballot};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 到会人数不够 (M004).
pub(crate) static QUORUM: Check = Check {
    rule: Rule {
        code: "M004",
        title: "到会人数不够",
        level: Level::Error,
        basis: &["VCOL-26", "VCOL-30", "RCOL-27", "RCOL-29", "RCEOL-27"],
        explain: "会议到会人数达到法定要求，表决才算数。例如村民代表会议要有三分之二以上的组成人员到会，村民会议要有过半数十八周岁以上村民或三分之二以上户代表到会，成员大会要有三分之二以上成员到会。有两种算法的，达到一种即可；写明了`法定人数依据`的，按写明的算。山东的村民代表会议还要有三分之二以上的妇女代表到会。",
        example: "会议: 村民代表会议\n应到: 48\n实到: 31",
        repair: "会议: 村民代表会议\n应到: 48\n实到: 32",
    },
    run: quorum,
};

fn quorum(scope: &Scope<'_>, report: &mut Report<'_>) {
    let chain = scope.catalog.profile_chain(&scope.village.profile.rules);
    for ballot in ballot::all(scope) {
        further(scope, &ballot, &chain, report);
        // Minutes that name their quorum are held to it: households are no adults.
        let named = ballot.fields.text("quorum_basis");
        let named = named.as_ref().map(|named| named.value.as_str());
        let of_body = &ballot.body.attendance;
        let is_named = of_body
            .iter()
            .any(|quorum| Some(quorum.name.as_str()) == named);
        let alternatives = of_body
            .iter()
            .filter(|quorum| !is_named || Some(quorum.name.as_str()) == named);
        let measures: Vec<_> = alternatives
            .filter_map(|quorum| ballot.attendance(scope, &quorum.share))
            .collect();
        let Some(measure) = measures.first() else {
            continue;
        };
        if measures.iter().any(ballot::Measure::is_reached) {
            continue;
        }
        let body = ballot.body;
        report
            .at(
                measure.part.span,
                format!(
                    "{}实到 {} 人，未达到{}的{}（应有 {} 人）",
                    body.name,
                    measure.part.value,
                    measure.name,
                    measure.share.text(),
                    measure.needed()
                ),
            )
            .label(
                measure.whole.span,
                format!("{} {}", measure.name, measure.whole.value),
            )
            .help("到会不够，表决不算数；重新开会表决，或核对人数")
            .basis(&body.basis)
            .warn_if(!body.confidence.may_block());
    }
}

/// What a place asks beyond the quorum: in Shandong two thirds of the women among the representatives.
fn further(scope: &Scope<'_>, ballot: &Ballot<'_>, chain: &[&str], report: &mut Report<'_>) {
    let of_place = ballot.body.extra.iter();
    for extra in of_place.filter(|extra| chain.contains(&extra.profile.as_str())) {
        let Some(measure) = ballot.attendance(scope, &extra.share) else {
            continue;
        };
        if measure.is_reached() {
            continue;
        }
        report
            .at(
                measure.part.span,
                format!(
                    "{}的{}到会 {} 人，未达到{}（应有 {} 人）",
                    ballot.body.name,
                    measure.name,
                    measure.part.value,
                    measure.share.text(),
                    measure.needed()
                ),
            )
            .label(
                measure.whole.span,
                format!("{} {}", measure.name, measure.whole.value),
            )
            .help("核对签到簿；到会不够的，重新开会表决")
            .basis(&extra.basis)
            .warn_if(!extra.confidence.may_block());
    }
}
