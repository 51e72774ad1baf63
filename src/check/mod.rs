//! What does not agree: every check over a village, in the order of the handbook.

mod across;
mod content;
mod correction;
mod finance;
mod governance;
mod identity;
mod meeting;
mod named;
mod privacy;
pub(crate) mod report;
mod slack;
mod timeliness;

use chrono::NaiveDate;

use crate::calendar::opinions::Opinion;
use crate::calendar::{self, Calendar};
use crate::catalog::Catalog;
use crate::check::named::Named;
use crate::check::report::Report;
use crate::diagnostic::{Problem, Rule};
use crate::model::village::Village;
use crate::source::SourceTree;

/// One check: what its code means, and how it is found.
#[derive(Debug)]
pub(crate) struct Check {
    /// Code, title, weight, basis, explanation.
    pub(crate) rule: Rule,
    /// Reports everything in a village that breaks the rule.
    pub(crate) run: fn(&Scope<'_>, &mut Report<'_>),
}

/// What checks may look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    /// The village.
    pub(crate) village: &'a Village,
    /// The catalogue that applies to it.
    pub(crate) catalog: &'a Catalog,
    /// Its files as text, for what must be searched as written.
    pub(crate) tree: &'a SourceTree,
    /// The day of the run.
    pub(crate) today: NaiveDate,
    /// What was due and what came of it.
    pub(crate) calendar: &'a Calendar,
    /// Opinions of residents, each with its clock.
    pub(crate) opinions: &'a [Opinion<'a>],
    /// Personal data in the files, found once for all checks of it.
    pub(crate) personal: &'a [privacy::Personal],
    /// Personal data in what attachments hold.
    pub(crate) attached: &'a [privacy::Attached],
    /// Which record names which attachment.
    pub(crate) named: &'a Named<'a>,
}

impl<'a> Scope<'a> {
    /// The number of a parameter in this village on a day.
    fn number(&self, param: &str, on: NaiveDate) -> Option<u32> {
        let profile = &self.village.profile.rules;
        self.catalog.param(param, profile, on)?.number
    }

    /// The words of a parameter in this village on a day: a list with `、` between.
    fn words(&self, param: &str, on: NaiveDate) -> impl Iterator<Item = &'a str> {
        let profile = &self.village.profile.rules;
        let param = self.catalog.param(param, profile, on);
        let text = param.and_then(|param| param.text.as_deref());
        text.into_iter().flat_map(|text| text.split('、'))
    }

    /// Whether the item is the minutes of a body: the checks on meetings due tell of it.
    pub(crate) fn bodies_report(&self, item: &str) -> bool {
        let mut bodies = self.catalog.procedure.bodies.values();
        bodies.any(|body| {
            body.min_per_year.or(body.frequency.map(|_| 1)).is_some()
                && body.item.as_deref() == Some(item)
        })
    }
}

/// Every check, in the order of the handbook.
pub(crate) static CHECKS: &[&Check] = &[
    &content::TEMPLATE_TEXT,
    &content::LIFECYCLE,
    &content::POSTING,
    &content::OPINION,
    &content::RELIEF_LIST,
    &content::HEADER_DIFFERS,
    &content::CITATION,
    &content::UNSEARCHED,
    &content::UNSHOWN,
    &content::VOUCHER_SCAN,
    &content::OFFICES,
    &content::BOARD_PLACE,
    &content::OTHER_PLACE,
    &content::TRANSLATION,
    &finance::ROW,
    &finance::RUNNING,
    &finance::CLOSING,
    &finance::CARRIED_FORWARD,
    &finance::TOTAL,
    &finance::ONE_SIDE,
    &finance::OUTSIDE_PERIOD,
    &finance::SAME_NUMBER,
    &finance::NUMBER_GAP,
    &finance::UNSIGNED,
    &finance::SAME_PERSON,
    &finance::FREE_TABLE,
    &finance::PRODUCT,
    &finance::EXCEEDS,
    &finance::ORDER,
    &finance::STATEMENT,
    &finance::OTHER_TABLE,
    &finance::NEGATIVE,
    &finance::GOES_WITH,
    &finance::UNRESOLVED,
    &finance::TOO_OFTEN,
    &finance::DECLARED,
    &finance::CAPITALS,
    &correction::FIGURE_LOST,
    &finance::FEW_REVIEWERS,
    &finance::VOUCHER_REUSED,
    &finance::TOO_MANY_ROWS,
    &finance::LEVY_OVER_CAP,
    &finance::DUES_PAYERS,
    &finance::NO_RESERVE,
    &finance::PERSONAL_ACCOUNT,
    &finance::LISTED_TWICE,
    &across::OVERPAID,
    &across::SETTLEMENT_DRIFT,
    &across::CONTRACT_EXPIRED,
    &across::CONTRACTOR_DIFFERS,
    &across::HOUSEHOLD_TOTAL,
    &across::OVER_BUDGET,
    &across::OTHER_EXPENSE,
    &across::SWING,
    &across::TENDER,
    &meeting::MISSING_STEP,
    &meeting::STEP_ORDER,
    &meeting::HEADCOUNT,
    &meeting::QUORUM,
    &meeting::MAJORITY,
    &meeting::BODY,
    &meeting::AUTHORISATION,
    &meeting::NOTICE,
    &meeting::MERGED,
    &meeting::PRACTICE_ATTENDANCE,
    &meeting::REPLY,
    &meeting::EARLY_START,
    &meeting::BEFORE_RESOLUTION,
    &meeting::REVISION,
    &governance::INTEREST,
    &meeting::FOLLOW_UP,
    &meeting::SAME_SIGNATURE,
    &meeting::NEAR_DUPLICATE,
    &meeting::LATE_MINUTES,
    &governance::COMMITTEE_SIZE,
    &governance::SUPERVISION,
    &governance::REVIEWER,
    &governance::REPRESENTATIVES,
    &governance::APPRAISAL,
    &governance::DEPARTURE_AUDIT,
    &governance::HANDOVER,
    &governance::ELECTION_VOTES,
    &governance::PROXIES,
    &governance::VOTER_LIST,
    &governance::CHARTER,
    &governance::HOMESTEAD,
    &governance::LAND_MONEY,
    &governance::PARTY_LIFE,
    &governance::PARTY_APPROVAL,
    &governance::MEETINGS_DUE,
    &governance::MEMBER_ASSEMBLY,
    &governance::RELATIVES,
    &governance::COLLECTIVE,
    &governance::PARTY_ADMISSION,
    &governance::PARTY_SECRECY,
    &governance::YEARLY_APPRAISAL,
    &governance::LIST_OBJECTIONS,
    &governance::CANDIDATES,
    &governance::HOMESTEAD_MEETING,
    &timeliness::LATE,
    &timeliness::LIST_EXPIRED,
    &timeliness::MISSING,
    &timeliness::UNANSWERED,
    &timeliness::AHEAD,
    &correction::CORRECTION_ORDER,
    &correction::UNEXPLAINED,
    &correction::WITHDRAWN,
    &correction::REPOSTED,
    &correction::UNSAID,
    &correction::UNCHANGED,
    &correction::VANISHED,
    &correction::ALTERED,
    &privacy::ID_NUMBER,
    &privacy::BANK_CARD,
    &privacy::MOBILE,
    &privacy::SOFTER,
    &privacy::FULL_NAME,
    &privacy::SMALL_CELL,
    &privacy::PICTURE_MARKS,
    &privacy::MINOR,
    &privacy::ID_TAIL,
    &privacy::SIGNATURE,
    &privacy::ASSESSMENT,
];

/// Runs every check over a village.
pub(crate) fn village(
    village: &Village,
    catalog: &Catalog,
    tree: &SourceTree,
    today: NaiveDate,
) -> Vec<Problem> {
    let personal = privacy::search(village, catalog, tree);
    let named = Named::of(village);
    let attached = privacy::search_attachments(village, &named);
    let calendar = calendar::calendar(village, catalog, today);
    let opinions = calendar::opinions::opinions(village, catalog, today);
    let scope = Scope {
        village,
        catalog,
        tree,
        today,
        calendar: &calendar,
        opinions: &opinions,
        personal: &personal,
        attached: &attached,
        named: &named,
    };
    let mut problems = Vec::new();
    for check in CHECKS {
        let mut report = Report::new(&check.rule, &mut problems);
        (check.run)(&scope, &mut report);
    }
    problems
}
